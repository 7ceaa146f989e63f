// Lists: rows are picked and changed many at a time, columns are chosen, and cells are changed where they stand.
import { addLead, at, choose, downloaded, expect, loadSample, nothingFoundByAxe, settled, test, toast } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const bar = (page: Page) => page.getByRole('group', { name: /picked$/ });
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
async function cell(page: Page, name: string, column: string): Promise<Locator> {
  await expect(page.getByRole('columnheader', { name: column })).toBeVisible();
  const heads = (await page.getByRole('columnheader').allTextContents()).map((it) => it.trim());
  return row(page, name).locator('th, td').nth(heads.indexOf(column));
}
const names = (page: Page) => page.locator('tr.row th a').allTextContents();

async function people(page: Page, count: number): Promise<void> {
  await at(page, 'leads');
  for (let nth = 1; nth <= count; nth += 1) await addLead(page, `Person ${nth}`);
  await at(page, 'leads?sort=name');
  await expect(page.locator('tr.row')).toHaveCount(count);
}

test('rows are picked by keyboard and by mouse, and changed together in one step', async ({ page }) => {
  await people(page, 6);
  await page.getByRole('link', { name: 'Person 2' }).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+J');
  await expect(bar(page)).toContainText('3 leads picked');
  await expect(page.getByRole('link', { name: 'Person 4' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(bar(page)).toContainText('2 leads picked');
  await page.getByRole('checkbox', { name: 'Pick Person 5' }).click();
  await page.getByRole('checkbox', { name: 'Pick Person 6' }).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('4 leads picked');

  await bar(page).getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('menuitem', { name: 'New tag…' }).click();
  await page.getByLabel('What the tag is called').fill('Fair');
  await page.keyboard.press('Enter');
  await expect(toast(page)).toContainText('Tagged 4 leads with Fair.');
  await bar(page).getByRole('button', { name: 'Tag' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Fair' })).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await at(page, 'leads?sort=name');
  await page.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Fair' }).click();
  await expect.poll(() => names(page)).toEqual(['Person 2', 'Person 3', 'Person 5', 'Person 6']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.locator('tr.row')).toHaveCount(6);
});

test('all that a filter finds is changed, moved to the trash, and comes back', async ({ page }) => {
  await people(page, 12);
  await page.getByRole('searchbox').fill('person 1');
  await expect(page.locator('tr.row')).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Pick all 4' }).click();
  await expect(bar(page)).toContainText('4 leads picked');
  await bar(page).getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('menuitem', { name: 'High' }).click();
  await expect(toast(page)).toContainText('4 leads');
  await bar(page).getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'Disqualify…' }).click();
  const why = page.getByRole('dialog', { name: 'Disqualify 4 leads' });
  await why.getByRole('button', { name: 'Disqualify' }).click();
  await expect(why).toContainText('Choose a reason.');
  await why.getByLabel('Reason').selectOption({ index: 1 });
  await why.getByRole('button', { name: 'Disqualify' }).click();
  await expect(why).toBeHidden();
  await expect(await cell(page, 'Person 12', 'Status')).toContainText('Disqualified');

  // Two are disqualified already: it is told, and the others can go on alone.
  await page.getByRole('searchbox').fill('');
  await page.getByRole('link', { name: 'Person 9' }).focus();
  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText('12 leads picked');
  await bar(page).getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'Nurturing' }).click();
  const rest = page.getByRole('dialog', { name: 'Not with all of them' });
  await expect(rest).toContainText('With 4 of 12 that cannot be done.');
  await rest.getByRole('button', { name: 'Go on with 8 leads' }).click();
  await expect(await cell(page, 'Person 2', 'Status')).toContainText('Nurturing');
  await expect(await cell(page, 'Person 11', 'Status')).toContainText('Disqualified');

  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('main')).toContainText('No leads yet');
  await page.keyboard.press('Control+z');
  await expect(page.locator('tr.row')).toHaveCount(12);
});

test('deals are put into a stage together, and lost together with a reason', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline?view=list&is=open');
  const count = await page.locator('tr.row').count();
  await page.getByRole('checkbox', { name: `Pick all ${count}` }).click();
  await bar(page).getByRole('button', { name: 'Stage' }).click();
  await page.getByRole('menuitem', { name: 'Proposal Sent' }).click();
  await expect(page.getByRole('cell', { name: 'Proposal Sent' })).toHaveCount(count);
  await bar(page).getByRole('button', { name: 'Stage' }).click();
  await page.getByRole('menuitem', { name: 'Lost…' }).click();
  const dialog = page.getByRole('dialog', { name: `Lose ${count} deals` });
  await dialog.getByLabel('Reason').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByRole('main')).toContainText('No deal found');
  await expect(bar(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('tr.row')).toHaveCount(count);
});

