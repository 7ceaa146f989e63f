// Whether what is kept here stays: what the browser promises, what is against it, and a reminder to save a backup.
import { addLead, at, downloaded, elsewhere, expect, loadSample, merge, number, save, test } from './app.ts';
import type { Page } from '@playwright/test';

const fact = (page: Page, name: string) => page.locator('.numbers div').filter({ has: page.getByText(name, { exact: true }) });
const reminder = (page: Page) => page.locator('.banner').filter({ hasText: 'in this browser and nowhere else. A backup takes a second' });

/** A browser that promises nothing until it is asked, and counts how often it is. */
const unpromising = (page: Page) => page.addInitScript(() => {
  const it = window as unknown as { asked: number };
  it.asked = 0;
  navigator.storage.persisted = async () => it.asked > 0;
  navigator.storage.persist = async () => { it.asked += 1; return true; };
});
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: number }).asked);

test('the browser is asked to keep the data once, and not for the sample', async ({ page }) => {
  await unpromising(page);
  await loadSample(page);
  expect(await asked(page)).toBe(0);
  await at(page, 'data');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('button', { name: 'Remove it' })).toHaveCount(0);
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await expect.poll(() => asked(page)).toBe(1);

  await page.reload();
  await expect(page.locator('.page-head')).toBeVisible();
  await addLead(page, 'Bo Lin');
  await at(page, 'data');
  await expect(fact(page, 'Kept by the browser')).toContainText('Not guaranteed');
  expect(await asked(page)).toBe(0);
  await page.getByRole('button', { name: 'Ask it to keep everything' }).click();
  await expect(fact(page, 'Kept by the browser')).toContainText('Until you delete it');
  await expect(fact(page, 'Room taken')).toContainText(/\d (B|kB|KB|MB)/);
});

test('G7: in a private window, which this one is, what is kept is said to go with it, and a backup takes it elsewhere', async ({ page, browser }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const backup = (await save(page)).text;
  await at(page, 'data');
  // No page is told that its window is private. What is known is that the browser has promised nothing.
  expect(await page.evaluate(() => navigator.storage.persisted())).toBe(false);
  await expect(fact(page, 'Kept by the browser')).toContainText('A private window forgets everything once it is closed');
  await at(page, 'help');
  await expect(page.getByRole('region', { name: 'What is not promised' })).toContainText('a private window, which forgets everything once it is closed: only a backup file does');

  const other = await elsewhere(browser);
  await expect(number(other, 'Records')).toHaveText('0');
  await merge(other, backup);
  await at(other, 'leads');
  await expect(other.getByRole('link', { name: 'Ana Roy' })).toBeVisible();
  await other.context().close();
});

test('a backup is asked for by its age and by what has changed, and put off or saved in place', async ({ page }) => {
  await at(page, 'data');
  const rows = Array.from({ length: 12 }, (_, at) => `Person ${at},person${at}@example.com`);
  await page.locator('input[type="file"]').first().setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(['Name,Email', ...rows].join('\n')) });
  await page.getByRole('button', { name: /^Import 12/ }).click();
  await expect(page.getByRole('status').filter({ hasText: /12/ }).first()).toBeVisible();
  const eightDaysAgo = () => page.evaluate(() => {
    localStorage.setItem('satchel:/:backup-asked', String(Date.now() - 8 * 86_400_000));
  });
  await page.reload();
  await expect(page.locator('.numbers')).toBeVisible();
  await expect(reminder(page)).toHaveCount(0); // They are new.

  await eightDaysAgo();
  await page.reload();
  await expect(reminder(page)).toContainText(/\d+ records are in no backup yet/);
  await reminder(page).getByRole('button', { name: 'Later' }).click();
  await expect(reminder(page)).toHaveCount(0);
  await page.reload();
  await expect(page.locator('.numbers')).toBeVisible();
  await expect(reminder(page)).toHaveCount(0);

  await eightDaysAgo();
  await page.reload();
  await downloaded(page, () => reminder(page).getByRole('button', { name: 'Save a backup' }).click());
  await expect(reminder(page)).toHaveCount(0);
});

test('B8: Safari is told that it forgets pages that nobody visits', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' }));
  await at(page, 'data');
  await expect(page.getByText('Safari deletes what a page keeps')).toBeVisible();
});
