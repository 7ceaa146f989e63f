// Order statistics. Medians are quoted: on a machine that does other things too, a mean says little.

const ordered = (values) => [...values].sort((a, b) => a - b);

/** The value in the middle. */
export function median(values) {
  const sorted = ordered(values);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The value that 95 of 100 do not exceed; of fewer than twenty it is the largest. */
export const p95 = (values) => ordered(values)[Math.ceil(values.length * 0.95) - 1];

/** The largest value. */
export const max = (values) => Math.max(...values);
