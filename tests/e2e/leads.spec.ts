// Leads: captured, triaged, turned away with a reason and taken up again; what is typed is never lost.
import { addLead, at, expect, nothingFoundByAxe, test, toast } from './app.ts';
import type { Page } from '@playwright/test';

const capture = (page: Page) => page.getByRole('dialog', { name: 'New lead' });
const status = (page: Page) => page.locator('.identity .state');

test('any one of name, company, e-mail and phone makes a lead, and nothing does not', async ({ page }) => {
  await at(page, 'leads');
  await page.keyboard.press('c');
  await capture(page).getByRole('button', { name: 'Add lead' }).click();
  await expect(capture(page).getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await capture(page).getByLabel('E-mail', { exact: true }).fill('no address');
  await page.keyboard.press('Control+Enter');
  await expect(capture(page).locator('.field-error', { hasText: 'has no @' })).toBeVisible();
  await expect(capture(page).getByLabel('E-mail', { exact: true })).toBeFocused();
  await capture(page).getByLabel('E-mail', { exact: true }).fill('info@acme.example');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('info@acme.example');
});

test('what is typed into the form of a lead is there after Escape and after a reload, until it is discarded', async ({ page }) => {
  await at(page, 'leads');
  await page.keyboard.press('c');
  await capture(page).getByRole('button', { name: 'More fields' }).click();
  await capture(page).getByLabel('Name', { exact: true }).fill('Ana Roy');
  await capture(page).getByLabel('Message').fill('Forty lockers,\nbefore summer.');
  await page.keyboard.press('Escape');
  await page.reload();
  await at(page, 'pipeline');
  await page.keyboard.press('c');
  await expect(capture(page).getByLabel('Name', { exact: true })).toHaveValue('Ana Roy');
  await expect(capture(page).getByLabel('Message')).toHaveValue('Forty lockers,\nbefore summer.');
  await capture(page).getByRole('button', { name: 'Discard' }).click();
  await page.keyboard.press('c');
  await expect(capture(page).getByLabel('Name', { exact: true })).toHaveValue('');
});

test('whoever might be the same is named, and can be added all the same', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, { name: 'Ana Roy', email: 'ana@acme.example' });
  await page.keyboard.press('c');
  await capture(page).getByLabel('Name', { exact: true }).fill('A. Roy');
  await capture(page).getByLabel('E-mail', { exact: true }).fill('ANA@acme.example');
  await expect(capture(page).getByRole('link', { name: 'Open' })).toBeVisible();
  await capture(page).getByRole('button', { name: 'Add lead' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A. Roy');
});

test('a lead is turned away with a reason, and taken up again', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Disqualify…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Disqualify/ });
  await dialog.getByRole('button', { name: 'Disqualify' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Reason').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Disqualify' }).click();
  await expect(status(page)).toHaveText('Disqualified');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(status(page)).toHaveText('New');
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await expect(status(page)).toHaveText('Disqualified');
});

test('a click on the status itself opens its menu', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await page.locator('.identity').getByText('New', { exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Contacted' }).click();
  await expect(page.locator('.identity')).toContainText('Contacted');
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('a next step that is a task is edited as that task, and nothing is lost', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const step = page.getByRole('button', { name: /^Next step/ });
  await step.click();
  await page.getByRole('textbox', { name: 'Next step' }).fill('Send the list');
  await page.keyboard.press('Enter');
  await expect(step).toContainText('Send the list');
  await step.click();
  await page.getByRole('textbox', { name: 'Next step' }).fill('');
  await page.keyboard.press('Enter');
  await expect(step).toContainText('Add');

  const tasks = page.getByRole('region', { name: 'Tasks' });
  await tasks.getByRole('button', { name: 'Add task' }).click();
  const dialog = page.getByRole('dialog', { name: /^New task/ });
  await dialog.getByLabel('What is to be done?').fill('Call Ana');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(step).toContainText('Call Ana');
  await expect(step).toContainText('task');
  await step.click();
  await expect(page.getByRole('textbox', { name: 'Next step' })).toHaveValue('Call Ana');
  await page.getByRole('textbox', { name: 'Next step' }).fill('Call Ana about the offer');
  await page.keyboard.press('Enter');
  await expect(step).toContainText('Call Ana about the offer');
  await expect(tasks).toContainText('Call Ana about the offer');
  await expect(tasks.getByRole('checkbox')).toHaveCount(1);
});

test('on a phone the fields of a dialog stand below each other and inside of it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await at(page, 'leads');
  await page.getByRole('button', { name: 'New lead' }).first().click();
  await capture(page).getByRole('button', { name: 'More fields' }).click();
  const inside = async (name: string) => {
    const fields = page.getByRole('dialog', { name }).locator('.field > .input');
    const boxes = await fields.evaluateAll((all) => all.map((it) => it.getBoundingClientRect()).map(({ left, right }) => `${left} ${right}`));
    expect(new Set(boxes), name).toEqual(new Set([boxes[0]]));
  };
  await inside('New lead');
  await page.keyboard.press('Escape');
  await addLead(page, 'Ana Roy');
  await page.getByRole('button', { name: 'Convert anyway' }).click();
  await expect(page.getByRole('dialog').getByText('come along')).toHaveCount(0);
  await inside('Convert Ana Roy');
});

test('a long note is written in a box that scrolls, and is folded in the timeline until more is asked for', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const text = page.getByRole('textbox', { name: 'Write a note' });
  await text.fill('She told us a lot. '.repeat(500));
  const { height } = (await text.boundingBox())!;
  expect(height).toBeLessThan(page.viewportSize()!.height / 2);
  await page.getByRole('button', { name: 'Save note' }).click();
  const note = page.locator('.timeline-text');
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  const folded = (await note.boundingBox())!.height;
  expect(folded).toBeLessThan(300);
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('button', { name: 'Show less' })).toBeFocused();
  expect((await note.boundingBox())!.height).toBeGreaterThan(folded * 2);
});

test('axe finds nothing on the leads, a lead, nor in what they open', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'leads');
  await nothingFoundByAxe(page, 'no leads');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await nothingFoundByAxe(page, 'the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await capture(page).getByRole('button', { name: 'More fields' }).click();
  await capture(page).getByRole('button', { name: 'Add lead' }).click();
  await nothingFoundByAxe(page, 'a new lead that says nothing');
  await page.keyboard.press('Escape');
  await addLead(page, { name: 'Ana Roy', email: 'ana@acme.example', interest: 'Lockers' });
  await nothingFoundByAxe(page, 'a lead');
  await page.getByRole('button', { name: 'Change status' }).click();
  await nothingFoundByAxe(page, 'the statuses');
  await page.getByRole('menuitemradio', { name: 'Disqualify…' }).click();
  await nothingFoundByAxe(page, 'why a lead is turned away');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Convert anyway' }).click();
  await nothingFoundByAxe(page, 'the conversion');
  await page.keyboard.press('Escape');
  await at(page, 'leads');
  await nothingFoundByAxe(page, 'leads');
});
