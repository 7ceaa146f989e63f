// The settings: lists that are kept, stages that are put in order, and who uses this device.
import { addLead, at, expect, loadSample, nothingFoundByAxe, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const names = (page: Page) => page.locator('.sheet section').first().locator('tbody th input').evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
const columns = (page: Page) => page.locator('section.column h2').allTextContents();

test('stages are renamed, added and put in order with the keyboard', async ({ page }) => {
  await loadSample(page);
  await at(page, 'settings/stages');
  expect(await names(page)).toEqual(['Qualified to Buy', 'Needs Agreed', 'Proposal Sent', 'Negotiation', 'Won', 'Lost']);

  await page.getByLabel('Name of Needs Agreed').fill('Needs Known');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'New stage' }).fill('Pilot');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Qualified to Buy', 'Needs Known', 'Proposal Sent', 'Negotiation', 'Pilot', 'Won', 'Lost']);

  const handle = page.getByRole('button', { name: 'Move Pilot' });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => names(page)).toEqual(['Qualified to Buy', 'Needs Known', 'Proposal Sent', 'Pilot', 'Negotiation', 'Won', 'Lost']);
  await expect(handle).toBeFocused();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await names(page))[0]).toBe('Pilot');
  await expect(handle).toBeFocused();

  await page.getByLabel('Probability of Pilot').fill('35');
  await page.keyboard.press('Enter');
  await page.getByLabel('Days before Pilot rots').fill('9');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Probability of Pilot')).toHaveValue(/^35\s*%$/);
  await expect(page.getByLabel('Days before Pilot rots')).toHaveValue('9 days');

  await page.reload();
  await at(page, 'pipeline');
  await expect.poll(() => columns(page)).toEqual(['Pilot', 'Qualified to Buy', 'Needs Known', 'Proposal Sent', 'Negotiation', 'Won', 'Lost']);
});

test('a status is called as one likes, everywhere, and means what it did', async ({ page }) => {
  await loadSample(page);
  await at(page, 'settings/statuses');
  expect(await names(page)).toEqual(['New', 'Contacted', 'In Discussion', 'Nurturing', 'Qualified', 'Disqualified', 'Converted']);
  await page.getByLabel('Name of Nurturing').fill('On ice');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toContain('On ice');
  await nothingFoundByAxe(page, 'the statuses');
  await page.reload();
  await expect(page.getByRole('row').filter({ has: page.getByLabel('Name of On ice') })).toContainText('Nurturing');
  await addLead(page, 'Ana Roy');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'On ice' }).click();
  await expect(page.locator('.identity .state').first()).toHaveText('On ice');
  // Whoever is on ice has still to be decided on, as whoever is nurtured.
  await at(page, 'leads?is=undecided&q=ana%20roy');
  await expect(page.locator('tr.row')).toContainText('On ice');
});

