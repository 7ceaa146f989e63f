// A week's work: what is due, what is found, what was deleted, and what goes out.
import { addLead, at, downloaded, expect, loadSample, nothingFoundByAxe, number, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const find = (page: Page) => page.getByRole('dialog', { name: 'Find or do' });
const box = (page: Page) => find(page).getByRole('combobox');

test('the day is told from the sample, and a task is added, put off and done in place', async ({ page }) => {
  await loadSample(page);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/today/);
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  for (const name of ['Overdue', 'Due today', 'Next seven days', 'No next step', 'Never contacted']) {
    await expect(part(name).getByRole('listitem').first(), name).toBeVisible();
  }

  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill('Water the plants');
  await dialog.getByLabel('Time').fill('23:59');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Choose the day for this time.')).toBeVisible();
  const today = await page.evaluate(() => { const it = new Date(); return new Date(it.getTime() - it.getTimezoneOffset() * 60_000).toISOString().slice(0, 10); });
  await dialog.getByLabel('Due').fill(today);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const task = page.getByRole('checkbox', { name: 'Done: Water the plants' });
  await expect(part('Due today').getByRole('checkbox', { name: 'Done: Water the plants' })).toBeVisible();

  await page.getByRole('button', { name: 'More about Water the plants' }).click();
  await page.getByRole('menuitem', { name: 'Tomorrow' }).click();
  await expect(part('Next seven days').getByRole('checkbox', { name: 'Done: Water the plants' })).toBeVisible();
  await task.click();
  await expect(task).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(task).toBeVisible();
});

test('one box finds a number in another format, a word of a note, and a command', async ({ page }) => {
  await loadSample(page);
  await addLead(page, { name: 'Zoë Łukasik', email: 'zoe@zebra.example' });
  await page.getByRole('button', { name: /^Phone / }).first().click();
  await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('+49 (30) 1234-5678');
  await page.keyboard.press('Enter');
  await settled(page);
  await at(page, 'pipeline');

  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await expect(find(page).getByText(/\d results?$/)).toHaveCount(0);
  for (const text of ['zoe luk', '030 12345678', 'ZEBRA']) {
    await box(page).fill(text);
    await expect(find(page).getByRole('option').first(), text).toContainText('Zoë Łukasik');
  }
  await expect(find(page).getByText(/\d results?$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Łukasik');

  // A task is called by its title, and says it once.
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: 'New task' }).getByLabel('What is to be done?').fill('Water the yucca');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await settled(page);
  await page.keyboard.press('Control+k');
  await box(page).fill('yucca');
  const task = find(page).getByRole('option').first();
  await expect(task).toContainText('yucca');
  expect((await task.textContent())?.match(/yucca/g)).toHaveLength(1);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await box(page).fill('go to comp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/companies/);
  await page.keyboard.press('Control+k');
  await box(page).fill('nothing is called like this');
  await expect(find(page).getByText('Nothing found.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(find(page)).toBeHidden();
});

test('what is deleted lies in the trash, is restored from there, and goes for good by a word', async ({ page }) => {
  await at(page, 'leads');
  for (const name of ['Ana Roy', 'Bo Lee']) {
    await addLead(page, name);
    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Delete/ }).click();
    await settled(page);
  }
  await at(page, 'data');
  const trash = page.getByRole('region', { name: 'Trash' });
  await expect(trash.getByRole('rowheader')).toHaveText(['Bo Lee', 'Ana Roy']);
  await trash.getByRole('button', { name: 'Restore Ana Roy' }).click();
  await expect(trash.getByRole('rowheader')).toHaveText(['Bo Lee']);
  await expect(number(page, 'Records')).toHaveText('1');

  await nothingFoundByAxe(page, 'the trash');
  await trash.getByRole('button', { name: 'Empty the trash…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Empty the trash' });
  await dialog.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(dialog.getByText('Type the word DELETE first.')).toBeVisible();
  await dialog.getByLabel('Type DELETE to go on').fill('delete');
  await nothingFoundByAxe(page, 'the end of the trash');
  await dialog.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(trash).toHaveCount(0);
});

test('E10, I5: a list goes out as it is seen, and no spreadsheet runs what is in it', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, '=HYPERLINK("x")');
  await page.getByRole('button', { name: /^Interest level / }).click();
  await page.getByRole('menuitemradio', { name: 'Hot' }).click();
  await addLead(page, { name: 'Ana Roy', interest: 'Lockers, grey' });
  await at(page, 'leads?q=hyper');
  await page.getByRole('button', { name: 'More about this list' }).click();
  const sheet = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export for a spreadsheet' }).click());
  expect(sheet.name).toMatch(/^satchel-leads-\d{4}-\d\d-\d\d\.csv$/);
  expect(sheet.text.startsWith('\uFEFFName,')).toBe(true);
  expect(sheet.text).toContain('"\'=HYPERLINK(""x"")"');
  expect(sheet.text).not.toContain('Ana Roy');
  // What is of today only, such as an age, is written so that it can be read back on another day.
  expect(sheet.text).not.toContain('Age');
  expect(sheet.text).toMatch(/,Created\r\n.*,Hot,.*,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\r\n$/);
  await page.getByRole('button', { name: 'More about this list' }).click();
  const exact = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export exactly' }).click());
  expect(exact.text).toContain('"=HYPERLINK(""x"")"');
});

