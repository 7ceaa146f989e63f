// The app breaks, or does not start at all: what is said, and that a copy of the data can be had all the same. Ids are those
// of the project's list of faults.
import type { BrowserContext, Page } from '@playwright/test';
import { addLead, at, downloaded, expect, nothingFoundByAxe, save, settled, started, test, type Watch } from './app.ts';

const broken = (page: Page) => page.getByRole('alertdialog', { name: 'Something broke' });
const boot = (page: Page) => page.locator('#boot');

/** A panic makes a browser complain, and is meant to. */
const forgive = (watched: Watch) => { watched.complaints.length = 0; };

/** The app panics wherever it makes an id; where a path is given, only over that. */
const withoutChance = (path?: string) => {
  const { getRandomValues } = Crypto.prototype;
  Crypto.prototype.getRandomValues = function <T extends ArrayBufferView>(it: T): T {
    if (new Error().stack!.includes('.wasm') && (!path || location.hash.includes(path))) throw new Error('there is no chance');
    return getRandomValues.call(this, it as unknown as Uint8Array) as unknown as T;
  };
};

/** From now on. */
const poison = (page: Page) => page.evaluate(withoutChance);

/** For every page to come. */
const poisonStart = (context: BrowserContext, path?: string) => context.addInitScript(withoutChance, path);

test('G1: a panic in a click freezes the page, a copy can be saved, and a reload has what was saved', async ({ page, watched }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New lead' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ana There');
  await poison(page);
  await dialog.getByRole('button', { name: 'Add lead' }).click();
  await expect(broken(page)).toContainText('Everything shown as saved is saved.');
  await expect(broken(page)).not.toContainText('while it started');
  await expect(broken(page).locator('pre')).toContainText(/panicked at [^]*\.wasm:wasm-function\[\d+\]/); // What, and where.
  const { name, text } = await downloaded(page, () => broken(page).getByRole('button', { name: 'Save a copy' }).click());
  expect(name).toMatch(/-copy\.json$/);
  expect(text).toContain('Zoë');
  expect(text).not.toContain('Ana');
  await expect(broken(page)).toContainText('Copy saved, with 1 record.');
  await nothingFoundByAxe(page, 'a page that broke');
  await broken(page).getByRole('button', { name: 'Reload' }).click();
  await started(page);
  await expect(broken(page)).toHaveCount(0);
  await at(page, 'leads');
  await expect(page.getByText('Zoë Here')).toBeVisible();
  forgive(watched);
});

test('G1: without a line a copy can be saved, too', async ({ page, context, watched }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready) && navigator.serviceWorker.controller));
  await context.setOffline(true);
  await page.evaluate(() => { (globalThis as unknown as { satchelPanic: (it: string) => void }).satchelPanic('on purpose'); });
  const { text } = await downloaded(page, () => broken(page).getByRole('button', { name: 'Save a copy' }).click());
  expect(text).toContain('Zoë');
  forgive(watched);
});

test('G2: a panic in a task that nobody waits for is told once', async ({ page, watched }) => {
  await at(page, 'leads');
  const button = page.getByRole('button', { name: 'Load sample data' });
  await expect(button).toBeVisible();
  await poison(page);
  await button.click();
  await expect(broken(page)).toHaveCount(1);
  await page.evaluate(() => { dispatchEvent(new Event('resize')); dispatchEvent(new Event('visibilitychange')); });
  await expect(broken(page)).toHaveCount(1);
  expect(watched.complaints.filter((it) => it.includes('panicked'))).toHaveLength(1);
  forgive(watched);
});

