// The limit page: the least that a browser-local CRM can do, without a framework (bench/limit).

const STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won'];
const cardIn = (stage, id) => `.list[data-s="${stage}"] .card[data-id="${id}"]:not([style*="none"])`;

export const limit = {
  name: 'limit',
  board: '#board',
  /** It makes its records by itself; they are as many as Satchel's, with the same words. */
  home: '/limit/app.html',
  worker: '/limit/sw.js',
  address: '/limit/app.html',
  /** Its empty board stands before the database is open; it says itself when it is ready. */
  ready: { cards: '.card', rows: '.card', empty: 'h3' },

  /** When the first frame with cards was over, or with the empty board: its own clock, which is the same as ours. */
  async readyAt(page) {
    await page.waitForFunction(() => globalThis.ready);
    return page.evaluate(() => M.readyAt);
  },

  /** It shows nothing before. */
  seenAt: (page) => limit.readyAt(page),

  async seed(page, url, { count }) {
    await page.goto(url + this.address);
    await this.readyAt(page);
    await page.evaluate((it) => app.seed(it), count);
  },

  /** A card in sight, a point in the next column, and how the page looks when it has come there. */
  async aim(page, turn) {
    const from = turn % 3;
    const found = await page.evaluate((at) => {
      const [source, target] = [...document.querySelectorAll('.list')].slice(at, at + 2).map((it) => [it, it.getBoundingClientRect()]);
      const isInSight = (it) => it.x && it.getBoundingClientRect().top > source[1].top + 100;
      const card = [...source[0].querySelectorAll('.card')].find(isInSight);
      const { left, top } = card.getBoundingClientRect();
      return { id: card.dataset.id, from: { x: left + 40, y: top + 20 }, to: { x: target[1].left + 60, y: target[1].top + 200 } };
    }, from);
    return { from: found.from, to: found.to, card: cardIn(STAGES[from], found.id), shown: cardIn(STAGES[from + 1], found.id) };
  },

  /** The arrow moves the card that has the focus. */
  async key(page, aimed) {
    await page.focus(aimed.card);
    return { key: 'ArrowRight', shown: aimed.shown };
  },

  /** Its field is always open. */
  async openFind(page, url) {
    await page.goto(url + this.address);
    await this.readyAt(page);
    await page.focus('#q');
    return '#res';
  },

  /** Acknowledged is what its write has ended for. */
  acknowledged: (timed) => timed.write.toDone,

  /** Imports its own records from a CSV file, which it draws and then writes. */
  async importCsv(page, url, { count }) {
    await this.seed(page, url, { count });
    await page.goto('about:blank');
    await page.goto(url + this.address);
    await this.readyAt(page);
    const start = await page.evaluate(() => performance.now());
    const { durableMs } = await page.evaluate(() => app.importCsvSelf());
    await page.waitForTimeout(500); // Long tasks are told late.
    return { stored: durableMs, longest: await page.evaluate((it) => bench.longestTask(it), start) };
  },

  /** Takes its own records in as one file, and puts them out again. It has no undo. */
  async whole(page, url, { count }) {
    await this.seed(page, url, { count });
    const timed = async (act) => {
      const start = await page.evaluate(() => performance.now());
      const took = await act();
      await page.waitForTimeout(500); // Long tasks are told late.
      return [took, await page.evaluate((it) => bench.longestTask(it), start)];
    };
    const [stored, longestIn] = await timed(async () => (await page.evaluate(() => app.importSelf())).durableMs);
    const [saved, longestOut] = await timed(async () => (await page.evaluate(() => app.exportJson())).ms);
    return { stored, longestIn, saved, longestOut };
  },
};
