// Where the focus is after a deed: never on nothing, or whoever works by keys begins at the top of the page again.
import { addLead, at, expect, loadSample, settled, started, test } from './app.ts';
import type { Page } from '@playwright/test';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('J4: the page of a new record has the focus on its heading, and so has the screen after it', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await expect(heading(page)).toBeFocused();
  // The way into it begins right after the heading.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('.page')!.contains(document.activeElement))).toBe(true);

  for (const kind of ['contact', 'company']) {
    await at(page, kind === 'contact' ? 'contacts' : 'companies');
    await page.getByRole('main').getByRole('button', { name: `New ${kind}` }).first().click();
    const dialog = page.getByRole('dialog', { name: `New ${kind}` });
    await dialog.getByLabel('Name', { exact: true }).fill(`A ${kind} of ours`);
    await dialog.getByRole('button', { name: `Add ${kind}` }).click();
    await expect(heading(page)).toContainText(`A ${kind} of ours`);
    await expect(heading(page), kind).toBeFocused();
  }
  await page.getByRole('main').getByRole('button', { name: 'New deal' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New deal' });
  await dialog.getByLabel('Name', { exact: true }).fill('A deal of ours');
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(heading(page)).toContainText('A deal of ours');
  await expect(heading(page)).toBeFocused();

  // A link that goes with its screen, the way back, and a record that is gone.
  await at(page, 'leads');
  await page.getByRole('link', { name: 'Zoë Here' }).click();
  await expect(heading(page)).toContainText('Zoë Here');
  await expect(heading(page)).toBeFocused();
  await page.goBack();
  await expect(heading(page)).toContainText('Leads');
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toBeFocused();
  // A question that was asked by a key, with the focus on nothing, and is left unanswered.
  await page.reload();
  await started(page);
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
  // What stands on both screens keeps it.
  await page.getByRole('navigation').getByRole('link', { name: 'Companies' }).click();
  await expect(heading(page)).toContainText('Companies');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Companies' })).toBeFocused();
});

test('J4: what leaves the day by its menu gives the focus to the line that comes in its place', async ({ page }) => {
  await loadSample(page);
  await at(page, 'today');
  const part = page.getByRole('region', { name: 'Overdue', exact: true });
  const line = part.getByRole('listitem');
  const before = await line.count();
  expect(before).toBeGreaterThan(1);
  for (let left = before; left > 0; left -= 1) {
    const next = left > 1 ? (await line.nth(1).getByRole('checkbox').getAttribute('aria-label'))! : '';
    await line.first().getByRole('button', { name: /^More/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'In a week' }).click();
    await settled(page);
    if (next) await expect(part.getByRole('checkbox', { name: next })).toBeFocused();
    else await expect(heading(page)).toBeFocused();
  }
});

/** Where the focus is, for people. */
const focused = (page: Page) => page.evaluate(() => {
  const it = document.activeElement;
  return !it || it === document.body ? 'nothing' : it.getAttribute('aria-label') ?? it.textContent!.trim();
});

test('J4: what goes with a deed gives the focus to what stands nearest, on a page and in the settings', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const tasks = page.getByRole('region', { name: 'Tasks', exact: true });
  for (const title of ['Call', 'Write', 'Visit']) {
    await tasks.getByRole('button', { name: 'Add task' }).click();
    await page.getByRole('dialog').getByLabel('What is to be done?').fill(title);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(tasks.getByRole('checkbox', { name: title })).toBeVisible();
  }
  await tasks.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await settled(page);
  await expect.poll(() => focused(page)).toMatch(/Done: /);
  // One is deleted by its menu.
  await tasks.getByRole('button', { name: /^More/ }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(tasks.getByRole('checkbox')).toHaveCount(2);
  await expect.poll(() => focused(page)).toMatch(/Done: /);

  await page.getByRole('button', { name: 'Disqualify' }).click();
  await page.getByRole('dialog').getByLabel('Reason').selectOption({ index: 1 });
  await page.keyboard.press('Control+Enter');
  const reopen = page.getByRole('button', { name: /^Reopen/ }).first();
  await reopen.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Disqualify' })).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('nothing');

  await at(page, 'settings/sources');
  const archive = page.getByRole('main').getByRole('button', { name: /^Archive / });
  const before = await archive.count();
  await archive.first().focus();
  await page.keyboard.press('Enter');
  await expect(archive).toHaveCount(before - 1);
  await expect.poll(() => focused(page)).not.toBe('nothing');
});

test('whoever closes a field just after a deed is back where it was opened', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const tag = page.getByRole('combobox', { name: 'Tag', exact: true });
  await page.getByRole('button', { name: 'Add tag' }).click();
  await tag.fill('Fair');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove tag: Fair' })).toBeVisible();
  await expect(tag).toBeFocused();
  await settled(page);
  // One frame after something that makes the page look for the focus, as a deed does.
  await tag.evaluate((field) => new Promise<void>((done) => {
    document.dispatchEvent(new FocusEvent('focusout'));
    requestAnimationFrame(() => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      done();
    });
  }));
  await expect(tag).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add tag' })).toBeFocused();
});
