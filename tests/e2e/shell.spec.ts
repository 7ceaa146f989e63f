// The page around the app: that it starts, under which rules, from where, and what it says when it cannot.
import { test as base, expect, type Page } from '@playwright/test';
import { host, nextVersion, type Host } from './host.ts';

const test = base.extend<{ serve: (path?: string) => Promise<Host> }>({
  serve: async ({}, use) => {
    const hosts: Host[] = [];
    await use(async (path) => {
      const it = await host(path);
      hosts.push(it);
      return it;
    });
    await Promise.all(hosts.map((it) => it.close()));
  },
});

const state = (page: Page) => page.locator('html');
const started = (page: Page) => expect(state(page)).toHaveAttribute('data-boot', 'started');
const says = (page: Page, sentence: string | RegExp) => expect(page.locator('#boot')).toContainText(sentence);

/** Whether the worker is at work and has the whole version. */
const keptForOffline = (page: Page) =>
  page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready) && navigator.serviceWorker.controller));

/** Asks the server for a new version now; browsers do so by themselves, some seconds after the page has loaded. */
const lookForUpdate = (page: Page) => page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });

/** Everything that a browser complains of. */
function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('console', (it) => { if (['error', 'warning'].includes(it.type())) list.push(`${it.type()}: ${it.text()}`); });
  page.on('pageerror', (it) => list.push(`page: ${it.message}`));
  return list;
}

/** Keeps what the Content-Security-Policy has stopped. */
const watchPolicy = (page: Page) => page.addInitScript(() => {
  const stopped: string[] = [];
  Object.assign(window, { stopped });
  document.addEventListener('securitypolicyviolation', (it) => stopped.push(`${it.violatedDirective} ${it.blockedURI}`));
});
const stopped = (page: Page) => page.evaluate(() => (window as unknown as { stopped: string[] }).stopped);

test('I11: starts under the strict policy and nothing complains', async ({ page }) => {
  const list = complaints(page);
  await watchPolicy(page);
  await page.goto('./');
  await started(page);
  await keptForOffline(page);
  expect(await stopped(page)).toEqual([]);
  expect(list).toEqual([]);

  const head = await page.locator('head > *').first().evaluate((it) => [it.getAttribute('http-equiv'), it.getAttribute('content')]);
  expect(head[0]).toBe('Content-Security-Policy');
  for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types default sw']) {
    expect(head[1]).toContain(rule);
  }
  expect(head[1]).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  await expect(page.locator('meta[name="satchel-version"]')).toHaveAttribute('content', /^\d+\.\d+\.\d+\+[0-9a-f]{16}$/);
});

test('I11: the policy stops inline code, and markup that would run', async ({ page }) => {
  await watchPolicy(page);
  await page.goto('./');
  await started(page);
  const refused = await page.evaluate(() => {
    const attempts: [string, () => void][] = [
      ['script', () => { document.body.append(document.createRange().createContextualFragment('<script>window.ran = 1</script>')); }],
      ['handler', () => { document.body.insertAdjacentHTML('beforeend', '<img src="data:," OnError = "window.ran = 2">'); }],
      ['frame', () => { document.body.insertAdjacentHTML('beforeend', '<iframe src="."></iframe>'); }],
      ['link', () => { document.body.insertAdjacentHTML('beforeend', '<a href="java\nscript:window.ran = 3">x</a>'); }],
      ['timer', () => { setTimeout('window.ran = 4' as unknown as () => void); }],
      ['worker', () => { new Worker('sw.js'); }],
    ];
    return attempts.filter(([, attempt]) => { try { attempt(); return false; } catch { return true; } }).map(([name]) => name);
  });
  expect(refused).toEqual(['script', 'handler', 'frame', 'link', 'timer', 'worker']);

  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('window.ran = 5');
    document.body.append(script);
  }).catch(() => {}); // Trusted Types may refuse it before the policy does.
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('H11: runs under any path, and asks for each part once and for nothing else', async ({ page, serve }) => {
  const site = await serve('/some/path/');
  const elsewhere: string[] = [];
  page.on('request', (it) => { if (!it.url().startsWith(site.url)) elsewhere.push(it.url()); });
  await page.goto(`${site.url}#/leads`);
  await started(page);
  await keptForOffline(page);

  expect(elsewhere).toEqual([]);
  const parts = site.asked.filter((it) => /-[0-9a-f]{16}\.\w+$/.test(it));
  expect(parts.filter((it) => it.endsWith('.wasm'))).toHaveLength(2); // What the first screen needs, and the rest.
  expect(parts).toEqual([...new Set(parts)]); // The worker takes them from the browser's cache.
  const others = site.asked.filter((it) => !parts.includes(it));
  expect([...new Set(others)].sort()).toEqual(['/some/path/', '/some/path/sw.js']);
});

