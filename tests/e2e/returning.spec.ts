// Coming back: a list and the board stand where they were left, what was asked for once is not remembered, and what was being written in place is still there.
import { addLead, at, card, choose, column, expect, loadSample, settled, test } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const trail = (page: Page) => page.locator('.page-trail a');
const rail = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).first();
const lead = (page: Page, nth: number) => page.getByRole('link', { name: `Person ${nth}`, exact: true });

/** How far a box is scrolled, once it stands still for two frames. */
const scrolled = (box: Locator) => box.evaluate((it) => new Promise<number>((done) => {
  let last = -1;
  const look = () => {
    if (it.scrollTop === last) return done(last);
    last = it.scrollTop;
    requestAnimationFrame(() => requestAnimationFrame(look));
  };
  look();
}));

async function imported(page: Page, kind: string, lines: string[]): Promise<void> {
  await at(page, 'data');
  await choose(page, 'rows.csv', lines.join('\r\n'));
  await page.getByRole('region', { name: 'Data' }).getByText(kind, { exact: true }).click();
  await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 60_000 });
}

test('a list of hundreds stands where it was left, with the focus on the lead that was left', async ({ page }) => {
  await imported(page, 'Leads', ['Full name,Email', ...Array.from({ length: 400 }, (_, it) => `Person ${it + 1000},p${it}@x.example`)]);
  await at(page, 'leads?sort=name');
  const body = page.locator('.page-body');
  for (const way of ['back', 'trail'] as const) {
    await body.evaluate((it) => { it.scrollTop = it.scrollHeight * 0.8; });
    await expect(lead(page, 1325)).toBeVisible();
    const before = await scrolled(body);
    await lead(page, 1325).click();
    await expect(heading(page)).toContainText('Person 1325');
    await (way === 'back' ? page.goBack() : trail(page).click());
    await expect(lead(page, 1325), way).toBeFocused();
    await expect(lead(page, 1325)).toBeInViewport();
    expect(Math.abs(await scrolled(body) - before), way).toBeLessThan(2);
    await page.keyboard.press('ArrowDown');
    await expect(lead(page, 1326)).toBeFocused();
  }

  // Whoever comes anew begins at the top.
  await lead(page, 1326).click();
  await rail(page, 'Leads').click();
  await expect(lead(page, 1000)).toBeInViewport();
  expect(await scrolled(body)).toBe(0);

  // A lead that is deleted on its page: the list stays, and the focus is on the heading.
  await body.evaluate((it) => { it.scrollTop = it.scrollHeight / 2; });
  await lead(page, 1205).click();
  const before = 400;
  await expect(heading(page)).toContainText('Person 1205');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(heading(page)).toContainText(String(before - 1));
  await expect(lead(page, 1206)).toBeInViewport();
  await expect(heading(page)).toBeFocused();
});

test('a column of the board stands where it was left, with the focus on the card', async ({ page }) => {
  await imported(page, 'Deals', ['Deal name,Company,Stage', ...Array.from({ length: 60 }, (_, it) => `Site ${it + 100},Acme,Proposal Sent`)]);
  await at(page, 'pipeline');
  const list = column(page, 'Proposal Sent').locator('.column-list');
  await list.evaluate((it) => { it.scrollTop = it.scrollHeight * 0.7; });
  const seen = list.locator('li.card').filter({ hasText: 'Site 145' });
  await expect(seen).toBeInViewport();
  const before = await scrolled(list);
  await seen.getByRole('link').first().click();
  await expect(heading(page)).toContainText('Site 145');
  await page.goBack();
  await expect(card(page, 'Site 145').getByRole('link').first()).toBeFocused();
  expect(Math.abs(await scrolled(list) - before)).toBeLessThan(2);
});

test('what a number of the reports lists is not what the list shows afterwards', async ({ page }) => {
  await at(page, 'leads');
  for (const name of ['Ana Roy', 'Bo Lund', 'Cy Moe']) await addLead(page, name);
  await page.getByRole('button', { name: /^Convert/ }).click();
  await page.getByRole('dialog').getByLabel('Deal name').fill('Lockers');
  await page.keyboard.press('Control+Enter');
  await expect(heading(page)).toContainText('Lockers');
  await rail(page, 'Reports').click();
  const half = page.getByRole('region', { name: 'Leads to deals' });
  await half.locator('.numbers').getByRole('link', { name: '1', exact: true }).click();
  await expect(heading(page)).toContainText('1 of 3');
  // The way through it and back keeps it, as a reload does.
  await page.getByRole('link', { name: 'Cy Moe' }).click();
  await expect(heading(page)).toContainText('Cy Moe');
  await trail(page).click();
  await expect(heading(page)).toContainText('1 of 3');
  await page.reload();
  await expect(heading(page)).toContainText('1 of 3');
  await rail(page, 'Reports').click();
  await rail(page, 'Leads').click();
  await expect(heading(page)).toHaveText(/3$/);
  await expect(page.locator('tr.row')).toHaveCount(3);
});

test('a fact that is being edited is open with its text after a reload', async ({ page }) => {
  await loadSample(page);
  await addLead(page, 'Ana Roy');
  const field = page.getByRole('textbox', { name: 'Salutation' });
  await page.getByRole('button', { name: 'Salutation Add' }).click();
  await field.pressSequentially('Dr');
  await page.reload();
  await expect(field).toHaveValue('Dr');
  // Put back, it is forgotten; written, too.
  await field.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Salutation Add' })).toBeVisible();
  await page.getByRole('button', { name: 'Salutation Add' }).click();
  await field.pressSequentially('Prof');
  await page.reload();
  await field.press('Enter');
  await expect(page.getByRole('button', { name: 'Salutation Prof' })).toBeVisible();
  await settled(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Salutation Prof' })).toBeVisible();
});
