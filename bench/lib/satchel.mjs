// Satchel's release, driven as a person would: by its screens, with no hook of its own.

const HOME = '/satchel/';
const BOARD = '/satchel/#/pipeline';
const DATA = '/satchel/#/data';
const LEADS = '/satchel/#/leads';
/** What the app draws, and not the picture of it that `boot.js` shows before. */
const READY = { cards: '#main .board li.card', rows: '#main tr.row', empty: 'main .empty:not([role="status"]) h2' };
const columnOf = (key) => `.column[data-column="${key}"]`;
const PICTURE = '.picture li.card, .board li.card';
const cardIn = (column, card) => `${columnOf(column)} li.card[data-key="${card}"]:not([data-away])`;

export const satchel = {
  name: 'satchel',
  board: '.board',
  home: HOME,
  address: BOARD,
  ready: READY,
  seen: PICTURE,

  /** When the first frame with cards was over, be they those of the picture. */
  seenAt: (page) => page.evaluate(() => bench.seen),

  /** When the first frame with cards was over, or with the page of a first visit. */
  readyAt: (page) => page.evaluate(() => bench.ready),

  /** Imports a backup through the screen for that. */
  async seed(page, url, { backup, count }) {
    await page.goto(url + DATA);
    await page.locator('input[type="file"]').first().setInputFiles(backup);
    await page.getByRole('button', { name: /^Import \d/ }).click();
    await page.waitForFunction((it) => {
      const records = document.querySelector('[aria-labelledby="on-this-device"] dd').textContent;
      return Number(records.replaceAll(/\D/g, '')) >= it;
    }, count);
    await page.waitForTimeout(5_000); // The journal is folded into pages when there is nothing else to do.
    // Who returns to a board has left one.
    await page.goto(url + BOARD);
    await page.locator('.page-head').waitFor();
    await page.waitForTimeout(2_000);
  },

  async aim(page, turn) {
    const found = await page.evaluate((at) => {
      const open = [...document.querySelectorAll('.board .column:not([data-kind])')];
      const [source, target] = open.slice(at, at + 2).map((it) => it.querySelector('.column-list'));
      const top = source.getBoundingClientRect().top;
      const card = [...source.querySelectorAll('li.card')].find((it) => it.getBoundingClientRect().top > top + 100);
      const [place, goal] = [card.getBoundingClientRect(), target.getBoundingClientRect()];
      return {
        key: card.dataset.key,
        columns: open.slice(at, at + 2).map((it) => it.dataset.column),
        from: { x: place.left + 40, y: place.top + 20 },
        to: { x: goal.left + 60, y: goal.top + 200 },
      };
    }, turn % 3);
    const [source, target] = found.columns;
    const there = cardIn(target, found.key);
    return { from: found.from, to: found.to, card: cardIn(source, found.key), shown: there, matched: `${there}:not([aria-busy])` };
  },

  /** Alt and an arrow move the card that has the focus. */
  async key(page, aimed) {
    await page.focus(`${aimed.card} .card-title a`);
    return { key: 'ArrowRight', held: 'Alt', shown: aimed.shown, matched: aimed.matched };
  },

  /** Opens the box that finds everything; its field has the focus. */
  async openFind(page, url) {
    await page.goto(url + LEADS);
    await page.locator('#main tr.row').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('.palette [role="option"]').first().waitFor();
    await page.waitForTimeout(3_000); // Opened for the first time it reads all records, in slices.
    return '.palette-list';
  },

  /** Sorts the list of leads by its heads, and goes into its field; what is typed there filters the table that it names. */
  async sort(page, url) {
    await page.goto(url + LEADS);
    await page.locator('#main tr.row').first().waitFor();
    await page.waitForTimeout(2_000);
    const sorts = [];
    for (const column of ['Name', 'Company', 'Status', 'Last contact', 'Next step', 'Owner', 'Name', 'Name']) {
      const head = page.locator('thead th', { hasText: column });
      const next = await head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      const nth = await head.evaluate((it) => it.cellIndex + 1);
      const shown = column === 'Last contact' ? `thead th:nth-child(${nth})[aria-sort]` : `thead th:nth-child(${nth})[aria-sort="${next}"]`;
      await page.waitForTimeout(300);
      sorts.push(await step(page, 'click', shown, () => head.locator('button').click()));
    }
    await page.locator('#find').focus();
    return { sorts, filtered: 'main table' };
  },

  /** Gives half of the leads another priority in each round, by a range of checks and the bar below them. */
  async bulk(page, count, round) {
    await page.locator('tr.row .check').first().click();
    const last = count / 2 + 1; // The head is the first row.
    await page.locator('.page-body').evaluate((it, to) => {
      it.scrollTop = (to - 8) * it.querySelector('tr.row').offsetHeight;
    }, last);
    await page.locator(`tr[aria-rowindex="${last}"] .check`).click({ modifiers: ['Shift'] });
    const bar = page.locator('.bulk');
    await bar.getByRole('button', { name: 'Priority' }).click();
    const said = '.toast:has(b, p)';
    await page.locator(said).waitFor({ state: 'detached' });
    const start = await page.evaluate(() => performance.now());
    const took = await step(page, 'click', said, () => page.getByRole('menuitem', { name: ['High', 'Low'][round % 2] }).click());
    await page.waitForTimeout(1_000);
    return { took, longest: await page.evaluate((it) => bench.longestTask(it), start) };
  },

  /** Acknowledged is a card that no longer says that it is busy. */
  acknowledged: (timed) => timed.toMatch,

  /**
   * Imports a table through the screen for that: from the choice of the file to its preview, from the press of the button to
   * "imported", which is said once everything is written, and from the link below that to the first rows of the list. The
   * time in which a person would read and decide is left out.
   */
  async importCsv(page, url, { table, count }) {
    await page.goto(url + DATA);
    const input = page.locator('input[type="file"]').first();
    await input.waitFor({ state: 'attached' });
    const start = await page.evaluate(() => performance.now());
    const planned = await step(page, 'change', '.acts .button[data-variant="primary"]', () => input.setInputFiles(table));
    const done = 'section a.button[data-variant="primary"]';
    const written = await step(page, 'click', done, () => page.locator('.acts .button[data-variant="primary"]').click());
    const listed = await step(page, 'click', '#main tr.row', () => page.locator(done).click());
    await page.waitForTimeout(500);
    const longest = await page.evaluate((it) => bench.longestTask(it), start);
    const rows = await page.locator('table[aria-rowcount]').getAttribute('aria-rowcount') - 1; // The head counts as one.
    if (rows !== count) throw new Error(`${rows} of ${count} rows were imported.`);
    return { stored: planned + written + listed, planned, written, listed, longest };
  },

  /**
   * A backup through the screen for that: from the choice of the file to its preview and from the press of the button to the
   * number of records on the page, without the time in which a person would read; from the press of *Save backup* to the
   * file; and from Ctrl+Z to the number before.
   */
  async whole(page, url, { backup, count }) {
    await page.goto(url + DATA);
    const input = page.locator('input[type="file"]').first();
    await input.waitFor({ state: 'attached' });
    const records = (least) => page.waitForFunction(([of, it]) => {
      const shown = Number(document.querySelector('[aria-labelledby="on-this-device"] dd').textContent.replaceAll(/\D/g, ''));
      return it ? shown >= of : shown < of;
    }, [count, least], { polling: 'raf' });
    const timed = async (...acts) => {
      const start = await page.evaluate(() => performance.now());
      let took = 0;
      for (const act of acts) {
        const began = await page.evaluate(() => performance.now());
        await act();
        took += await page.evaluate(() => bench.painted()) - began;
      }
      await page.waitForTimeout(1_000); // Long tasks are told late.
      return [took, await page.evaluate((it) => bench.longestTask(it), start)];
    };
    const button = page.getByRole('button', { name: /^Import \d/ });
    const [stored, longestIn] = await timed(
      async () => { await input.setInputFiles(backup); await button.waitFor(); },
      async () => { await button.click(); await records(true); },
    );
    await page.waitForTimeout(5_000); // The journal is folded.
    const [saved, longestOut] = await timed(async () => {
      const file = page.waitForEvent('download');
      await page.getByRole('button', { name: /^Save a backup/ }).first().click();
      await file;
    });
    const [undone, longestBack] = await timed(async () => { await page.keyboard.press('Control+z'); await records(false); });
    return { stored, longestIn, saved, longestOut, undone, longestBack };
  },
};

/** Does something and times it from its event to the frame that shows the answer. */
async function step(page, type, shown, act) {
  await page.evaluate((it) => bench.arm(...it), [type, { shown }]);
  await act();
  return page.evaluate(async () => (await bench.timed).toPaint);
}
