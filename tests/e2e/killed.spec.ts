// The browser dies while somebody types. What the page had shown as saved is there, and nothing is half there.
import type { BrowserContext, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { addLead, at, expect, save, test } from './app.ts';
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

test(`killed ${DEADLY.length} times during ${EDITS} edits, the browser has what was shown as saved`, async ({ baseURL }, info) => {
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
    process.kill(pid, 'SIGKILL');
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

test('killed while a note is half written, the browser has the half note, and once it was sent it has it once', async ({ baseURL }, info) => {
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
