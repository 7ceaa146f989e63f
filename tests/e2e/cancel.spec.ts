// What takes long can be called off, and leaves nothing half.
import { at, choose, expect, number, save, settled, test, toast } from './app.ts';
import type { Download, Page } from '@playwright/test';

/** Enough that it takes seconds. */
const MANY = 60_000;
const ALL = '60,000';

const table = (count: number) =>
  ['First name,Last name,Email,Lead status', ...Array.from({ length: count }, (_, it) => `Bo,Lee ${it},bo${it}@y.example,New`)].join('\r\n');

const line = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const cancel = (page: Page, name: string) => line(page, name).getByRole('button', { name: 'Cancel' });

/** Presses Cancel as soon as it is so far, in percent, from within the page: from outside it would often be too late. */
async function callOff(page: Page, name: string, from = 0): Promise<void> {
  await page.waitForFunction(([name, from]) => {
    const line = document.querySelector('.under-way[role="group"]');
    const bar = line?.querySelector('progress');
    if (!bar || bar.value < from) return false;
    if (line?.getAttribute('aria-label') !== name || bar.getAttribute('aria-label') !== name) throw new Error(line?.outerHTML);
    line.querySelector('button')?.click();
    return true;
  }, [name, from] as const);
  await expect(line(page, name)).toHaveCount(0);
}

const leads = (page: Page) => number(page, 'Records');
const importAll = (page: Page) => page.getByRole('button', { name: `Import ${ALL} rows` });

/** A slower machine, so that there is time to press a button. */
async function slowly(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

test('an import that is called off while it is written was never done, and nor was its undo', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'data');
  await choose(page, 'them.csv', table(MANY));
  await expect(importAll(page)).toBeVisible({ timeout: 60_000 });
  await slowly(page, 4);
  await importAll(page).click();
  // A third of the way it is all decided, and being written.
  await callOff(page, `Importing ${ALL} rows`, 40);
  // The screen is as it was, without a word but for those who cannot see it.
  await expect(importAll(page)).toBeVisible();
  await expect(importAll(page)).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('.toast, .banner[data-tone="warn"]')).toHaveCount(0);
  await expect(page.locator('[data-spoken="polite"]')).toHaveText('Cancelled. Nothing was changed.');
  await settled(page);
  await expect(leads(page)).toHaveText('0');
  await slowly(page, 1);
  await page.reload();
  await expect(leads(page)).toHaveText('0');

  await choose(page, 'them.csv', table(MANY));
  await expect(importAll(page)).toBeVisible({ timeout: 60_000 });
  await slowly(page, 4);
  await importAll(page).click();
  // The button that leaves the file alone calls off first what is being done with it.
  await expect(line(page, `Importing ${ALL} rows`)).toBeVisible();
  await page.locator('.acts').getByRole('button', { name: 'Cancel' }).click();
  await expect(line(page, `Importing ${ALL} rows`)).toHaveCount(0);
  await importAll(page).click();
  await expect(toast(page)).toContainText(`Imported them.csv: ${ALL} rows`, { timeout: 60_000 });
  await expect(leads(page)).toHaveText(ALL);

  // It can be taken back; called off, all of it stays, and it can still be taken back.
  for (const from of [0, 35]) {
    await page.keyboard.press('Control+z');
    await callOff(page, 'Undoing: importing them.csv', from);
    await settled(page);
    await expect(leads(page)).toHaveText(ALL);
  }
  await slowly(page, 1);
  await page.reload();
  await expect(leads(page)).toHaveText(ALL, { timeout: 60_000 });
  await page.keyboard.press('Control+z');
  await expect(toast(page)).toContainText('Undone: importing them.csv', { timeout: 60_000 });
  await expect(leads(page)).toHaveText('0');
  await page.reload();
  await expect(leads(page)).toHaveText('0');
});

test('a file that is called off is not saved, and the next one is whole', async ({ page }) => {
  test.setTimeout(240_000);
  const downloads: Download[] = [];
  page.on('download', (it) => downloads.push(it));
  await at(page, 'data');
  await choose(page, 'them.csv', table(MANY));
  await importAll(page).click({ timeout: 60_000 });
  await expect(toast(page)).toContainText(`Imported them.csv: ${ALL} rows`, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Done', exact: true }).click();

  await slowly(page, 6);
  const button = page.getByRole('button', { name: /^Save a backup/ });
  await button.click();
  // By keys, and the focus is somewhere after it.
  await expect(line(page, 'Saving a backup')).toBeVisible();
  await cancel(page, 'Saving a backup').focus();
  await page.keyboard.press('Enter');
  await expect(line(page, 'Saving a backup')).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(button).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('[data-spoken="polite"]')).toHaveText('Cancelled. Nothing was saved.');
  await expect(number(page, 'Last backup')).toHaveText('Never');

  // Of one behind a passphrase only the dialog can be reached: whoever leaves it leaves that too.
  await page.getByRole('button', { name: 'Save with a passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save with a passphrase' });
  for (const label of ['Passphrase', 'The same passphrase again']) await dialog.getByLabel(label, { exact: true }).fill('four words of mine');
  await dialog.getByRole('button', { name: 'Save the backup' }).click();
  await expect(page.locator('.under-way')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.under-way')).toHaveCount(0);
  await expect(page.locator('[data-spoken="polite"]')).toHaveText('Cancelled. Nothing was saved.');
  await expect(number(page, 'Last backup')).toHaveText('Never');

  await at(page, 'leads');
  await page.getByRole('button', { name: 'More about this list' }).click();
  await page.getByRole('menuitem', { name: 'Export for a spreadsheet' }).click();
  await callOff(page, `Exporting ${ALL} leads`);
  await slowly(page, 1);
  expect(downloads).toEqual([]);

  const { text } = await save(page);
  expect(text.match(/"id":"lead:/g)).toHaveLength(MANY);
  expect(downloads).toHaveLength(1);
});

test('a deed on thousands that is called off has changed none of them', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'data');
  await choose(page, 'them.csv', table(20_000));
  await page.getByRole('button', { name: 'Import 20,000 rows' }).click({ timeout: 60_000 });
  await expect(toast(page)).toContainText('Imported them.csv: 20,000 rows', { timeout: 60_000 });
  await at(page, 'leads');
  await page.getByRole('checkbox', { name: 'Pick all 20,000' }).click();
  const urgent = async () => {
    await page.locator('.bulk').getByRole('button', { name: 'Priority' }).click();
    await page.getByRole('menuitem', { name: 'High' }).click();
  };
  await slowly(page, 4);
  await urgent();
  await callOff(page, 'Changing 20,000 leads');
  await slowly(page, 1);
  await settled(page);
  const { text } = await save(page);
  expect(text).not.toContain('"priority"');
  // What was picked is picked still.
  await urgent();
  await expect(toast(page)).toContainText('20,000 leads changed', { timeout: 60_000 });
});

test('an ordinary deed says nothing of how far it is', async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('.under-way')) document.documentElement.dataset.wasLong = '';
    }).observe(document, { childList: true, subtree: true });
  });
  await at(page, 'data');
  await choose(page, 'few.csv', table(400));
  await page.getByRole('button', { name: 'Import 400 rows' }).click();
  await expect(toast(page)).toContainText('Imported few.csv: 400 rows');
  await page.keyboard.press('Control+z');
  await expect(toast(page)).toContainText('Undone: importing few.csv');
  await expect(page.locator('html')).not.toHaveAttribute('data-was-long');
});
