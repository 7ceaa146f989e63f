// Storage that fails while the page is open: what is said, what is safe, and that it goes on when it can. Ids are those of
// the project's list of faults.
import type { CDPSession, Page } from '@playwright/test';
import { addLead, at, choose, downloaded, expect, loadSample, merge, noise, nothingFoundByAxe, number, save, settled, started, test, type Watch } from './app.ts';

const NAME = 'satchel:/:book';

/** A page of the same origin on which the app does not run. */
const beside = async (page: Page) => { await page.goto('./rescue.html'); };

/** What lies in the database, as the app left it. */
const state = (page: Page) => page.evaluate(async (name) => {
  const answer = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const db = await answer(indexedDB.open(name));
  const it = JSON.parse(await answer(db.transaction('meta').objectStore('meta').get('state'))) as { revision: number; folded: number };
  const { version } = db;
  db.close();
  return { ...it, version };
}, NAME);

/** Changes the text of the pages, letter by letter. */
const patchPages = (page: Page, from: string, to: string) => page.evaluate(async ([name, from, to]) => {
  const { bytes } = await import(new URL('rescue.js', document.baseURI).href) as { bytes: (value: unknown) => Uint8Array };
  const answer = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const db = await answer(indexedDB.open(name));
  const store = db.transaction('pages', 'readwrite').objectStore('pages');
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer<Uint8Array[]>(store.getAll())]);
  let patched = 0;
  for (const [at, value] of values.entries()) {
    const text = new TextDecoder().decode(bytes(value));
    if (!text.includes(from)) continue;
    patched += 1;
    await answer(store.put(new TextEncoder().encode(text.replace(from, to)), keys[at]));
  }
  db.close();
  return patched;
}, [NAME, from, to]);

/** Opens the database and holds it, as code does that knows nothing of other tabs. */
const hold = (page: Page) => page.evaluate((name) => new Promise<void>((done) => {
  const request = indexedDB.open(name);
  request.onsuccess = () => {
    Object.assign(window, { held: request.result });
    done();
  };
}), NAME);

const fault = (page: Page) => page.locator('.page-note').getByRole('alert');
const title = (page: Page) => page.locator('.empty').getByRole('heading', { level: 2 });
const jobTitle = (page: Page) => page.getByRole('button', { name: /^Job title / });

/** Failing on purpose makes a browser complain. */
const forgive = (watched: Watch) => { watched.complaints.length = 0; };

test('A2: a request that succeeds in a transaction that aborts is never shown as saved', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...arguments_) {
      const request = put.apply(this, arguments_);
      if ('aborting' in window) request.addEventListener('success', () => { try { request.transaction!.abort(); } catch { /* It is over. */ } });
      return request;
    };
    // A browser may still abort what it was told to commit; a page cannot, so here it is not told.
    const commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () { if (!('aborting' in window)) commit.call(this); };
  });
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const saved = await page.locator('[data-saved]').textContent();
  await page.evaluate(() => { Object.assign(window, { aborting: true }); });
  await jobTitle(page).click();
  await page.getByLabel('Job title', { exact: true }).fill('Never written');
  await page.keyboard.press('Enter');
  await expect(fault(page)).toBeVisible();
  await expect(page.getByText(/Not saved/).first()).toBeVisible();
  await expect(page.getByLabel('Job title', { exact: true })).toHaveValue('Never written');
  expect(await page.locator('[data-saved]').textContent()).toBe(saved);
  const copy = await downloaded(page, () => fault(page).getByRole('button', { name: /^Save a backup/ }).click());
  expect(copy.text).not.toContain('Never written');

  await page.evaluate(() => { Reflect.deleteProperty(window, 'aborting'); });
  await page.getByLabel('Job title', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(jobTitle(page)).toContainText('Never written');
  await expect(fault(page)).toHaveCount(0);
  await page.reload();
  await expect(jobTitle(page)).toContainText('Never written');
});

test('B4: a damaged record is sealed, told, listed and saved, and the rest works', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await addLead(page, 'Ana There');
  await expect.poll(async () => { const it = await state(page); return it.revision - it.folded; }).toBe(0);
  await beside(page);
  expect(await patchPages(page, '"Zoë"', '7')).toBe(1);

  await at(page, 'leads');
  const note = page.locator('.page-note');
  await expect(note).toContainText('1 record is damaged and cannot be shown. They are kept as found; all else works.');
  await expect(page.getByText('Ana There')).toBeVisible();
  await note.getByRole('link', { name: 'See them' }).click();
  const list = page.getByRole('region', { name: 'Records that cannot be read' });
  await expect(list.getByRole('row').nth(1)).toContainText('lead:');
  const { name, text } = await downloaded(page, () => list.getByRole('button', { name: 'Save them as text' }).click());
  expect(name).toMatch(/^satchel-.+-unreadable\.txt$/);
  expect(text).toMatch(/^\{"id":"lead:.+":7.+\}\n$/);
  await nothingFoundByAxe(page, 'unreadable records');

  // A backup has it as it was found, also once something else was written.
  await at(page, 'leads');
  await addLead(page, 'Bo New');
  const backup = (await save(page)).text;
  expect(backup).toContain(text.trim());
  await page.reload();
  await at(page, 'data');
  await expect(list).toBeVisible();
});