test('whoever types fast is understood: the key after Escape is already for the page', async ({ page }) => {
  await at(page, 'today');
  for (let round = 0; round < 10; round += 1) {
    await page.keyboard.press('t');
    await expect(page.getByRole('dialog')).toBeVisible();
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('/')]);
    await expect(box(page)).toBeFocused();
    // The line that is marked is scrolled to in the next frame, and there may be no box any more.
    await Promise.all([page.keyboard.press('ArrowDown'), page.keyboard.press('Escape')]);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('axe finds nothing on the day, its dialog and the box that finds everything', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'today');
  await expect(page.getByRole('heading', { name: 'Nothing is waiting for you' })).toBeVisible();
  await nothingFoundByAxe(page, 'a free day');
  await loadSample(page);
  await at(page, 'today');
  await nothingFoundByAxe(page, 'a day');
  await page.keyboard.press('t');
  await page.getByRole('button', { name: 'Add task' }).click();
  await nothingFoundByAxe(page, 'a task that says nothing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await nothingFoundByAxe(page, 'what was written last');
  await box(page).fill('de');
  await nothingFoundByAxe(page, 'what was found');
});

test('a list is filtered by what its records are, the address keeps it, and what it cannot read it says', async ({ page }) => {
  await loadSample(page);
  const names = () => page.locator('tr.row th').evaluateAll((all) => all.map((it) => it.querySelector('a')?.textContent));
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Qualified', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(filters.getByRole('button', { name: 'Status: Qualified' })).toBeFocused();
  const qualified = await names();
  expect(qualified.length).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'New', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(filters.getByRole('button', { name: /^Status: New, Qualified|^Status: Qualified, New/ })).toBeFocused();
  await expect.poll(async () => (await names()).length).toBeGreaterThan(qualified.length);
  const both = await names();
  await page.reload();
  await expect.poll(names).toEqual(both);
  await nothingFoundByAxe(page, 'a filtered list');

  await filters.getByRole('button', { name: 'Clear' }).click();
  await expect(filters.getByRole('button', { name: 'Status', exact: true })).toBeVisible();
  await at(page, 'leads?status=nonsense&stage=won&contact=never');
  await expect(page.getByText('Nothing here is called “nonsense”')).toBeVisible();
  await expect(page.getByText('This list has no “stage” to filter by')).toBeVisible();
  await expect(filters.getByRole('button', { name: 'Last contact: Never' })).toBeVisible();
  await at(page, 'pipeline?view=list&is=rotting');
  await expect.poll(async () => (await names()).length).toBe(2);
});