test('columns are chosen, stand in the address, are exported as seen, and are remembered', async ({ page }) => {
  await people(page, 2);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'E-mail' }).check();
  await page.getByRole('checkbox', { name: 'Source' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Source' })).toHaveCount(0);
  await expect(page).toHaveURL(/cols=[^&]*email/);
  await row(page, 'Person 2').getByRole('checkbox').click();
  await bar(page).getByRole('button', { name: 'Export' }).click();
  const { text } = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export exactly, as CSV' }).click());
  const [head, ...lines] = text.trim().split('\r\n');
  expect(head).toBe('Name,Company,Status,Interest,E-mail,Last contact,Next step,Owner,Created');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^Person 2,/);

  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('link', { name: 'Leads', exact: true }).first().click();
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toBeVisible();
  await expect(page).toHaveURL(/sort=name/);
  await page.reload();
  await at(page, 'leads');
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Usual columns' }).click();
  await expect(page.getByRole('columnheader', { name: 'Source' })).toBeVisible();
});

/** Adds a field of one's own to the record whose page is shown. */
async function addField(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the field').fill(name);
  await dialog.getByLabel('Value').fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
}

test('000-3: a field of one’s own is a column: chosen, sorted, filtered, changed, exported, remembered, and gone with its last record', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await addField(page, 'Shoe size', '9');
  await addField(page, '50 %, net', 'yes');
  await addLead(page, 'Bo Lund');
  await addField(page, 'Shoe size', '47');
  await addLead(page, 'Cy Blank');
  await at(page, 'leads?sort=name');
  await page.getByRole('button', { name: 'Columns' }).click();
  const own = page.getByRole('group', { name: 'Fields of your own' });
  await own.getByRole('checkbox', { name: 'Shoe size' }).check();
  await own.getByRole('checkbox', { name: '50 %, net' }).check();
  await nothingFoundByAxe(page, 'the columns of a list');
  await page.keyboard.press('Escape');
  await expect(await cell(page, 'Bo Lund', 'Shoe size')).toHaveText('47');
  await expect(await cell(page, 'Ana Roy', '50 %, net')).toHaveText('yes');

  // Sorted as numbers, what is blank last whichever way.
  const head = page.getByRole('columnheader', { name: 'Shoe size' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  expect(await names(page)).toEqual(['Ana Roy', 'Bo Lund', 'Cy Blank']);
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await names(page)).toEqual(['Bo Lund', 'Ana Roy', 'Cy Blank']);

  // In the address, after a reload, and by the list that was left.
  await expect(page).toHaveURL(/sort=-own:Shoe%20size/);
  await expect(page).toHaveURL(/cols=[^&]*own:50%20%2525%252C%20net/);
  await page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('columnheader', { name: '50 %, net' })).toBeVisible();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('link', { name: 'Leads', exact: true }).first().click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');

  // A view keeps it.
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'By source' }).or(page.getByRole('menuitemradio', { name: 'By source' })).click();
  await expect(head).toBeVisible();

  // Filtered by what stands in it, and by nothing.
  await filters.getByRole('button', { name: 'Shoe size' }).click();
  const panel = page.getByRole('dialog', { name: 'Shoe size' });
  await panel.getByRole('textbox', { name: 'Contains' }).fill('4');
  await page.keyboard.press('Enter');
  await expect(filters.getByRole('button', { name: 'Shoe size: “4”' })).toBeFocused();
  expect(await names(page)).toEqual(['Bo Lund']);
  await filters.getByRole('button', { name: 'Shoe size: “4”' }).click();
  await page.getByRole('button', { name: 'Blank' }).click();
  await expect(filters.getByRole('button', { name: 'Shoe size: blank' })).toBeVisible();
  expect(await names(page)).toEqual(['Cy Blank']);
  await page.reload();
  await expect(filters.getByRole('button', { name: 'Shoe size: blank' })).toBeVisible();
  expect(await names(page)).toEqual(['Cy Blank']);
  await filters.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('tr.row')).toHaveCount(3);

  // Changed where it stands, with one undo.
  await at(page, 'leads?sort=name&cols=name,own:Shoe%20size');
  await page.getByRole('link', { name: 'Cy Blank' }).focus();
  await page.keyboard.press('F2');
  await page.getByLabel('Shoe size', { exact: true }).fill('38');
  await page.keyboard.press('Enter');
  await expect(await cell(page, 'Cy Blank', 'Shoe size')).toHaveText('38');
  await expect(page.getByRole('link', { name: 'Cy Blank' })).toBeFocused();
  await settled(page);
  await page.keyboard.press('Control+z');
  await expect(await cell(page, 'Cy Blank', 'Shoe size')).toHaveText('–');

  // In the file of the list as it is seen.
  await page.getByRole('button', { name: 'More about this list' }).click();
  const { text } = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export exactly, as CSV' }).click());
  expect(text.trim().split('\r\n')).toEqual(['Name,Shoe size', 'Ana Roy,9', 'Bo Lund,47', 'Cy Blank,']);

  // The last record that had it has it no more.
  for (const name of ['Ana Roy', 'Bo Lund']) {
    await page.getByRole('link', { name }).focus();
    await page.keyboard.press('F2');
    await page.getByLabel('Shoe size', { exact: true }).fill('');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Shoe size', { exact: true })).toHaveCount(0);
  }
  await expect(head).toHaveCount(0);
  await expect(page.locator('tr.row')).toHaveCount(3);
  await at(page, 'leads?sort=-own:Shoe%20size&cols=name,own:Shoe%20size&own:Shoe%20size=none');
  await expect(page.getByText('This list has no “Shoe size” to filter by, so that filter is left out.')).toBeVisible();
  await expect(page.locator('tr.row')).toHaveCount(3);
  await expect(page.getByRole('columnheader', { name: 'Age' })).toHaveCount(0);
});