test('B6: data that is cleared while the page is open is told, saved, and written back', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const path = page.url().split('#/')[1];
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await expect(fault(page)).toContainText('the browser closed the storage');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  const copy = await downloaded(page, () => fault(page).getByRole('button', { name: /^Save a backup/ }).click());
  expect(copy.text).toContain('Zoë');

  await fault(page).getByRole('button', { name: 'Write it back' }).click();
  await expect(fault(page)).toHaveCount(0);
  await page.reload();
  await at(page, path);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  await expect(fault(page)).toHaveCount(0);
  expect((await save(page)).text).toBe(copy.text);
});

test('B7: where everything was cleared the first visit stands, and takes a backup', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const backup = (await save(page)).text;
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await at(page, 'leads');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await merge(page, backup);
  await at(page, 'leads');
  await expect(page.getByText('Zoë Here')).toBeVisible();
});

test('D10: a change of the database that fails half way leaves nothing half changed, and the next start makes it', async ({ page, watched }) => {
  // The one change that there has been so far is that it is made.
  await page.addInitScript((name) => {
    if (sessionStorage.getItem('well')) return;
    const create = IDBDatabase.prototype.createObjectStore;
    let calls = 0;
    IDBDatabase.prototype.createObjectStore = function (...arguments_) {
      if (this.name === name) calls += 1;
      if (calls === 3) throw new DOMException('there is no room for it', 'UnknownError');
      return create.apply(this, arguments_);
    };
  }, NAME);
  await page.goto('./#/leads');
  await expect(title(page)).toBeVisible();
  await expect(page.locator('.empty')).toContainText('there is no room for it');
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name))).not.toContain(NAME);
  await page.evaluate(() => sessionStorage.setItem('well', 'yes'));
  await page.reload();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  forgive(watched);
});

test('B11: a database of our name with nothing in it is taken, and one with something else in it is told', async ({ page }) => {
  const make = (stores: string[]) => page.evaluate(([name, stores]) => new Promise<void>((done) => {
    const request = indexedDB.open(name as string, 1);
    request.onupgradeneeded = () => { for (const it of stores) request.result.createObjectStore(it); };
    request.onsuccess = () => { request.result.close(); done(); };
  }), [NAME, stores] as const);
  await beside(page);
  await make([]);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await beside(page);
  await page.evaluate((name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; }), NAME);
  await make(['theirs']);
  await at(page, 'leads');
  await expect(title(page)).toHaveText('The data cannot be read');
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
  await nothingFoundByAxe(page, 'unreadable data');
  const discard = page.getByRole('button', { name: 'Throw it away and begin anew' });
  await expect(discard).toHaveCount(0);
  await page.getByRole('button', { name: 'Save a copy' }).click();
  await expect(page.getByText('There is no data of Satchel in this browser.')).toBeVisible();
  await discard.click();
  await expect(title(page)).toHaveText('The data that could not be read is gone');
  await expect(page.getByText('This browser had 1 lead')).toBeVisible();
  await nothingFoundByAxe(page, 'lost data');
});

/** Lets the browser give so much space. It counts only for databases that are opened later. */
async function quota(page: Page, cdp: CDPSession, baseURL: string, bytes?: number) {
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL).origin, ...(bytes && { quotaSize: bytes }) });
}

