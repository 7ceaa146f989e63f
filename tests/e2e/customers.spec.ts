// Contacts and companies: added, tied to each other, edited in place, found, copied, thrown away and taken back.
import { at, expect, loadSample, nothingFoundByAxe, settled, test, toast } from './app.ts';
import type { Locator, Page } from '@playwright/test';

interface NewContact { name: string; email?: string; phone?: string; company?: string }

async function addContact(page: Page, { name, email, phone, company }: NewContact): Promise<void> {
  await at(page, 'contacts');
  await page.getByRole('button', { name: 'New contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  if (email) await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  if (phone) await dialog.getByLabel('Phone', { exact: true }).fill(phone);
  if (company) await dialog.getByRole('combobox', { name: 'Company' }).fill(company);
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

async function addCompany(page: Page, name: string): Promise<void> {
  await at(page, 'companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const rows = (page: Page): Locator => page.locator('tr.row');
const find = (page: Page): Locator => page.getByRole('searchbox');

/** A fact that is shown as text: the button that edits it. */
const fact = (page: Page, label: string): Locator => page.getByRole('button', { name: new RegExp(`^${label} `) });

test('a contact and a company are added, tied together from either side, and come apart in one undo', async ({ page }) => {
  await addContact(page, { name: 'Ana Roy', company: 'Acme' });
  await expect(part(page, 'Companies').getByRole('link', { name: 'Acme' })).toBeVisible();
  await addCompany(page, 'Bolt');

  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('combobox', { name: 'Contact' }).fill('ana');
  await page.getByRole('option', { name: /Ana Roy/ }).click();
  await page.getByLabel('Role there').fill('Adviser');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(part(page, 'People').getByRole('listitem')).toContainText(['Ana RoyAdviser']);

  await part(page, 'People').getByRole('link', { name: 'Ana Roy' }).click();
  await expect(part(page, 'Companies').getByRole('listitem')).toContainText([/Acme.*Main/, /Bolt.*Adviser/]);
  await page.keyboard.press('Control+z');
  await expect(part(page, 'Companies').getByRole('listitem')).toHaveCount(1);

  // A new company for somebody is one step, too.
  await page.getByRole('button', { name: 'Add company' }).click();
  await page.getByRole('combobox', { name: 'Company' }).fill('Corvid');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(part(page, 'Companies').getByRole('listitem')).toContainText([/Acme/, /Corvid/]);
  await page.keyboard.press('Control+z');
  await expect(part(page, 'Companies').getByRole('listitem')).toHaveCount(1);
  await at(page, 'companies?q=corvid');
  await expect(page.getByRole('heading', { name: 'No company found' })).toBeVisible();
});

test('a fact is edited in place: Escape puts back, Enter writes, and what is refused stays with its sentence', async ({ page }) => {
  await addContact(page, { name: 'Ana Roy', email: 'ana@acme.example' });
  const title = page.getByRole('heading', { level: 1 });
  await fact(page, 'Last name').click();
  await page.keyboard.type('Wrong');
  await page.keyboard.press('Escape');
  await expect(fact(page, 'Last name')).toContainText('Roy');
  await expect(fact(page, 'Last name')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Roy-Lindqvist');
  await page.keyboard.press('Enter');
  await expect(title).toContainText('Ana Roy-Lindqvist');

  await page.getByRole('button', { name: 'Edit E-mail' }).click();
  const field = page.getByRole('textbox', { name: 'E-mail', exact: true });
  await field.fill('no address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('has no @')).toBeVisible();
  await expect(field).toHaveValue('no address');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'ana@acme.example' })).toHaveAttribute('href', 'mailto:ana@acme.example');

  await fact(page, 'Birthday').click();
  await page.keyboard.type('30.02.1984');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Write the birthday as')).toBeVisible();
  await page.getByRole('textbox', { name: 'Birthday' }).fill('--02-29');
  await page.keyboard.press('Enter');
  await expect(fact(page, 'Birthday')).toContainText('Feb 29');

  await fact(page, 'Do not').click();
  await page.getByRole('menuitemradio', { name: 'Call', exact: true }).click();
  await expect(page.getByText('Do not call', { exact: true })).toBeVisible();
});

test('D1: two tabs that edit the same field: the second is told, and sees both', async ({ page }) => {
  await addCompany(page, 'Acme');
  const other = await page.context().newPage();
  await at(other, page.url().split('#/')[1]);
  for (const it of [page, other]) {
    await fact(it, 'Sector').click();
    await it.getByRole('textbox', { name: 'Sector' }).fill(it === page ? 'Retail' : 'Wholesale');
  }
  await page.keyboard.press('Enter');
  await expect(fact(page, 'Sector')).toContainText('Retail');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('main').getByText('Somebody else changed this')).toBeVisible();
  await expect(other.locator('.fact-theirs')).toHaveText('Retail');
  await expect(other.getByRole('textbox', { name: 'Sector' })).toHaveValue('Wholesale');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(fact(page, 'Sector')).toContainText('Wholesale');
});

test('who is found by a piece of a number is copied in one step, and the list is still there after a reload', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await addContact(page, { name: 'Ana Roy', phone: '+41 (0)75 512 34 56', company: 'Acme' });
  await addContact(page, { name: 'Bo Lund', phone: '+41 44 555 01 02' });
  await at(page, 'contacts');
  for (const [text, name] of [['0755 12', 'Ana Roy'], ['075 512', 'Ana Roy'], ['44555', 'Bo Lund'], ['acme', 'Ana Roy'], ['LUND bo', 'Bo Lund']]) {
    await find(page).fill(text);
    await expect(rows(page).getByRole('rowheader')).toContainText([name]);
    await expect(page.locator('h1 small')).toHaveText('1 of 2');
  }
  await find(page).fill('0755 12');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Ana Roy' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Copy +41 (0)75 512 34 56' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('+41 (0)75 512 34 56');
  await page.reload();
  await expect(find(page)).toHaveValue('0755 12');
  await expect(rows(page)).toHaveCount(1);
  await find(page).press('Escape');
  await expect(rows(page)).toHaveCount(2);
});

test('a list is sorted from its heads, and the order stands in the address', async ({ page }) => {
  await loadSample(page);
  await at(page, 'contacts');
  const names = () => rows(page).getByRole('rowheader').locator('a').allTextContents();
  const before = await names();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  expect(await names()).not.toEqual(before);
  await page.getByRole('columnheader', { name: 'Last contact' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-contact/);
  const first = rows(page).getByRole('rowheader').locator('a').first();
  const name = await first.textContent();
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name ?? '');
  await page.goBack();
  await expect(page).toHaveURL(/sort=-contact/);
  await expect(first).toHaveText(name ?? '');
});

test('someone who may be there already is a warning, and what was typed stays', async ({ page }) => {
  await addContact(page, { name: 'Ana Roy', email: 'ana@acme.example' });
  await at(page, 'contacts');
  await page.getByRole('button', { name: 'New contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Name', { exact: true }).fill('A. Roy');
  await dialog.getByLabel('E-mail', { exact: true }).fill('ANA@acme.example');
  await expect(dialog.getByText('same e-mail')).toBeVisible();
  await nothingFoundByAxe(page, 'the dialog with a warning');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'New contact' }).first().click();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('A. Roy');
  await dialog.getByRole('button', { name: 'Add anyway' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A. Roy');
});

test('what is thrown away leaves a note where it was named, and comes back whole', async ({ page }) => {
  await addContact(page, { name: 'Ana Roy', company: 'Acme' });
  const contact = page.url();
  await part(page, 'Companies').getByRole('link', { name: 'Acme' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Acme');
  const company = page.url();
  await page.locator('.page-head').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete company' }).click();
  await expect(toast(page)).toContainText('Acme put in the trash.');
  await expect(page.getByRole('heading', { name: 'No companies yet' })).toBeVisible();
  await page.goto(contact);
  await expect(part(page, 'Companies').getByText('no longer here')).toBeVisible();
  await page.goto(company);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(part(page, 'People').getByRole('link', { name: 'Ana Roy' })).toBeVisible();
  await page.goto('./#/contacts/0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11');
  await expect(page.getByRole('heading', { name: 'No such contact' }).first()).toBeVisible();
});

test('by keyboard alone: a contact is added, opened from the list, tied to a company and given a role', async ({ page }) => {
  await addCompany(page, 'Acme');
  await at(page, 'contacts');
  await page.getByRole('button', { name: 'New contact' }).first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ana Roy');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Roy');
  await at(page, 'contacts');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Ana Roy' })).toBeFocused();
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Add company' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Company' })).toBeFocused();
  await page.keyboard.type('ac');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Companies').getByRole('link', { name: 'Acme' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add company' })).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Cook');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Companies').getByRole('listitem')).toContainText(['AcmeCook']);
  await expect(page.getByRole('button', { name: 'More about Acme' })).toBeFocused();
});

