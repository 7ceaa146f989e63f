// Satchel as an installed app: what its manifest names is there, and what the system opens with it is taken.
import { at, expect, merge, number, save, saveLocked, started, test } from './app.ts';
import type { Page } from '@playwright/test';

interface Manifest {
  start_url: string;
  icons: { src: string; sizes: string }[];
  shortcuts: { name: string; url: string; icons: { src: string }[] }[];
  file_handlers: { action: string; accept: Record<string, string[]> }[];
}

/** A system that opens a file with the app: before it listens, or while it runs. */
const opening = (page: Page, name: string, contents: string | Buffer) => page.addInitScript(([name, contents]) => {
  let take: ((launch: object) => void) | undefined;
  const bytes = (it: string | number[]) => typeof it === 'string' ? it : new Uint8Array(it);
  const launch = (name: string, it: string | number[]) => ({ files: [{ kind: 'file', name, getFile: async () => new File([bytes(it)], name) }] });
  Object.defineProperty(window, 'launchQueue', { value: {
    setConsumer(it: typeof take) {
      take = it;
      if (name) take!(launch(name, contents));
      else take!({ files: [] });
    },
  } });
  Object.assign(window, { openWithSatchel: (name: string, text: string) => take!(launch(name, text)) });
}, [name, typeof contents === 'string' ? contents : [...contents]] as const);

test('the manifest names what is there', async ({ page, request }) => {
  await at(page, 'leads');
  const link = await page.locator('link[rel=manifest]').getAttribute('href');
  const url = new URL(link!, page.url());
  const manifest = await (await request.get(url.href)).json() as Manifest;
  for (const { src, sizes } of manifest.icons) {
    const [width] = sizes.split('x');
    const size = await page.evaluate(async (it) => {
      const image = new Image();
      image.src = it;
      await image.decode();
      return image.naturalWidth;
    }, new URL(src, url).href);
    expect(String(size), src).toBe(width);
  }
  const actions = manifest.shortcuts.map((it) => it.url).concat(manifest.file_handlers.map((it) => it.action));
  for (const action of actions) expect(new URL(action, url).pathname, action).toBe(new URL(manifest.start_url, url).pathname);
  const kinds = manifest.file_handlers.flatMap((it) => Object.values(it.accept)).flat();
  const accepted = await page.evaluate(() => { location.hash = '#/data'; }).then(() => page.locator('.page-head input[type=file]').getAttribute('accept'));
  for (const kind of ['.json', '.satchel', '.csv']) expect(kinds).toContain(kind);
  for (const kind of kinds) expect(accepted!.split(',')).toContain(kind);
  // Where the shortcuts lead: a form that nobody has sent, and a screen.
  await page.goto(`./${manifest.shortcuts.find((it) => it.name === 'New lead')!.url}`);
  await started(page);
  await expect(page.getByRole('dialog', { name: 'New lead' })).toBeVisible();
  await expect(page).toHaveURL(/#\/leads$/);
  await page.keyboard.press('Escape');
  await page.reload();
  await started(page);
  await expect(page.locator('.page-head')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a backup, also one behind a passphrase, and a table that the system opens with the app are shown as if they were chosen', async ({ page, context }) => {
  const id = 'company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e01';
  await merge(page, `{"satchel":1,"records":[{"id":"${id}","v":1,"d":{"name":"Acme"}}]}`);
  const backup = (await save(page)).text;
  const secret = (await saveLocked(page, 'grüne Gabel')).file;

  // The app is started by a backup.
  const tab = await context.newPage();
  await opening(tab, 'theirs.json', backup);
  await tab.goto('./#/data');
  await expect(tab.getByRole('heading', { name: /theirs\.json/ })).toBeVisible();
  await tab.close();

  const third = await context.newPage();
  await opening(third, 'theirs.satchel', secret);
  await third.goto('./#/data');
  await third.getByLabel('Passphrase', { exact: true }).fill('grüne Gabel');
  await third.getByRole('button', { name: 'Open the backup' }).click();
  await expect(third.getByRole('heading', { name: /theirs\.satchel/ })).toBeVisible();
  await third.close();

  // It is open, on another screen, when a table comes.
  const other = await context.newPage();
  await opening(other, '', '');
  await at(other, 'leads');
  await other.evaluate(() => (window as unknown as { openWithSatchel: (name: string, text: string) => void })
    .openWithSatchel('people.csv', 'Name,Email\nZoë Here,zoe@example.com\nBo New,bo@example.com'));
  await expect(other).toHaveURL(/#\/data$/);
  await other.getByRole('button', { name: /^Import 2 / }).click();
  await expect(number(other, 'Records')).toHaveText(/^[3-9]$/);

  // Nothing was written before somebody said so.
  await expect(number(page, 'Records')).toHaveText(/^[3-9]$/);
});
