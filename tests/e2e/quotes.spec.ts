// Quotes of a deal: made of what it sells, sent, answered, printed; and what was offered stays as it was.
import { at, card, clock, elsewhere, expect, loadSample, merge, nothingFoundByAxe, save, settled, started, test } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const DEAL = 'Fleet portal';
const PRICE = 'Price of one, without tax';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const sold = (page: Page) => part(page, 'Products and services');
const quotes = (page: Page) => part(page, 'Quotes');
const lines = (page: Page) => quotes(page).getByRole('listitem');
const value = (page: Page) => page.getByRole('button', { name: /^Value / });
const year = new Date().getFullYear();

async function openDeal(page: Page, deal = DEAL): Promise<void> {
  await at(page, 'pipeline');
  await card(page, deal).locator('.card-title').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(deal);
}

/** Opens a form by its button, fills it in and sends it by keyboard. */
async function add(where: Locator, button: string, fields: Record<string, string> = {}): Promise<void> {
  await where.getByRole('button', { name: button }).focus();
  await where.page().keyboard.press('Enter');
  const form = where.getByRole('form', { name: button });
  await expect(form.getByRole('textbox').first()).toBeFocused();
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole('textbox').first().press('Enter');
  await expect(form).toHaveCount(0);
  await expect(where.getByRole('button', { name: button })).toBeFocused();
}

/** Chooses from the menu of a line, by keyboard. */
async function choose(page: Page, line: Locator, item: string): Promise<void> {
  await line.getByRole('button', { name: /^More/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
}

test('a quote is made of what the deal sells, and stays as it was sent while that changes', async ({ page }) => {
  await loadSample(page);
  await openDeal(page);
  // Nothing to offer yet, and it says so.
  const make = quotes(page).getByRole('button', { name: 'New quote' });
  await expect(make).toHaveAttribute('aria-disabled', 'true');
  await expect(make).toHaveAccessibleDescription(/First list what you offer/);
  await add(sold(page), 'Add product or service', { Name: 'Portal, a year', Quantity: '2', [PRICE]: '1000.50', 'Tax %': '25' });
  await add(quotes(page), 'New quote', { 'Text below the prices': 'Payable within 30 days.' });
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page).first()).toContainText(`${year}-001`);
  await expect(lines(page).first()).toContainText(/Draft, valid until/);
  await expect(lines(page).first()).toContainText('$2,501.25');

  // What the deal sells changes: the draft takes it over when its author says so, and no sooner.
  await add(sold(page), 'Add product or service', { Name: 'Training', [PRICE]: '500', 'Tax %': '' });
  await expect(lines(page).first()).toContainText('$2,501.25');
  await choose(page, lines(page).first(), 'Offer what is listed now');
  await expect(lines(page).first()).toContainText('$3,001.25');
  await choose(page, lines(page).first(), 'Change');
  const form = lines(page).first().getByRole('form', { name: 'Change' });
  await expect(form.getByLabel('Text below the prices')).toHaveValue('Payable within 30 days.');
  await form.getByLabel('Valid until').fill(`${year - 1}-01-01`);
  await form.getByLabel('Number').press('Enter');
  await expect(form).toContainText('That is before its date.');
  await form.getByRole('button', { name: 'Discard' }).click();

  await choose(page, lines(page).first(), 'Mark as sent');
  await expect(lines(page).first()).toContainText(/Sent, valid until/);
  await choose(page, sold(page).getByRole('listitem').last(), 'Remove');
  await expect(sold(page).getByRole('listitem')).toHaveCount(1);
  await expect(lines(page).first()).toContainText('$3,001.25');
  await lines(page).first().getByRole('button', { name: /^More/ }).click();
  const change = page.getByRole('menuitem', { name: /^Change/ });
  await expect(change).toHaveAttribute('aria-disabled', 'true');
  await expect(change).toContainText('It was sent: copy it instead.');
  await expect(page.getByRole('menuitem', { name: 'Offer what is listed now' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Another one like it has the next number; one that is taken is refused, and nothing typed is lost.
  await choose(page, lines(page).first(), 'Copy as a new draft');
  await expect(lines(page)).toHaveCount(2);
  const draft = lines(page).filter({ hasText: 'Draft' });
  await expect(draft).toContainText(`${year}-002`);
  await expect(draft).toContainText('$3,001.25');
  await choose(page, draft, 'Change');
  await draft.getByLabel('Number').fill(`${year}-001`);
  await page.keyboard.press('Enter');
  await expect(draft.getByRole('form')).toContainText('Another quote has this number.');
  await expect(draft.getByLabel('Number')).toBeFocused();
  await draft.getByRole('button', { name: 'Discard' }).click();

  // Removed, and back.
  await choose(page, draft, 'Remove');
  await expect(lines(page)).toHaveCount(1);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(lines(page)).toHaveCount(2);
  await settled(page);
  await page.reload();
  await started(page);
  await expect(lines(page)).toHaveCount(2);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.locator('.turns').filter({ hasText: 'Quote' }).first()).toContainText(`${year}-002, draft, $3,001.25, valid until`);
});

test('an accepted quote offers its total as the value of the deal, and is found by its number', async ({ page }) => {
  await loadSample(page);
  await openDeal(page);
  await add(sold(page), 'Add product or service', { Name: 'Portal, a year', Quantity: '2', [PRICE]: '1000', 'Tax %': '25' });
  await add(quotes(page), 'New quote', { Number: 'Q-77/b' });
  await choose(page, lines(page).first(), 'Mark as sent');
  await choose(page, lines(page).first(), 'Mark as declined');
  await expect(lines(page).first()).toContainText('Declined');
  await expect(quotes(page).getByRole('button', { name: /^Set the value/ })).toHaveCount(0);
  await choose(page, lines(page).first(), 'Mark as accepted');
  await expect(lines(page).first()).toContainText('Accepted');
  await expect(value(page)).toContainText('$64,000');
  const take = quotes(page).getByRole('button', { name: 'Set the value to $2,000, before tax, as in quote Q-77/b' });
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(value(page)).toContainText('$2,000');
  await expect(take).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(value(page)).toContainText('$64,000');
  await expect(take).toBeVisible();
  await settled(page);
  await at(page, 'today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('q-77');
  await expect(page.getByRole('option', { name: new RegExp(DEAL) }).first()).toBeVisible();
});

test('a quote that was sent and not answered has expired by itself on the day after its last', async ({ page }) => {
  await clock(page, '2026-11-21T10:00:00');
  await loadSample(page);
  await openDeal(page, 'Visit planning');
  const sent = lines(page).filter({ hasText: 'A-1042' });
  await expect(sent).toContainText(/Sent, valid until Dec 15/);
  await expect(sent.locator('[data-tone=danger]')).toHaveCount(0);
  await settled(page);
  await page.clock.setFixedTime('2026-12-15T23:00:00');
  await page.reload();
  await started(page);
  await expect(sent).toContainText(/Sent, valid until today/);
  await page.clock.setFixedTime('2026-12-16T01:00:00');
  await page.reload();
  await started(page);
  await expect(sent.locator('[data-tone=danger]')).toHaveText(/^Expired, was valid until yesterday$/);
  // A late yes is a yes.
  await choose(page, sent, 'Mark as accepted');
  await expect(sent).toContainText('Accepted');
});

test('a quote is a sheet of its own: who, to whom, until when, what and how much, and nothing else is printed', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { prints: 0, print: () => { (window as unknown as { prints: number }).prints++; } });
  });
  await loadSample(page);
  await at(page, 'settings');
  await page.getByRole('button', { name: /Name of the business/ }).click();
  await page.getByRole('textbox', { name: 'Name of the business' }).fill('Route & Ray Ltd');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Name of the business/ })).toContainText('Route & Ray Ltd');
  await openDeal(page, 'Visit planning');
  const link = lines(page).getByRole('link', { name: 'A-1042' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quote A-1042');
  await expect(page).toHaveTitle(/^Quote A-1042/);
  const sheet = page.getByRole('article');
  await expect(sheet).toContainText('Route & Ray Ltd');
  const rows = sheet.getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('Licence, a technician and year');
  await expect(rows.nth(1)).toContainText(/NOK.9,500/);
  await expect(rows.nth(1)).toContainText(/NOK.380,000/);
  await expect(sheet.locator('.sums')).toContainText(/Before tax/);
  await expect(sheet.locator('.sums dd').last()).toHaveText(/NOK.525,000/);
  await expect(sheet).toContainText('Set-up includes two days on site. Payable within 30 days.');
  await page.getByRole('button', { name: 'Print' }).focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => (window as unknown as { prints: number }).prints)).toBe(1);
  await nothingFoundByAxe(page, 'the sheet of a quote');

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(sheet).toBeVisible();
  for (const it of await page.locator('.button, nav, .page-trail, .quote-state').all()) await expect(it).toBeHidden();
  // No amount is cut in two.
  await page.setViewportSize({ width: 520, height: 900 });
  for (const it of await sheet.locator('td').all()) expect((await it.evaluate((cell) => getComputedStyle(cell).whiteSpace))).toBe('nowrap');
  await page.setViewportSize({ width: 1280, height: 720 });
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5_000);
  await page.emulateMedia({ media: null, colorScheme: null });

  // Back leads to the deal, by the browser and by the link.
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Visit planning');
  await link.click();
  await page.getByRole('link', { name: 'Back to the deal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Visit planning');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  // An address that names none says so.
  await page.goto(`${page.url()}?quote=x`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('This quote is not here');
});