test('G3: a start that breaks over a record leads to a plain screen, and not to a loop', async ({ page, context, watched }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const path = page.url().split('#/')[1];
  await poisonStart(context, path);
  await page.reload();
  await expect(broken(page)).toContainText('the next start leaves out the screen');
  await broken(page).getByRole('button', { name: 'Reload' }).click();
  await started(page);
  await expect(page).toHaveURL(/#\/data$/);
  await expect(page.locator('.page-note')).toContainText(`Satchel broke while it showed “Leads” (#/${path}), so it starts here.`);
  await nothingFoundByAxe(page, 'a safe start');
  expect((await save(page)).text).toContain('Zoë');
  // A start that went well is forgotten.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('satchel:/:broke'))).toBeNull();
  await page.reload();
  await started(page);
  await expect(page.locator('.page-note')).toHaveCount(0);
  forgive(watched);
});

test('G3: one that breaks twice waits, and saves a copy', async ({ page, context, watched }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  await poisonStart(context);
  await page.reload();
  for (let nth = 0; nth < 2; nth += 1) await broken(page).getByRole('button', { name: 'Reload' }).click();
  await expect(boot(page)).toContainText('Satchel broke twice while it started, so it waits for you this time.');
  await expect(broken(page)).toHaveCount(0);
  await nothingFoundByAxe(page, 'a start that waits');
  const { text } = await downloaded(page, () => boot(page).getByRole('button', { name: 'Save a copy' }).click());
  expect(text).toContain('Zoë');
  await boot(page).getByRole('button', { name: 'Start again' }).click();
  await expect(broken(page)).toBeVisible(); // It was asked for.
  forgive(watched);
});

test.describe('G4', () => {
  test.use({ serviceWorkers: 'block' }); // It would have the parts.

  const cases = {
    'missing': { status: 404, body: 'Not found', says: 'A part of Satchel is missing on this server.' },
    'of another type': { status: 200, contentType: 'text/html', body: '<html>Welcome', says: 'Satchel was loaded but does not start.' },
    'cut off': { status: 200, contentType: 'application/wasm', body: '\0asm', says: 'Satchel was loaded but does not start.' },
  };
  for (const [what, { says, ...answer }] of Object.entries(cases)) {
    test(`G4: a wasm that is ${what} is said within five seconds, and a copy can be saved`, async ({ page, watched }) => {
      await at(page, 'leads');
      await addLead(page, 'Zoë Here');
      await settled(page);
      await page.route('**/*.wasm', (route) => route.fulfill(answer));
      await page.goto('about:blank');
      await page.goto('./');
      await expect(boot(page)).toContainText(says, { timeout: 5_000 });
      const { text } = await downloaded(page, () => boot(page).getByRole('button', { name: 'Save a copy' }).click());
      expect(text).toContain('Zoë');
      forgive(watched);
    });
  }

  test('G4: without WebAssembly a copy can be saved', async ({ page, watched }) => {
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    await settled(page);
    await page.addInitScript(() => { Reflect.deleteProperty(window, 'WebAssembly'); });
    await page.reload();
    await expect(boot(page)).toContainText('This browser cannot run WebAssembly', { timeout: 5_000 });
    const { text } = await downloaded(page, () => boot(page).getByRole('button', { name: 'Save a copy' }).click());
    expect(text).toContain('Zoë');
    forgive(watched);
  });

  test('G4: a browser that is too old for the first script is told within five seconds', async ({ page, watched }) => {
    await page.route('**/boot-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'let it = a ?! b;' }));
    await page.goto('./');
    await expect(boot(page).getByText('this browser is too old or a part has not arrived')).toBeHidden();
    await expect(boot(page).getByText('this browser is too old or a part has not arrived')).toBeVisible({ timeout: 5_000 });
    await boot(page).getByRole('link', { name: 'save a copy' }).click();
    await page.getByRole('button', { name: 'Save a copy' }).click();
    await expect(page.getByText('There is no data of Satchel in this browser.')).toBeVisible();
    forgive(watched);
  });
});

test('G6: where storage is forbidden the page says so', async ({ page }) => {
  await page.addInitScript(() => {
    const forbidden = { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, forbidden);
    Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('The operation is insecure.', 'SecurityError'); } } });
  });
  await page.goto('./');
  await started(page);
  await expect(page.getByRole('heading', { name: 'This browser keeps nothing for Satchel' })).toBeVisible();
  await expect(page.getByText('Storage is switched off for this site')).toBeVisible();
  await nothingFoundByAxe(page, 'no storage');
});

test('G6: in a sandbox, where nothing has an origin, the page says so', async ({ page, watched }) => {
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': 'sandbox allow-scripts' } });
  });
  await page.goto('./');
  await expect(boot(page)).toContainText(/opened as a file or inside a sandbox|a part has not arrived/, { timeout: 6_000 });
  forgive(watched);
});

test('G6: without scripts the page for copies says what it needs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}rescue.html`);
  await expect(page.getByText('If no button comes, this browser is too old, or JavaScript is switched off.')).toBeVisible();
  await context.close();
});

test('no service worker answers for the page that saves copies', async ({ page }) => {
  await at(page, 'leads');
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready) && navigator.serviceWorker.controller));
  const asked: boolean[] = [];
  page.on('response', (it) => { if (/rescue\.(html|js)$/.test(it.url())) asked.push(it.fromServiceWorker()); });
  await page.goto('./rescue.html');
  await expect(page.getByRole('button', { name: 'Save a copy' })).toBeVisible();
  expect(asked).toEqual([false, false]);
});
