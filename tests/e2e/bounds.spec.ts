// What must not grow: bytes that a first visit fetches, nodes that are drawn, and what one change reads and writes. Counted and
// never timed, so that the same code gives the same numbers on every machine.
import { brotliCompressSync, constants } from 'node:zlib';
import { at, card, expect, merge, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

/** What a first visit may fetch before its first screen stands, as a good host sends it. */
const FIRST_VISIT = 250_000;
/** What a board of any number of deals may draw at 1280 by 800. */
const BOARD = 1_800;
/** What a list of any number of leads may. */
const LIST = 2_400;

const uuid = (nth: number) => `0192f0c1-7d2a-7c3e-9a51-${String(nth).padStart(12, '0')}`;
const STAGES = ['110', '111', '112', '113'].map((it) => `5a7ce100-0000-8000-8000-000000000${it}`);
const STATUS = '5a7ce100-0000-8000-8000-000000000200';
/** Ranks in the order of their numbers, none of which ends with the lowest letter. */
const rank = (nth: number) => `n${[...String(nth).padStart(5, '0')].map((it) => 'bcdefghijk'[Number(it)]).join('')}n`;
const records = (count: number) => JSON.stringify({
  satchel: 1,
  records: Array.from({ length: count }, (_, nth) => [
    { id: `deal:${uuid(nth)}`, v: 1, d: { name: `Deal ${nth}`, stage: STAGES[nth % 4], rank: rank(nth), value: { minor: 100_000 + nth, currency: 'EUR' } } },
    { id: `lead:${uuid(100_000 + nth)}`, v: 1, d: { first_name: 'Ana', last_name: `Roy ${nth}`, status: { status: STATUS, since: 1_795_262_400_000 } } },
  ]).flat(),
});

const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** What is written to the database and drawn from now on. What free time does with the pages counts for nobody who waits. */
const watch = (page: Page) => page.evaluate(() => {
  const seen = { written: 0, bytes: 0, read: 0, elements: 0 };
  const isOfTheChange = (it: IDBObjectStore) => !it.transaction.objectStoreNames.contains('pages');
  for (const name of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value, key) {
      if (isOfTheChange(this)) {
        seen.written += 1;
        seen.bytes += typeof value === 'string' ? value.length : (value as Uint8Array).byteLength;
      }
      return real.call(this, value, key);
    };
  }
  for (const name of ['get', 'getAll', 'getAllKeys', 'openCursor'] as const) {
    const real = IDBObjectStore.prototype[name] as (...all: unknown[]) => IDBRequest;
    Object.assign(IDBObjectStore.prototype, { [name](this: IDBObjectStore, ...all: unknown[]) {
      if (isOfTheChange(this)) seen.read += 1;
      return real.apply(this, all);
    } });
  }
  const count = (it: Node) => it instanceof Element ? 1 + it.querySelectorAll('*').length : 0;
  new MutationObserver((all) => {
    for (const { addedNodes } of all) for (const it of addedNodes) seen.elements += count(it);
  }).observe(document.body, { childList: true, subtree: true });
  Object.assign(window, { seen });
});
const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: Record<'written' | 'bytes' | 'read' | 'elements', number> }).seen);

test('what a first visit fetches stays within its bound', async ({ page }) => {
  const bodies: Promise<readonly [string, Buffer]>[] = [];
  page.on('response', (it) => {
    const body = it.body().then((all) => [new URL(it.url()).pathname, all] as const);
    body.catch(() => {}); // What comes when the test is over is none of the first screen.
    bodies.push(body);
  });
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  const sizes = (await Promise.all(bodies.slice())).filter(([path]) => !/later-|sw\.js/.test(path)).map(([path, body]) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    return [path, brotliCompressSync(body, { params }).length] as const;
  });
  const sum = sizes.reduce((total, [, size]) => total + size, 0);
  test.info().annotations.push({ type: 'bytes', description: `${sum}: ${JSON.stringify(sizes)}` });
  expect(sizes.some(([path]) => path.endsWith('.wasm'))).toBe(true);
  expect(sum, JSON.stringify(sizes)).toBeLessThan(FIRST_VISIT);
});

