// What was asked for and no other journey shows; each title begins with the lines of the requirements that it shows.
// docs/requirements.md says where the others are shown.
import { addLead, at, card, column, expect, heldBack, loadSample, nothingFoundByAxe, settled, test, toast } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const DAY = 86_400_000;
const names = (page: Page) => page.locator('tr.row th').evaluateAll((all) => all.map((it) => it.querySelector('a')?.textContent ?? ''));
const heads = async (page: Page) => (await page.getByRole('columnheader').allTextContents()).map((it) => it.trim()).filter(Boolean);
const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const status = (page: Page) => page.locator('.identity .state').first();
/** What stands in a column, row by row. */
async function told(page: Page, head: string): Promise<string[]> {
  await expect(page.getByRole('columnheader', { name: head })).toBeVisible();
  const nth = (await page.getByRole('columnheader').allTextContents()).map((it) => it.trim()).indexOf(head);
  return page.locator('tr.row').evaluateAll((all, nth) => all.map((it) => it.querySelectorAll('th, td')[nth]?.textContent?.trim() ?? ''), nth);
}

/** Chooses a view of a list; its name stands on the button then, which has the focus again. */
async function view(page: Page, name: string): Promise<void> {
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
  await expect(filters.getByRole('button', { name: name === 'All' ? 'Views' : `View: ${name}`, exact: true })).toBeFocused();
}

/** Adds a lead that has only what is given. */
async function capture(page: Page, field: string, text: string): Promise<void> {
  await at(page, 'leads');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New lead' });
  const more = dialog.getByRole('button', { name: 'More fields' });
  if (!['Name', 'E-mail'].includes(field)) await more.click();
  await dialog.getByLabel(field, { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Add lead' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
}

async function log(page: Page, kind: string, text: string): Promise<void> {
  await page.getByRole('tab', { name: kind, exact: true }).click();
  await page.getByRole('tabpanel', { name: 'Log' }).getByRole('textbox').fill(text);
  await page.getByRole('button', { name: /^(Log |Save note)/ }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timeline' }).getByText(text)).toBeVisible();
}

/** Adds a deal from the page of a contact or a company, and comes back. */
async function addDeal(page: Page, name: string): Promise<void> {
  const here = page.url();
  await page.getByRole('button', { name: 'New deal' }).click();
  const dialog = page.getByRole('dialog', { name: /^New deal/ });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.goto(here);
  await expect(page.getByRole('button', { name: 'New deal' })).toBeVisible();
}

async function addCompany(page: Page, name: string): Promise<void> {
  await at(page, 'companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

test('000-4, 003-1, 003-3, 003-4: a person, a company, an address or a number alone is a lead, and may have an address', async ({ page }) => {
  const leads = [['Name', 'Ana Roy'], ['Company', 'Acme'], ['E-mail', 'info@bolt.example'], ['Phone', '+41 75 512 34 56']];
  for (const [field, text] of leads) await capture(page, field, text);
  await page.getByRole('button', { name: /^Address / }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('Quay 1\n9490 Vaduz');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Address Quay 1/ })).toContainText('9490 Vaduz');
  await at(page, 'leads');
  expect((await names(page)).toSorted()).toEqual(leads.map((it) => it[1]).toSorted());
});

test('000-8: leads stand in a dense list with whom, status, last contact, next step and age', async ({ page }) => {
  await loadSample(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await heads(page)).toEqual(expect.arrayContaining(['Name', 'Company', 'Status', 'Last contact', 'Next step', 'Age']));
  const { height } = (await page.locator('tr.row').first().boundingBox())!;
  expect(height).toBeLessThanOrEqual(40);
});

test('000-9, 003-6, 003-8, 004-14: whoever is not decided on waits in a view, oldest first, and is qualified, nurtured or turned away', async ({ page }) => {
  await at(page, 'leads');
  for (const name of ['First', 'Second', 'Third']) await addLead(page, name);
  await at(page, 'leads');
  await view(page, 'Undecided, oldest first');
  await expect.poll(() => names(page)).toEqual(['First', 'Second', 'Third']);

  for (const [name, way] of [['First', 'Qualified'], ['Second', 'Nurturing'], ['Third', 'Disqualify…']]) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Change status' }).click();
    for (const it of ['Qualified', 'Nurturing', 'Disqualify…']) await expect(page.getByRole('menuitemradio', { name: it, exact: true })).toBeVisible();
    await page.getByRole('menuitemradio', { name: way, exact: true }).click();
    if (way === 'Disqualify…') {
      await page.getByLabel('Reason').selectOption({ index: 1 });
      await page.getByRole('dialog').getByRole('button', { name: 'Disqualify' }).click();
    }
    await expect(status(page)).toHaveText(way === 'Disqualify…' ? 'Disqualified' : way);
    await at(page, 'leads');
  }
  // The list remembers what was asked of it; whoever is nurtured has still to be decided on.
  await expect.poll(() => names(page)).toEqual(['Second']);
});

test('000-10, 003-2, 004-4, 004-5: a lead was never contacted until the first call is logged; then it says when and how, and so do its contact and its deal', async ({ page }) => {
  const identity = page.locator('.identity');
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await addLead(page, 'Bo Lund');
  await expect(identity.getByText('Never contacted')).toBeVisible();
  await log(page, 'Note', 'Found on the web.');
  await expect(identity.getByText('Never contacted')).toBeVisible();
  await at(page, 'leads');
  await view(page, 'Never contacted');
  await expect.poll(() => names(page)).toEqual(['Ana Roy', 'Bo Lund']);

  await page.getByRole('link', { name: 'Bo Lund' }).click();
  await log(page, 'Call', 'Wants lockers.');
  await expect(identity.getByText('Never contacted')).toHaveCount(0);
  await expect(identity).toContainText(/Last contact: .*call/);
  await log(page, 'E-mail', 'Sent the list.');
  await log(page, 'Meeting', 'Saw the site.');
  await expect(identity).toContainText(/Last contact: .*meeting/);
  await at(page, 'leads');
  await expect.poll(() => names(page)).toEqual(['Ana Roy']);
  await view(page, 'All');
  await page.getByRole('link', { name: 'Bo Lund' }).click();

  await page.getByRole('button', { name: /^Convert/ }).click();
  await page.getByRole('dialog').getByLabel('Deal name').fill('Lockers');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lockers');
  await expect(page.getByText(/^Last contact: .*meeting$/)).toBeVisible();
  await at(page, 'contacts');
  expect(await told(page, 'Last contact')).toEqual([expect.stringContaining('Meeting')]);
  // From a search it is one step away.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('bo lund');
  await expect(page.getByRole('option').first()).toContainText('Bo Lund');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Last contact: .*meeting$/)).toBeVisible();
});

