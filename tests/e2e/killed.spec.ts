// The browser dies while somebody types. What the page had shown as saved is there, and nothing is half there.
import type { BrowserContext, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { addLead, at, card, choose, column, expect, loadSample, number, save, settled, test } from './app.ts';
import { browserProcess, mortal } from './profile.ts';

const EDITS = 200;
/** The edits during which the browser dies. */
const DEADLY = [31, 77, 110, 152, 199];

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

test(`A3, A5: killed ${DEADLY.length} times during ${EDITS} edits, the browser has what was shown as saved`, async ({ baseURL }, info) => {
  test.setTimeout(300_000);
  const { profile, launch } = mortal(info, baseURL);
  const fact = (page: Page) => page.getByRole('button', { name: /^Job title / });
  const shown = async (page: Page) => Number(/Edit (\d+)/.exec((await fact(page).textContent())!)?.[1] ?? '0');

  const edit = async (page: Page, text: string) => {
    await fact(page).click();
    await page.getByLabel('Job title', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await expect(fact(page)).toContainText(text);
  };

  let [context, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const path = page.url().split('#/')[1];
  let saved = 0;
  for (let nth = 1; nth <= EDITS; nth += 1) {
    if (!DEADLY.includes(nth)) {
      await edit(page, `Edit ${nth}`);
      saved = nth;
      continue;
    }
    await fact(page).click();
    await page.getByLabel('Job title', { exact: true }).fill(`Edit ${nth}`);
    const pid = browserProcess(profile);
    // It dies a little later after the key each time: the write has not begun, has begun, has been acknowledged.
    const pressed = page.keyboard.press('Enter').catch(() => {});
    for (let turn = 0; turn < DEADLY.indexOf(nth); turn += 1) await page.evaluate(() => 0).catch(() => {});
    // Alone, or with all of its processes: Playwright makes it the head of a group.
    process.kill(DEADLY.indexOf(nth) % 2 ? -pid : pid, 'SIGKILL');
    await pressed;
    await context.close().catch(() => {});

    [context, page] = await launch();
    await at(page, path);
    const found = await shown(page);
    expect([saved, nth], `after edit ${nth}`).toContain(found);
    // Nothing is half there: what is read anew is what is shown, and it can be written and taken back.
    expect((await save(page)).text.match(/Edit \d+/g)).toEqual([`Edit ${found}`]);
    await edit(page, 'once more');
    await page.keyboard.press('Control+z');
    await expect.poll(() => shown(page)).toBe(found);
    saved = found;
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
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
