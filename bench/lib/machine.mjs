// The machine that is measured on, and whether it had time for it.
import { createHash } from 'node:crypto';
import { cpus, loadavg } from 'node:os';

/** Nobody else had more than a quarter of the time: what the same work may take at most, as a multiple of its best. */
const QUIET = 1.25;

/** One-minute load average. */
export const load = () => loadavg()[0];

export const machine = () => `${cpus().length} x ${cpus()[0].model.trim()}, Node ${process.version}`;

/** Takes the time of a piece of work that is always the same, again and again during a run. */
export class Strain {
  #took = [];

  /** Works for some twenty milliseconds. */
  feel() {
    const start = performance.now();
    const bytes = Buffer.alloc(1 << 20);
    for (let turn = 0; turn < 16; turn++) createHash('sha256').update(bytes).digest();
    this.#took.push(performance.now() - start);
  }

  /** How much longer the work took than at best: in the middle, and in one of ten cases. */
  verdict() {
    const sorted = [...this.#took].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / sorted[0];
    return { middle: at(0.5), bad: at(0.9), isQuiet: at(0.9) <= QUIET };
  }
}
