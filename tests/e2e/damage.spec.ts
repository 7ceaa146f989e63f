// What the disk does to the data while the browser is closed. Ids are those of the project's list of faults.
import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { addLead, at, choose, expect, number, save, settled, test } from './app.ts';
import { cut, flipBytes, mortal, wipe } from './profile.ts';

const lost = (page: Page) => page.getByRole('heading', { level: 2 });

/** Two leads and a few edits in a profile, and a backup of them; then the browser is closed. */
async function filled(launch: ReturnType<typeof mortal>['launch']): Promise<string> {
  const [context, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await addLead(page, 'Ana There');
  for (let nth = 1; nth <= 12; nth += 1) {
    await page.getByRole('button', { name: /^Job title / }).click();
    await page.getByLabel('Job title', { exact: true }).fill(`Edit ${nth}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Job title / })).toContainText(`Edit ${nth}`);
  }
  const { text } = await save(page);
  await settled(page);
  await context.close();
  return text;
}

/** Never a first visit and never sample data over a loss; and a backup brings everything back. */
async function saysAndBringsBack(launch: ReturnType<typeof mortal>['launch'], backup: string, title: string, cause: RegExp) {
  const [context, page] = await launch();
  for (const path of ['leads', 'pipeline', 'today']) {
    await at(page, path);
    await expect(lost(page)).toHaveText(title);
    await expect(page.getByText(cause)).toBeVisible();
    await expect(page.getByText(/This browser had 2 leads/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Load sample data' })).toHaveCount(0);
  }
  await page.reload();
  await expect(lost(page)).toHaveText(title);

  await page.locator('.doors input[type=file]').setInputFiles({ name: 'mine.json', mimeType: 'text/plain', buffer: Buffer.from(backup) });
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
  await at(page, 'leads');
  await expect(page.getByText('Zoë Here')).toBeVisible();
  await page.getByRole('button', { name: 'Understood' }).click();
  await expect(page.locator('.page-note')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Ana There')).toBeVisible();
  await expect(page.locator('.page-note')).toHaveCount(0);
  await context.close();
}

const damaged = 'The data in this browser was damaged';

test('B1: flipped bytes are told as damage, and a backup brings everything back', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  const backup = await filled(launch);
  flipBytes(profile);
  await saysAndBringsBack(launch, backup, damaged, /threw it away \(it says: “.+”\)/);
  rmSync(profile, { recursive: true, force: true });
});

for (const [name, files] of [['CURRENT', /^CURRENT$/], ['MANIFEST', /^MANIFEST/]] as const) {
  test(`B2: a truncated ${name} is told as damage`, async ({ baseURL }, info) => {
    const { profile, launch } = mortal(info, baseURL);
    const backup = await filled(launch);
    cut(profile, files, 0.5);
    await saysAndBringsBack(launch, backup, damaged, /threw it away/);
    rmSync(profile, { recursive: true, force: true });
  });
}

test('B3: a log that was cut off is told by how many changes are missing', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  await filled(launch);
  cut(profile, /\.log$/, 0.6);
  const [context, page] = await launch();
  await at(page, 'leads');
  const note = page.locator('.page-note .banner').filter({ hasText: 'Some changes may be missing' });
  await expect(note).toContainText(/The last (change|\d+ changes) may be missing: .*What is here is whole\. This browser had 2 leads/);
  await page.reload();
  await expect(note).toBeVisible();
  // What is here is whole, and can be worked with.
  await addLead(page, 'Bo New');
  await page.keyboard.press('Control+z');
  await note.getByRole('button', { name: 'Understood' }).click();
  await page.reload();
  await expect(page.locator('.page-head')).toBeVisible();
  await expect(note).toHaveCount(0);
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('B5: a database that was deleted is told as gone, and is no first visit', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  const backup = await filled(launch);
  wipe(profile);
  await saysAndBringsBack(launch, backup, 'The data in this browser is gone', /The browser has cleared it since/);
  rmSync(profile, { recursive: true, force: true });
});

test('B5: whoever begins anew has a first visit, and is not asked again', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  await filled(launch);
  wipe(profile);
  const [context, page] = await launch();
  await at(page, 'leads');
  await page.getByRole('button', { name: 'Begin anew without it' }).click();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('A6, A7: wherever the log ends, what is there are whole changes, an import is whole, and what is missing is told', async ({ baseURL }, info) => {
  test.setTimeout(300_000);
  const { profile, launch } = mortal(info, baseURL);
  const [context, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await at(page, 'data');
  await choose(page, 'people.csv', ['Name,Email', ...Array.from({ length: 2_000 }, (_, nth) => `Person ${nth},person${nth}@example.com`)].join('\n'));
  await page.getByRole('button', { name: /^Import 2,000 / }).click({ timeout: 60_000 });
  await expect(page.locator('.banner', { hasText: '2,000 imported' })).toBeVisible({ timeout: 60_000 });
  await addLead(page, 'Ana There');
  await settled(page);
  await context.close();

  const found = [];
  for (let nth = 0; nth < 12; nth += 1) {
    const part = (nth + Math.random()) / 12;
    const copy = mortal(info, baseURL, profile);
    cut(copy.profile, /\.log$/, part);
    const [context, page] = await copy.launch();
    await at(page, 'leads');
    const short = page.locator('.page-note .banner').filter({ hasText: 'Some changes may be missing' });
    const gone = page.getByRole('heading', { name: 'The data in this browser is gone' });
    await expect(short.or(gone).first(), `cut at ${part}`).toBeVisible();
    if (await short.count()) {
      await at(page, 'data');
      // A lead, a lead and the import, or all but what was folded away behind them.
      await expect(number(page, 'Records'), `cut at ${part}`).toHaveText(/^(0|1|2,001|2,002)$/);
      found.push(await number(page, 'Records').textContent());
    } else {
      found.push('gone');
    }
    await context.close();
    rmSync(copy.profile, { recursive: true, force: true });
  }
  expect(found.filter((it) => it !== 'gone'), 'some of the cuts leave a beginning').not.toEqual([]);
  test.info().annotations.push({ type: 'records', description: found.join() });
  rmSync(profile, { recursive: true, force: true });
});