test('a list is filtered from one amount to another, and from one day to another', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline?view=list');
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Value' }).click();
  const panel = page.getByRole('dialog', { name: 'Value' });
  await panel.getByLabel('From').fill('EUR 50000');
  await panel.getByLabel('To').fill('EUR 20000');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('The end lies before the beginning');
  await panel.getByLabel('To').fill('EUR 100000');
  await page.keyboard.press('Enter');
  await expect(filters.getByRole('button', { name: /^Value: €50,000.* – €100,000/ })).toBeFocused();
  await expect(page.locator('tr.row')).toHaveCount(1);
  await expect(page).toHaveURL(/value=50000/);
  await filters.getByRole('button', { name: /^Value/ }).click();
  await page.getByRole('dialog', { name: /^Value/ }).getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('tr.row')).not.toHaveCount(1);

  await filters.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('dialog', { name: 'Close' }).getByRole('button', { name: 'Passed' }).click();
  await expect(filters.getByRole('button', { name: 'Close: Passed' })).toBeFocused();
  await expect(page.locator('tr.row').first()).toBeVisible();
  await page.reload();
  await expect(filters.getByRole('button', { name: 'Close: Passed' })).toBeVisible();
});

test('cells are changed by keyboard where they stand', async ({ page }) => {
  await people(page, 3);
  const field = page.locator('#cell-field');
  await page.getByRole('link', { name: 'Person 2' }).focus();
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await field.fill('Acme');
  await page.keyboard.press('Tab');
  await expect(await cell(page, 'Person 2', 'Company')).toContainText('Acme');
  await expect(page.getByRole('combobox', { name: 'Status' })).toBeFocused();
  await field.selectOption({ label: 'Nurturing' });
  await page.keyboard.press('Enter');
  await expect(await cell(page, 'Person 2', 'Status')).toContainText('Nurturing');
  await expect(page.getByRole('link', { name: 'Person 2' })).toBeFocused();

  // The next row begins where the last change was; Escape leaves it as it was.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('e');
  await expect(page.getByRole('combobox', { name: 'Status' })).toBeFocused();
  await field.selectOption({ label: 'Nurturing' });
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(await cell(page, 'Person 3', 'Status')).not.toContainText('Nurturing');

  await at(page, 'leads?sort=name&cols=value,level');
  await page.getByRole('link', { name: 'Person 1' }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Tab');
  await expect(page.locator('input#cell-field')).toBeFocused();
  await field.fill('a lot');
  await page.keyboard.press('Enter');
  await expect(page.locator('.bulk[data-tone=danger]')).toBeVisible();
  await expect(field).toHaveValue('a lot');
  await field.fill('1200');
  await page.keyboard.press('Enter');
  await expect(await cell(page, 'Person 1', 'Value')).toContainText('1,200');
  await settled(page);
});

test('axe finds nothing in lists with picked rows', async ({ page }) => {
  await loadSample(page);
  for (const list of ['leads', 'pipeline?view=list', 'contacts', 'companies']) {
    await at(page, list);
    await page.locator('tr.row th a').first().focus();
    await page.keyboard.press('Control+a');
    await expect(bar(page)).toBeVisible();
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    await nothingFoundByAxe(page, `${list} with picked rows and its columns`);
    await page.keyboard.press('Escape');
  }
});

test('the choices of a filter stand below each other, and as many are ticked as are wanted before the menu closes', async ({ page }) => {
  await loadSample(page);
  const filters = page.getByRole('group', { name: 'Filters' });
  const button = filters.getByRole('button', { name: /^Status/ });
  const menu = page.getByRole('menu', { name: 'Status' });
  const choice = (name: string) => menu.getByRole('menuitemcheckbox', { name, exact: true });
  const all = await page.locator('tr.row').count();
  await button.click();
  const boxes = await menu.getByRole('menuitemcheckbox').evaluateAll((items) => items.map((it) => it.getBoundingClientRect()).map(({ left, top, bottom }) => ({ left, top, bottom })));
  expect(new Set(boxes.map((it) => it.left)).size).toBe(1);
  boxes.slice(1).forEach((it, at) => expect(it.top).toBeGreaterThanOrEqual(boxes[at]!.bottom));

  await choice('New').click();
  await choice('Contacted').click();
  await expect(choice('New')).toHaveAttribute('aria-checked', 'true');
  await expect(choice('Contacted')).toHaveAttribute('aria-checked', 'true');
  await expect(choice('Contacted')).toBeFocused();
  await expect(button).toHaveText('Status: New, Contacted');
  await expect.poll(() => page.locator('tr.row').count()).toBeLessThan(all);
  await page.keyboard.press('Space');
  await expect(choice('Contacted')).toHaveAttribute('aria-checked', 'false');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(button).toHaveText('Status: New, In Discussion');

  for (const close of [() => page.keyboard.press('Escape'), () => page.keyboard.press('Tab'), () => page.mouse.click(1000, 600)]) {
    await button.click();
    await choice('New').click();
    await close();
    await expect(menu).toHaveCount(0);
    await expect(button).toBeFocused();
  }
  // One day of contact at most is asked for, so the menu has done its work with one.
  await filters.getByRole('button', { name: 'Last contact' }).click();
  await page.getByRole('menuitemradio', { name: 'Never' }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(filters.getByRole('button', { name: 'Last contact: Never' })).toBeFocused();
});

test('records of which nobody knows the source are a choice of its filter', async ({ page }) => {
  await people(page, 2);
  await at(page, 'leads?source=none');
  const button = page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Source: None' });
  await button.click();
  await page.getByRole('menuitemcheckbox', { name: 'None' }).click();
  await expect(page).not.toHaveURL(/source/);
});

test('the whole head of a column sorts, and its arrow stands inside of the table', async ({ page }) => {
  await loadSample(page);
  for (const [width, name] of [[1280, 'Source'], [1280, 'Age'], [390, 'Age']] as const) {
    await page.setViewportSize({ width, height: 844 });
    const head = page.getByRole('columnheader', { name, exact: true });
    const before = await head.getAttribute('aria-sort');
    const box = (await head.boundingBox())!;
    await page.mouse.click(box.x + box.width - 3, box.y + box.height - 3);
    await expect(head).not.toHaveAttribute('aria-sort', before ?? 'none');
    await page.mouse.click(box.x + 3, box.y + 3);
    await expect(head).toHaveAttribute('aria-sort', /./);
    const arrow = (await head.locator('svg').boundingBox())!;
    const table = (await page.locator('.page-body').boundingBox())!;
    expect(arrow.x + arrow.width).toBeLessThanOrEqual(table.x + table.width - 12);
  }
});

test('a million with its cents stands whole in the list of deals, on a phone too', async ({ page }) => {
  await at(page, 'data');
  await choose(page, 'deals.csv', 'Deal name,Company,Stage,Value,Currency\nMid,Globex,Proposal,1234567.89,CHF\n');
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(toast(page)).toContainText('Imported');
  await at(page, 'pipeline?view=list');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const cell = page.locator('tr.row td', { hasText: '1,234,567.89' });
    await expect(cell).toBeVisible();
    const [within, room] = await cell.evaluate((it) => [it.scrollWidth, it.clientWidth]);
    expect(within, `at ${width}`).toBeLessThanOrEqual(room);
  }
});

test('the last column that is seen keeps its distance from the edge, and a phone shows the stage of a deal', async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline?view=list');
  for (const width of [1280, 820, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const last = page.locator('tr.row').first().locator('td:visible').last();
    const room = await last.evaluate((it) => parseFloat(getComputedStyle(it).paddingInlineEnd));
    expect(room, `at ${width}`).toBeGreaterThanOrEqual(12);
  }
  await expect(page.locator('tr.row').first().locator('th')).toContainText('Qualified to Buy · ');
});

test('on a phone what is picked and the way out stand above what can be done, in two rows', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await loadSample(page);
  await page.locator('tr.row .check').first().click();
  const box = (await bar(page).boundingBox())!;
  expect(box.height).toBeLessThan(100);
  const [count, out, first] = await Promise.all([bar(page).locator('strong'), bar(page).getByRole('button', { name: 'Pick none' }), bar(page).getByRole('button', { name: 'Status' })]
    .map(async (it) => (await it.boundingBox())!));
  expect(out!.x + out!.width).toBeGreaterThan(box.x + box.width - 20);
  expect(Math.abs(out!.y + out!.height / 2 - (count!.y + count!.height / 2))).toBeLessThan(3);
  expect(first!.y).toBeGreaterThanOrEqual(out!.y + out!.height);
  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(bar(page)).toHaveCount(0);
});

