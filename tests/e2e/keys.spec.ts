// Keys on the page of a record: what is done most there, without leaving the keyboard.
import { addLead, at, choose, expect, test } from './app.ts';
import type { Page } from '@playwright/test';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function imported(page: Page, kind: string, lines: string[]): Promise<void> {
  await at(page, 'data');
  await choose(page, 'rows.csv', lines.join('\r\n'));
  await page.getByRole('region', { name: 'Data' }).getByText(kind, { exact: true }).click();
  await page.getByRole('button', { name: /^Import [\d,]+ rows?/ }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
}

test('N writes a note and E changes the first fact, and neither does while text is typed', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const note = page.getByRole('textbox', { name: 'Write a note' });
  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  await page.keyboard.type('nejk');
  await expect(note).toHaveValue('nejk');
  await note.fill('');

  // After a call was begun and nothing written, it is a note again; what was begun goes on.
  await page.getByRole('tab', { name: 'Call' }).click();
  await expect(note).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  await page.getByRole('tab', { name: 'Call' }).click();
  const call = page.locator('.composer textarea');
  await call.fill('She will think about it');
  await heading(page).focus();
  await page.keyboard.press('n');
  await expect(call).toBeFocused();
  await expect(page.getByRole('tab', { name: 'Call' })).toHaveAttribute('aria-selected', 'true');
  await call.fill('');
  await heading(page).focus();

  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Salutation' })).toBeFocused();
  await page.keyboard.type('e');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Salutation Add' })).toBeFocused();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.locator('section', { hasText: 'On the page of a record' })).toContainText('Write a note');
  await page.keyboard.press('n');
  await expect(keys).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();

  // On the other pages, too.
  await imported(page, 'Contacts', ['Full name,Email,Company', 'Bo Lee,bo@x.example,Acme']);
  await imported(page, 'Deals', ['Deal name,Company,Stage', 'Lockers,Acme,Proposal Sent']);
  for (const [list, row] of [['contacts', 'tr.row th a'], ['companies', 'tr.row th a'], ['pipeline', '.card-title a']]) {
    await at(page, list);
    await page.locator(row).first().click();
    await page.locator('.record .facts').first().waitFor();
    await page.keyboard.press('e');
    await expect(page.locator('.record .facts input').first(), list).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(note, list).toBeFocused();
  }
});