test('001-19: leads are seen by interest, priority and source, and the address keeps it', async ({ page }) => {
  await loadSample(page);
  const steps = { 'By interest': ['Interest', ['Hot', 'Warm', 'Cold', '–']], 'By priority': ['Priority', ['Urgent', 'High', 'Normal', 'Low', '–']] } as const;
  for (const [name, [head, order]] of Object.entries(steps)) {
    await view(page, name);
    await expect.poll(() => heads(page)).toContain(head);
    const places = (await told(page, head)).map((it) => order.findIndex((word) => it.startsWith(word)));
    expect(new Set(places).size, name).toBeGreaterThan(1);
    expect(places.filter((it) => it >= 0), name).toEqual(places.filter((it) => it >= 0).toSorted((a, b) => a - b));
  }
  await nothingFoundByAxe(page, 'leads by priority');
  await view(page, 'By source');
  expect(await heads(page), 'the column of the other view is gone').not.toContain('Priority');
  const sources = (await told(page, 'Source')).filter((it) => it.length > 1);
  expect(sources).toEqual(sources.toSorted((a, b) => a.localeCompare(b, 'en')));
  await page.reload();
  await expect(page.getByRole('button', { name: 'View: By source' })).toBeVisible();
  await expect.poll(async () => (await told(page, 'Source')).filter((it) => it.length > 1)).toEqual(sources);
});