test('what a phone keeps under More stands in one column', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await at(page, 'today');
  await page.getByRole('navigation').getByRole('button', { name: 'More' }).click();
  const words = page.getByRole('menuitem').locator('bdi');
  await expect(words).toHaveText(['New lead', 'New task', 'Undo', 'Contacts', 'Companies', 'Reports', 'Data', 'Settings', 'Help']);
  const lefts = await words.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().left));
  expect(new Set(lefts).size).toBe(1);
  expect(lefts[0]).toBeLessThan(80);
});

test('a list of many thousands is found in slices, and never says meanwhile that there is nothing', async ({ page }) => {
  test.setTimeout(120_000);
  const count = 11_000;
  const rows = Array.from({ length: count }, (_, it) => `Bo,Lee ${String(it).padStart(5, '0')},bo${it}@y.example,New`);
  await at(page, 'data');
  await choose(page, 'them.csv', ['First name,Last name,Email,Lead status', ...rows].join('\r\n'));
  await page.getByRole('button', { name: 'Import 11,000 rows' }).click({ timeout: 60_000 });
  await expect(toast(page)).toContainText('Imported them.csv', { timeout: 60_000 });
  // Whatever it says on the way is written down.
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const it = document.querySelector('#main .empty')?.textContent;
      if (it) said.push(it);
    }).observe(document.body, { subtree: true, childList: true });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.getByRole('navigation').getByRole('link', { name: 'Leads' }).click();
  const table = page.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1));
  const first = page.locator('#main tr.row').first();
  const head = (name: string) => page.getByRole('columnheader', { name }).getByRole('button');
  await head('Name').click();
  await expect(first).toContainText('Bo Lee 00000');
  await head('Name').click();
  await expect(first).toContainText('Bo Lee 10999');
  await page.locator('#find').fill('lee 0123');
  await expect(table).toHaveAttribute('aria-rowcount', '13');
  await expect(first).toContainText('Bo Lee 10123');
  await expect(page.locator('.page-head')).toContainText('12 of 11,000');
  expect(await said()).toEqual([]);
  await page.locator('#find').fill('nobody at all');
  await expect(page.locator('#main .empty')).toContainText('nobody at all');
  await page.locator('#find').fill('');
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1));
  // What is changed moves to its place.
  await first.getByRole('link').click();
  await page.getByRole('button', { name: /^Last name/ }).click();
  await page.getByLabel('Last name', { exact: true }).fill('Aardvark');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.goBack();
  await head('Name').click();
  await expect(first).toContainText('Bo Aardvark');
  // Its undo takes the rows away, and the table with them.
  await page.keyboard.press('Control+z');
  await expect(first).toContainText('Bo Lee 00000');
  await page.keyboard.press('Control+z');
  await expect(page.locator('#main .empty')).toBeVisible({ timeout: 60_000 });
});
