// The history of a record: what was changed, when, by whom, before and after; and the way back from each change.
import { addLead, at, card, expect, loadSample, nothingFoundByAxe, settled, test, toast } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const open = async (page: Page) => { await page.getByRole('tab', { name: 'History' }).click(); };
const lines = (page: Page) => page.locator('.timeline[data-variant=history] > li');
const heads = (page: Page) => lines(page).locator('.timeline-head').allTextContents();
const takeBack = (line: Locator) => line.getByRole('button', { name: /^Take back/ });

async function change(page: Page, fact: string, value: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${fact} `) }).first().click();
  await page.getByRole('textbox', { name: fact, exact: true }).fill(value);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `${fact} ${value}` })).toBeVisible();
  await settled(page);
}

test('a change tells who, when, before and after; it is taken back, unless something newer stands on it', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, { name: 'Ana Roy', email: 'ana@roy.example' });
  await change(page, 'Job title', 'Buyer');
  await change(page, 'Job title', 'Head of buying');
  await change(page, 'Salutation', 'Dr');

  await open(page);
  await expect.poll(() => heads(page)).toEqual(['Me changed it', 'Me changed it', 'Me changed it', 'Me added it']);
  await expect(lines(page).nth(1).locator('dt')).toHaveText(['Job title']);
  await expect(lines(page).nth(1).locator('del')).toContainText('Buyer');
  await expect(lines(page).nth(1).locator('ins')).toContainText('Head of buying');
  await expect(lines(page).nth(1).locator('time')).toContainText('Today');
  await lines(page).nth(3).getByText(/^\d+ values$/).click();
  await expect(lines(page).nth(3).locator('dd')).toContainText(['now ana@roy.example']);
  await expect(page.getByText(/^Made on .* by Me\./)).toBeVisible();

  // The older of the two job titles cannot go before the newer one.
  await takeBack(lines(page).nth(2)).click();
  await expect(lines(page).nth(2).locator('.field-error')).toHaveText('Something newer stands on this change. Take that back first.');
  await expect(page.getByRole('button', { name: 'Job title Head of buying' })).toBeVisible();

  // The newer one can, by keyboard, although another field was changed since; and the focus stays where it was.
  await takeBack(lines(page).nth(1)).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Job title Buyer' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Salutation Dr' })).toBeVisible();
  await expect.poll(async () => (await heads(page))[0]).toBe('Me took back the change');
  await expect(toast(page)).toContainText('Undone: changing Ana Roy.');
  await expect(takeBack(lines(page).nth(2))).toBeFocused();

  await page.reload();
  await open(page);
  await expect.poll(async () => (await heads(page)).length).toBe(5);
});

test('stages, days, money and people are told in the words of the screen', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline');
  await card(page, 'Housekeeping plan').getByRole('link').first().click();
  await page.getByRole('button', { name: /^Value / }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('CHF 25000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Value .*25,000/ })).toBeVisible();
  await page.getByRole('button', { name: 'Won', exact: true }).click();
  await expect(page.locator('.big-state')).toContainText('Won');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('button', { name: 'Won', exact: true })).toBeVisible();
  await open(page);
  await expect.poll(() => heads(page)).toEqual(['Me reopened it in Proposal Sent', 'Me marked it as won', 'Me changed it', 'Me loaded the sample data']);
  await expect(lines(page).nth(1).locator('ins')).toContainText(['now Won']);
  await expect(lines(page).nth(0).locator('del')).toContainText(['was Won']);
  await expect(lines(page).nth(2).locator('del')).toHaveText(/was CHF\s21,900/);
  await expect(lines(page).nth(2).locator('ins')).toHaveText(/now CHF\s25,000/);
  await nothingFoundByAxe(page, 'a history');
});

test('what one deed did to many is taken back on one, and older changes are asked for', async ({ page }) => {
  test.setTimeout(180_000);
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  for (let turn = 1; turn <= 24; turn += 1) await change(page, 'Job title', `Title ${turn}`);
  await open(page);
  await expect(lines(page)).toHaveCount(20);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(lines(page)).toHaveCount(25);
  await expect(page.getByRole('button', { name: 'Show older' })).toHaveCount(0);
  await expect(lines(page).last().locator('.timeline-head')).toHaveText('Me added it');
  // What comes meanwhile is on top, and what was unfolded stays.
  await change(page, 'Company', 'Acme');
  await expect(lines(page).first().locator('dt')).toHaveText('Company');
  await expect.poll(() => lines(page).count()).toBeGreaterThanOrEqual(25);
});

test('what others name is not taken back, and it is said who does', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline');
  await card(page, 'Housekeeping plan').getByRole('link').first().click();
  await page.getByRole('region', { name: 'People' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/contacts/);
  await open(page);
  await takeBack(lines(page).last()).click();
  await expect(lines(page).last().locator('.field-error')).toContainText('“Housekeeping plan');
  await expect(lines(page).last().locator('.field-error')).toContainText('names it, and would point to nothing.');
});