test('001-22, 001-24, 002-25: one page has the deals without a next step or a value, and each line leads to what it lacks', async ({ page }) => {
  await addCompany(page, 'Acme');
  await addDeal(page, 'Lockers');
  await at(page, 'pipeline');
  await expect(card(page, 'Lockers')).toContainText('No next step');
  await at(page, 'today');
  await nothingFoundByAxe(page, 'what a deal lacks');
  await part(page, 'No next step').getByRole('button', { name: 'More about Lockers' }).click();
  await page.getByRole('menuitem', { name: 'New task…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New task about Lockers' });
  await dialog.getByLabel('What is to be done?').fill('Send the offer');
  await page.keyboard.press('Control+Enter');
  await expect(part(page, 'No next step')).toHaveCount(0);

  await part(page, 'Without a value').getByRole('button', { name: 'More about Lockers' }).click();
  await page.getByRole('menuitem', { name: 'Enter values in the list' }).click();
  await expect(page.getByRole('button', { name: 'View: Without a value' })).toBeVisible();
  await page.getByRole('link', { name: 'Lockers' }).focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Value' });
  for (let nth = 0; nth < 6 && !(await field.isVisible()); nth += 1) await page.keyboard.press('Tab');
  await field.fill('1200');
  await page.keyboard.press('Enter');
  await expect(page.locator('tr.row')).toHaveCount(0);
  await at(page, 'today');
  await expect(page.getByRole('heading', { name: 'Nothing is waiting for you' })).toBeVisible();
});

