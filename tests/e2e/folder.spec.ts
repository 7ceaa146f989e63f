// What lies in the folder of a deal: what is sold and what it comes to, milestones, and where its files lie.
import { at, card, expect, loadSample, nothingFoundByAxe, settled, started, test } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const DEAL = 'Fleet portal';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const sold = (page: Page) => part(page, 'Products and services');
const steps = (page: Page) => part(page, 'Milestones');
const value = (page: Page) => page.getByRole('button', { name: /^Value / });
const sums = (page: Page) => sold(page).locator('.sums').evaluate((it) =>
  [...it.querySelectorAll('dt')].map((word) => `${word.textContent} ${word.nextElementSibling?.textContent}`));

/** The page of a deal of the sample in which nothing lies yet. */
async function openDeal(page: Page): Promise<void> {
  await loadSample(page);
  await at(page, 'pipeline');
  await card(page, DEAL).locator('.card-title').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(DEAL);
}

/** Opens the form by its button, fills it in by keyboard and sends it. */
async function add(where: Locator, button: string, fields: Record<string, string>): Promise<void> {
  await where.getByRole('button', { name: button }).focus();
  await where.page().keyboard.press('Enter');
  const form = where.getByRole('form', { name: button });
  await expect(form.getByRole('textbox').first()).toBeFocused();
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(text);
  await where.page().keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(where.getByRole('button', { name: button })).toBeFocused();
}

