// The end of everything in this browser: all that is ours goes, and nothing else.
import { expect, nothingFoundByAxe, started, test, watch } from './app.ts';
import { host } from './host.ts';
import type { Page } from '@playwright/test';

/** What the origin holds, ours and others'. */
const rest = (page: Page) => page.evaluate(async () => {
  const files = async (folder: FileSystemDirectoryHandle, path = ''): Promise<string[]> => {
    const found: string[] = [];
    for await (const [name, it] of folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
      const inside = it.kind === 'directory' ? await files(it as FileSystemDirectoryHandle, `${path}${name}/`) : [];
      found.push(`${path}${name}`, ...inside);
    }
    return found;
  };
  return {
    databases: (await indexedDB.databases()).map((it) => it.name).sort(),
    settings: Object.keys(localStorage).sort(),
    caches: (await caches.keys()).sort(),
    workers: (await navigator.serviceWorker.getRegistrations()).map((it) => new URL(it.scope).pathname).sort(),
    files: (await files(await navigator.storage.getDirectory())).sort(),
  };
});

/** What a copy of the app in another folder keeps, and another project: names that come close to ours. */
const sibling = (page: Page) => page.evaluate(async () => {
  const ready = (request: IDBOpenDBRequest) => new Promise<void>((done) => { request.onsuccess = () => { request.result.close(); done(); }; });
  for (const name of ['satchel:/:book', 'satchel:/crm2/:book', 'other']) await ready(indexedDB.open(name));
  for (const name of ['satchel:/:theme', 'satchel:/crm/inner/:theme', 'satchel', 'other']) localStorage.setItem(name, '1');
  for (const name of ['satchel:/:1', 'satchel:/crm/inner/:1', 'other']) await caches.open(name);
  const root = await navigator.storage.getDirectory();
  const kept = await (await root.getDirectoryHandle('satchel', { create: true })).getDirectoryHandle('%2F', { create: true });
  await kept.getFileHandle('theirs.json', { create: true });
  await navigator.serviceWorker.register('/other/sw.js');
  await navigator.serviceWorker.ready;
});

test('I16: erasing this browser takes all that is ours and nothing else, and tells the other tabs', async ({ page, context }) => {
  const site = await host('/crm/');
  const isScript = () => site.asked.at(-1)!.endsWith('.js');
  site.bend = (name, answer) => {
    if (name) return answer;
    return { status: 200, kind: isScript() ? 'text/javascript' : 'text/html', body: isScript() ? '' : '<!doctype html><title>Other</title>' };
  };
  const neighbour = await context.newPage();
  await neighbour.goto(new URL('/other/', site.url).href);
  await sibling(neighbour);
  const theirs = await rest(neighbour);
  expect(theirs.workers).toEqual(['/other/']);

  // A life of ours: records, a draft, settings, a copy from before replacing, and what is kept for offline use.
  await page.goto(`${site.url}#/leads`);
  await started(page);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('This is sample data')).toBeVisible();
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready) && navigator.serviceWorker.controller));
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'New lead' }).getByLabel('Name', { exact: true }).fill('Half a na');
  await page.keyboard.press('Escape');
  await page.evaluate(async () => {
    let folder = await navigator.storage.getDirectory();
    for (const name of ['satchel', '%2Fcrm%2F', 'snapshots']) folder = await folder.getDirectoryHandle(name, { create: true });
    const file = await (await folder.getFileHandle('1795262400000-7-before.json.gz', { create: true })).createWritable();
    await file.write('Seven leads.');
    await file.close();
  });
  const other = await context.newPage();
  const watched = await watch(other);
  await other.goto(`${site.url}#/pipeline`);
  await started(other);
  await expect(other.locator('li.card').first()).toBeVisible();
  await page.goto(`${site.url}#/data`);
  await expect(page.getByRole('heading', { name: 'Copies in this browser' })).toBeVisible();
  await expect.poll(async () => (await rest(page)).settings).toContain('satchel:/crm/:picture');
  const before = await rest(page);
  expect(before.databases).toContain('satchel:/crm/:book');
  expect(before.settings.filter((it) => it.startsWith('satchel:/crm/:draft:'))).toHaveLength(1);
  expect(before.caches.filter((it) => it.startsWith('satchel:/crm/:'))).toHaveLength(1);
  expect(before.workers).toEqual(['/crm/', '/other/']);

  await page.getByRole('button', { name: 'Erase this browser…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase this browser' });
  await nothingFoundByAxe(page, 'everything is to be erased');
  // A backup is offered first, and a word is asked for.
  await expect(dialog.getByText('Last backup: Never.')).toBeVisible();
  await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save a backup' }).click()]);
  await expect(dialog.getByText('Last backup: Today')).toBeVisible();
  await dialog.getByLabel('Type ERASE to go on').fill('yes');
  await dialog.getByRole('button', { name: 'Erase everything' }).click();
  await expect(dialog.getByText('Type the word ERASE first.')).toBeVisible();
  await dialog.getByLabel('Type ERASE to go on').fill('erase');
  await dialog.getByRole('button', { name: 'Erase everything' }).click();

  const done = (it: Page) => it.getByRole('alertdialog', { name: 'This browser is erased' });
  await expect(done(page)).toContainText('Nothing of Satchel is left');
  await expect(done(other)).toContainText('erased in another tab');
  await expect.poll(() => rest(neighbour)).toEqual(theirs);
  // What is still open writes nothing any more, whatever is done to it.
  for (const it of [page, other]) {
    await it.bringToFront();
    for (const key of ['Escape', 'c', 'Control+z', 'Tab']) await it.keyboard.press(key);
    await it.evaluate(() => { location.hash = '#/contacts?sort=name'; });
    await expect(done(it)).toBeVisible();
    expect(await it.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('satchel:/crm/:')))).toEqual([]);
  }
  await nothingFoundByAxe(page, 'everything is erased');
  await expect.poll(() => rest(neighbour)).toEqual(theirs);

  for (const it of [page, other]) {
    await it.bringToFront();
    await done(it).getByRole('button', { name: 'Begin anew' }).click();
    await started(it);
    await expect(it.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  }
  expect(watched.complaints).toEqual([]);
  await site.close();
});