test('two who give the same number keep both quotes, and are told', async ({ page, browser }) => {
  await loadSample(page);
  await settled(page);
  const backup = await save(page);
  const other = await elsewhere(browser);
  await merge(other, backup.text);
  for (const [where, deal] of [[page, DEAL], [other, 'Planning for the night shift']] as const) {
    await openDeal(where, deal);
    await add(sold(where), 'Add product or service', { Name: 'Portal, a year', [PRICE]: '1000' });
    await add(quotes(where), 'New quote');
    await expect(lines(where).first()).toContainText(`${year}-001`);
    await settled(where);
  }
  await merge(page, (await save(other)).text);
  await openDeal(page);
  await expect(lines(page).first().locator('[data-tone=danger]'))
    .toHaveText(/“Planning for the night shift” has a quote of this number, too$/);
  await other.context().close();
});

test('on a phone quotes and their sheet are as wide as the screen, and axe finds nothing in them', async ({ page }) => {
  test.setTimeout(240_000);
  await loadSample(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await at(page, 'pipeline?view=list');
  await page.getByRole('link', { name: 'Visit planning, 340 calls a day' }).first().click();
  await expect(lines(page)).toHaveCount(1);
  await add(quotes(page), 'New quote', { Number: 'A number that is as long as numbers hardly ever become 0001' });
  await quotes(page).getByRole('button', { name: 'New quote' }).click();
  const isNarrow = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  expect(await isNarrow()).toBe(true);
  await nothingFoundByAxe(page, 'the quotes of a deal on a phone');
  await lines(page).getByRole('link', { name: /^A number/ }).click();
  await expect(page.getByRole('article')).toBeVisible();
  expect(await isNarrow()).toBe(true);
  expect(await page.locator('.page-body').evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
  await nothingFoundByAxe(page, 'the sheet of a quote on a phone');
});