test('001-22: whoever may be here twice is on the page of the day, and is taken over, deleted or said to be somebody else there', async ({ page }) => {
  const twins = part(page, 'Possibly the same');
  const act = async (on: string, what: string) => {
    await twins.getByRole('button', { name: `More about ${on}` }).first().click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  await at(page, 'contacts');
  await page.getByRole('button', { name: 'New contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ana Roy');
  await dialog.getByLabel('E-mail', { exact: true }).fill('ana@acme.example');
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana Roy');
  await addLead(page, { name: 'A. Roy', email: 'ANA@acme.example' });
  await addLead(page, { name: 'Bo Lund' });
  await at(page, 'today');
  await expect(twins.getByRole('listitem')).toHaveCount(1);
  await expect(twins.getByRole('listitem')).toContainText('A. Roy Ana Roy: contact, same e-mail');
  await nothingFoundByAxe(page, 'possible duplicates');

  // What both know becomes one contact.
  await act('A. Roy', 'Convert, with Ana Roy…');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await at(page, 'today');
  await expect(twins).toHaveCount(0);
  await at(page, 'contacts');
  expect(await names(page)).toEqual(['Ana Roy']);

  // Two of one name are two, as long as nobody takes that back; of the same one too many is deleted.
  await addLead(page, { name: 'Bo Lund' });
  await expect(part(page, 'Possibly the same').getByRole('link', { name: 'Bo Lund' })).toBeVisible();
  await at(page, 'today');
  await act('Bo Lund', 'Not the same');
  await expect(twins).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(twins.getByRole('listitem')).toHaveCount(1);
  await act('Bo Lund', 'Delete Bo Lund');
  await expect(twins).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await twins.getByRole('link', { name: 'Bo Lund' }).click();
  await part(page, 'Possibly the same').getByRole('button', { name: 'Not the same' }).click();
  await expect(part(page, 'Possibly the same')).toHaveCount(0);
  await at(page, 'today');
  await expect(part(page, 'Never contacted').getByRole('link', { name: 'Bo Lund' })).toHaveCount(2);
  await expect(twins).toHaveCount(0);
});

test('001-24: the reports tell how many leads become deals and how many deals are won, of how many, and each number is its list', async ({ page }) => {
  const half = (name: string) => part(page, name);
  const numbers = (name: string) => half(name).locator('.numbers dd').allTextContents();
  await at(page, 'reports');
  await expect(page.getByRole('heading', { name: 'Nothing to report yet' })).toBeVisible();
  await expect(page.locator('.numbers')).toHaveCount(0);
  for (const name of ['Ana Roy', 'Bo Lund', 'Cy Moe']) await addLead(page, name);
  await page.getByRole('button', { name: /^Convert/ }).click();
  await page.getByRole('dialog').getByLabel('Deal name').fill('Lockers');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lockers');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports');
  await expect.poll(() => numbers('Leads to deals')).toEqual(['3', '1', expect.stringMatching(/^33.%$/)]);
  // An open deal is neither won nor lost.
  expect(await numbers('Deals to won')).toEqual(['0', '0', '–']);
  await at(page, 'pipeline');
  await card(page, 'Lockers').hover();
  await page.getByRole('button', { name: 'Win Lockers' }).click();
  await expect(column(page, 'Won').locator('li.card')).toContainText('Lockers');
  await at(page, 'reports');
  await expect.poll(() => numbers('Deals to won')).toEqual(['1', '0', expect.stringMatching(/^100.%$/)]);
  await nothingFoundByAxe(page, 'the reports');
  const table = half('Leads to deals').getByRole('table', { name: 'Leads to deals by month' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('link', { name: '1', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['Cy Moe']);
  await page.goBack();
  await half('Leads to deals').locator('.numbers').getByRole('link', { name: '3' }).click();
  await expect.poll(async () => (await names(page)).toSorted()).toEqual(['Ana Roy', 'Bo Lund', 'Cy Moe']);
  await page.goBack();
  await half('Deals to won').locator('.numbers').getByRole('link', { name: '1' }).click();
  await expect.poll(() => names(page)).toEqual(['Lockers']);
});

test('000-8, 004-14: a lead has a score that adds up, a column and a view of those that are undecided, best first', async ({ page }) => {
  await at(page, 'leads');
  for (const name of ['Low', 'High']) await addLead(page, name);
  const score = part(page, 'Score');
  await expect(score).toContainText('5 of 100');
  await page.getByRole('button', { name: /^Interest level/ }).click();
  await page.getByRole('menuitemradio', { name: 'Hot' }).click();
  await expect(score).toContainText('35 of 100');
  await expect(score.getByRole('listitem').filter({ hasText: 'Interest level' })).toContainText('30 of 30');
  await log(page, 'Call', 'Wants lockers.');
  await expect(score).toContainText('55 of 100');
  const parts = await score.locator('data').allTextContents();
  expect(parts.map((it) => Number.parseInt(it, 10)).reduce((sum, it) => sum + it, 0)).toBe(55);
  await nothingFoundByAxe(page, 'the score of a lead');
  await at(page, 'leads');
  await view(page, 'Undecided, best score first');
  expect(await names(page)).toEqual(['High', 'Low']);
  expect(await told(page, 'Score')).toEqual(['55', '5']);
  await page.getByRole('columnheader', { name: 'Score' }).getByRole('button').click();
  await expect.poll(() => told(page, 'Score')).toEqual(['5', '55']);
  await nothingFoundByAxe(page, 'leads by score');
});

test('003-7: the settings tell how often each reason was given', async ({ page }) => {
  await addCompany(page, 'Acme');
  for (const name of ['Lockers', 'Keys']) await addDeal(page, name);
  await at(page, 'pipeline');
  for (const name of ['Lockers', 'Keys']) {
    await card(page, name).hover();
    await page.getByRole('button', { name: `Lose ${name}` }).click();
    await page.getByLabel('Reason').selectOption('Budget');
    await page.getByRole('button', { name: 'Mark as lost' }).click();
    await expect(column(page, 'Lost').locator('li.card', { hasText: name })).toBeVisible();
  }
  await at(page, 'settings/reasons');
  const reasons = part(page, 'For losing a deal');
  const row = reasons.getByRole('row').filter({ has: page.getByLabel('Name of Budget') });
  await expect(row.getByRole('cell', { name: '2', exact: true })).toBeVisible();
  await expect(reasons.getByRole('cell', { name: '0', exact: true }).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(row.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  await nothingFoundByAxe(page, 'the reasons');
});

test('003-18: whoever is in an open deal has a badge, and a view shows them', async ({ page }) => {
  await loadSample(page);
  await at(page, 'contacts');
  await view(page, 'In an open deal');
  const counts = (await told(page, 'Open deals')).map(Number);
  expect(counts.length).toBeGreaterThan(0);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  await view(page, 'Not contacted for 90 days');
  expect(await heads(page)).not.toContain('Open deals');

  await addCompany(page, 'Bolt');
  await addCompany(page, 'Acme');
  await expect(page.locator('.identity')).not.toContainText('open deal');
  await addDeal(page, 'Lockers');
  await expect(page.locator('.identity')).toContainText('1 open deal');
  await at(page, 'companies');
  await view(page, 'In an open deal');
  await expect.poll(() => names(page)).toContain('Acme');
  expect(await names(page)).not.toContain('Bolt');
});

test('003-20, 003-24: a deal is won in one click, lost in one and a reason, and settings are changed by mouse alone', async ({ page }) => {
  await addCompany(page, 'Acme');
  for (const name of ['Lockers', 'Keys']) await addDeal(page, name);
  await page.evaluate(() => {
    const count = { clicks: 0, keys: 0 };
    Object.assign(window, { count });
    addEventListener('pointerdown', () => { count.clicks += 1; }, true);
    addEventListener('keydown', () => { count.keys += 1; }, true);
  });
  const spent = () => page.evaluate(() => {
    const { count } = window as unknown as { count: { clicks: number; keys: number } };
    const spent = { ...count };
    Object.assign(count, { clicks: 0, keys: 0 });
    return spent;
  });
  // A page of the same document: what is counted stays.
  const go = async (hash: string) => {
    await page.evaluate((it) => { location.hash = it; }, hash);
    await expect(page).toHaveURL(new RegExp(`${hash}$`));
  };
  await go('#/pipeline');
  await card(page, 'Lockers').hover();
  await spent();
  await page.getByRole('button', { name: 'Win Lockers' }).click();
  await expect(column(page, 'Won').locator('li.card')).toContainText('Lockers');
  expect(await spent()).toEqual({ clicks: 1, keys: 0 });

  await card(page, 'Keys').hover();
  await page.getByRole('button', { name: 'Lose Keys' }).click();
  await page.getByLabel('Reason').selectOption('Budget');
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(column(page, 'Lost').locator('li.card')).toContainText('Keys');
  // Lost, and Mark as lost once the reason is chosen.
  expect(await spent()).toEqual({ clicks: 2, keys: 0 });

  await go('#/settings');
  await page.getByRole('switch', { name: 'Make the deal as soon as a lead is qualified' }).click();
  await page.getByLabel('Usual currency').selectOption('NOK');
  await go('#/settings/reasons');
  await page.getByRole('button', { name: 'Archive Budget' }).click();
  await expect(page.getByLabel('Name of Budget')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Bad timing asks for a note' }).click();
  await settled(page);
  expect((await spent()).keys).toBe(0);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Bad timing asks for a note' })).toBeChecked();
  await expect(page.getByLabel('Name of Budget')).toHaveCount(0);
});

test('004-1, 004-3: one box finds leads, deals, contacts and companies, by a number in any format or by a word', async ({ page }) => {
  await capture(page, 'Phone', '+41 (0)75 512 34 56');
  await addCompany(page, 'Zebra Works');
  await addDeal(page, 'Zebra lockers');
  await at(page, 'contacts');
  await page.getByRole('button', { name: 'New contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Name', { exact: true }).fill('Zoë Zebra');
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zoë Zebra');
  await addLead(page, 'Zebra Zed');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox');
  await box.fill('ZÉBRA');
  for (const name of ['Zebra Works', 'Zebra lockers', 'Zoë Zebra', 'Zebra Zed']) await expect(page.getByRole('option', { name })).toBeVisible();
  await box.fill('0755 12');
  await expect(page.getByRole('option').first()).toContainText('+41 (0)75 512 34 56');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('+41 (0)75 512 34 56');
});

test('a task in the year 9999 is refused beside its day, and nothing typed is lost', async ({ page }) => {
  await at(page, 'today');
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill('Water the plants');
  await dialog.getByLabel('Due').fill('9999-12-31');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('nothing is planned after 2199')).toBeVisible();
  await expect(dialog.getByLabel('Due')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Due')).toBeFocused();
  await expect(dialog.getByLabel('What is to be done?')).toHaveValue('Water the plants');
  const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  await dialog.getByLabel('Due').fill(tomorrow);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('checkbox', { name: 'Done: Water the plants' })).toBeVisible();
});

test('001-22: two who are the same become one, on the page of the day and on their own, and one undo parts them again', async ({ page }) => {
  const twins = part(page, 'Possibly the same');
  const contact = async (name: string, phone: string) => {
    await at(page, 'contacts');
    await page.getByRole('button', { name: 'New contact' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New contact' });
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByLabel('E-mail', { exact: true }).fill('ana@acme.example');
    await dialog.getByLabel('Phone', { exact: true }).fill(phone);
    await dialog.getByRole('button', { name: /^Add/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  };
  await contact('Ana Roy', '+41 44 111 22 33');
  await contact('A. Roy', '+41 44 999 88 77');
  await page.getByRole('textbox', { name: 'Write a note' }).fill('Wants chairs.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Wants chairs.')).toBeVisible();
  await at(page, 'today');
  await expect(twins.getByRole('listitem')).toContainText('A. Roy Ana Roy: contact, same e-mail');
  await twins.getByRole('button', { name: 'More about A. Roy' }).click();
  await page.getByRole('menuitem', { name: 'Merge into Ana Roy' }).click();
  await expect(twins).toHaveCount(0);
  await at(page, 'contacts');
  expect(await names(page)).toEqual(['Ana Roy']);
  await page.getByRole('link', { name: 'Ana Roy' }).click();
  await expect(page.getByText('Wants chairs.')).toBeVisible();
  await expect(page.getByText('+41 44 999 88 77')).toBeVisible();
  await expect(page.getByText('+41 44 111 22 33')).toBeVisible();

  // One undo parts them; then the other one stays.
  await page.keyboard.press('Control+z');
  const same = part(page, 'Possibly the same');
  await same.getByRole('link', { name: 'A. Roy' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A. Roy');
  await nothingFoundByAxe(page, 'two contacts that may be the same');
  await same.getByRole('button', { name: 'Merge into this one' }).click();
  await expect(same).toHaveCount(0);
  await expect(page.getByText('+41 44 111 22 33')).toBeVisible();
  await at(page, 'contacts');
  expect(await names(page)).toEqual(['A. Roy']);
});

test('001-22: companies of one name are on the page of the day, and become one there', async ({ page }) => {
  for (const name of ['Acme', 'Bolt', 'ACME Ltd']) await addCompany(page, name);
  await expect(part(page, 'Possibly the same').getByRole('link', { name: 'Acme', exact: true })).toBeVisible();
  await at(page, 'today');
  const twins = part(page, 'Possibly the same');
  await expect(twins.getByRole('listitem')).toHaveCount(1);
  await expect(twins.getByRole('listitem')).toContainText('ACME Ltd Acme: company, same name');
  await twins.getByRole('button', { name: 'More about ACME Ltd' }).click();
  await page.getByRole('menuitem', { name: 'Merge into Acme' }).click();
  await expect(twins).toHaveCount(0);
  await at(page, 'companies');
  expect((await names(page)).sort()).toEqual(['Acme', 'Bolt']);
});

test('000-3: a field of one’s own is added to a record, called as others have it, found, edited and taken away', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, { name: 'Ana Roy' });
  const add = async (name: string, value: string) => {
    await page.getByRole('button', { name: 'Add a field' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the field').fill(name);
    await dialog.getByLabel('Value').fill(value);
    await page.keyboard.press('Control+Enter');
    return dialog;
  };
  let dialog = await add('', '');
  await expect(dialog.getByText('A field needs a name')).toBeVisible();
  await page.keyboard.press('Escape');
  dialog = await add('Shoe size', '47');
  await expect(dialog).toHaveCount(0);
  const fact = page.getByRole('button', { name: /^Shoe size / });
  await expect(fact).toContainText('47');
  await addLead(page, { name: 'Bo Lund' });
  await page.getByRole('button', { name: 'Add a field' }).click();
  await expect(page.getByRole('dialog').getByText('Others have “Shoe size”.')).toBeVisible();
  await nothingFoundByAxe(page, 'a new field');
  await page.keyboard.press('Escape');
  await add('shoe SIZE', '40');
  await expect(fact).toContainText('40');
  dialog = await add('Shoe size', '41');
  await expect(dialog.getByText('There is a field of that name already.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toHaveCount(0);

  await fact.click();
  // What is taken back before it is written is taken back when it is written.
  const letGo = await heldBack(page);
  await page.getByLabel('Shoe size', { exact: true }).fill('');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Shoe size', { exact: true })).toHaveAttribute('readonly');
  await page.keyboard.press('Control+z');
  await letGo();
  await expect(toast(page)).toContainText('Undone');
  await expect(fact).toContainText('40');
});