test('I12: does not start inside a frame, and says how to open it', async ({ page, serve, baseURL }) => {
  const frames = await serve();
  frames.bend = (_, answer) => ({ ...answer, status: 200, kind: 'text/html', body: `<!doctype html><iframe src="${baseURL}"></iframe>` });
  await page.goto(frames.url);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('link', { name: 'Open Satchel in its own tab' })).toHaveAttribute('href', baseURL!);
  await expect(frame.locator('html')).toHaveAttribute('data-boot', 'framed');
});

test('H1: opens without a line once it has been visited', async ({ page, context }) => {
  await page.goto('./');
  await started(page);
  await keptForOffline(page);
  await context.setOffline(true);
  await page.reload();
  await started(page);
  await page.goto('./#/pipeline');
  await page.reload();
  await started(page);
});

test('H1: opens when the server is gone', async ({ page, serve }) => {
  const site = await serve('/crm/');
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  await site.close();
  await page.reload();
  await started(page);
});

test('H10, H11: a new version waits until it is accepted', async ({ page, serve }) => {
  const site = await serve('/crm/');
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  await page.evaluate(() => caches.open('another project'));

  site.bend = nextVersion;
  await page.reload();
  await started(page);
  await expect(state(page)).toHaveAttribute('lang', 'en'); // The old one still, whole.
  await lookForUpdate(page);
  await expect(state(page)).toHaveAttribute('data-update', 'waiting');

  await page.evaluate(() => dispatchEvent(new Event('satchel:accept-update')));
  await expect(state(page)).toHaveAttribute('lang', 'en-GB');
  await started(page);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['another project', 'satchel:/crm/:9.9.9+0123456789abcdef']);
});

test('another tab that accepts the new version does not reload this one', async ({ context, serve }) => {
  const site = await serve();
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) {
    await page.goto(site.url);
    await started(page);
    await keptForOffline(page);
  }
  await one.evaluate(() => { Object.assign(window, { draft: 'half a sentence' }); });
  site.bend = nextVersion;
  await two.reload();
  await started(two);
  await lookForUpdate(two);
  await expect(state(two)).toHaveAttribute('data-update', 'waiting');
  await two.evaluate(() => dispatchEvent(new Event('satchel:accept-update')));
  await expect(state(two)).toHaveAttribute('lang', 'en-GB');

  await expect(state(one)).toHaveAttribute('data-update', 'waiting');
  expect(await one.evaluate(() => 'draft' in window)).toBe(true);
  await one.evaluate(() => dispatchEvent(new Event('satchel:accept-update')));
  await expect(state(one)).toHaveAttribute('lang', 'en-GB');
});

test('H7: a sign in page is never kept', async ({ page, serve }) => {
  const site = await serve();
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  const kept = () => page.evaluate(async () => (await caches.keys()).join());
  const before = await kept();

  // A new worker comes through; every other address gives the sign-in page.
  site.bend = (name, answer) => (name === 'sw.js' ? nextVersion(name, answer) : { status: 200, kind: 'text/html', body: 'Sign in, please' });
  const failed = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker>((done) => { registration.onupdatefound = () => done(registration.installing!); });
    await registration.update();
    const worker = await found;
    return new Promise<string>((done) => { worker.onstatechange = () => done(worker.state); });
  });
  expect(await failed).toBe('redundant');
  expect(await kept()).toBe(before);
  await page.reload();
  await started(page);
});

test('H6: a poisoned cache is repaired', async ({ page, serve }) => {
  const site = await serve();
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  const poisoned = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const wasm = (await cache.keys()).find((it) => it.url.endsWith('.wasm'))!;
    await cache.put(wasm, new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    return wasm.url;
  });
  await page.reload();
  await started(page);
  const kind = (url: string) => page.evaluate(async (it) => (await caches.match(it))!.headers.get('content-type'), url);
  await expect.poll(() => kind(poisoned)).toBe('application/wasm');
});

test('H8: the kill switch takes the worker away and leaves the data', async ({ page, serve }) => {
  const site = await serve();
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  await page.evaluate(() => {
    localStorage.setItem('satchel:/:theme', '"dark"');
    return new Promise((done) => { indexedDB.open('kept').onsuccess = done; });
  });

  const off = await (await page.request.get(`${site.url}sw-off.js`)).text();
  site.bend = (name, answer) => (name === 'sw.js' ? { ...answer, body: off } : answer);
  await lookForUpdate(page);
  const rest = () => page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);
  await expect.poll(rest).toEqual([0, 0]);
  expect(await page.evaluate(async () => [(await indexedDB.databases()).some((it) => it.name === 'kept'), localStorage.getItem('satchel:/:theme')])).toEqual([true, '"dark"']);
});