test.describe('without room', () => {
  test.use({ serviceWorkers: 'block' }); // What is kept for offline use takes room, too.

  test('C1, C3: what the browser gives no space for is told and kept in its form, and is saved when there is space', async ({ page, context, baseURL, watched }) => {
    const cdp = await context.newCDPSession(page);
    await quota(page, cdp, baseURL!, 300_000);
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    const note = page.getByRole('textbox', { name: 'Write a note' });
    for (let nth = 0; nth < 12 && !(await fault(page).count()); nth += 1) {
      await note.fill(`${nth} ${noise(8_000)}`);
      await note.press('Control+Enter');
      await expect(async () => { expect((await fault(page).count()) || (await note.inputValue()) === '').toBeTruthy(); }).toPass();
    }
    await expect(fault(page)).toContainText('Not saved: the browser gives Satchel no more space.');
    const kept = await note.inputValue();
    expect(kept.length).toBeGreaterThan(1_000);
    const backup = (await downloaded(page, () => fault(page).getByRole('button', { name: /^Save a backup/ }).click())).text;
    expect(backup).toContain('Zoë');
    expect(backup).not.toContain(kept.slice(0, 30));

    await quota(page, cdp, baseURL!);
    await fault(page).getByRole('button', { name: 'Try again' }).click();
    await expect(fault(page)).toHaveCount(0);
    await expect(note).toHaveValue(kept);
    await note.focus();
    await note.press('Control+Enter');
    await expect(note).toHaveValue('');
    await page.reload();
    await expect(page.locator('.page-head')).toBeVisible();
    expect((await save(page)).text).toContain(kept.slice(0, 30));
    forgive(watched);
  });

  test('C2: an import that there is no space for imports nothing', async ({ page, context, baseURL, watched }) => {
    const cdp = await context.newCDPSession(page);
    await quota(page, cdp, baseURL!, 2_000_000);
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    const rows = Array.from({ length: 12_000 }, (_, nth) => `Person ${nth},person${nth}@example.com,${noise(30)}`);
    await at(page, 'data');
    await choose(page, 'people.csv', ['Name,Email,Notes', ...rows].join('\n'));
    await page.getByRole('button', { name: /^Import 12,000/ }).click({ timeout: 60_000 });
    await expect(page.locator('.page-body').getByText(/^Not saved\. The browser gave no space/)).toBeVisible({ timeout: 60_000 });
    expect(await number(page, 'Records').textContent()).toBe('1');
    await page.reload();
    await expect(number(page, 'Records')).toHaveText('1');
    forgive(watched);
  });
});

test('C5: a localStorage that is full keeps nothing from being saved', async ({ page }) => {
  await page.addInitScript(() => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      try { for (let nth = 0; nth < 20; nth += 1) localStorage.setItem(`filler ${size} ${nth}`, 'x'.repeat(size)); } catch { /* It is full. */ }
    }
  });
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await page.reload();
  await at(page, 'leads');
  await expect(page.getByText('Zoë Here')).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  // Whoever writes is one person, although the browser does not remember who.
  await addLead(page, 'Ana There');
});

for (const [what, usage] of [['nought', 0], ['no number', NaN], ['nothing', null]] as const) {
  test(`C6: an estimate of ${what} is no alarm`, async ({ page }) => {
    await page.addInitScript((usage) => {
      const estimate = async () => ({ usage, quota: usage });
      Object.defineProperty(StorageManager.prototype, 'estimate', { value: usage === null ? undefined : estimate });
    }, usage);
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    await at(page, 'data');
    await expect(fault(page)).toHaveCount(0);
    await page.reload();
    await at(page, 'leads');
    await expect(page.getByText('Zoë Here')).toBeVisible();
  });
}

/** The code of a later version: it asks for a higher version of the database. */
const asLaterVersion = (page: Page) => page.addInitScript(() => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, version) { return open.call(this, name, version === undefined ? version : version + 1); };
});

test('D6: a tab that does not let go is told within two seconds, and the new one goes on by itself', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await beside(page);
  await hold(page);
  const later = await context.newPage();
  await asLaterVersion(later);
  await later.goto('./#/leads');
  await started(later);
  await expect(title(later)).toHaveText('Another tab holds the data', { timeout: 2_000 });
  await expect(later.getByText('this one goes on by itself')).toBeVisible();
  await nothingFoundByAxe(later, 'a tab that waits');
  await page.close();
  await expect(later.getByText('Zoë Here')).toBeVisible();
});

test('D6: so is a deletion that waits for such a tab, of which the browser says nothing', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await beside(page);
  await hold(page);
  await page.evaluate((name) => { indexedDB.deleteDatabase(name); }, NAME);
  const other = await context.newPage();
  await other.goto('./#/leads');
  await started(other);
  await expect(title(other)).toHaveText('Another tab holds the data', { timeout: 2_000 });
  await page.close();
  // The deletion comes first, so it is a loss now.
  await expect(title(other)).toHaveText('The data in this browser is gone');
});

