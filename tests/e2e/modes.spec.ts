// What one works with: asked at the first visit, hides and shows, and loses nothing. And the page that helps.
import { addLead, at, card, column, expect, loadSample, nothingFoundByAxe, save, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Satchel' });
const ways = (page: Page) => rail(page).getByRole('link').evaluateAll((all) => all.map((it) => it.querySelector('.clip')?.textContent));
const question = (page: Page) => page.getByRole('group', { name: 'What do you work with?' });
const mode = (page: Page, name: string) => question(page).getByRole('radio', { name });

async function find(page: Page, text: string): Promise<string[]> {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Find or do' });
  await dialog.getByRole('combobox').fill(text);
  await expect(dialog.locator('.palette-foot [role=status]')).toContainText('result');
  const found = await dialog.getByRole('option').allTextContents();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0); // As long as it is there, closed or not, keys are its own.
  return found;
}

test('deals only, chosen at the first visit: leads are hidden, a deal is made with somebody new, and all comes back', async ({ page }) => {
  await at(page, 'leads');
  for (const it of await question(page).getByRole('radio').all()) await expect(it).not.toBeChecked();
  await nothingFoundByAxe(page, 'the first visit');
  await mode(page, 'Deals only').check();
  await expect(page).toHaveURL(/#\/pipeline$/);
  await expect(mode(page, 'Deals only')).toBeChecked();
  await expect(mode(page, 'Deals only')).toBeFocused();
  await expect.poll(() => ways(page)).not.toContain('Leads');
  await nothingFoundByAxe(page, 'the first visit of somebody with deals only');

  // Without an address one comes to the pipeline, and the answer is remembered.
  await page.goto('./');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pipeline');
  await expect(mode(page, 'Deals only')).toBeChecked();

  // The key of leads does nothing, that of deals makes one with a person.
  await page.keyboard.press('c');
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'New deal' });
  await dialog.getByLabel('Name', { exact: true }).fill('Lockers');
  await dialog.getByRole('combobox', { name: 'Contact or company' }).fill('Zoë Łukasik');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('radio', { name: 'Person' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(card(page, 'Lockers')).toBeVisible();
  await settled(page);
  const found = await find(page, "lead");
  expect(found.filter((it) => /New lead|Go to Leads/.test(it))).toEqual([]);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('New deal')).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('New lead')).toHaveCount(0);
  await page.keyboard.press('Escape');

  await at(page, 'settings');
  await mode(page, 'Leads and deals').check();
  await expect.poll(() => ways(page)).toContain('Leads');
  await at(page, 'contacts');
  await expect(page.getByRole('link', { name: 'Zoë Łukasik' })).toBeVisible();
});

test('leads only hides the pipeline and everything of deals, and loses none of it', async ({ page }) => {
  await loadSample(page);
  await at(page, 'settings');
  await mode(page, 'Leads only').check();
  await expect.poll(() => ways(page)).not.toContain('Pipeline');
  await expect(page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Stages' })).toHaveCount(0);
  await nothingFoundByAxe(page, 'the settings of somebody with leads only');

  await at(page, 'today');
  await expect(page.getByRole('region', { name: 'Never contacted' })).toBeVisible();
  for (const name of ['No next step', 'Close date passed', 'Quiet for too long']) await expect(page.getByRole('region', { name })).toHaveCount(0);
  expect((await find(page, 'new deal')).filter((it) => it.startsWith('New deal'))).toEqual([]);
  await addLead(page, 'Bo Lee');
  await page.getByRole('button', { name: /^Convert/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Contact' })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Deal' })).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/contacts\//);
  await expect(page.getByRole('heading', { name: 'Deals' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Leads' })).toBeVisible();

  // What is hidden is in the backup and at its address, and comes back.
  const { text } = await save(page);
  expect(text).toContain('"id":"deal:');
  await at(page, 'pipeline');
  await expect(page.locator('li.card').first()).toBeVisible();
  await at(page, 'settings');
  await mode(page, 'Leads and deals').check();
  await expect.poll(() => ways(page)).toContain('Pipeline');
  await at(page, 'pipeline');
  await expect(column(page, 'Negotiation')).toBeVisible();
});

test('help is reached from the first visit, leads, the pipeline, the rail and the keys', async ({ page }) => {
  const helps = async () => {
    await expect(page).toHaveURL(/#\/help$/);
    await expect(page.getByRole('region', { name: 'Lead or deal?' })).toBeVisible();
  };
  await at(page, 'leads');
  await page.getByRole('link', { name: 'Lead or deal?' }).click();
  await helps();
  await expect(page.getByText('A closed browser cannot remind you')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Where your data is' })).toContainText('chose a file or a folder into which backups write themselves');
  await nothingFoundByAxe(page, 'help');
  await page.getByRole('link', { name: 'Settings, General' }).click();
  await expect(question(page)).toBeVisible();

  await at(page, 'pipeline');
  await page.getByRole('main').getByRole('link', { name: 'Lead or deal?' }).first().click();
  await helps();
  await loadSample(page);
  await page.getByRole('main').getByRole('link', { name: 'Lead or deal?' }).click();
  await helps();
  await at(page, 'pipeline');
  await page.getByRole('main').getByRole('link', { name: 'Lead or deal?' }).click();
  await helps();
  await at(page, 'today');
  await rail(page).getByRole('link', { name: 'Help' }).click();
  await helps();
  await at(page, 'today');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await helps();
});
