// Tags: made while one types, seen in colour on records and cards, kept in the settings, and every step with one undo.
import { addLead, at, card, expect, loadSample, nothingFoundByAxe, settled, test, toast } from './app.ts';
import type { Page } from '@playwright/test';

const tags = (page: Page) => page.getByRole('region', { name: 'Tags', exact: true });
const chips = (page: Page) => tags(page).locator('.chip').allTextContents();
const field = (page: Page) => page.getByRole('combobox', { name: 'Tag', exact: true });
const row = (page: Page, name: string) => page.locator('tbody tr').filter({ has: page.getByLabel(`Name of ${name}`, { exact: true }) });

async function put(page: Page, name: string): Promise<void> {
  if (await field(page).count() === 0) await page.getByRole('button', { name: 'Add tag' }).click();
  await field(page).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove tag: ${name}`, exact: true })).toBeVisible();
}

test('a tag is made while one types, found again by any part of its name, and taken off, by keyboard', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await page.getByRole('button', { name: 'Add tag' }).focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('Trade fair');
  await expect(page.getByRole('option')).toHaveText(['Make the tag “Trade fair”']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Trade fair']);
  await expect(toast(page)).toContainText('Tagged 1 lead with Trade fair.');
  await expect(field(page)).toHaveValue('');
  await page.keyboard.type('Hot');
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Trade fair', 'Hot']);

  // The second lead finds what the first has made; case and accents do not make another one.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add tag' })).toBeFocused();
  await addLead(page, 'Bo Lind');
  await page.getByRole('button', { name: 'Add tag' }).click();
  await field(page).fill('FÁIR');
  await expect(page.getByRole('option')).toHaveText(['Trade fair', 'Make the tag “FÁIR”']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Trade fair']);
  await field(page).fill('hót');
  await expect(page.getByRole('option')).toHaveText(['Hot']);
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Trade fair', 'Hot']);

  // Leaving the field makes nothing of what stands there.
  await field(page).fill('Half a wo');
  await page.keyboard.press('Tab');
  await settled(page);
  expect(await chips(page)).toEqual(['Trade fair', 'Hot']);

  await page.getByRole('button', { name: 'Remove tag: Trade fair' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Hot']);
  await expect(page.getByRole('button', { name: 'Remove tag: Hot' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => chips(page)).toEqual(['Trade fair', 'Hot']);
  await page.reload();
  await expect.poll(() => chips(page)).toEqual(['Trade fair', 'Hot']);
});

test('making a tag and putting it on is one step, and one undo takes both back', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await put(page, 'Nordics');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(() => chips(page)).toEqual([]);
  await at(page, 'settings/tags');
  await expect(page.getByText('No tags yet.')).toBeVisible();
});

test('a name and a colour that are changed show on the record; a name that is taken is refused in a sentence', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await put(page, 'Fair');
  await put(page, 'Hot');
  const lead = page.url();
  await expect(tags(page).locator('.chip').first()).toHaveAttribute('data-tint', 'blue');

  await at(page, 'settings/tags');
  await expect(row(page, 'Fair').getByRole('cell').nth(1)).toHaveText('1');
  await page.getByRole('button', { name: 'Colour of Fair' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Blue' })).toBeFocused();
  await page.keyboard.press('v');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Fair').locator('.chip')).toHaveText('Violet');
  await page.getByLabel('Name of Fair', { exact: true }).fill('hót');
  await page.keyboard.press('Enter');
  await expect(page.locator('.field-error')).toHaveText('Another tag is called so already. Choose another name, or merge the two.');
  await page.getByLabel('Name of Fair', { exact: true }).fill('Trade fair');
  await page.keyboard.press('Enter');
  await expect(page.locator('.field-error')).toBeHidden();
  await settled(page);

  await page.goto(lead);
  await expect.poll(() => chips(page)).toEqual(['Trade fair', 'Hot']);
  await expect(tags(page).locator('.chip').first()).toHaveAttribute('data-tint', 'violet');
});

test('two tags become one on every record, and one undo parts them; a deleted one comes back where it was', async ({ page }) => {
  await loadSample(page);
  await at(page, 'settings/tags');
  const count = async (name: string) => Number(await row(page, name).getByRole('cell').nth(1).textContent());
  const [oslo, field] = [await count('Trade fair Oslo'), await count('Field service')];
  await page.getByRole('button', { name: 'More for Trade fair Oslo' }).click();
  await page.getByRole('menuitem', { name: 'Merge into another tag …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge Trade fair Oslo' });
  await expect(dialog).toContainText(`“Trade fair Oslo” is on ${oslo} records.`);
  await nothingFoundByAxe(page, 'merging');
  await dialog.getByLabel('Into').selectOption({ label: 'Field service' });
  await dialog.getByRole('button', { name: 'Merge the tags' }).click();
  await expect(row(page, 'Trade fair Oslo')).toHaveCount(0);
  expect(await count('Field service')).toBeGreaterThanOrEqual(Math.max(oslo, field));
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Trade fair Oslo')).toHaveCount(1);
  expect([await count('Trade fair Oslo'), await count('Field service')]).toEqual([oslo, field]);

  await page.getByRole('button', { name: 'More for Key account' }).click();
  await page.getByRole('menuitem', { name: 'Delete tag' }).click();
  const ask = page.getByRole('dialog', { name: 'Delete Key account' });
  await expect(ask).toContainText('No record goes with it.');
  await ask.getByRole('button', { name: 'Delete tag' }).click();
  await expect(row(page, 'Key account')).toHaveCount(0);
  await at(page, 'pipeline');
  await expect(card(page, 'Depot telematics').locator('.chip')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(card(page, 'Depot telematics').locator('.chip')).toHaveText('Key account');

  // A tag that is nowhere is deleted without a question.
  await at(page, 'settings/tags');
  await page.getByRole('textbox', { name: 'New tag' }).fill('Nowhere');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'More for Nowhere' }).click();
  await page.getByRole('menuitem', { name: 'Delete tag' }).click();
  await expect(row(page, 'Nowhere')).toHaveCount(0);
});

test('a card shows two tags and how many more; deals, contacts and companies have them too', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline');
  await card(page, 'Housekeeping plan').getByRole('link').first().click();
  for (const name of ['Nordics', 'Hot', 'Late']) await put(page, name);
  await nothingFoundByAxe(page, 'tags on a deal, with the field');
  await at(page, 'pipeline');
  await expect(card(page, 'Housekeeping plan').locator('.chip')).toHaveText(['Nordics', 'Hot']);
  await expect(card(page, 'Housekeeping plan').locator('.chips')).toContainText('+1');
  await nothingFoundByAxe(page, 'tags on cards');
  for (const list of ['contacts', 'companies']) {
    await at(page, list);
    await page.locator('tbody a').first().click();
    await put(page, 'Met in person');
  }
  await at(page, 'settings/tags');
  await expect(row(page, 'Met in person').getByRole('cell').nth(1)).toHaveText('2');
  await nothingFoundByAxe(page, 'tags in the settings');
  await page.getByRole('button', { name: 'Colour of Hot' }).click();
  await nothingFoundByAxe(page, 'the colours of a tag');
});
