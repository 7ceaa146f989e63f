#!/usr/bin/env node
// Measures Satchel's release (dist/) beside the limit page, in one run with interleaved rounds; `cargo xtask bench` builds the
// release and calls this. What the figures mean stands in docs/performance.md.
//
//   node bench/run.mjs [--rounds 5] [--sizes 10000] [--only load,ready,memory,moves,lists,import,whole] [--dist dist]
//
// It reports and does not gate: it fails only if something could not be measured. Writes target/bench/report.json, and every
// sample into target/bench/samples.json.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Profile, version, weigh } from './lib/browser.mjs';
import { drag, press, type } from './lib/interact.mjs';
import { limit } from './lib/limit.mjs';
import { Strain, load, machine } from './lib/machine.mjs';
import { GROUPS, report, table } from './lib/report.mjs';
import { satchel } from './lib/satchel.mjs';
import { serve } from './lib/server.mjs';
import { startup, writeModule } from './lib/startup.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'target/bench');
const SIDES = [limit, satchel];
/** Moves of each sort, in each round. */
const MOVES = 8;
/** From so many records on they are of all kinds, as a sales team has them after some years; a fifth are leads, a fifth deals. */
const MIXED = 100_000;
/** So many visits that a service worker answers are timed, and so many go before: the startup page's keeps what it was asked for. */
const VISITS = 3;
const VISITS_BEFORE = 2;

