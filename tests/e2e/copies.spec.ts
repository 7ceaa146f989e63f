// Copies that are made by themselves: beside the database, in a folder outside the browser, and as a Book beside one's own.
import type { Locator, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { addLead, at, choose, expect, noise, nothingFoundByAxe, number, save, settled, started, test } from './app.ts';
import { browserProcess, flipBytes, mortal } from './profile.ts';

interface Folder extends FileSystemDirectoryHandle { values: () => AsyncIterable<FileSystemHandle> }

/** The names of all files in the browser's own file system, under the first folder that is called so. */
const files = (page: Page, folder: string) => page.evaluate(async (folder) => {
  const names: string[] = [];
  const walk = async (it: Folder, isIn: boolean): Promise<void> => {
    for await (const one of it.values()) {
      if (one.kind === 'directory') await walk(one as Folder, isIn || one.name === folder);
      else if (isIn) names.push(one.name);
    }
  };
  await walk(await navigator.storage.getDirectory() as Folder, false);
  return names.sort();
}, folder);
const copies = (page: Page) => files(page, 'snapshots');

/** Looks away from the page for a moment: what waits to be copied is copied then, as nobody knows whether the user comes back. */
const lookAway = (page: Page) => page.evaluate(() => {
  for (const [hidden, state] of [[true, 'hidden'], [false, 'visible']] as const) {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }
});

/** The page looks away until something has come of it. */
const until = (page: Page, is: () => Promise<boolean>) => expect.poll(async () => {
  await lookAway(page);
  return is();
}).toBe(true);

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a copy is kept while somebody works, of what is one’s own, and says how much it holds', async ({ page }) => {
  await at(page, 'leads');
  await lookAway(page);
  await addLead(page, 'Zoë Here');
  await addLead(page, 'Ana There');
  await settled(page);
  await until(page, async () => (await copies(page)).length === 1);
  expect((await copies(page))[0]).toMatch(/^\d+-2-clock\.json\.gz$/);
  await at(page, 'data');
  const row = region(page, 'Copies in this browser').getByRole('row').nth(1);
  await expect(row).toContainText('While you worked');
  await expect(row.getByRole('cell').nth(1)).toHaveText('2');
  await nothingFoundByAxe(page, 'copies');
  // What is there already is seen to be there; a lead that goes comes back by it.
  await row.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('Nothing in this file is new: everything is here already.')).toBeVisible();
});

test('B9: a damaged database is restored from a copy beside it, whose size is told before', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  const [first, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await addLead(page, 'Ana There');
  const { text } = await save(page);
  await settled(page);
  await until(page, async () => (await copies(page)).length === 1);
  await first.close();
  flipBytes(profile);

  const [second, again] = await launch();
  await at(again, 'leads');
  await expect(again.getByRole('heading', { level: 2 })).toHaveText('The data in this browser was damaged');
  const door = again.getByRole('listitem').filter({ hasText: 'From a copy in this browser' });
  await expect(door).toContainText('holds 2 records');
  // What is lost is not copied over what is good.
  await lookAway(again);
  await door.getByRole('button', { name: 'Look at it' }).click();
  await again.getByRole('button', { name: /^Import \d/ }).click();
  await expect(again.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
  expect((await save(again)).text).toBe(text);
  await at(again, 'leads');
  await expect(again.getByText('Zoë Here')).toBeVisible();
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test('A11: killed while it writes, damaged then, and without room while it recovers: the copy brings everything back', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  const [first, page] = await launch({ serviceWorkers: 'block' });
  await at(page, 'data');
  const rows = Array.from({ length: 1_500 }, (_, nth) => `Person ${nth},person${nth}@example.com,${noise(45)}`);
  await choose(page, 'people.csv', ['Name,Email,Notes', ...rows].join('\n'));
  await page.getByRole('button', { name: /^Import 1,500/ }).click();
  await expect.poll(async () => Number((await number(page, 'Records').textContent())!.replaceAll(/\D/g, ''))).toBeGreaterThanOrEqual(1_500);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const { text } = await save(page);
  await settled(page);
  await until(page, async () => (await copies(page)).length === 1);
  await page.getByRole('button', { name: /^Job title / }).click();
  await page.getByLabel('Job title', { exact: true }).fill('Half written');
  await page.keyboard.press('Enter');
  process.kill(-browserProcess(profile), 'SIGKILL');
  await first.close().catch(() => {});
  flipBytes(profile);

  const [second, again] = await launch({ serviceWorkers: 'block' });
  const cdp = await second.newCDPSession(again);
  const room = (quotaSize?: number) => cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL!).origin, ...(quotaSize && { quotaSize }) });
  await room(700_000);
  await again.goto('./#/leads');
  const door = again.getByRole('listitem').filter({ hasText: 'From a copy in this browser' });
  await expect(door).toContainText(/holds \d,\d{3} records/);
  await door.getByRole('button', { name: 'Look at it' }).click();
  await again.getByRole('button', { name: /^Import \d/ }).click();
  await expect(again.locator('.page-body').getByText(/The browser gave no space/)).toBeVisible();
  expect(await copies(again)).toHaveLength(1);
  await room();
  await again.locator('.page-note').getByRole('button', { name: 'Try again' }).click();
  await again.getByRole('button', { name: /^Import \d/ }).click();
  await expect(again.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
  expect((await save(again)).text).toBe(text);
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

/** A browser whose chooser of folders gives one of its own file system; permission is what the test says. */
const chooser = (page: Page) => page.context().addInitScript(() => {
  const it = window as unknown as Record<string, unknown>;
  const root = () => navigator.storage.getDirectory();
  it.showDirectoryPicker = async () => (await root()).getDirectoryHandle('picked', { create: true });
  it.showSaveFilePicker = async () => (await root()).getFileHandle('picked.json', { create: true });
  const permission = () => sessionStorage.getItem('test-permission') ?? 'granted';
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: async () => permission(),
    requestPermission: async () => { sessionStorage.removeItem('test-permission'); return 'granted'; },
  });
});
/** What the backups in the folder say. One that is just being replaced is not there for a moment, or another by the time it is read, so
 * it is looked for again. */
