// Each call to the database fails in turn, in every way, at the start of the page and in each step from a name to a won
// deal: an old trick of SQLite. Whoever sees it is told, nothing is half there, and the same again works.
import type { Page } from '@playwright/test';
import { addLead, at, card, clock, column, expect, settled, started, test, type Watch } from './app.ts';

/** What happens to a call: it throws, its transaction is aborted once it was made, or nobody ever hears of it again. */
const WAYS = ['throws', 'aborts', 'is silent'] as const;
type Way = typeof WAYS[number];

/** No journey makes so many calls; whoever gets here counts wrongly. */
const MANY = 200;

interface Plan { calls: number; at: number; way: string; struck: boolean }

/** Wraps the calls of IndexedDB. A plan that outlives the page is for the calls of its next start. */
const wrapCalls = (page: Page) => page.addInitScript(() => {
  // A page without an address has no storage.
  if (location.protocol === 'about:') return;
  const plan: Plan = { calls: 0, at: -1, way: '', struck: false, ...JSON.parse(sessionStorage.getItem('plan') ?? '{}') as object };
  sessionStorage.removeItem('plan');
  Object.assign(window, { plan });
  const get = IDBObjectStore.prototype.get;
  /** A transaction that has something to do for ever does not end. */
  const hold = (it: IDBTransaction) => {
    it.commit = () => {};
    const store = it.objectStore(it.objectStoreNames[0]);
    const turn = () => { get.call(store, 'nothing').onsuccess = turn; };
    turn();
  };
  const mute = (it: EventTarget) => {
    for (const name of ['success', 'error', 'upgradeneeded', 'blocked']) it.addEventListener(name, (event) => event.stopImmediatePropagation());
  };
  const strike = (result: IDBRequest | IDBTransaction | IDBOpenDBRequest, transaction?: IDBTransaction) => {
    if (plan.way === 'aborts') {
      if (transaction) transaction.abort();
      else Object.assign(result, { onupgradeneeded: (event: Event) => (event.target as IDBOpenDBRequest).transaction!.abort() });
      return;
    }
    if (transaction) hold(transaction);
    if (result !== transaction) mute(result);
  };
  const wrap = (prototype: object, name: string, transaction: (self: never, result: never) => IDBTransaction | undefined) => {
    const real = (prototype as Record<string, (...all: unknown[]) => never>)[name];
    (prototype as Record<string, unknown>)[name] = function (this: never, ...all: unknown[]) {
      const isStruck = plan.calls++ === plan.at;
      plan.struck ||= isStruck;
      if (isStruck && plan.way === 'throws') throw new DOMException('on purpose', 'UnknownError');
      const result = real.apply(this, all);
      if (isStruck) strike(result, transaction(this, result));
      return result;
    };
  };
  wrap(IDBFactory.prototype, 'open', () => undefined);
  wrap(IDBDatabase.prototype, 'transaction', (_, result) => result);
  for (const name of ['get', 'getAll', 'getAllKeys', 'getKey', 'openCursor', 'count', 'put', 'add', 'delete', 'clear']) {
    wrap(IDBObjectStore.prototype, name, (store: IDBObjectStore) => store.transaction);
  }
});

type Planned = typeof window & { plan: Plan };
const arm = (page: Page, call: number, way: Way) =>
  page.evaluate(([call, way]) => { Object.assign((window as Planned).plan, { calls: 0, at: call, way, struck: false }); }, [call, way] as const);

const isStruck = (page: Page) => page.evaluate(() => (window as Planned).plan.struck);

/** Nothing happens any more. Whether it came to the call that was to fail. */
const disarm = (page: Page) => page.evaluate(() => {
  const { plan } = window as Planned;
  plan.at = -1;
  return plan.struck;
});

/** The fault is for the calls of the next start. */
const armStart = (page: Page, call: number, way: Way) =>
  page.evaluate((it) => { sessionStorage.setItem('plan', JSON.stringify(it)); }, { calls: 0, at: call, way });

const broken = (page: Page) => page.getByRole('alertdialog', { name: 'Something broke' });
const notSaved = (page: Page) => page.getByText(/not (saved|written)|could not be saved/i).first();

/** Each call in turn, until there are fewer than that. Answers how many there are. */
async function atEveryCall(deed: (call: number) => Promise<boolean>): Promise<number> {
  let call = 0;
  while (await deed(call)) {
    call += 1;
    expect(call, 'for ever').toBeLessThan(MANY);
  }
  return call;
}