const options = parse();
const wants = (...groups) => groups.some((it) => options.only.includes(it));
const say = (text) => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`);

function parse() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      sizes: { type: 'string', default: '10000' },
      only: { type: 'string', default: GROUPS.join() },
      dist: { type: 'string', default: join(ROOT, 'dist') },
    },
  });
  const only = values.only.split(',');
  const unknown = only.filter((it) => !GROUPS.includes(it));
  if (unknown.length) throw new Error(`There is no metric ${unknown.join()}; there are ${GROUPS.join(', ')}.`);
  return { only, rounds: Number(values.rounds), sizes: values.sizes.split(',').map(Number), dist: values.dist };
}

/** Records from a seed, as the app takes them: made once, and again when the generator is newer. */
function records(what, count, ending) {
  const file = join(OUT, `${what}-${count}.${ending}`);
  const words = ['data', what, String(count), '--out', file];
  const [program, before] = process.env.XTASK ? [process.env.XTASK, []] : ['cargo', ['run', '--quiet', '--package', 'xtask', '--']];
  const { status } = spawnSync(program, [...before, ...words], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('The records could not be made; it is said above why.');
  return file;
}

/** What a first visit fetches, each file once: for the first screen, and what comes later and is kept for offline use. */
async function firstLoad(server) {
  const profile = new Profile();
  const before = server.asked.length;
  let atOnce = [];
  await profile.open(satchel.ready.empty, async (page) => {
    await page.goto(server.url + satchel.home);
    const ready = await satchel.readyAt(page);
    const entries = await page.evaluate(() => performance.getEntriesByType('resource').map((it) => ({ url: it.name, at: it.startTime })));
    atOnce = entries.filter((it) => it.at < ready).map((it) => new URL(it.url).pathname);
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done));
    });
  });
  profile.remove();
  const names = new Set(server.asked.slice(before));
  const isFirst = (name) => name === `${satchel.home}index.html` || atOnce.includes(name);
  return [...names].map((name) => ({ name, isFirst: isFirst(name), ...server.weight(name) })).sort((a, b) => b.sent - a.sent);
}

/** A first visit: how soon it can be used, and an import into it. */
async function firstVisit(side, server, data, into) {
  const profile = new Profile();
  await profile.open(side.ready.empty, async (page) => {
    await page.goto(server.url + side.home);
    into.empty.push(await side.readyAt(page));
    if (wants('import') && side.importCsv) into.imports.push(await side.importCsv(page, server.url, data));
  });
  profile.remove();
}

/** Everything in and out: a backup is imported, saved again, and its import taken back. */
async function everything(side, server, data, into) {
  const profile = new Profile();
  await profile.open(side.ready.empty, async (page) => {
    into.wholes.push(await side.whole(page, server.url, data));
  });
  profile.remove();
}

/** Visits again in the same process, which the service worker answers. */
async function warmVisits(side, server, into) {
  const profile = new Profile();
  await profile.open(side.ready.empty, async (page) => {
    await page.goto(server.url + side.home);
    await side.readyAt(page);
    await page.evaluate(async (script) => {
      if (script) await navigator.serviceWorker.register(script);
      const { active } = await navigator.serviceWorker.ready;
      if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done));
    }, side.worker);
    for (let turn = -VISITS_BEFORE; turn < VISITS; turn++) {
      await page.goto('about:blank');
      await page.goto(server.url + side.home);
      const ready = await side.readyAt(page);
      if (turn >= 0) into.warm.push(ready);
      if (!await page.evaluate(() => navigator.serviceWorker.controller)) throw new Error(`${side.name} was not answered by its worker.`);
    }
  });
  profile.remove();
}

/** A return to thousands of leads: sorting and filtering them, finding one, and changing half of them. */
async function manyLeads(side, server, profile, { count, round }, into) {
  await profile.open(side.ready.rows, async (page) => {
    const list = await side.openFind(page, server.url);
    into.finds.push(...await type(page, list, 'torv'));
    if (!side.bulk) return;
    await page.goto('about:blank');
    const { sorts, filtered } = await side.sort(page, server.url);
    into.sorts.push(...sorts);
    into.filters.push(...await type(page, filtered, 'torv'));
    into.bulks.push(await side.bulk(page, count, round));
  });
}

/** A return to a full board, in a new process: how soon it stands, what it weighs, and moving its cards. */
async function fullBoard(side, server, profile, into) {
  await profile.open(side.ready.cards, async (page) => {
    await page.goto(server.url + side.address);
    const ready = await side.readyAt(page);
    await page.waitForTimeout(3_000);
    const longest = await page.evaluate((it) => bench.longestTask(0, it), ready + 1_000);
    into.board.push({ ready, seen: await side.seenAt(page), longest, ...await weigh(page, side.board) });
    if (!wants('moves')) return;
    for (let turn = 0; turn < MOVES; turn++) {
      const dropped = await drag(page, await side.aim(page, turn));
      into.drops.push({ ...dropped, acknowledged: side.acknowledged(dropped) });
    }
    for (let turn = 0; turn < MOVES; turn++) into.keys.push(await press(page, await side.key(page, await side.aim(page, turn))));
  }, side.seen);
}

/** All rounds of a size: each side in turn, and in each round another one first. */
async function measure(count, server, strain, empty) {
  const isMixed = count >= MIXED;
  const backup = (what) => records(isMixed ? 'mixed' : what, count, 'json');
  const data = { count, backup: backup('deals'), table: records('leads', count, 'csv') };
  const listed = { count, backup: backup('leads'), leads: isMixed ? count / 5 : count };
  const none = () => ({ board: [], drops: [], keys: [], imports: [], finds: [], sorts: [], filters: [], bulks: [], wholes: [] });
  const samples = Object.fromEntries(SIDES.map((it) => [it.name, { ...none(), ...empty[it.name] }]));
  const [boards, lists] = [new Map(), new Map()];
  try {
    for (let round = 0; round < options.rounds; round++) {
      if (wants('ready')) {
        await firstVisit(startup, server, data, empty.startup);
        await warmVisits(startup, server, empty.startup);
      }
      for (const side of round % 2 ? SIDES : SIDES.toReversed()) {
        strain.feel();
        const into = samples[side.name];
        if (wants('ready', 'import')) await firstVisit(side, server, data, into);
        if (wants('ready')) await warmVisits(side, server, into);
        if (wants('ready', 'memory', 'moves')) {
          if (!boards.has(side)) {
            boards.set(side, new Profile());
            await boards.get(side).open(side.ready.empty, (page) => side.seed(page, server.url, data));
          }
          strain.feel();
          await fullBoard(side, server, boards.get(side), into);
        }
        if (wants('whole')) await everything(side, server, data, into);
        if (wants('lists')) {
          if (!lists.has(side)) {
            lists.set(side, new Profile());
            await lists.get(side).open(side.ready.empty, (page) => side.seed(page, server.url, listed));
          }
          strain.feel();
          await manyLeads(side, server, lists.get(side), { count: listed.leads, round }, into);
        }
        say(`${count.toLocaleString('en')} records, round ${round + 1} of ${options.rounds}: ${side.name}`);
      }
    }
  } finally {
    for (const profile of [...boards.values(), ...lists.values()]) profile.remove();
  }
  return samples;
}

async function main() {
  if (!existsSync(join(options.dist, 'index.html'))) throw new Error('There is no release: run `cargo xtask build` first.');
  mkdirSync(OUT, { recursive: true });
  const about = { at: new Date().toISOString(), machine: `${machine()}, ${await version()}`, loadBefore: load(), rounds: options.rounds };
  console.log(`${about.machine}\nload average ${about.loadBefore.toFixed(2)} before\n`);
  const server = await serve({ '/limit/': fileURLToPath(new URL('limit', import.meta.url)), '/satchel/': options.dist, '/limit/gen/': writeModule(join(OUT, 'startup')) });
  const strain = new Strain();
  const results = { files: [], empty: Object.fromEntries([...SIDES, startup].map((it) => [it.name, { empty: [], warm: [] }])), sizes: [] };
  try {
    if (wants('load')) results.files = await firstLoad(server);
    for (const size of options.sizes) results.sizes.push([size, await measure(size, server, strain, results.empty)]);
  } finally {
    await server.close();
  }
  const rows = report(results);
  writeFileSync(join(OUT, 'report.json'), `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(join(OUT, 'samples.json'), JSON.stringify({ ...about, loadAfter: load(), ...results }));
  for (const { name, isFirst, raw, sent } of results.files) console.log(`${String(sent).padStart(9)} of ${String(raw).padStart(9)}  ${name}${isFirst ? '' : ', later'}`);
  console.log(`\n${table(rows)}\n\nload average ${load().toFixed(2)} after`);
  sayTrust(strain);
}

/** Whether the figures can be trusted. */
function sayTrust(strain) {
  const { middle, bad, isQuiet } = strain.verdict();
  const shares = `The same piece of work took ${middle.toFixed(2)} times its best in the middle, and ${bad.toFixed(2)} times in one of ten cases`;
  console.log(isQuiet ? `${shares}: a quiet machine.` : `${shares}: the machine was too busy. Trust no figure here but the bytes; the ratios are a hint.`);
}

await main();
