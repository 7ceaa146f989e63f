// From samples to the report: one row for each metric, with its limit and its budget.
import { max, median, p95 } from './stats.mjs';

/** What may cost a multiple of what the limit page needs; of two multiples the second is for 100,000 records and more. */
const metric = (group, name, unit, of, budget = null, by = median) => ({ group, name, unit, of, budget, by, most: null });
/** What must not cost more than so much, whatever the limit page needs. */
const bound = (group, name, unit, of, most, by = median) => ({ group, name, unit, of, budget: null, by, most });

/**
 * The metrics of a size. `of` picks the samples of a side; a budget is a multiple of the limit page's figure, and where there
 * is none the row is there to know.
 */
const METRICS = [
  metric('ready', 'board shown, cold', 'ms', (it) => it.board.map((one) => one.seen), [0.75, 0.35]),
  metric('ready', 'ready cold', 'ms', (it) => it.board.map((one) => one.ready), 0.9),
  metric('ready', 'longest task of the load', 'ms', (it) => it.board.map((one) => one.longest)),
  metric('ready', 'nodes of the board', 'nodes', (it) => it.board.map((one) => one.nodes), null, max),
  metric('memory', 'memory: heap and wasm', 'MB', (it) => it.board.map((one) => one.memory), [1.5, 1.2]),
  metric('memory', 'of that, wasm', 'MB', (it) => it.board.map((one) => one.wasm)),
  metric('moves', 'drop to paint, p95', 'ms', (it) => it.drops.map((one) => one.toPaint), 1.3, p95),
  metric('moves', 'drop to paint, median', 'ms', (it) => it.drops.map((one) => one.toPaint)),
  metric('moves', 'key move to paint, p95', 'ms', (it) => it.keys.map((one) => one.toPaint), 1.3, p95),
  metric('moves', 'key move to paint, median', 'ms', (it) => it.keys.map((one) => one.toPaint)),
  metric('moves', 'commit acknowledged, median', 'ms', (it) => it.drops.map((one) => one.acknowledged), 1.15),
  metric('moves', 'commit acknowledged, p95', 'ms', (it) => it.drops.map((one) => one.acknowledged), 1.15, p95),
  metric('moves', 'of that, the transaction, median', 'ms', (it) => it.drops.map((one) => one.write.took)),
  metric('moves', 'worst frame of a drag, median', 'ms', (it) => it.drops.map((one) => one.worstFrame), 1.2),
  bound('lists', 'sort leads to paint, p95', 'ms', (it) => it.sorts, 100, p95),
  bound('lists', 'sort leads to paint, median', 'ms', (it) => it.sorts, null),
  bound('lists', 'filter leads to paint, p95', 'ms', (it) => it.filters, 100, p95),
  bound('lists', 'filter leads to paint, median', 'ms', (it) => it.filters, null),
  metric('lists', 'find keystroke to paint, p95', 'ms', (it) => it.finds, [1, 0.65], p95),
  metric('lists', 'find keystroke to paint, median', 'ms', (it) => it.finds),
  bound('lists', 'bulk edit of half of them', 'ms', (it) => it.bulks.map((one) => one.took), 1_000),
  bound('lists', 'longest task of the bulk edit', 'ms', (it) => it.bulks.map((one) => one.longest), 50),
  metric('import', 'CSV import, shown and stored', 'ms', (it) => it.imports.map((one) => one.stored), 1),
  bound('import', 'longest task of the import', 'ms', (it) => it.imports.map((one) => one.longest), 50),
  metric('whole', 'JSON import, shown and stored', 'ms', (it) => it.wholes.map((one) => one.stored), 0.9),
  bound('whole', 'longest task of the JSON import', 'ms', (it) => it.wholes.map((one) => one.longestIn), 50),
  metric('whole', 'export, click to file', 'ms', (it) => it.wholes.map((one) => one.saved), 0.5),
  bound('whole', 'longest task of the export', 'ms', (it) => it.wholes.map((one) => one.longestOut), 50),
  bound('whole', 'undo of the import', 'ms', (it) => it.wholes.flatMap((one) => one.undone ?? []), 2_000),
  bound('whole', 'longest task of the undo', 'ms', (it) => it.wholes.flatMap((one) => one.longestBack ?? []), 50),
];
/** With nothing in the database: beside the startup page, which has a module to compile as Satchel has. */
const EMPTY = [
  metric('ready', 'ready cold', 'ms', (it) => it.empty, 1.25),
  metric('ready', 'ready by the service worker', 'ms', (it) => it.warm, 1.25),
];
/** And beside the limit page, which has none. */
const BARE = [
  metric('ready', 'ready cold, beside no module', 'ms', (it) => it.empty),
  metric('ready', 'ready by the service worker, beside no module', 'ms', (it) => it.warm),
];
const LOAD_BUDGET = 250;
/** From so many records on the budgets are those of a large Book. */
const LARGE = 100_000;

/** The names that `--only` knows. */
export const GROUPS = ['load', ...new Set(METRICS.map((it) => it.group))];

const rounded = (value) => (value === null ? null : Number(value.toFixed(value < 10 ? 2 : 1)));

/** One row, from the samples of both sides; nothing where a side has none. */
function row({ name, unit, of, budget: budgets, by, most }, size, satchel, limit) {
  const budget = Array.isArray(budgets) ? budgets[size < LARGE ? 0 : 1] : budgets;
  const [ours, theirs] = [of(satchel), of(limit)];
  if (!ours.length || (!theirs.length && budget !== null)) return [];
  const [value, bound] = [by(ours), theirs.length ? by(theirs) : null];
  const ratio = bound > 0 ? value / bound : null;
  const isMet = most === null ? null : value <= most;
  return [{
    metric: `${name}, ${size ? size.toLocaleString('en') : 'empty'}`,
    unit,
    value: rounded(value),
    limit: bound === null ? null : rounded(bound),
    ratio: rounded(ratio),
    budget: budget ?? most,
    ok: budget === null || ratio === null ? isMet : ratio <= budget,
  }];
}

/** The report: what `satchel` and `limit` have in `samples`, by size, and the bytes of a first visit. */
export function report({ files, empty, sizes }) {
  const rows = [];
  if (files.length) {
    const sent = (list) => rounded(list.reduce((sum, it) => sum + it.sent, 0) / 1000);
    const value = sent(files.filter((it) => it.isFirst));
    rows.push({ metric: 'first load, brotli', unit: 'KB', value, limit: null, ratio: null, budget: LOAD_BUDGET, ok: value <= LOAD_BUDGET });
    rows.push({ metric: 'with what comes later, brotli', unit: 'KB', value: sent(files), limit: null, ratio: null, budget: null, ok: null });
  }
  rows.push(...EMPTY.flatMap((it) => row(it, 0, empty.satchel, empty.startup)));
  rows.push(...BARE.flatMap((it) => row(it, 0, empty.satchel, empty.limit)));
  for (const [size, { satchel, limit }] of sizes) {
    rows.push(...METRICS.flatMap((it) => row(it, size, satchel, limit)));
  }
  return rows;
}

/** Rows as a table. */
export function table(rows) {
  const said = (value) => (value === null ? '' : value === true ? 'yes' : value === false ? 'NO' : String(value));
  const heads = ['metric', 'unit', 'value', 'limit', 'ratio', 'budget', 'ok'];
  const cells = [heads, ...rows.map((it) => heads.map((head) => said(it[head])))];
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const line = (it) => it.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ');
  return cells.map(line).join('\n');
}
