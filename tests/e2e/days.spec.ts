// Whole days: what a small business does from morning to evening, by keyboard and on a phone; and everything deleted, and back.
import { readFileSync } from 'node:fs';
import { at, choose, corpus, expect, inCorpus, loadSample, noCorpus, number, settled, test, toast } from './app.ts';
import type { Page } from '@playwright/test';

const BATCH = 40;
const bar = (page: Page) => page.getByRole('group', { name: /picked$/ });
const person = (nth: number) => `Batch ${String(nth).padStart(2, '0')}`;

/** Imports leads, as a person does who had them in a spreadsheet. */
async function importLeads(page: Page): Promise<void> {
  const lines = Array.from({ length: BATCH }, (_, it) => `${person(it + 1)},b${it + 1}@batch.example`);
  await at(page, 'data');
  await choose(page, 'leads.csv', ['name,email', ...lines].join('\n'));
  await page.getByRole('radio', { name: 'Leads' }).check();
  await page.getByRole('button', { name: `Import ${BATCH} rows` }).click();
  await page.getByRole('link', { name: 'See the leads' }).click();
  await expect(page.locator('tr.row').first()).toBeVisible();
}

test('(h) 500 contacts are imported, and one is found by a piece of a number in another format', async ({ page }) => {
  const file = 'crm/atomic-crm/contacts.csv';
  test.skip(!inCorpus(file), noCorpus);
  await at(page, 'data');
  await choose(page, 'contacts.csv', readFileSync(new URL(file, corpus)));
  await page.getByRole('radio', { name: 'Contacts' }).check();
  await page.getByRole('button', { name: /^Import \d+ rows$/ }).click();
  await expect(page.locator('.banner', { hasText: '500 rows of “contacts.csv”' })).toBeVisible();
  // Shelley Kerluke's number stands in the file as "1-955-371-0847 x371".
  await page.keyboard.press('Control+k');
  for (const piece of ['955 371', '(955) 3710847', '371.0847']) {
    await page.getByRole('combobox').fill(piece);
    await expect(page.getByRole('option').first(), piece).toContainText('Shelley Kerluke');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Shelley Kerluke');
});

test('(i) a day by keyboard: ten leads triaged, three calls, a move, tasks, forty tags, two undos', async ({ page }) => {
  test.setTimeout(180_000);
  await loadSample(page);
  await importLeads(page);

  // Ten new leads are looked at: the odd ones are nurtured, the even ones are worked on.
  await at(page, 'leads?q=batch&sort=name');
  await page.getByRole('link', { name: person(1) }).focus();
  for (let nth = 1; nth <= 10; nth += 1) {
    await expect(page.getByRole('link', { name: person(nth) })).toBeFocused();
    await page.keyboard.press('e');
    const field = page.locator('#cell-field');
    await expect(field).toBeFocused();
    if (nth === 1) {
      await page.keyboard.press('Tab');
      await expect(page.getByRole('combobox', { name: 'Status' })).toBeFocused();
    }
    await field.selectOption({ label: nth % 2 ? 'Nurturing' : 'Contacted' });
    await page.keyboard.press('Enter');
    await expect(field).toHaveCount(0);
    await expect(page.getByRole('link', { name: person(nth) })).toBeFocused();
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByRole('row').filter({ hasText: 'Nurturing' })).toHaveCount(5);

  // Three of them are called.
  for (const nth of [2, 4, 6]) {
    await at(page, 'leads?q=batch&sort=name');
    await page.getByRole('link', { name: person(nth) }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(person(nth));
    await page.getByRole('tab', { name: 'Call' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'What was said' }).fill(`Called ${nth}`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('main')).toContainText(`Called ${nth}`);
    await expect(page.getByRole('textbox', { name: 'What was said' })).toHaveValue('');
  }
  await at(page, 'leads?q=batch&contact=within-7');
  await expect(page.locator('tr.row')).toHaveCount(3);

  // A deal moves on.
  await at(page, 'pipeline');
  const first = page.locator('.board .column').first();
  const deal = await first.locator('.card-title a').first().textContent();
  await first.locator('.card-title a').first().focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.locator('.board .column').nth(1).locator('li.card', { hasText: deal! })).toBeVisible();
  await settled(page);

  // Two tasks are done.
  await at(page, 'today');
  const overdue = page.getByRole('region', { name: 'Overdue', exact: true });
  const tasks = await overdue.getByRole('checkbox').count();
  expect(tasks).toBeGreaterThan(1);
  for (let left = tasks; left > tasks - 2; left -= 1) {
    await overdue.getByRole('checkbox').first().focus();
    await page.keyboard.press('Space');
    await expect(overdue.getByRole('checkbox')).toHaveCount(left - 1);
  }

  // Forty get a tag that is made for them; then that and the last task are taken back.
  await at(page, 'leads?q=batch');
  await page.locator('tr.row th a').first().focus();
  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText(`${BATCH} leads picked`);
  await bar(page).getByRole('button', { name: 'Tag' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByLabel('What the tag is called').fill('Fair 2026');
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText(`Tagged ${BATCH} leads with Fair 2026.`);
  await page.keyboard.press('Control+z');
  await expect(toast(page)).toContainText('Undone');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await settled(page);
  await at(page, 'today');
  await expect(overdue.getByRole('checkbox')).toHaveCount(tasks - 1);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('(j) the same day by touch', async ({ page }) => {
    test.setTimeout(180_000);
    await loadSample(page);
    await importLeads(page);

    // Ten new leads are picked and nurtured together; one of them is then worked on.
    await at(page, 'leads?q=batch&sort=name');
    for (let nth = 1; nth <= 10; nth += 1) await page.getByRole('checkbox', { name: `Pick ${person(nth)}`, exact: true }).tap();
    await expect(bar(page)).toContainText('10 leads picked');
    await bar(page).getByRole('button', { name: 'Status' }).tap();
    await page.getByRole('menuitem', { name: 'Nurturing' }).tap();
    await expect(page.getByRole('row').filter({ hasText: 'Nurturing' })).toHaveCount(10);
    await bar(page).getByRole('button', { name: 'Pick none' }).tap();
    await page.getByRole('link', { name: person(2) }).tap();
    await page.getByRole('button', { name: 'Change status' }).tap();
    await page.getByRole('menuitemradio', { name: 'Contacted' }).tap();
    await expect(page.locator('main .state', { hasText: /^Contacted$/ }).first()).toBeVisible();

    for (const nth of [2, 4, 6]) {
      await at(page, 'leads?q=batch&sort=name');
      await page.getByRole('link', { name: person(nth) }).tap();
      await page.getByRole('tab', { name: 'Call' }).tap();
      await page.getByRole('textbox', { name: 'What was said' }).fill(`Called ${nth}`);
      await page.getByRole('button', { name: 'Log call' }).tap();
      await expect(page.getByRole('textbox', { name: 'What was said' })).toHaveValue('');
    }

    await at(page, 'pipeline');
    const cards = page.locator('.board .column').first().locator('li.card');
    const deal = await cards.first().locator('.card-title').textContent();
    await cards.first().getByRole('button', { name: /^Move / }).tap();
    await page.getByRole('menuitemradio', { name: 'Negotiation' }).tap();
    await expect(cards.filter({ hasText: deal! })).toHaveCount(0);
    await settled(page);

    await page.getByRole('link', { name: 'Today' }).tap();
    const overdue = page.getByRole('region', { name: 'Overdue', exact: true });
    const tasks = await overdue.getByRole('checkbox').count();
    await overdue.getByRole('checkbox').first().tap();
    await expect(overdue.getByRole('checkbox')).toHaveCount(tasks - 1);

    await at(page, 'leads?q=batch');
    await page.getByRole('checkbox', { name: `Pick all ${BATCH}` }).tap();
    await bar(page).getByRole('button', { name: 'Tag' }).tap();
    await page.getByRole('menuitem', { name: 'New tag…' }).tap();
    await page.getByLabel('What the tag is called').fill('Fair 2026');
    await page.getByRole('button', { name: 'Put it on' }).tap();
    await expect(toast(page)).toContainText(`Tagged ${BATCH} leads with Fair 2026.`);
    await toast(page).getByRole('button', { name: 'Undo' }).tap();
    await expect(toast(page)).toContainText('Undone');
    // Nothing hangs over the edge of the screen.
    for (const path of ['today', 'leads', 'pipeline', 'contacts', 'companies', 'data', 'settings']) {
      await at(page, path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    }
  });
});

test('(k) everything is deleted, and everything comes back', async ({ page }) => {
  await loadSample(page);
  const lists = ['leads', 'pipeline?view=list', 'contacts', 'companies'];
  const rows = async () => {
    const told: string[][] = [];
    for (const list of lists) {
      await at(page, list);
      await expect(page.locator('tr.row').first()).toBeVisible();
      told.push(await page.locator('tr.row').evaluateAll((all) => all.map((it) => it.textContent ?? '')));
    }
    return told;
  };
  const before = await rows();
  for (const list of lists) {
    await at(page, list);
    await page.locator('thead .check').click();
    await bar(page).getByRole('button', { name: 'Delete' }).click();
    await expect(page.locator('tr.row')).toHaveCount(0);
    await expect(bar(page)).toHaveCount(0);
  }
  await at(page, 'data');
  const count = before.reduce((sum, it) => sum + it.length, 0);
  await expect(page.getByRole('region', { name: 'Trash' })).toContainText(String(count));
  await page.getByRole('button', { name: 'Restore all' }).click();
  await expect(page.getByRole('region', { name: 'Trash' })).toHaveCount(0);
  expect(await rows()).toEqual(before);
  await at(page, 'data');
  await expect(number(page, 'Records')).toBeVisible();
});