test('a status is added with what it means, put in its place by keys, and archived when its leads have another one', async ({ page }) => {
  test.setTimeout(120_000);
  await loadSample(page);
  await at(page, 'settings/statuses');
  const add = async (name: string, meaning: string) => {
    await page.getByLabel('What the new status means').selectOption({ label: meaning });
    await page.getByLabel('New status', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
    await expect.poll(() => names(page)).toContain(name);
  };
  await add('Called twice', 'Working');
  await add('Spam', 'Disqualified');
  // Those that mean the same stand together.
  const order = ['New', 'Contacted', 'In Discussion', 'Called twice', 'Nurturing', 'Qualified', 'Disqualified', 'Spam', 'Converted'];
  expect(await names(page)).toEqual(order);
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByLabel(`Name of ${name}`, { exact: true }) });
  await expect(row('Called twice')).toContainText('Working');
  await page.getByRole('button', { name: 'Move Called twice' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await names(page))[2]).toBe('Called twice');
  await expect(page.getByRole('button', { name: 'Move Called twice' })).toBeFocused();
  await nothingFoundByAxe(page, 'the statuses and what can be added');

  // A lead comes to it, and to the second way out, which asks why as the first does.
  await addLead(page, 'Ana Roy');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Called twice' }).click();
  await expect(page.locator('.identity .state').first()).toHaveText('Called twice');
  await page.getByRole('button', { name: 'Change status' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Disqualified…' })).toBeVisible();
  await page.getByRole('menuitemradio', { name: 'Spam…' }).click();
  const why = page.getByRole('dialog', { name: 'Disqualify Ana Roy' });
  await expect(why.getByLabel('Status').locator('option:checked')).toHaveText('Spam');
  await why.getByLabel('Reason').selectOption({ label: 'Duplicate' });
  await why.getByRole('button', { name: 'Disqualify' }).click();
  await expect(why).toHaveCount(0);
  await expect(page.locator('.identity .state').first()).toHaveText('Spam');
  await addLead(page, 'Bo Berg');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Called twice' }).click();
  await expect(page.locator('.identity .state').first()).toHaveText('Called twice');
  await settled(page);

  // It asks which status its leads get; what needs a reason is not offered.
  await at(page, 'settings/statuses');
  await expect(row('Called twice').getByRole('cell').nth(2)).toHaveText('1');
  await page.getByRole('button', { name: 'Archive Called twice' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Archive Called twice' });
  await expect(dialog).toContainText('1 lead in Called twice.');
  const to = dialog.getByLabel('Move them to');
  expect(await to.locator('option').allTextContents()).toEqual(['Contacted', 'In Discussion', 'New', 'Nurturing']);
  await nothingFoundByAxe(page, 'the dialog that archives a status');
  await to.selectOption({ label: 'In Discussion' });
  await dialog.getByRole('button', { name: 'Archive the status' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => names(page)).not.toContain('Called twice');
  await at(page, 'leads?q=bo%20berg');
  await expect(page.locator('tr.row')).toContainText('In Discussion');
  await page.keyboard.press('Control+z');
  await expect(page.locator('tr.row')).toContainText('Called twice');
  // The last by which leads are new stays, and says why.
  await at(page, 'settings/statuses');
  await expect(page.getByRole('button', { name: 'Archive New', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: 'Archive New', exact: true })).toHaveAccessibleDescription('It is the last that means “New”: add another one first.');
  await expect(page.getByRole('button', { name: 'Archive Converted' })).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await page.locator('.page-body').evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
});

test('a row is dragged by its handle', async ({ page }) => {
  await at(page, 'settings/sources');
  const first = (await names(page))[0];
  const handle = page.getByRole('button', { name: `Move ${first}` });
  const from = (await handle.boundingBox())!;
  const to = (await page.getByLabel('Name of Referral').boundingBox())!;
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + to.height - 2, { steps: 5 });
  await expect(page.locator('[data-move=after]')).toHaveCount(1);
  await page.mouse.up();
  await expect.poll(async () => (await names(page)).indexOf(first)).toBe(5);
});

test('a name that is taken away is refused beside its field and comes back with Escape', async ({ page }) => {
  await at(page, 'settings/sources');
  const field = page.getByLabel('Name of Web form');
  await field.fill('  ');
  await page.keyboard.press('Enter');
  await expect(page.locator('.field-error')).toHaveText('It needs a name.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('Web form');
  await expect(page.locator('.field-error')).toBeHidden();
});

test('a stage with deals asks where they go, and one undo brings it back', async ({ page }) => {
  await loadSample(page);
  await at(page, 'settings/stages');
  await page.getByRole('button', { name: 'Archive Proposal Sent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Archive Proposal Sent' });
  await expect(dialog).toContainText('3 deals');
  await dialog.getByLabel('Move them to').selectOption({ label: 'Negotiation' });
  await dialog.getByRole('button', { name: 'Archive the stage' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => names(page)).not.toContain('Proposal Sent');
  await at(page, 'pipeline');
  await expect.poll(() => columns(page)).not.toContain('Proposal Sent');
  await expect(page.getByRole('region', { name: 'Negotiation', exact: true }).locator('.column-title h2 + small')).toContainText('7');
  await page.keyboard.press('Control+z');
  await expect.poll(() => columns(page)).toContain('Proposal Sent');

  // An empty one goes at once, and is offered again from the list below.
  await at(page, 'settings/stages');
  await page.getByRole('textbox', { name: 'New stage' }).fill('Pilot');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Archive Pilot' }).click();
  await page.getByText('1 archived').click();
  await page.getByRole('button', { name: 'Offer Pilot again' }).click();
  await expect.poll(() => names(page)).toContain('Pilot');
});

test('whoever says who they are signs what they write', async ({ page }) => {
  await at(page, 'settings/people');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ingrid');
  await page.keyboard.press('Enter');
  await expect(page.locator('.rail-me')).toContainText('Ingrid');
  await page.getByRole('combobox', { name: 'I am' }).selectOption({ label: 'Someone new …' });
  await page.getByRole('textbox', { name: 'Your name' }).fill('Adaeze');
  await page.getByRole('button', { name: 'That is me' }).click();
  await expect(page.locator('.rail-me')).toContainText('Adaeze');
  expect(await page.locator('tbody th input').evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value))).toEqual(['Ingrid', 'Adaeze']);
  await expect(page.getByRole('button', { name: 'Archive Adaeze' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Archive Ingrid' }).click();
  await expect(page.getByText('1 archived')).toBeVisible();
  await page.reload();
  await expect(page.locator('.rail-me')).toContainText('Adaeze');
});

test('the name, the currency and the switch hold after a reload', async ({ page }) => {
  await at(page, 'settings');
  await page.getByRole('button', { name: /Name of the business/ }).click();
  await page.getByRole('textbox', { name: 'Name of the business' }).fill('Solheim & Co.');
  await page.keyboard.press('Enter');
  await expect(page.locator('.rail-brand')).toContainText('Solheim & Co.');
  await page.getByLabel('Usual currency').selectOption('NOK');
  await page.getByRole('switch', { name: 'Make the deal as soon as a lead is qualified' }).check();
  await page.reload();
  await expect(page.getByLabel('Usual currency')).toHaveValue('NOK');
  await expect(page.getByRole('switch')).toBeChecked();
});

test('theme and keys belong to the device', async ({ page }) => {
  await at(page, 'settings/look');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('switch', { name: 'Single keys are shortcuts' }).uncheck();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByText('As the system', { exact: true }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
});

test('a browser that can do everything is told so, and what another lacks is told with what that means', async ({ page, browser }) => {
  await at(page, 'settings/look');
  const section = (it: Page) => it.getByRole('region', { name: 'This browser' });
  await expect(section(page)).toContainText('This browser supports everything');
  await expect(section(page).getByRole('term')).toHaveCount(0);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.addInitScript(() => {
    for (const name of ['Notification', 'BroadcastChannel', 'CompressionStream', 'BeforeInstallPromptEvent', 'showDirectoryPicker']) delete (window as never)[name];
    for (const name of ['locks', 'storage', 'setAppBadge', 'serviceWorker']) delete (Navigator.prototype as never)[name];
  });
  await at(other, 'settings/look');
  await expect(section(other).getByRole('term')).toHaveText(['Backups with a passphrase', 'Opening offline', 'A promise to keep', 'Copies', 'Backup by itself',
    'Tabs that tell each other', 'Tabs that take turns', 'Notifications', 'A number on the icon', 'Installing']);
  await expect(section(other)).toContainText('you may be reminded of a task more than once');
  await nothingFoundByAxe(other, 'a browser that lacks much');
  await other.setViewportSize({ width: 390, height: 844 });
  await nothingFoundByAxe(other, 'a browser that lacks much, on a phone');
  await addLead(other, 'Ana Roy');
  await context.close();
});

test('axe finds nothing on any section', async ({ page }) => {
  test.setTimeout(240_000);
  await loadSample(page);
  for (const section of ['', '/people', '/stages', '/sources', '/reasons', '/look']) {
    await at(page, `settings${section}`);
    await nothingFoundByAxe(page, `settings${section}`);
  }
  await at(page, 'settings/stages');
  await page.getByRole('button', { name: 'Archive Negotiation' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await nothingFoundByAxe(page, 'a stage with deals');
});
