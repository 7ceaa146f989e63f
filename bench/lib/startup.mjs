// The startup page: what a browser needs for a module of a megabyte, whatever it does (bench/limit/startup.html). It is what
// an app compiled to WebAssembly is compared with where there is no data yet. Its functions are made as those of the page that
// the budgets were measured with, so that they cost as much to decode.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 1_000_000;
/** So many functions are there for each one that is run, once: a start touches a part of its module. */
const EACH = 10;

const MODULE = 's1000.wasm';

export const startup = {
  name: 'startup',
  home: `/limit/startup.html?w=${MODULE}`,
  worker: '/limit/startup-sw.js',
  ready: { empty: '#s' },

  /** When the frame that says so was over, by the page's own clock, which is the one of `probe.mjs`. */
  async readyAt(page) {
    await page.waitForFunction(() => globalThis.out);
    return page.evaluate(() => globalThis.out.readyAt);
  },
};

/** Writes the module into a folder, which is to be served as `/limit/gen/`. */
export function writeModule(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MODULE), module());
  return folder;
}

/** Numbers from a seed (a linear congruential generator), so that every run has the same module. */
function numbers() {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** An unsigned LEB128. */
function count(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number);
  return bytes;
}

/** A number from 0 to 4,095 as a signed LEB128, whose highest bit is the sign. */
const constant = (number) => (number < 64 ? [number] : [number & 127 | 128, number >> 7]);

const [GET, SET, TEE, CONST, LOAD, STORE, ADD, AND, IF, END, CALL, DROP] = [0x20, 0x21, 0x22, 0x41, 0x28, 0x36, 0x6a, 0x71, 0x04, 0x0b, 0x10, 0x1a];
const [I32, NOTHING] = [0x7f, 0x40];
/** add, sub, mul, and, or, xor, shl, shr_u, eq, lt_s, gt_s. */
const OPERATIONS = [0x6a, 0x6b, 0x6c, 0x71, 0x72, 0x73, 0x74, 0x76, 0x46, 0x48, 0x4a];
/** Two parameters and three more variables. */
const VARIABLES = 5;

/** A function of two numbers that computes, reads, writes, branches and calls, as compiled code does. */
function body(random, index) {
  const variable = () => random(VARIABLES);
  const operation = () => OPERATIONS[random(OPERATIONS.length)];
  const place = () => [GET, variable(), CONST, 0xff, 0x07, AND]; // Within the first kilobyte of the memory.
  const steps = [
    () => [GET, variable(), CONST, ...constant(random(random(4) ? 64 : 4096)), operation(), SET, variable()],
    () => [GET, variable(), GET, variable(), operation(), TEE, variable(), SET, variable()],
    () => [...place(), LOAD, 2, ...count(random(64) * 4), SET, variable()],
    () => [...place(), GET, variable(), STORE, 2, ...count(random(64) * 4)],
    () => [GET, variable(), GET, variable(), operation(), IF, NOTHING, GET, variable(), CONST, 1, ADD, SET, variable(), END],
    // A call that is never made: most code of an app is not run when it starts.
    () => (index > 60 ? [CONST, 0, IF, NOTHING, GET, variable(), GET, variable(), CALL, ...count(index - 1 - random(50)), SET, variable(), END] : []),
  ];
  const code = Array.from({ length: 20 + random(50) }, () => steps[random(steps.length)]()).flat();
  return [1, VARIABLES - 2, I32, ...code, GET, variable(), END];
}

const sized = (bytes) => [...count(bytes.length), ...bytes];
const list = (items) => [...count(items.length), ...items.flat()];
const section = (id, bytes) => [id, ...sized(bytes)];

/** A module of about a megabyte, whose `run` calls some of its functions. */
function module() {
  const random = numbers();
  const bodies = [];
  for (let bytes = 0; bytes < BYTES;) {
    const next = sized(body(random, bodies.length));
    bodies.push(next);
    bytes += next.length;
  }
  const called = bodies.map((_, index) => index).filter((index) => index % EACH === 0);
  const run = [0, ...called.flatMap((index) => [CONST, 1, CONST, 2, CALL, ...count(index), DROP]), END];
  const [computes, runs] = [[0x60, 2, I32, I32, 1, I32], [0x60, 0, 0]];
  return Uint8Array.from([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, list([computes, runs])),
    section(3, list([...bodies.map(() => [0]), [1]])),
    section(5, [1, 0, 1]), // A memory of one page.
    section(7, list([[...sized([...Buffer.from('run')]), 0, ...count(bodies.length)]])),
    section(10, list([...bodies, sized(run)])),
  ].flat());
}
