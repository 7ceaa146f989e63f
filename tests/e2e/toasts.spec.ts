// What is told of what was done: once for each record, in words that are true, with the keys where they are heard.
import { addLead, at, choose, expect, loadSample, test, toast } from './app.ts';
import type { Page } from '@playwright/test';

const toasts = (page: Page) => page.locator('.toast');

async function change(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${field} `) }).click();
  await page.getByRole('textbox', { name: field, exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^${field} `) })).toBeVisible();
}

test('the changes of one record are one toast, which names the field; and the keys are those of the last change', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((all) => all.forEach((it) => {
      const place = (it.target instanceof Element ? it.target : it.target.parentElement)?.closest('[data-spoken=polite]');
      if (place?.textContent) said.push(place.textContent);
    })).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await change(page, 'Salutation', 'Dr');
  await change(page, 'Job title', 'Buyer');
  await change(page, 'Company', 'Acme');
  await expect(toast(page)).toContainText('Ana Roy – Company: Acme');
  await expect(toasts(page)).toHaveCount(1);
  await change(page, 'Potential', 'EUR 1500');
  await expect(toast(page)).toContainText('Potential: €1,500');
  await change(page, 'Source detail', 'Forty lockers, and as many keys as there are people who come in the morning');
  await expect(toast(page)).toContainText('Ana Roy – Source detail changed');
  await change(page, 'Company', '');
  await expect(toast(page)).toContainText('Ana Roy – Company removed');
  await expect(toasts(page)).toHaveCount(1);
  // Each of them was said.
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said.join('|'));
  for (const it of ['Salutation: Dr', 'Job title: Buyer', 'Company: Acme', 'Potential: €1,500', 'Source detail changed', 'Company removed']) {
    await expect.poll(said).toContain(it);
  }

  // Of several records the older toasts do not claim the keys; of more than three the oldest go for good.
  for (const name of ['Bo Lund', 'Cy Moe', 'Di Nox']) await addLead(page, name);
  await expect(toasts(page)).toHaveCount(3);
  await expect(page.locator('.toast kbd:visible')).toHaveCount(1);
  await expect(toast(page).locator('kbd')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page)).toContainText('Undone: adding Di Nox.');
  // Now they take back what came before, and its toast says so.
  await expect(toasts(page).filter({ hasText: 'Cy Moe' }).locator('kbd')).toBeVisible();
  await expect(page.locator('.toast kbd:visible')).toHaveCount(1);
  for (const left of [2, 1, 0]) {
    await toast(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(toasts(page)).toHaveCount(left);
  }
});

test('what was deleted and what is back is told by its number and its kind', async ({ page }) => {
  await at(page, 'data');
  await choose(page, 'people.csv', ['Full name,Email', ...Array.from({ length: 1100 }, (_, it) => `Person ${it},p${it}@x.example`)].join('\r\n'));
  await page.getByRole('region', { name: 'Data' }).getByText('Leads', { exact: true }).click();
  await page.getByRole('button', { name: 'Import 1,100 rows' }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 60_000 });
  await at(page, 'leads');
  await page.getByRole('checkbox', { name: 'Pick all 1,100' }).click();
  await page.getByRole('group', { name: /picked$/ }).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page)).toContainText('1,100 leads put in the trash.', { timeout: 30_000 });
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page)).toContainText('1,100 leads are back.', { timeout: 30_000 });
});

test('a task that is put off to some day, and a setting, are told by name', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: /^New task/ });
  await dialog.getByLabel('What is to be done?').fill('Pay the rent');
  await dialog.getByLabel('Due').fill(await page.evaluate(() => new Date().toLocaleDateString('sv')));
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await at(page, 'today');
  await page.getByRole('button', { name: 'More about Pay the rent' }).click();
  await page.getByRole('menuitem', { name: 'Some day' }).click();
  await expect(toast(page)).toContainText('Pay the rent moved to Some day.');
  await at(page, 'settings');
  await page.getByLabel('Usual currency').selectOption('CHF');
  await expect(toast(page)).toContainText('Usual currency: CHF');
});

test('the first thing that somebody does is told by its field, too, though it makes them known', async ({ page }) => {
  await loadSample(page);
  await at(page, 'leads');
  await page.locator('tr.row th a').first().click();
  await change(page, 'Salutation', 'Dr');
  await expect(toast(page)).toContainText('Salutation: Dr');
});