test('D7: an opening that was given up leaves no connection behind', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await beside(page);
  await hold(page);
  const later = await context.newPage();
  await asLaterVersion(later);
  for (let nth = 0; nth < 3; nth += 1) {
    await later.goto('./#/leads');
    await later.reload();
    await expect(title(later)).toHaveText('Another tab holds the data');
  }
  await page.close();
  await expect(later.getByText('Zoë Here')).toBeVisible();
  await later.goto('./rescue.html');
  // Whoever held it still would be asked in vain to let go.
  expect(await later.evaluate((name) => new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done('deleted');
    request.onblocked = () => done('blocked');
  }), NAME)).toBe('deleted');
});

test('D5: a tab whose database a newer version takes says so and writes no more', async ({ page, context }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const later = await context.newPage();
  await asLaterVersion(later);
  await later.goto('./#/leads');
  await expect(later.getByText('Zoë Here')).toBeVisible();
  await expect(title(page)).toHaveText('A newer version has taken over');
  await nothingFoundByAxe(page, 'a tab that was taken over');
});

test('D8, H9: data of a newer version is told, copied and left alone', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await beside(page);
  const before = await state(page);
  await page.evaluate((name) => new Promise<void>((done) => {
    const request = indexedDB.open(name, 99);
    request.onsuccess = () => { request.result.close(); done(); };
  }), NAME);
  await at(page, 'leads');
  await expect(title(page)).toHaveText('The data is newer than this page');
  await nothingFoundByAxe(page, 'newer data');
  const { text } = await downloaded(page, () => page.getByRole('button', { name: 'Save a copy' }).click());
  expect(text).toContain('Zoë');
  await expect(page.getByText(/^Copy saved, with 1 record\./)).toBeVisible();
  expect(await state(page)).toEqual({ ...before, version: 99 });
});

test('a copy that is made without the app drops nothing of what it cannot unsqueeze', async ({ page }) => {
  await beside(page);
  const texts = await page.evaluate(async () => {
    const { bytes } = await import(new URL('rescue.js', document.baseURI).href) as { bytes: (value: unknown) => Uint8Array };
    // Three letters, and a piece that goes back further than there is text; and nothing at all.
    return [[0, 0x30, 0x61, 0x62, 0x63, 9, 0], [0, 0xf0, 0xff]].map((it) => new TextDecoder().decode(bytes(Uint8Array.from(it))));
  });
  expect(texts).toEqual(['abc\n00306162630900', '00f0ff']);
});

for (const where of ['in the journal', 'in pages']) {
  test(`a copy that is made without the app is what the app would have saved, and comes in again: the last changes lie ${where}`, async ({ page, browser }) => {
    // Changes are put away into pages when there is free time.
    if (where === 'in the journal') await page.addInitScript(() => { Object.assign(window, { requestIdleCallback: () => 0 }); });
    await loadSample(page);
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await addLead(page, 'Zoë “Here” \\ <b>');
    await jobTitle(page).click();
    await page.getByLabel('Job title', { exact: true }).fill('after the rest was put away');
    await page.keyboard.press('Enter');
    await expect(jobTitle(page)).toContainText('after the rest');
    await settled(page);
    const put = async () => state(page).then((it) => it.folded === it.revision);
    if (where === 'in pages') await expect.poll(put).toBe(true);
    else expect(await put()).toBe(false);
    const own = (await save(page)).text;
    await page.goto('./rescue.html');
    const { name, text } = await downloaded(page, () => page.getByRole('button', { name: 'Save a copy' }).click());
    expect(name).toMatch(/^satchel-\d{4}-\d\d-\d\d-copy\.json$/);
    // What every copy of the data begins with lies in the code, until it is changed.
    const isStored = (line: string) => line.startsWith('{"id"') && !line.includes('"t":{"*":"000000000000-0000-00000000"}');
    const records = (text: string) => text.split('\n').filter(isStored).map((it) => it.replace(/,$/, ''));
    expect(records(text)).toEqual(records(own));
    await nothingFoundByAxe(page, 'the page that saves a copy');

    const context = await browser.newContext();
    const other = await context.newPage();
    await merge(other, text);
    expect(records((await save(other)).text)).toEqual(records(own));
    await context.close();
  });
}

test('I13: a project beside us that clears what it can reach starts nobody over in silence', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await beside(page);
  await page.evaluate(async () => {
    localStorage.clear();
    for (const it of await caches.keys()) await caches.delete(it);
  });
  await at(page, 'leads');
  await expect(page.getByText('Zoë Here')).toBeVisible();
  await settled(page);
  await beside(page);
  await page.evaluate((name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; }), NAME);
  await at(page, 'leads');
  await expect(title(page)).toHaveText('The data in this browser is gone');
  await expect(page.getByRole('button', { name: 'Load sample data' })).toHaveCount(0);
});
