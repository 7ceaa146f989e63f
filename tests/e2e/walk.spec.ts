// From record to record: in the order of the list or the column that one came from, by keys and by buttons, and back to it in one step.
import { at, card, choose, column, expect, loadSample, nothingFoundByAxe, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const walk = (page: Page) => page.getByRole('group', { name: 'In this list' });
const button = (page: Page, name: string) => walk(page).getByRole('button', { name });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

async function imported(page: Page, kind: string, lines: string[]): Promise<void> {
  await at(page, 'data');
  await choose(page, 'rows.csv', lines.join('\r\n'));
  await page.getByRole('region', { name: 'Data' }).getByText(kind, { exact: true }).click();
  await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
}

async function stands(page: Page, name: string, place: string): Promise<void> {
  await expect(heading(page)).toContainText(name);
  await expect(walk(page)).toContainText(place);
}

test('J and K go through a list as it was filtered and sorted, and one step leads back to it', async ({ page }) => {
  const people = Array.from({ length: 60 }, (_, it) => `Person ${it + 100},p${it}@x.example`);
  await imported(page, 'Leads', ['Full name,Email', 'Somebody Else,else@y.example', ...people]);
  await at(page, 'leads?q=x.example&sort=-name');
  await link(page, 'Person 158').click();
  await stands(page, 'Person 158', '2 of 60');
  await page.keyboard.press('j');
  await stands(page, 'Person 157', '3 of 60');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await stands(page, 'Person 159', '1 of 60');

  // There is nothing before the first, and the button says so.
  await page.keyboard.press('k');
  await expect(button(page, 'Previous lead')).toHaveAttribute('aria-disabled', 'true');
  await expect(button(page, 'Previous lead')).toHaveAccessibleDescription('This is the first one of the list.');
  await expect(button(page, 'Next lead')).toHaveAttribute('title', 'Next lead (J)');
  await expect(heading(page)).toContainText('Person 159');
  await nothingFoundByAxe(page, 'a lead of a list');

  // Whoever goes on by the button stays on it.
  await button(page, 'Next lead').click();
  await stands(page, 'Person 158', '2 of 60');
  await expect(button(page, 'Next lead')).toBeFocused();
  await page.keyboard.press('Enter');
  await stands(page, 'Person 157', '3 of 60');
  for (let nth = 4; nth <= 45; nth += 1) {
    await page.keyboard.press('j');
    await expect(walk(page)).toContainText(`${nth} of 60`);
  }

  // The list is where it was, and goes to the one that was looked at last.
  await page.goBack();
  await expect(page).toHaveURL(/#\/leads\?q=x\.example&sort=-name$/);
  await expect(link(page, 'Person 115')).toBeFocused();
  await expect(link(page, 'Person 115')).toBeInViewport();
  await page.goForward();
  await stands(page, 'Person 115', '45 of 60');
});

test('what is none of the list any more keeps its place, and what was deleted is passed over', async ({ page }) => {
  await imported(page, 'Leads', ['Full name,Email', ...['Ana', 'Bo', 'Cy', 'Di'].map((it) => `${it} Roy,${it}@x.example`)]);
  await at(page, 'leads?q=roy&sort=name');
  await link(page, 'Bo Roy').click();
  await stands(page, 'Bo Roy', '2 of 4');
  await page.getByRole('button', { name: /^Last name / }).click();
  await page.getByRole('textbox', { name: 'Last name' }).fill('Zed');
  await page.keyboard.press('Enter');
  await settled(page);
  await stands(page, 'Bo Zed', '2 of 4');
  await page.keyboard.press('j');
  await stands(page, 'Cy Roy', '3 of 4');
  await page.keyboard.press('k');
  await stands(page, 'Bo Zed', '2 of 4');

  // Deleted in another tab.
  const other = await page.context().newPage();
  await at(other, 'leads?q=cy');
  await link(other, 'Cy Roy').click();
  await other.getByRole('button', { name: 'More', exact: true }).click();
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await settled(other);
  await other.close();
  await page.keyboard.press('j');
  await stands(page, 'Di Roy', '4 of 4');
});

test('whoever came from elsewhere has no next one, and whoever comes back has', async ({ page }) => {
  await loadSample(page);
  await at(page, 'contacts');
  const names = page.locator('tr.row th a');
  await names.nth(1).click();
  await expect(walk(page)).toContainText(/^2 of \d+$/);
  const here = page.url();
  // By a link to another kind, and to one more of this kind.
  await page.locator('.record a[href^="#/companies/"]').first().click();
  await expect(page).toHaveURL(/#\/companies\//);
  await expect(walk(page)).toHaveCount(0);
  await page.locator('.record a[href^="#/contacts/"]').first().click();
  await expect(page).toHaveURL(/#\/contacts\//);
  await expect(heading(page)).toBeVisible();
  await expect(walk(page)).toHaveCount(0);
  const there = page.url();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(page.url()).toBe(there);

  await page.goBack();
  await expect(page).toHaveURL(/#\/companies\//);
  await page.goBack();
  await expect(page).toHaveURL(here);
  await expect(walk(page)).toContainText(/^2 of \d+$/);
  await page.keyboard.press('j');
  await expect(walk(page)).toContainText(/^3 of \d+$/);
});

test('a deal is followed by the next of its column, and of the list of deals', async ({ page }) => {
  const deal = (it: number) => `Site ${it},Acme,${it === 104 ? 'Negotiation' : 'Proposal Sent'}`;
  await imported(page, 'Deals', ['Deal name,Company,Stage', ...Array.from({ length: 6 }, (_, it) => deal(it + 100))]);
  await at(page, 'pipeline');
  const names = column(page, 'Proposal Sent').locator('.card-title a');
  await expect(names).toHaveCount(5);
  const [first, second, third] = await names.allTextContents();
  await card(page, first).getByRole('link').first().click();
  await stands(page, first, '1 of 5');
  // What is won stands in another column now, and the next one is still the next one.
  await page.getByRole('button', { name: 'Won' }).click();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await page.keyboard.press('j');
  await stands(page, second, '2 of 5');
  await page.keyboard.press('j');
  await stands(page, third, '3 of 5');
  await page.goBack();
  await expect(card(page, third).getByRole('link').first()).toBeFocused();

  // As the board is filtered; the column is what it is by now.
  await at(page, `pipeline?q=${encodeURIComponent(second)}`);
  await expect(names).toHaveCount(1);
  await card(page, second).getByRole('link').first().click();
  await stands(page, second, '1 of 1');

  await at(page, 'pipeline?view=list&sort=name');
  await link(page, 'Site 103').click();
  await stands(page, 'Site 103', '4 of 6');
  await page.keyboard.press('j');
  await stands(page, 'Site 104', '5 of 6');
});
