// The browser dies while somebody types. What the page had shown as saved is there, and nothing is half there.
import type { BrowserContext, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { addLead, at, card, choose, column, expect, loadSample, number, save, settled, test } from './app.ts';
import { browserProcess, mortal, renderer } from './profile.ts';

/** How often the browser dies: `cargo xtask test e2e --kills N`. */
const KILLS = Number(process.env.SATCHEL_KILLS ?? 200);
/** So many tests share them, each with a browser of its own. */
const SHARES = 2;

// What is kept of a run to look at it later takes longer than the run.
test.use({ trace: 'off' });

/** What the database has of the drafts of forms, in one text. */
const drafts = (page: Page) => page.evaluate(async () => {
  const answer = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const db = await answer(indexedDB.open('satchel:/:book'));
  const texts = await answer(db.transaction('meta').objectStore('meta').getAll(IDBKeyRange.bound('draft:', 'draft;')));
  db.close();
  return texts.join('\n');
});

/** The page's own work: edits one fact again and again, as a person does but without a pause, and tells of each that is shown as saved. */
const edits = (page: Page, first: number) => page.evaluate(async (first) => {
  const told = (window as unknown as { satchelTestSaved: (nth: number) => Promise<void> }).satchelTestSaved;
  const painted = () => new Promise((done) => { setTimeout(done, 0); });
  const fact = () => [...document.querySelectorAll('button')].find((it) => it.getAttribute('aria-label')?.startsWith('Job title ') ?? it.textContent!.includes('Job title'));
  for (let nth = first; ; nth += 1) {
    fact()!.click();
    let field;
    while (!(field = document.activeElement as HTMLInputElement | null)?.matches('input')) await painted();
    field.value = `Edit ${nth}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    while (!fact()?.textContent!.includes(`Edit ${nth}`)) await painted();
    await told(nth);
  }
}, first).catch(() => {});

for (let share = 0; share < SHARES; share += 1) {
  const kills = Math.ceil(KILLS / SHARES);
  test(`A3, A5: killed ${kills} times while edits are written, the browser has what was shown as saved (${share + 1} of ${SHARES})`, async ({ baseURL }, info) => {
    test.setTimeout(60_000 + kills * 10_000);
    const { profile, launch } = mortal(info, baseURL);
    const fact = (page: Page) => page.getByRole('button', { name: /^Job title / });
    /** What was being typed is still open; it is put back, to see what was saved. */
    const putBack = async (page: Page) => {
      const field = page.getByRole('textbox', { name: 'Job title', exact: true });
      await expect(fact(page).or(field)).toBeVisible();
      if (await field.isVisible()) await field.press('Escape');
      await expect(fact(page)).toBeVisible();
    };
    const shown = async (page: Page) => Number(/Edit (\d+)/.exec((await fact(page).textContent())!)?.[1] ?? '0');
    // Moments that are different each time and the same in every run.
    let dice = share + 1;
    const chance = (below: number) => {
      dice = (dice * 48_271) % 2_147_483_647;
      return dice % below;
    };
    let saved = 0;
    const open = async () => {
      const [context, page] = await launch();
      context.setDefaultTimeout(30_000);
      await context.exposeFunction('satchelTestSaved', (nth: number) => { saved = nth; });
      return [context, page] as const;
    };

    let [context, page] = await open();
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    const path = page.url().split('#/')[1];
    const counts = { tab: 0, browser: 0, all: 0, written: 0 };
    for (let nth = 0; nth < kills; nth += 1) {
      const end = nth % 5 < 4 ? 'tab' : nth % 10 < 5 ? 'browser' : 'all';
      const before = saved;
      const writing = edits(page, saved + 1);
      // At least one is written, and one is under way.
      await expect.poll(() => saved, { intervals: [5] }).toBeGreaterThan(before);
      await new Promise((done) => { setTimeout(done, chance(60)); });
      const browser = browserProcess(profile);
      if (end === 'tab') {
        const crashed = page.waitForEvent('crash');
        process.kill(renderer(browser), 'SIGKILL');
        await crashed;
        await writing;
        const dead = page;
        page = await context.newPage();
        await dead.close();
      } else {
        process.kill(end === 'all' ? -browser : browser, 'SIGKILL');
        await writing;
        await context.close().catch(() => {});
        [context, page] = await open();
      }
      counts[end] += 1;
      counts.written += saved - before;

      await at(page, path);
      await putBack(page);
      const found = await shown(page);
      expect([saved, saved + 1], `after kill ${nth + 1}, of ${end}`).toContain(found);
      await expect(page.locator('.page-note').getByRole('alert')).toHaveCount(0);
      // Nothing is half there: what is saved is what is shown.
      if (end !== 'tab') expect((await save(page)).text.match(/Edit \d+/g)).toEqual([`Edit ${found}`]);
      saved = found;
    }
    await fact(page).click();
    await page.getByLabel('Job title', { exact: true }).fill('once more');
    await page.keyboard.press('Enter');
    await expect(fact(page)).toContainText('once more');
    await page.keyboard.press('Control+z');
    await expect.poll(() => shown(page)).toBe(saved);
    info.annotations.push({ type: 'kills', description: JSON.stringify(counts) });
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
}

test('A9: killed while the database is made, the only change to it so far, the browser makes it at the next start', async ({ baseURL }, info) => {
  test.setTimeout(240_000);
  for (const wait of [0, 2, 5, 10, 20, 50]) {
    const { profile, launch } = mortal(info, baseURL);
    let [context, page] = await launch();
    // The first statement that opens it stands in the page; from there on it dies a little later each time.
    await page.addInitScript(() => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (...arguments_) {
        console.log('opens');
        return open.apply(this, arguments_);
      };
    });
    const opens = page.waitForEvent('console', (it) => it.text() === 'opens');
    page.goto('./#/leads').catch(() => {});
    await opens;
    await new Promise((done) => { setTimeout(done, wait); });
    process.kill(-browserProcess(profile), 'SIGKILL');
    await context.close().catch(() => {});

    [context, page] = await launch();
    await at(page, 'leads');
    await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
    await addLead(page, 'Zoë Here');
    await settled(page);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('A12: killed while a note is half written, the browser has the half note, and once it was sent it has it once', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  const note = (page: Page) => page.getByRole('textbox', { name: 'Write a note' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'New lead' });
  const kill = async (context: BrowserContext) => {
    process.kill(browserProcess(profile), 'SIGKILL');
    await context.close().catch(() => {});
  };

  let [context, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const path = page.url().split('#/')[1];
  await note(page).pressSequentially('They want it blue, and ');
  await note(page).blur();
  await page.keyboard.press('c');
  await dialog(page).getByLabel('Name', { exact: true }).pressSequentially('Bo');
  await expect.poll(() => drafts(page)).toMatch(/and "[^]*"Bo"|"Bo"[^]*and "/);
  await kill(context);

  [context, page] = await launch();
  await at(page, path);
  await expect(note(page)).toHaveValue('They want it blue, and ');
  await note(page).press('End');
  await note(page).pressSequentially('soon.');
  await note(page).press('Control+Enter');
  await expect(note(page)).toHaveValue('');
  await expect.poll(() => drafts(page)).not.toContain('blue');
  await kill(context);

  [context, page] = await launch();
  await at(page, path);
  await expect(note(page)).toHaveValue('');
  await expect(page.getByText('They want it blue, and soon.')).toHaveCount(1);
  expect((await save(page)).text.match(/They want it blue[^"]*/g)).toEqual(['They want it blue, and soon.']);
  await page.keyboard.press('c');
  await expect(dialog(page).getByLabel('Name', { exact: true })).toHaveValue('Bo');
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('A12: a tab that is closed right after a key has kept it, or asks first', async ({ page, context }) => {
  const note = (it: Page) => it.getByRole('textbox', { name: 'Write a note' });
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const path = page.url().split('#/')[1];
  await page.goto('about:blank');
  for (const turns of [0, 1, 2, 5]) {
    const tab = await context.newPage();
    await at(tab, path);
    let hasAsked = false;
    tab.on('dialog', (it) => {
      hasAsked = true;
      it.accept().catch(() => {});
    });
    await note(tab).fill('');
    await note(tab).pressSequentially(`Half a note, ${turns}`);
    for (let turn = 0; turn < turns; turn += 1) await tab.evaluate(() => 0);
    const closed = tab.waitForEvent('close');
    await tab.close({ runBeforeUnload: true });
    await closed;

    const again = await context.newPage();
    await at(again, path);
    if (!hasAsked) await expect(note(again)).toHaveValue(`Half a note, ${turns}`);
    await again.close();
  }
});

/** A table of people. */
const people = (count: number) => ['Name,Email', ...Array.from({ length: count }, (_, nth) => `Person ${nth},person${nth}@example.com`)].join('\n');

test('A4, E16: a tab that crashes or is closed while a file comes in has all of it or nothing', async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const found = [];
  for (const [turns, end] of [[0, 'crash'], [1, 'close'], [4, 'crash'], [10, 'close'], [30, 'crash']] as const) {
    const context = await browser.newContext({ baseURL });
    const tab = await context.newPage();
    await at(tab, 'data');
    await choose(tab, 'people.csv', people(3_000));
    const go = tab.getByRole('button', { name: /^Import 3,000 / });
    await expect(go).toBeVisible({ timeout: 60_000 });
    const clicked = go.click({ noWaitAfter: true }).catch(() => {});
    for (let turn = 0; turn < turns; turn += 1) await tab.evaluate(() => 0);
    if (end === 'crash') await crash(tab);
    else await tab.close();
    await clicked;

    const again = await context.newPage();
    await at(again, 'data');
    await expect(number(again, 'Records')).toHaveText(/^(0|3,000)$/);
    found.push(await number(again, 'Records').textContent());
    await context.close();
  }
  test.info().annotations.push({ type: 'records', description: found.join() });
});

/** Ends the process of a tab. */
async function crash(tab: Page): Promise<void> {
  const cdp = await tab.context().newCDPSession(tab);
  const crashed = tab.waitForEvent('crash');
  cdp.send('Page.crash').catch(() => {});
  await crashed;
}

test('A4: a tab that crashes while a card is carried leaves it where it was', async ({ page, context }) => {
  await page.goto('about:blank');
  const tab = await context.newPage();
  await loadSample(tab);
  await settled(tab);
  await at(tab, 'pipeline');
  const lifted = column(tab, 'Qualified to Buy').locator('li.card').first();
  const name = (await lifted.locator('.card-title').textContent())!;
  const box = (await lifted.boundingBox())!;
  const target = (await column(tab, 'Negotiation').boundingBox())!;
  await tab.mouse.move(box.x + box.width / 2, box.y + 12);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width / 2 + 12, box.y + 24, { steps: 3 });
  await tab.mouse.move(target.x + target.width / 2, target.y + 90, { steps: 8 });
  await expect(column(tab, 'Negotiation')).toHaveAttribute('data-target', '');
  await crash(tab);

  const again = await context.newPage();
  await at(again, 'pipeline');
  await expect(card(again, name)).toHaveCount(1);
  await expect(column(again, 'Qualified to Buy').locator('li.card').filter({ hasText: name })).toHaveCount(1);
});

test('A10: killed while everything is replaced, the browser has what was there or what was to come', async ({ browser, baseURL }, info) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ baseURL });
  const source = await context.newPage();
  await loadSample(source);
  const sample = (await save(source)).text;
  await at(source, 'data');
  const many = (await number(source, 'Records').textContent())!;
  await context.close();

  const { profile, launch } = mortal(info, baseURL);
  let [mortals, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const small = (await save(page)).text;
  for (const turns of [0, 2, 6, 15]) {
    await at(page, 'data');
    const isSmall = (await number(page, 'Records').textContent()) === '1';
    await choose(page, 'theirs.json', isSmall ? sample : small);
    await page.getByText('Replace', { exact: true }).click();
    await page.getByLabel('Type REPLACE to go on').fill('replace');
    const pressed = page.getByRole('button', { name: 'Replace everything' }).click({ noWaitAfter: true }).catch(() => {});
    for (let turn = 0; turn < turns; turn += 1) await page.evaluate(() => 0).catch(() => {});
    process.kill(-browserProcess(profile), 'SIGKILL');
    await pressed;
    await mortals.close().catch(() => {});

    [mortals, page] = await launch();
    await at(page, 'data');
    await expect(number(page, 'Records')).toHaveText(new RegExp(`^(1|${many})$`));
    const found = (await save(page)).text;
    expect([small, sample].includes(found), `after ${turns} turns`).toBe(true);
  }
  await mortals.close();
  rmSync(profile, { recursive: true, force: true });
});
