// Paper: everything that the list found, the whole board, the record; nothing that can only be clicked.
import { at, column, expect, loadSample, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

/** The browser is about to print, and has. */
const begin = async (page: Page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); });
};
const end = async (page: Page) => {
  await page.evaluate(() => { dispatchEvent(new Event('afterprint')); });
  await page.emulateMedia({ media: null, colorScheme: null });
};
const note = (page: Page) => page.locator('.print-note');

/** Brings so many leads in from a file. */
async function importLeads(page: Page, count: number): Promise<void> {
  await at(page, 'data');
  const rows = Array.from({ length: count }, (_, at) => `Lead ${at},lead${at}@acme.example`);
  await page.locator('.page-head input[type=file]').setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(`Lead name,E-mail\n${rows.join('\n')}\n`) });
  const go = page.getByRole('button', { name: /^Import \d/ });
  await expect(go).toBeVisible();
  await go.click();
  await expect(page.getByRole('link', { name: /leads/i }).last()).toBeVisible();
  await settled(page);
}

test('a list prints what it found, also what is not drawn, and says what a print does not hold', async ({ page }) => {
  test.setTimeout(180_000);
  await importLeads(page, 2_100);
  await at(page, 'leads');
  await expect(page.locator('tr.row').first()).toBeVisible();
  expect(await page.locator('tr.row').count()).toBeLessThan(200);
  await begin(page);
  await expect(page.locator('tr.row')).toHaveCount(2_000);
  await expect(note(page)).toHaveText(/^100 more are not printed/);
  await expect(page.getByRole('navigation', { name: 'Satchel' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'New lead' })).toBeHidden();
  await expect(page.locator('.toast').first()).toBeHidden();
  await end(page);
  await expect.poll(() => page.locator('tr.row').count()).toBeLessThan(200);
  await expect(note(page)).toBeHidden();

  await at(page, 'leads?q=lead20');
  await begin(page);
  const found = await page.locator('tr.row').count();
  expect(found).toBeGreaterThan(100);
  await expect(note(page)).toBeHidden();
  await expect(page.locator('tr.row').last()).toContainText('Lead 20');
});

test('a board prints its columns side by side, and a record without what is only to be clicked', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 320 });
  await loadSample(page);
  await at(page, 'pipeline');
  await expect(page.locator('li.card').first()).toBeVisible();
  const said = await page.locator('ul.column-list').evaluateAll((all) => all.length);
  await begin(page);
  expect(await page.locator('ul.column-list').evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().width > 40).length)).toBe(said);
  const tops = await page.locator('section.column').evaluateAll((all) => new Set(all.map((it) => it.getBoundingClientRect().top)).size);
  expect(tops).toBe(1);
  await expect(page.locator('li.card')).toHaveCount(18);
  // No column scrolls, so no card is cut.
  expect(await page.locator('ul.column-list').evaluateAll((all) => all.every((it) => it.scrollHeight <= it.clientHeight + 1))).toBe(true);
  await expect(column(page, 'Negotiation').getByRole('button').first()).toBeHidden();
  const tagged = await page.locator('.card-who[data-tags]').evaluateAll((all) => all.map((it) => it.clientHeight));
  expect(tagged.length).toBeGreaterThan(2);
  expect(Math.min(...tagged), 'who it is with, and the tags').toBeGreaterThan(12);
  await end(page);

  await page.locator('li.card a').first().click();
  await expect(page.locator('.record')).toBeVisible();
  await begin(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const it of await page.locator('.button').all()) await expect(it).toBeHidden();
  const [ink, paper] = await page.locator('h1').evaluate((it) => [getComputedStyle(it).color, getComputedStyle(document.documentElement).backgroundColor]);
  const lightness = (color: string) => Number(/oklch\(([\d.]+)/.exec(color)?.[1] ?? '1');
  expect(lightness(ink)).toBeLessThan(0.3);
  expect(paper === 'rgba(0, 0, 0, 0)' || lightness(paper) > 0.98).toBe(true);
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5_000);
});
