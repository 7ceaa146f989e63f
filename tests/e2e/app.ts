// The app as a person at the keyboard knows it: what every journey does, and what none may ever see.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';

export { expect };

/** Real files with answers, beside the project; a test that needs them skips with this sentence where they are not. */
export const corpus = new URL('../../../shared/corpus/', import.meta.url);
export const noCorpus = 'the corpus is not here: ../shared/corpus';
export const inCorpus = (path: string) => {
  const url = new URL(path, corpus);
  base.skip(!existsSync(url), noCorpus);
  return readFileSync(url);
};

/** What a page must never do, whatever it is shown. */
export interface Watch { complaints: string[] }

/** Takes the picture of the last screen away before a page of the browser starts: a journey looks for the app itself. picture.spec.ts has it. */
export const withoutPicture = (page: Page) => page.context().addInitScript(() => {
  if (location.protocol !== 'about:') Object.keys(localStorage).filter((it) => it.endsWith(':picture')).forEach((it) => localStorage.removeItem(it));
});

/** Writes down every error, every dialog of the browser, every request elsewhere and everything the policy has stopped. */
export async function watch(page: Page): Promise<Watch> {
  const complaints: string[] = [];
  const home = () => new URL(page.url()).origin;
  page.on('console', (it) => { if (['error', 'warning'].includes(it.type())) complaints.push(`${it.type()}: ${it.text()}`); });
  page.on('pageerror', (it) => complaints.push(`page: ${it.message}`));
  page.on('dialog', (it) => {
    if (it.type() === 'beforeunload') return;
    complaints.push(`dialog: ${it.message()}`);
    it.dismiss().catch(() => {});
  });
  page.on('request', (it) => {
    const { protocol, origin } = new URL(it.url());
    if (!['blob:', 'data:'].includes(protocol) && page.url() !== 'about:blank' && origin !== home()) complaints.push(`request: ${it.url()}`);
  });
  await page.exposeFunction('satchelTestComplains', (it: string) => { complaints.push(it); });
  await page.addInitScript(() => {
    const complain = (window as unknown as { satchelTestComplains: (it: string) => void }).satchelTestComplains;
    document.addEventListener('securitypolicyviolation', (it) => complain(`policy: ${it.violatedDirective} ${it.blockedURI}`));
  });
  return { complaints };
}

/** A test whose page is watched, and fails if there was anything to complain of. */
export const test = base.extend<{ watched: Watch }>({
  watched: [async ({ page }, use) => {
    const it = await watch(page);
    await withoutPicture(page);
    await use(it);
    expect(it.complaints).toEqual([]);
  }, { auto: true }],
});

export const started = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-boot', 'started');

/** Goes to a screen, and waits until it stands. */
export async function at(page: Page, path: string): Promise<void> {
  await page.goto(`./#/${path}`);
  await started(page);
  await expect(page.locator('#main .page-head')).toBeVisible();
  await expect(page.locator('.picture')).toHaveCount(0); // It goes a frame later.
}

/** Another browser profile, with nothing in it. */
export async function elsewhere(browser: Browser, path = 'data'): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await withoutPicture(page);
  await at(page, path);
  return page;
}

export async function loadSample(page: Page): Promise<void> {
  await at(page, 'leads');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('This is sample data')).toBeVisible();
}

/** What a lead can be given in its dialog without opening the rest. */
export interface NewLead { name: string; email?: string; interest?: string }

/** Adds a lead by the dialog; the page of the lead opens. */
export async function addLead(page: Page, lead: string | NewLead): Promise<void> {
  const { name, email, interest } = typeof lead === 'string' ? { name: lead } as NewLead : lead;
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New lead' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  if (email) await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  if (interest) await dialog.getByLabel('Interest', { exact: true }).fill(interest);
  await dialog.getByRole('button', { name: 'Add lead' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

export async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Saves a backup, from wherever the page is. */
export const save = (page: Page) => downloaded(page, () => page.keyboard.press('Shift+E'));

/** Words that cannot be squeezed: they take their room in the database. */
export const noise = (words: number) => Array.from({ length: words }, () => Math.random().toString(36).slice(2, 12)).join(' ');

/** Chooses a file on the screen of the data. */
export const choose = (page: Page, name: string, content: string | Buffer) =>
  page.locator('.page-head input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

/** Takes a backup in by merging, from wherever the page is. */
export async function merge(page: Page, text: string): Promise<void> {
  await at(page, 'data');
  await choose(page, 'theirs.json', text);
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
}

/** One of the numbers on the screen of the data ("Records"). */
export const number = (page: Page, name: string) =>
  page.locator('.numbers').first().locator('div', { has: page.getByText(name, { exact: true }) }).locator('dd');

/** A column of the board. */
export const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** The card of a deal. */
export const card = (page: Page, deal: string): Locator => page.locator('li.card').filter({ hasText: deal });

/** The newest toast. */
export const toast = (page: Page): Locator => page.locator('.toast').last();

/** Everything is written. */
export const settled = (page: Page) => expect(page.locator('[data-saved]')).not.toHaveText('Saving…');

/** Holds back what is written from now on, as a long deed does that is written before; until it is let go. */
export async function heldBack(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { commit } = IDBTransaction.prototype;
    IDBTransaction.prototype.commit = function () {
      const store = this.objectStore(this.objectStoreNames[0]);
      const wait = () => ('goes' in window ? commit.call(this) : Object.assign(store.get('nothing'), { onsuccess: wait }));
      wait();
    };
  });
  return () => page.evaluate(() => { Object.assign(window, { goes: true }); });
}

/** Looks at what is shown with axe, in light and in dark, without the colours that stand in between. */
export async function nothingFoundByAxe(page: Page, what: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).analyze();
    expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(' ')}`), `${what}, ${theme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Puts a clock around every page of the context. Its timers count from a million million, and ours are whole numbers of 32 bits. */
export async function clock(page: Page, time?: string): Promise<void> {
  await page.clock.install(time === undefined ? {} : { time });
  await page.context().addInitScript(() => {
    const { setTimeout: set, clearTimeout: clear } = window;
    const ids: number[] = [0];
    const small = (...all: Parameters<typeof set>) => ids.push(Number(set(...all))) - 1;
    Object.assign(window, { setTimeout: small, clearTimeout: (id: number) => clear(ids[id]) });
  });
}

/** Saves a locked backup from the screen of the data. */
export async function saveLocked(page: Page, passphrase: string): Promise<{ name: string; file: Buffer }> {
  await page.getByRole('button', { name: 'Save with a passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save with a passphrase' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save the backup' }).click()]);
  await expect(dialog).toHaveCount(0);
  return { name: download.suggestedFilename(), file: readFileSync(await download.path()) };
}