/** A step of the journey: what comes before it, what is done, and how it looks when it is done. */
interface Step {
  ready: (page: Page, nth: number) => Promise<void>;
  act: (page: Page, nth: number) => Promise<void>;
  done: (page: Page, nth: number) => Promise<boolean>;
  /** Where it is seen how often it was done, and how often that is. */
  place: (page: Page, nth: number) => Promise<void>;
  times: (page: Page, nth: number) => Promise<number>;
}

const name = (nth: number) => `Person ${nth}.`;
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const dialog = (page: Page) => page.getByRole('dialog');
const isSaid = async (page: Page, text: string) => (await title(page).textContent())!.includes(text);
const note = (page: Page) => page.getByRole('textbox', { name: 'Write a note' });

async function dealOf(page: Page, nth: number): Promise<void> {
  await at(page, 'leads');
  await addLead(page, name(nth));
  await page.getByRole('button', { name: 'Convert anyway' }).click();
  await page.getByRole('button', { name: 'Convert lead' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await settled(page);
  await at(page, 'pipeline');
  await expect(card(page, name(nth))).toBeVisible();
}
const standsIn = (page: Page, nth: number, stage: string) => column(page, stage).locator('li.card').filter({ hasText: name(nth) });

const STEPS: Record<string, Step> = {
  'a lead is added': {
    ready: async (page, nth) => {
      await at(page, 'leads');
      await page.keyboard.press('c');
      await dialog(page).getByLabel('Name', { exact: true }).fill(name(nth));
    },
    act: (page) => dialog(page).getByRole('button', { name: 'Add lead' }).click(),
    done: async (page, nth) => !(await dialog(page).count()) && isSaid(page, name(nth)),
    place: (page) => at(page, 'leads'),
    times: (page, nth) => page.getByRole('link', { name: name(nth), exact: true }).count(),
  },
  'a note is sent': {
    ready: async (page, nth) => {
      await at(page, 'leads');
      await addLead(page, name(nth));
      await note(page).fill(`Said ${name(nth)}`);
    },
    act: (page) => note(page).press('Control+Enter'),
    done: async (page) => (await note(page).inputValue()) === '',
    place: async (page, nth) => { await expect(title(page)).toContainText(name(nth)); },
    times: (page, nth) => page.locator('.page-body').getByText(`Said ${name(nth)}`).count(),
  },
  'a lead is converted': {
    ready: async (page, nth) => {
      await at(page, 'leads');
      await addLead(page, name(nth));
      await page.getByRole('button', { name: 'Convert anyway' }).click();
      await expect(dialog(page).getByRole('button', { name: 'Convert lead' })).toBeVisible();
    },
    act: (page) => dialog(page).getByRole('button', { name: 'Convert lead' }).click(),
    done: async (page) => !(await dialog(page).count()) && page.url().includes('#/deals/'),
    place: (page) => at(page, 'pipeline'),
    times: (page, nth) => card(page, name(nth)).count(),
  },
  'a card is moved': {
    ready: dealOf,
    act: async (page, nth) => {
      await card(page, name(nth)).getByRole('link').focus();
      await page.keyboard.press('Alt+ArrowRight');
    },
    done: async (page, nth) => (await standsIn(page, nth, 'Needs Agreed').count()) === 1,
    place: async (page, nth) => { await expect(card(page, name(nth))).toHaveCount(1); },
    times: (page, nth) => standsIn(page, nth, 'Needs Agreed').count(),
  },
  'a deal is won': {
    ready: dealOf,
    act: async (page, nth) => {
      await card(page, name(nth)).hover();
      await card(page, name(nth)).getByRole('button', { name: /^Win / }).click();
    },
    done: async (page, nth) => (await standsIn(page, nth, 'Won').count()) === 1,
    place: async (page, nth) => { await expect(card(page, name(nth))).toHaveCount(1); },
    times: (page, nth) => standsIn(page, nth, 'Won').count(),
  },
};

/** Failing on purpose makes a browser complain, but never the app itself. */
function forgive(watched: Watch): void {
  expect(watched.complaints.filter((it) => it.includes('panicked'))).toEqual([]);
  watched.complaints.length = 0;
}

for (const [place, [what, step]] of Object.entries(STEPS).entries()) {
  test(`A1: whichever call fails when ${what}, it is told, nothing is half there, and the same again works`, async ({ page, watched }) => {
    test.setTimeout(600_000);
    await wrapCalls(page);
    await page.goto('./');
    let nth = 100 * (place + 1);
    const counts: Record<string, number> = {};
    for (const way of WAYS) {
      counts[way] = await atEveryCall(async (call) => {
        nth += 1;
        await step.ready(page, nth);
        await settled(page);
        await arm(page, call, way);
        await step.act(page, nth);
        const isSilent = way === 'is silent';
        const saving = page.locator('[data-saved]').filter({ hasText: 'Saving…' });
        // A board shows a card where it is to stand before that is saved; where nobody answers it is never shown as saved.
        const isOver = async () => await notSaved(page).count() > 0
          || (await saving.count() > 0 ? isSilent && isStruck(page) : step.done(page, nth));
        await expect.poll(isOver, `${what}: call ${call} ${way}, and nobody is told`).toBe(true);
        await expect(broken(page)).toHaveCount(0);
        const isDone = await step.done(page, nth);
        const cameToPass = await disarm(page);
        const isUnknown = isSilent && cameToPass;
        // What is not done is done again: in place, or where nobody answers any more once the page was loaded anew.
        if (!isDone && !isUnknown) {
          await expect(notSaved(page)).toBeVisible();
          await step.act(page, nth);
          await expect.poll(() => step.done(page, nth), `${what}: once more after call ${call} ${way}`).toBe(true);
        }
        if (!isUnknown) await settled(page);
        await page.reload();
        await started(page);
        await step.place(page, nth);
        const times = expect.poll(() => step.times(page, nth), `${what}: after call ${call} ${way}`);
        await (isUnknown ? times.toBeLessThan(2) : times.toBe(1));
        return cameToPass;
      });
    }
    test.info().annotations.push({ type: 'calls', description: JSON.stringify(counts) });
    expect(counts.throws).toBeGreaterThan(2);
    forgive(watched);
  });
}

test('A1: whichever call fails when the page starts, it is told or does not matter, and the next start has everything', async ({ page, watched }) => {
  test.setTimeout(600_000);
  await wrapCalls(page);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await at(page, 'leads');
  const there = page.getByRole('link', { name: 'Zoë Here' });
  const told = page.locator('.empty').getByRole('heading', { level: 2 });
  for (const way of WAYS) {
    const calls = await atEveryCall(async (call) => {
      await armStart(page, call, way);
      await page.reload();
      await started(page);
      // Where nobody answers the page says that it waits.
      const waits = page.getByText('Opening…');
      await expect(way === 'is silent' ? there.or(told).or(waits).first() : there.or(told).first(), `call ${call} ${way}`).toBeVisible();
      await expect(page.getByRole('button', { name: 'Load sample data' })).toHaveCount(0);
      await expect(broken(page)).toHaveCount(0);
      const cameToPass = await disarm(page);
      await page.reload();
      await expect(there).toBeVisible();
      return cameToPass;
    });
    test.info().annotations.push({ type: 'calls', description: `${way} ${calls}` });
  }
  forgive(watched);
});

test('A1: storage that does not answer is told while it lasts; what waits is saved when it answers', async ({ page, context }) => {
  await clock(page);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  // Another page of the origin holds the whole database: whoever asks it for something waits.
  const other = await context.newPage();
  await other.goto('./rescue.html');
  const hold = () => other.evaluate(() => new Promise<void>((held) => {
    const open = indexedDB.open('satchel:/:book');
    open.onsuccess = () => {
      const stores = [...open.result.objectStoreNames];
      const transaction = open.result.transaction(stores, 'readwrite');
      Object.assign(window, { holds: true });
      const turn = () => {
        held();
        if ((window as unknown as { holds: boolean }).holds) transaction.objectStore(stores[0]).get('nothing').onsuccess = turn;
        else open.result.close();
      };
      turn();
    };
  }));
  const release = () => other.evaluate(() => { Object.assign(window, { holds: false }); });

  await hold();
  await note(page).fill('They call back');
  await note(page).press('Control+Enter');
  await expect(page.locator('[data-saved]')).toHaveText('Saving…');
  await page.clock.fastForward(29_000);
  const told = page.locator('.page-note');
  await expect(told).toHaveCount(0);
  await page.clock.fastForward(2_000);
  await expect(told).toContainText("Not saved yet: the browser's storage does not answer.");
  await release();
  await settled(page);
  await expect(told).toHaveCount(0);
  await expect(page.locator('.page-body').getByText('They call back')).toHaveCount(1);

  await hold();
  await page.reload();
  await started(page);
  const opening = page.getByRole('status').filter({ hasText: /pening/ });
  await expect(opening).toHaveText('Opening…');
  await expect(async () => {
    await page.clock.fastForward(9_000);
    await expect(opening).toContainText('Nothing was changed.', { timeout: 500 });
  }).toPass();
  await release();
  await expect(page.locator('.page-body').getByText('They call back')).toHaveCount(1);
});
