// What is asked of one screen and answered when the reader is on another: the deed comes to its end, nothing of it comes twice, and the
// page goes on. Writes are held back meanwhile, as an import or an undo holds them back.
import { addLead, at, card, expect, heldBack, loadSample, settled, test, toast } from './app.ts';
import type { Page } from '@playwright/test';

const broken = (page: Page) => page.getByRole('alertdialog', { name: 'Something broke' });
const rail = (page: Page, name: string) => page.locator('.rail').getByRole('link', { name: new RegExp(`^${name}`) });

/** Lets go of what was held back, and sees that it is written and that nothing broke. */
async function written(page: Page, letGo: () => Promise<void>): Promise<void> {
  await letGo();
  await settled(page);
  await expect(page.locator('[data-saved]')).toContainText('Saved');
  await expect(broken(page)).toHaveCount(0);
}

test('a form that is closed while its record is written is empty when it opens again, and the record is there once', async ({ page }) => {
  await at(page, 'leads');
  const letGo = await heldBack(page);
  const dialog = page.getByRole('dialog', { name: 'New lead' });
  await page.keyboard.press('c');
  await dialog.getByLabel('Name', { exact: true }).fill('Zoë Here');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('button', { name: 'Add lead' })).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await written(page, letGo);
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toHaveCount(1);
  await page.keyboard.press('c');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('');
});

test('a form in the page whose reader goes elsewhere while it is written is empty when they come back', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline');
  await card(page, 'Fleet portal').locator('.card-title').getByRole('link').click();
  const sold = page.getByRole('region', { name: 'Products and services', exact: true });
  const form = sold.getByRole('form', { name: 'Add product or service' });
  const add = sold.getByRole('button', { name: 'Add product or service' });
  await add.click();
  const letGo = await heldBack(page);
  await form.getByLabel('Name', { exact: true }).fill('Parcel locker');
  await form.getByLabel('Price of one, without tax').fill('120');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Add', exact: true })).toHaveAttribute('aria-busy', 'true');
  await rail(page, 'Leads').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Leads');
  await written(page, letGo);
  await page.goBack();
  await expect(sold.getByRole('listitem')).toHaveCount(1);
  await add.click();
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('');
});

test('what is refused when its form is closed already is told all the same, and what was typed is kept', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Name of the field');
  const letGo = await heldBack(page);
  // Each is right as the Book is when it is sent; the second is not when its turn comes.
  for (const value of ['47', '48']) {
    await page.getByRole('button', { name: 'Add a field' }).click();
    await name.fill('Shoe size');
    await dialog.getByLabel('Value').fill(value);
    await page.keyboard.press('Control+Enter');
    await expect(dialog.locator('button[aria-busy=true]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  await letGo();
  await expect(page.locator('.toast').filter({ hasText: 'changed' })).toBeVisible();
  await expect(broken(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Shoe size / })).toContainText('47');
});

test('a cell of a list that is written when its reader is elsewhere says what was typed', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await at(page, 'leads?cols=name,company');
  await expect(page.locator('tr.row')).toHaveCount(1);
  const field = page.locator('#cell-field');
  await page.getByRole('link', { name: 'Ana Roy' }).focus();
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  const letGo = await heldBack(page);
  await field.fill('Acme');
  await page.keyboard.press('Enter');
  await rail(page, 'Today').click();
  await expect(page.locator('tr.row')).toHaveCount(0);
  await written(page, letGo);
  await page.goBack();
  await expect(page.getByRole('row').filter({ hasText: 'Ana Roy' })).toContainText('Acme');
});

test('an entry that is moved stands where it was put, also for whoever has left the settings', async ({ page }) => {
  await at(page, 'settings/sources');
  const first = await page.getByRole('button', { name: /^Move / }).first().getAttribute('aria-label');
  const letGo = await heldBack(page);
  await page.getByRole('button', { name: first!, exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await rail(page, 'Leads').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Leads');
  await written(page, letGo);
  await page.goBack();
  await expect(page.getByRole('button', { name: /^Move / }).nth(1)).toHaveAttribute('aria-label', first!);
});

test('a note that is written while its reader is elsewhere stands on the timeline and nowhere else', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const letGo = await heldBack(page);
  const note = page.locator('.composer textarea');
  await note.fill('Wants forty lockers.');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.composer button[aria-busy=true]')).toBeVisible();
  await rail(page, 'Leads').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Leads');
  await written(page, letGo);
  await page.getByRole('link', { name: 'Ana Roy' }).click();
  await expect(page.getByText('Wants forty lockers.')).toHaveCount(1);
  await expect(note).toHaveValue('');
});