test('what is drawn, read and written for one change does not depend on how many records there are', async ({ page }) => {
  test.setTimeout(240_000);
  const found: Record<string, number>[] = [];
  for (const count of [200, 3_000]) {
    await merge(page, records(count));
    await at(page, 'leads');
    await expect(page.locator('tr.row').first()).toBeVisible();
    await settled(page);
    const list = await nodes(page);
    await at(page, 'pipeline');
    await expect(card(page, 'Deal 0')).toBeVisible();
    await settled(page);
    const board = await nodes(page);
    await watch(page);
    await card(page, 'Deal 0').getByRole('link').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await settled(page);
    const moved = await seen(page);
    await page.keyboard.press('Control+z');
    await expect(card(page, 'Deal 0')).toHaveAttribute('aria-posinset', '1');
    await settled(page);
    found.push({ list, board, ...moved });
    await page.reload();
  }
  test.info().annotations.push({ type: 'counts', description: JSON.stringify(found) });
  const [few, many] = found;
  expect(many.board).toBeLessThan(BOARD);
  expect(many.list).toBeLessThan(LIST);
  // A few more digits, gaps, marks of a list that goes on.
  expect(Math.abs(many.board - few.board)).toBeLessThan(40);
  expect(Math.abs(many.list - few.list)).toBeLessThan(40);
  // The entry in two parts, because the first change makes known whoever works here; and where everything stands.
  expect([few.written, many.written]).toEqual([3, 3]);
  expect([few.read, many.read]).toEqual([1, 1]);
  expect(many.bytes).toBeLessThan(2_000);
  expect(many.elements).toBeLessThan(200);
});

test('a key in the box that finds everything changes words, and draws nothing anew around them', async ({ page }) => {
  await merge(page, records(100));
  await at(page, 'leads');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Find' });
  const lines = page.locator('#found').getByRole('option');
  await expect(lines.filter({ hasText: 'Help' })).toBeAttached(); // All of them are drawn.
  await page.evaluate(() => {
    const changed = { elements: 0, attributes: 0, texts: 0 };
    new MutationObserver((all) => {
      for (const { type, addedNodes } of all) {
        if (type === 'attributes') changed.attributes += 1;
        if (type === 'characterData') changed.texts += 1;
        changed.elements += [...addedNodes].filter((it) => it instanceof Element).length;
      }
    }).observe(document.getElementById('found')!, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { changed });
  });
  const count = page.locator('.palette-foot').getByRole('status');
  for (const key of 'ro') {
    const before = await count.innerText();
    await box.press(key);
    await expect(count).not.toHaveText(before);
  }
  const changed = await page.evaluate(() => (window as unknown as { changed: Record<'elements' | 'attributes' | 'texts', number> }).changed);
  test.info().annotations.push({ type: 'changes', description: JSON.stringify(changed) });
  expect(changed.texts).toBeGreaterThan(20);
  // The keys of a command are elements; a line that is hidden, or that has another drawing, has an attribute changed.
  expect(changed.elements, JSON.stringify(changed)).toBeLessThan(10);
  expect(changed.attributes, JSON.stringify(changed)).toBeLessThan(60);
});

test('a list that is opened after another is drawn before it is measured', async ({ page }) => {
  await at(page, 'data');
  await merge(page, records(100));
  await at(page, 'leads');
  await expect(page.locator('tr.row', { hasText: 'Roy' }).first()).toBeVisible();
  await page.evaluate(() => {
    const drawn: number[] = [];
    const real = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
      if (this.matches('#main tbody')) drawn.push([...document.querySelectorAll('#main tr.row')].filter((it) => it.textContent!.includes('Deal ')).length);
      return real.call(this);
    };
    Object.assign(window, { drawn });
    location.hash = '#/pipeline?view=list';
  });
  await expect(page.locator('tr.row', { hasText: 'Deal ' }).first()).toBeVisible();
  const drawn = () => page.evaluate(() => (window as unknown as { drawn: number[] }).drawn);
  await expect.poll(drawn).not.toHaveLength(0);
  // At 36 pixels a row 18 are seen, and more.
  expect(Math.min(...await drawn())).toBeGreaterThanOrEqual(18);
});