test('H5: a missing part is said in words', async ({ page }) => {
  let visits = 0;
  page.on('framenavigated', () => { visits += 1; });
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await page.goto('./');
  await says(page, 'A part of Satchel is missing on this server.');
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(page.getByText('Nothing that is stored in this browser has been changed.')).toBeVisible();
  expect(visits).toBe(2); // It has tried once more by itself, and no more.

  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Reload' }).click();
  await started(page);
});

test.describe(() => {
  test.use({ serviceWorkers: 'block' }); // On a busy machine it is there first, and has the rest.

  test('when the rest cannot be fetched the first screen stands, says so, and goes on where it was', async ({ page }) => {
    await page.route('**/later-*.wasm', (route) => route.abort());
    await page.goto('./');
    await started(page);
    const said = page.getByRole('alert').filter({ hasText: 'The rest of Satchel could not be fetched' });
    await expect(said).toContainText('What is stored is untouched.');
    await page.getByRole('button', { name: 'Add a lead' }).first().click();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.unroute('**/later-*.wasm');
    await said.getByRole('button', { name: 'Try again' }).click();
    await expect(said).toHaveCount(0);
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Ana Roy');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Roy');
  });
});

test('G4: something else under the name of the wasm is said in words', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<html>Welcome' }));
  await page.goto('./');
  await says(page, 'Satchel was loaded but does not start.');
});

test('G4: a slow line is said in words', async ({ page }) => {
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000); // A clock that goes on is past the first 150 ms before they are looked at.
  let release = () => {};
  const held = new Promise<void>((done) => { release = done; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto('./', { waitUntil: 'commit' });
  await expect(state(page)).toHaveAttribute('data-boot', 'starting');
  await page.clock.fastForward(150);
  await expect(page.getByText('Opening…')).toBeVisible();
  await page.clock.fastForward(5000);
  await says(page, 'Still loading.');
  await page.clock.resume();
  release();
  await started(page);
});

test('G4: a browser without WebAssembly is told', async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(window, 'WebAssembly'); });
  await page.goto('./');
  await says(page, 'This browser cannot run WebAssembly');
});

test('G6: without scripts the page says what it needs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL!);
  await expect(page.locator('noscript p').first()).toBeVisible(); // By place: Playwright reads no text in <noscript>.
  await expect(page.getByText('Opening…')).toBeHidden();
  await context.close();
});

test('G1: after a panic nothing can be typed and a reload helps', async ({ page }) => {
  await page.goto('./');
  await started(page);
  await expect(page.locator('.toasts')).toBeAttached(); // The last that is put on the page.
  await page.evaluate(() => {
    Object.assign(window, { keys: 0 });
    addEventListener('keydown', () => { (window as unknown as { keys: number }).keys += 1; }, true);
    const panic = (globalThis as unknown as { satchelPanic: (message: string) => void }).satchelPanic;
    panic('index out of bounds: <b>7</b>');
    panic('and again');
  });
  const screen = page.getByRole('alertdialog', { name: 'Something broke' });
  await expect(screen).toContainText('Everything shown as saved is saved.');
  await expect(screen).toHaveCount(1);
  // All else is out of reach: of the mouse, of Tab, and of assistive technology.
  expect(await page.locator('body > :not(dialog.broken)').evaluateAll((all) => all.every((it) => (it as HTMLElement).inert))).toBe(true);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true })));
  expect(await page.evaluate(() => (window as unknown as { keys: number }).keys)).toBe(0);
  await expect(screen).toContainText('<b>7</b>');
  await screen.getByRole('button', { name: 'Reload' }).click();
  await started(page);
  await expect(screen).toHaveCount(0);
});

test('G1: a wasm that dies without a panic is seen too', async ({ page }) => {
  await page.goto('./');
  await started(page);
  await page.evaluate(() => {
    const unreachable = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(unreachable)));
    for (let i = 0; i < 3; i += 1) setTimeout(exports.f as () => void);
  });
  await expect(page.getByRole('alertdialog', { name: 'Something broke' })).toHaveCount(1);
});

test('the stored theme is there before the app is', async ({ page }) => {
  await page.addInitScript(() => { localStorage.setItem('satchel:/:theme', '"dark"'); });
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('./');
  await expect(state(page)).toHaveAttribute('data-theme', 'dark');
});

