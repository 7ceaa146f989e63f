// What is to be done, and what was written down: nothing of it gets out of sight, and all of it can be changed.
import type { Page } from '@playwright/test';
import { addLead, at, clock, expect, nothingFoundByAxe, settled, test } from './app.ts';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function addTask(page: Page, title: string, day = ''): Promise<void> {
  await page.keyboard.press('t');
  const asked = page.getByRole('dialog', { name: /^New task/ });
  await asked.getByLabel('What is to be done?').fill(title);
  await asked.getByLabel('Due').fill(day);
  await page.keyboard.press('Control+Enter');
  await expect(asked).toBeHidden();
  await settled(page);
}

async function more(page: Page, of: string, item: string): Promise<void> {
  await page.getByRole('button', { name: of }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a task without a day, and one of next year, stand on Today', async ({ page }) => {
  await at(page, 'today');
  await addTask(page, 'Buy stamps');
  await addTask(page, 'Renew the lease', '2199-01-31');
  await expect(part(page, 'Some day')).toContainText('Buy stamps');
  await expect(part(page, 'Later')).toContainText('Renew the lease');
  await more(page, 'More about Renew the lease', 'Some day');
  await expect(part(page, 'Some day')).toContainText('Renew the lease');
  await expect(part(page, 'Later')).toBeHidden();
});

test('a task that is made on a page is about that record, and can be tied to another', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Here');
  await addTask(page, 'Send the price list');
  const tasks = part(page, 'Tasks');
  await expect(tasks).toContainText('Send the price list');

  await at(page, 'leads');
  await addLead(page, 'Bo There');
  await at(page, 'today');
  await more(page, 'More about Send the price list', 'Edit…');
  const about = dialog(page, 'Task').getByRole('combobox', { name: 'About' });
  await expect(about).toHaveValue('Zoë Here');
  await about.fill('bo');
  await page.getByRole('option', { name: 'Bo There' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Send the price list' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bo There');
  await expect(tasks).toContainText('Send the price list');
});

test('what a task says can be changed where it stands, and it can be deleted', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await addTask(page, 'Send the prise list');
  const tasks = part(page, 'Tasks');
  await tasks.getByRole('button', { name: 'Send the prise list', exact: true }).click();
  await dialog(page, 'Task').getByLabel('What is to be done?').fill('Send the price list');
  await dialog(page, 'Task').getByLabel('Due').fill('2199-01-31');
  await nothingFoundByAxe(page, 'a task is changed');
  await page.keyboard.press('Control+Enter');
  await expect(tasks).toContainText('Send the price list');
  await expect(tasks).toContainText('2199');
  await page.keyboard.press('Control+z');
  await expect(tasks).toContainText('Send the prise list');

  await more(page, 'More for “Send the prise list”', 'Delete');
  await expect(tasks).toContainText('Nothing to do.');
  await page.keyboard.press('Control+z');
  await expect(tasks).toContainText('Send the prise list');
});

test('what was typed into a task and not saved does not take back what was changed meanwhile', async ({ page }) => {
  await at(page, 'today');
  await addTask(page, 'Buy stamps');
  await more(page, 'More about Buy stamps', 'Edit…');
  await dialog(page, 'Task').getByLabel('What is to be done?').fill('Buy many stamps');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Task')).toBeHidden();
  await more(page, 'More about Buy stamps', 'Tomorrow');
  await expect(part(page, 'Next seven days')).toContainText('Buy stamps');
  await more(page, 'More about Buy stamps', 'Edit…');
  await expect(dialog(page, 'Task').getByLabel('What is to be done?')).toHaveValue('Buy many stamps');
  await expect(dialog(page, 'Task').getByLabel('Due')).not.toHaveValue('');
  await page.keyboard.press('Control+Enter');
  await expect(part(page, 'Next seven days')).toContainText('Buy many stamps');
});

test('a note and a call can be corrected and deleted', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await page.getByPlaceholder('Write a note').fill('Wants threee offices');
  await page.keyboard.press('Control+Enter');
  const story = page.getByRole('tabpanel', { name: 'Timeline' });
  await expect(story).toContainText('Wants threee offices');
  await more(page, 'More for “noted”', 'Edit…');
  const asked = dialog(page, 'What happened');
  await asked.getByLabel('Text').fill('Wants three offices');
  await asked.getByLabel('Kind').selectOption('Call');
  await asked.getByLabel('What came of it').selectOption('Left message');
  await page.keyboard.press('Control+Enter');
  await expect(story).toContainText('called, left a message');
  await expect(story).toContainText('Wants three offices');
  await more(page, 'More for “called, left a message”', 'Delete');
  await expect(story).not.toContainText('Wants three offices');
  await page.keyboard.press('Control+z');
  await expect(story).toContainText('Wants three offices');
});

test('the box that finds everything opens by a click, and on a phone by a tap', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const box = dialog(page, 'Find or do');
  await page.getByRole('navigation').getByRole('button', { name: 'Find or do' }).click();
  await box.getByRole('combobox').fill('zoë');
  await expect(box.getByRole('option', { name: /Zoë Here/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('navigation').getByRole('button', { name: 'Find', exact: true }).click();
  await expect(box).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'New lead' }).click();
  await expect(page.getByRole('dialog', { name: 'New lead' })).toBeVisible();
});

test('the usual days of a task are chosen by a press, and next week begins as the reader counts', async ({ browser }) => {
  for (const [locale, named, day] of [['en-GB', 'Next Monday', '2026-11-16'], ['he-IL', 'Next יום ראשון', '2026-11-15']]) {
    const context = await browser.newContext({ locale, timezoneId: 'Europe/Oslo' });
    const page = await context.newPage();
    await clock(page, '2026-11-11T09:00:00+01:00'); // A Wednesday.
    await at(page, 'today');
    await page.keyboard.press('t');
    const asked = dialog(page, 'New task');
    await asked.getByLabel('What is to be done?').fill('Call Ana');
    const due = asked.getByLabel('Due');
    const chip = (name: string) => asked.getByRole('group', { name: 'Day' }).getByRole('button', { name, exact: true });
    for (const [name, value] of [['Today', '2026-11-11'], ['Tomorrow', '2026-11-12'], [named, day]]) {
      await expect(chip(name)).toHaveAttribute('aria-pressed', 'false');
      await chip(name).click();
      await expect(due, name).toHaveValue(value);
      await expect(chip(name)).toHaveAttribute('aria-pressed', 'true');
    }
    await expect(asked.locator('[aria-pressed=true]')).toHaveCount(1);
    await nothingFoundByAxe(page, 'the days of a task');

    // By keyboard; and a day that is typed is chosen as well.
    await chip('Today').focus();
    await page.keyboard.press('Tab');
    await expect(chip('Tomorrow')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(due).toHaveValue('2026-11-12');
    await due.fill('2026-11-11');
    await expect(chip('Today')).toHaveAttribute('aria-pressed', 'true');
    await due.fill('2026-12-24');
    await expect(asked.locator('[aria-pressed=true]')).toHaveCount(0);

    await chip('Tomorrow').click();
    await page.keyboard.press('Control+Enter');
    await expect(asked).toBeHidden();
    await expect(part(page, 'Next seven days')).toContainText('Call Ana');
    await more(page, 'More about Call Ana', 'Edit…');
    await expect(dialog(page, 'Task').getByRole('button', { name: 'Tomorrow' })).toHaveAttribute('aria-pressed', 'true');
    await context.close();
  }
});