async function choose(page: Page, line: Locator, item: string): Promise<void> {
  await line.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const day = (away: number) => {
  const at = new Date(Date.now() + away * 86_400_000);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

test('what a deal sells stands on its page with what it comes to, which one button makes its value', async ({ page }) => {
  await openDeal(page);
  const price = 'Price of one, without tax';
  await add(sold(page), 'Add product or service', {
    'Name': 'Parcel locker', 'Quantity': '3', 'Discount %': '10', 'Tax %': '25', [price]: '1200.50',
  });
  const first = sold(page).getByRole('listitem').first();
  await expect(first).toContainText(/3 × \$1,200\.50, 10.% off, 25.% tax/);
  await expect(first).toContainText('$3,241.35');
  // The next one is taxed alike; what is given back is a price below nought.
  await add(sold(page), 'Add product or service', { 'Name': 'Trade-in', [price]: '-100' });
  await expect.poll(() => sums(page)).toEqual([
    'Before discount $3,501.50', 'Discount −$360.15', 'Before tax $3,141.35', 'Tax $785.34', 'Total $3,926.69',
  ]);

  // The value is as its author wrote it until they say otherwise, and that is one step back.
  await expect(value(page)).toContainText('$64,000');
  const take = sold(page).getByRole('button', { name: 'Set the value to $3,141.35, before tax' });
  await take.click();
  await expect(value(page)).toContainText('$3,141.35');
  await expect(take).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(value(page)).toContainText('$64,000');
  await expect(take).toBeVisible();

  // Changed where it stands; what is wrong is said beside its field, and nothing typed is lost.
  await first.getByRole('button', { name: 'Change Parcel locker' }).click();
  const form = first.getByRole('form', { name: 'Change' });
  await form.getByLabel('Quantity').fill('a few');
  await page.keyboard.press('Enter');
  await expect(form).toContainText('“a few” is not a quantity.'.replace(/[“”]/g, '"'));
  await expect(form.getByLabel('Quantity')).toBeFocused();
  await form.getByLabel('Quantity').fill('900000000');
  await form.getByLabel(price).fill('90000000');
  await page.keyboard.press('Enter');
  await expect(form).toContainText('That comes to more than can be kept exactly.');
  await form.getByLabel(price).fill('1200.50');
  await form.getByLabel('Quantity').fill('1.5');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(first).toContainText('1.5 × $1,200.50');
  await expect(first.getByRole('button', { name: 'Change Parcel locker' })).toBeFocused();

  // Two currencies are never added.
  await add(sold(page), 'Add product or service', { 'Name': 'Freight', [price]: 'EUR 90' });
  await expect(sold(page)).toContainText('more than one currency, so they have no total.');
  await expect(sold(page).getByRole('button', { name: /^Set the value/ })).toHaveCount(0);
  await choose(page, sold(page).getByRole('listitem').last(), 'Remove');
  await expect(sold(page).getByRole('listitem')).toHaveCount(2);
  await settled(page);
  await page.reload();
  await started(page);
  await expect.poll(() => sums(page)).toContain('Total $1,900.85');
});

test('lines are put in another place by menu and by keys, and stay there', async ({ page }) => {
  await openDeal(page);
  const price = 'Price of one, without tax';
  for (const name of ['Locker', 'Set-up', 'Training']) await add(sold(page), 'Add product or service', { Name: name, [price]: '1' });
  const names = () => sold(page).getByRole('listitem').locator('bdi[data-done], button.fact > bdi').allTextContents();
  await choose(page, sold(page).getByRole('listitem').last(), 'Move up');
  await expect.poll(names).toEqual(['Locker', 'Training', 'Set-up']);
  const training = sold(page).getByRole('button', { name: 'Change Training' });
  await training.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(names).toEqual(['Training', 'Locker', 'Set-up']);
  await expect(training).toBeFocused();
  // It is the first, so there is nothing to do.
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(names).toEqual(['Locker', 'Training', 'Set-up']);
  await expect(training).toBeFocused();
  await sold(page).getByRole('listitem').first().getByRole('button', { name: /^More/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: 'Move down' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(names).toEqual(['Training', 'Locker', 'Set-up']);
  await settled(page);
  await page.reload();
  await started(page);
  await expect.poll(names).toEqual(['Training', 'Locker', 'Set-up']);
});

test('milestones are added, ticked off and changed by keyboard, and say how far it is and what is late', async ({ page }) => {
  await openDeal(page);
  await add(steps(page), 'Add milestone', { 'Name': 'Contract signed', 'Due': day(40) });
  await add(steps(page), 'Add milestone', { 'Name': 'Trial agreed', 'Due': day(-3) });
  const lines = steps(page).getByRole('listitem');
  // In the order in which they are to be reached.
  await expect(lines.first()).toContainText('Trial agreed');
  await expect(lines.first().locator('[data-tone=danger]')).toHaveText('3 d late');
  await expect(steps(page)).toContainText('0 of 2');
  await steps(page).getByRole('checkbox', { name: 'Done: Trial agreed' }).focus();
  await page.keyboard.press('Space');
  await expect(steps(page)).toContainText('1 of 2');
  await expect(lines.first()).toContainText('Reached today');
  await expect(lines.locator('[data-tone=danger]')).toHaveCount(0);
  await expect(steps(page).getByRole('checkbox', { name: 'Done: Trial agreed' })).toBeFocused();

  await lines.first().getByRole('button', { name: 'Change Trial agreed' }).focus();
  await page.keyboard.press('Enter');
  await expect(lines.first().getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Trial in two depots');
  await page.keyboard.press('Enter');
  await expect(lines.first().getByRole('button', { name: 'Change Trial in two depots' })).toBeFocused();
  await expect(steps(page).getByRole('checkbox', { name: 'Done: Trial in two depots' })).toBeChecked();
  await expect(steps(page)).toContainText('1 of 2');

  // An unfinished form is there again; one without a name is not written.
  await steps(page).getByRole('button', { name: 'Add milestone' }).click();
  await page.keyboard.press('Enter');
  await expect(steps(page)).toContainText('Give it a name.');
  await steps(page).getByLabel('Name').fill('All vehicles');
  await page.keyboard.press('Escape');
  await expect(steps(page).getByRole('form')).toHaveCount(0);
  await steps(page).getByRole('button', { name: 'Add milestone' }).click();
  await expect(steps(page).getByLabel('Name')).toHaveValue('All vehicles');
  await steps(page).getByRole('button', { name: 'Discard' }).click();

  await choose(page, lines.first(), 'Remove');
  await expect(lines).toHaveCount(1);
  await expect(lines.first().getByRole('button').or(lines.first().getByRole('checkbox')).first()).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(lines).toHaveCount(2);
  await settled(page);
  await page.reload();
  await started(page);
  await expect(lines.first()).toContainText('Trial in two depots');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.locator('.turns').filter({ hasText: 'Milestone' }).first()).toContainText('Trial in two depots, due');
});

test('a file is a link to where it lies, is opened beside, and leads to its deal when it is looked for', async ({ page }) => {
  await openDeal(page);
  const files = part(page, 'Files');
  await expect(files).toContainText('Satchel keeps the address of a file and not the file');
  await files.getByRole('button', { name: 'Add link to a file' }).click();
  await files.getByLabel('Web address').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(files).toContainText('That is not a web address.');
  await files.getByLabel('Web address').fill('https://files.example/tenders/42.pdf');
  await files.getByLabel('Name, if it should not be the address').fill('Tender of the Harbour Board');
  await page.keyboard.press('Enter');
  const link = files.getByRole('link', { name: 'Tender of the Harbour Board' });
  await expect(link).toHaveAttribute('href', 'https://files.example/tenders/42.pdf');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(files.getByRole('listitem')).toContainText('files.example');
  await settled(page);
  await at(page, 'today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tender harbour');
  await expect(page.getByRole('option', { name: new RegExp(DEAL) }).first()).toBeVisible();
});

test('on a phone the folder of a deal is as wide as the screen, and axe finds nothing in it', async ({ page }) => {
  test.setTimeout(240_000);
  await loadSample(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await at(page, 'pipeline?view=list');
  await page.getByRole('link', { name: 'Collection rounds, 40 shops' }).first().click();
  await expect(sold(page).locator('.sums')).toContainText('€126,000');
  await add(steps(page), 'Add milestone', { 'Name': 'A milestone that has a name which is as long as names of milestones become' });
  await sold(page).getByRole('button', { name: 'Add product or service' }).click();
  await steps(page).getByRole('button', { name: /^Change A milestone/ }).click();
  await part(page, 'Files').getByRole('button', { name: 'Add link to a file' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  for (const form of await page.locator('.unfolded').all()) {
    const { x, width } = (await form.boundingBox())!;
    expect(x >= 0 && x + width <= 390).toBe(true);
  }
  await nothingFoundByAxe(page, 'the folder of a deal on a phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await nothingFoundByAxe(page, 'the folder of a deal');
});