test('H2: a visit that ends before everything is kept spoils nothing, and the next one keeps it', async ({ context, serve }) => {
  for (const most of [0, 1, 3]) {
    const site = await serve();
    const page = await context.newPage();
    let left = most;
    const gone = { status: 503, kind: 'text/html', body: 'Busy' };
    // From the worker's script on the line is lost after a few answers.
    site.bend = (name, answer) => (site.asked.some((it) => it.endsWith('sw.js')) && name !== 'sw.js' && left-- <= 0 ? gone : answer);
    await page.goto(site.url);
    await started(page);
    await expect.poll(() => site.asked.some((it) => it.endsWith('sw.js'))).toBe(true);
    site.bend = (_, answer) => answer;
    await page.reload();
    await started(page);
    await keptForOffline(page);
    await site.close();
    await page.reload();
    await started(page);
    await page.close();
  }
});

test('H3: a tab that was open when another version was put up goes on with its own', async ({ page, serve }) => {
  const site = await serve();
  await page.goto(site.url);
  await started(page);
  await keptForOffline(page);
  site.bend = (name, answer) => (/-[0-9a-f]{16}\.\w+$/.test(name) ? { status: 404, kind: 'text/html', body: 'Not found' } : nextVersion(name, answer));
  await page.reload();
  await started(page);
  await expect(state(page)).toHaveAttribute('lang', 'en');
  for (const path of ['pipeline', 'data', 'help', 'reports', 'settings/stages']) {
    await page.goto(`${site.url}#/${path}`);
    await expect(page.locator('.page-head')).toBeVisible();
  }
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New lead' })).toBeVisible();
});

test('H4: a new version is offered to whoever types, and takes nothing from them', async ({ page, serve }) => {
  const site = await serve();
  await page.goto(`${site.url}#/leads`);
  await started(page);
  await keptForOffline(page);
  await page.keyboard.press('c');
  const field = page.getByRole('dialog', { name: 'New lead' }).getByLabel('Name', { exact: true });
  await field.fill('Half a name');
  site.bend = nextVersion;
  await lookForUpdate(page);
  await expect(state(page)).toHaveAttribute('data-update', 'waiting');
  await expect(page.getByText('A new version of Satchel is ready.').first()).toBeAttached();
  await expect(field).toHaveValue('Half a name');
  await expect(state(page)).toHaveAttribute('lang', 'en');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(state(page)).toHaveAttribute('lang', 'en-GB');
  await started(page);
  await expect(page.locator('.page-head')).toBeVisible();
  await page.keyboard.press('c');
  await expect(field).toHaveValue('Half a name');
});

test('I10: once it has loaded the page asks for nothing but whether there is a new version', async ({ page, serve }) => {
  const site = await serve();
  const elsewhere: string[] = [];
  page.on('request', (it) => { if (!it.url().startsWith(site.url) && !/^(blob|data):/.test(it.url())) elsewhere.push(it.url()); });
  await page.goto(`${site.url}#/leads`);
  await started(page);
  await keptForOffline(page);
  const loaded = site.asked.length;
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('This is sample data')).toBeVisible();
  for (const path of ['today', 'pipeline', 'pipeline?view=list', 'contacts', 'companies', 'reports', 'data', 'help', 'settings/stages']) {
    await page.goto(`${site.url}#/${path}`);
    await expect(page.locator('.page-head')).toBeVisible();
  }
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'New lead' }).getByLabel('Name', { exact: true }).fill('Zoë Here');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+E')]);
  expect(site.asked.slice(loaded).filter((it) => !it.endsWith('/sw.js'))).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('G8: what an extension or a translator puts into the page breaks nothing', async ({ page }) => {
  const list = complaints(page);
  const meddle = () => page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode.textContent!.trim()) texts.push(walker.currentNode as Text);
    // So does the translator of the browser: each text goes into an element of its own.
    for (const it of texts) {
      const font = document.createElement('font');
      it.replaceWith(font);
      font.append(`${it.data}·`);
    }
    for (const it of document.querySelectorAll('input, form, main, li')) it.after(document.createElement('password-helper'));
  });
  await page.goto('./#/leads');
  await started(page);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('This is sample data')).toBeVisible();
  for (const path of ['today', 'pipeline', 'leads', 'contacts', 'data', 'settings/stages', 'leads']) {
    await meddle();
    await page.goto(`./#/${path}`);
    await expect(page.locator('.page-head')).toBeVisible();
  }
  await meddle();
  await page.keyboard.press('c');
  await page.getByRole('dialog').getByRole('textbox').first().fill('Zoë Here');
  await meddle();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  await page.reload();
  await started(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  expect(list.filter((it) => it.includes('panicked'))).toEqual([]);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});