const written = (page: Page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('picked') as Folder;
  const backups = async () => {
    const texts: string[] = [];
    for await (const one of folder.values()) {
      if (one.name.endsWith('.json')) texts.push(await (await (one as FileSystemFileHandle).getFile()).text());
    }
    return texts;
  };
  for (;;) {
    const texts = await backups().catch((error: DOMException) => { if (!['NotFoundError', 'NotReadableError'].includes(error.name)) throw error; });
    if (texts?.length) return texts;
  }
});

test('a backup writes itself into a folder that was chosen once, and asks again where the browser does', async ({ page }) => {
  await chooser(page);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await at(page, 'data');
  const section = region(page, 'Backup by itself');
  await section.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(section).toContainText('Every change goes into the folder picked within half a minute. Last written: today');
  await expect(number(page, 'Last backup')).toContainText('Today');
  expect(await files(page, 'picked')).toEqual([expect.stringMatching(/^satchel-auto-\d{4}-\d\d-\d\d-[0-9a-f]{4}\.json$/)]);
  expect(await written(page)).toEqual([(await save(page)).text]);
  await nothingFoundByAxe(page, 'a backup by itself');

  await at(page, 'leads');
  await addLead(page, 'Ana There');
  await settled(page);
  await until(page, async () => (await written(page))[0].includes('Ana'));
  // The next visit goes on, once the browser has been asked.
  await page.evaluate(() => sessionStorage.setItem('test-permission', 'prompt'));
  await page.reload();
  await started(page);
  await addLead(page, 'Bo New');
  await settled(page);
  await until(page, async () => (await page.locator('.rail').innerText()).includes('Backup waits for you'));
  expect((await written(page))[0]).not.toContain('Bo');
  await at(page, 'data');
  await expect(section).toContainText('The browser asks you to allow this again.');
  await section.getByRole('button', { name: 'Allow' }).click();
  await expect.poll(async () => (await written(page))[0]).toContain('Bo');
  await section.getByRole('button', { name: 'Stop' }).click();
  await expect(section.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  expect(await written(page)).toHaveLength(1);
});

/** Puts one lead in the place of all that a backup holds. */
async function shrink(page: Page, backup: string): Promise<void> {
  await choose(page, 'small.json', backup.replace(/,\n\{"id":"lead:.*(?=,\n|\n\]\})/g, '').replace(/"counts".*\n"checksum".*\n/, ''));
  await page.getByText('Replace', { exact: true }).click();
  await page.getByLabel('Type REPLACE to go on').fill('replace');
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await expect(number(page, 'Records')).toHaveText('0');
  await addLead(page, 'Only One');
  await settled(page);
  await at(page, 'data');
}

/** Three leads, and a backup of them in a folder that was chosen. */
async function backedUp(page: Page): Promise<{ section: Locator; good: string }> {
  await at(page, 'leads');
  for (const name of ['Zoë Here', 'Ana There', 'Bo New']) await addLead(page, name);
  await at(page, 'data');
  const section = region(page, 'Backup by itself');
  await section.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(section).toContainText('Last written: today');
  const [good] = await written(page);
  return { section, good };
}

test('what has shrunk to less than half is not written over a good backup unasked', async ({ page }) => {
  await chooser(page);
  const { section, good } = await backedUp(page);

  await shrink(page, good);
  await until(page, async () => (await section.innerText()).includes('Nothing is written for now: here are 1 record'));
  expect(await written(page)).toEqual([good]);
  await section.getByRole('button', { name: 'Write it anyway' }).click();
  await expect.poll(async () => (await written(page))[0]).toContain('"first_name":"Only"');
});

test('a backup by hand that fails leaves the last good one guarded', async ({ page }) => {
  await chooser(page);
  await page.addInitScript(() => {
    const { createWritable } = FileSystemFileHandle.prototype;
    FileSystemFileHandle.prototype.createWritable = function (...it) {
      return sessionStorage.getItem('test-broken') ? Promise.reject(new DOMException('broken', 'InvalidStateError')) : createWritable.apply(this, it);
    };
  });
  const { section, good } = await backedUp(page);
  await page.evaluate(() => sessionStorage.setItem('test-broken', 'yes'));
  await section.getByRole('button', { name: 'Write it now' }).click();
  await expect(section.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(section).toContainText('Last written: today');

  // The folder is well again at the next visit, and most of the data is gone.
  await page.evaluate(() => sessionStorage.removeItem('test-broken'));
  await shrink(page, good);
  await page.reload();
  await started(page);
  await until(page, async () => (await section.innerText()).includes('Nothing is written for now: here are 1 record'));
  expect(await written(page)).toEqual([good]);
});

test('what another tab writes is backed up by the one that somebody came to last', async ({ page, context }) => {
  await chooser(page);
  const { good } = await backedUp(page);
  const other = await context.newPage();
  await at(other, 'leads');
  await until(other, async () => (await copies(other)).length === 1);
  await addLead(page, 'Cy Later');
  await expect(other.getByRole('link', { name: 'Cy Later' })).toBeVisible();
  expect(await written(other)).toEqual([good]);
  await until(other, async () => (await written(other))[0].includes('Later'));
});

test('a backup that was begun before does not replace one by hand that was asked for after it', async ({ page }) => {
  await chooser(page);
  await page.addInitScript(() => {
    const { createWritable } = FileSystemFileHandle.prototype;
    const test = Object.assign(window, { held: 0, holds: false });
    FileSystemFileHandle.prototype.createWritable = async function (...it) {
      if (this.name.startsWith('satchel-auto') && test.holds) {
        test.holds = false;
        test.held += 1;
        await new Promise<void>((done) => { Object.assign(window, { letGo: done }); });
      }
      return createWritable.apply(this, it);
    };
  });
  const { section } = await backedUp(page);
  await page.evaluate(() => { Object.assign(window, { holds: true }); });
  await addLead(page, 'Cy Before');
  await settled(page);
  await until(page, () => page.evaluate(() => (window as unknown as { held: number }).held > 0));
  await addLead(page, 'Di After');
  await settled(page);
  await at(page, 'data');
  const now = section.getByRole('button', { name: 'Write it now' });
  await now.click();
  // It waits for the one before; did it not, it would be done by now.
  const isDone = expect.poll(async () => (await written(page))[0].includes('After'), { timeout: 2_000 }).toBe(true);
  expect(await isDone.then(() => true, () => false)).toBe(false);
  await page.evaluate(() => { (window as unknown as { letGo: () => void }).letGo(); });
  await expect(now).not.toHaveAttribute('aria-busy', 'true');
  expect((await written(page))[0]).toContain('After');
});

test('C4: a copy for which there is no room is skipped with a note, and what was written stays written', async ({ page }) => {
  await page.addInitScript(() => {
    FileSystemFileHandle.prototype.createWritable = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
  });
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const note = page.locator('.page-note .banner').filter({ hasText: 'The browser had no room for a copy beside the data.' });
  await until(page, () => note.isVisible());
  expect(await copies(page)).toEqual([]);
  await note.getByRole('button', { name: 'Understood' }).click();
  await expect(note).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Zoë Here').first()).toBeVisible();
});

test('E7: a backup opens beside the data, where it is worked with and changes nothing here', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const { text } = await save(page);
  await addLead(page, 'Ana There');
  const both = (await save(page)).text;
  await at(page, 'data');
  await choose(page, 'mine.json', text);
  await page.getByText('Beside', { exact: true }).click();
  const [beside] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Open it beside' }).click()]);
  await started(beside);
  expect(beside.url()).toContain('?beside');
  const note = beside.locator('.page-note .banner').filter({ hasText: 'Beside your data: mine.json' });
  await expect(note).toBeVisible();
  await beside.evaluate(() => { location.hash = '#/leads'; });
  await expect(beside.getByRole('link', { name: 'Zoë Here' })).toBeVisible();
  await expect(beside.getByRole('link', { name: 'Ana There' })).toHaveCount(0);
  expect((await save(beside)).text).toBe(text);
  await nothingFoundByAxe(beside, 'a copy beside');
  await addLead(beside, 'Only Beside');
  await settled(beside);
  await beside.reload();
  await expect(beside.getByText('Only Beside').first()).toBeVisible();

  expect((await save(page)).text).toBe(both);
  await note.getByRole('button', { name: 'Delete this copy' }).click();
  await expect(beside).not.toHaveURL(/beside/);
  await beside.evaluate(() => { location.hash = '#/leads'; });
  await expect(beside.getByRole('link', { name: 'Ana There' })).toBeVisible();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name));
  expect(names.filter((it) => it?.includes('beside'))).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((it) => it.includes('beside')))).toEqual([]);
});