test('what a company is part of is found in place, and is never itself', async ({ page }) => {
  await addCompany(page, 'Acme Holding');
  const holding = page.url();
  await addCompany(page, 'Acme Retail');
  await fact(page, 'Part of').click();
  await page.keyboard.type('holding');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('definition').getByRole('link', { name: 'Acme Holding' })).toBeVisible();
  await settled(page);
  await page.goto(holding);
  await fact(page, 'Part of').click();
  await page.keyboard.type('retail');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('A company cannot be part of itself')).toBeVisible();
});

test('axe finds nothing on lists and pages, empty and full, wide and narrow', async ({ page }) => {
  test.setTimeout(240_000);
  test.slow();
  for (const list of ['contacts', 'companies']) {
    await at(page, list);
    await nothingFoundByAxe(page, `no ${list}`);
  }
  await loadSample(page);
  for (const [list, name] of [['contacts', /Marguerite/], ['companies', /Nordlys/]] as const) {
    await at(page, list);
    await nothingFoundByAxe(page, list);
    await page.setViewportSize({ width: 390, height: 844 });
    await nothingFoundByAxe(page, `${list}, narrow`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name }).first().click();
    await expect(page.locator('.record')).toBeVisible();
    await nothingFoundByAxe(page, `a page of ${list}`);
    await page.getByRole('button', { name: /^More about/ }).first().click();
    await nothingFoundByAxe(page, `a menu on a page of ${list}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Add (person|company)$/ }).click();
    await nothingFoundByAxe(page, `a form on a page of ${list}`);
  }
});
