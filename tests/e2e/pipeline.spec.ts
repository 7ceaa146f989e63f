// Deals: made, moved and found on the board, worked on their page, lost with a reason and taken up again.
import { at, card, column, expect, nothingFoundByAxe, settled, started, test, toast } from './app.ts';
import type { Locator, Page } from '@playwright/test';

interface Deal { name: string; value?: string; close?: string; stage?: string; person?: boolean }

/** Makes a deal with someone new, by the dialog of the board. */
async function addDeal(page: Page, { name, value, close, stage, person }: Deal): Promise<void> {
  await page.getByRole('button', { name: 'New deal' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New deal' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('combobox', { name: 'Contact or company' }).fill(`${name} & Co`);
  if (person) {
    await page.keyboard.press('Tab');
    await dialog.getByText('Person', { exact: true }).click();
  }
  if (value) await dialog.getByLabel('Value').fill(value);
  if (close) await dialog.getByLabel('Expected close').fill(close);
  if (stage) await dialog.getByLabel('Stage').selectOption(stage);
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(dialog).toBeHidden();
}

/** Makes deals, the first one on top of the others. */
async function addDeals(page: Page, ...deals: Deal[]): Promise<void> {
  await at(page, 'pipeline');
  for (const deal of deals.toReversed()) {
    await addDeal(page, deal);
    await expect(card(page, deal.name)).toBeVisible();
  }
}

/** The board as it is read: "Negotiation: a, b | Won: c". Empty columns are left out. */
const board = (page: Page) => page.locator('.column').evaluateAll((columns) => columns.map((column) => {
  const names = [...column.querySelectorAll('.card-title')].map((it) => it.textContent?.trim());
  return names.length ? `${column.querySelector('h2')?.textContent?.trim()}: ${names.join(', ')}` : '';
}).filter(Boolean).join(' | '));

const stands = (page: Page, text: string) => expect.poll(() => board(page)).toBe(text);
const link = (page: Page, deal: string) => card(page, deal).locator('.card-title').getByRole('link');
const said = (page: Page, text: string) => expect(page.locator('[data-spoken=polite]').first()).toContainText(text);

/** Carries a card by the mouse to a place on the screen. */
async function carry(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const { x, y } = (await from.boundingBox())!;
  await page.mouse.move(x + 40, y + 12);
  await page.mouse.down();
  await page.mouse.move(x + 48, y + 24, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
}

async function middle(it: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await it.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

const menu = async (page: Page, deal: string, item: string) => {
  await card(page, deal).getByRole('button', { name: `Move ${deal} to…` }).click();
  await page.getByRole('menu').getByText(item, { exact: true }).click();
};

test('a card is dropped between two others by pointer, and stands there after a reload', async ({ page }) => {
  await addDeals(page, { name: 'Acme' }, { name: 'Bolt', stage: 'Negotiation' }, { name: 'Corvid', stage: 'Negotiation' });
  await stands(page, 'Qualified to Buy: Acme | Negotiation: Bolt, Corvid');
  const target = await middle(card(page, 'Corvid'));
  await carry(page, card(page, 'Acme'), { x: target.x, y: target.y - 30 });
  await expect(column(page, 'Negotiation')).toHaveAttribute('data-target', '');
  await page.mouse.up();
  await stands(page, 'Negotiation: Bolt, Acme, Corvid');
  await said(page, 'Acme moved to Negotiation, place 2 of 3.');
  await settled(page);
  await page.reload();
  await stands(page, 'Negotiation: Bolt, Acme, Corvid');

  // Escape puts back what is carried, and a click that moves nothing opens the deal.
  await carry(page, card(page, 'Acme'), await middle(column(page, 'Won')));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await stands(page, 'Negotiation: Bolt, Acme, Corvid');
  await link(page, 'Acme').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Acme');
});

test('a card is carried by keys from place to place, and keeps the focus', async ({ page }) => {
  await addDeals(page, { name: 'Acme' }, { name: 'Bolt' }, { name: 'Corvid' });
  await link(page, 'Acme').focus();
  await page.keyboard.press('ArrowDown');
  await expect(link(page, 'Bolt')).toBeFocused();
  await page.keyboard.press('Space');
  await said(page, 'Bolt lifted. Qualified to Buy, place 2 of 3.');
  await page.keyboard.press('ArrowDown');
  await said(page, 'Qualified to Buy, place 3 of 3.');
  await page.keyboard.press('Escape');
  await said(page, 'Bolt put back. Qualified to Buy, place 2 of 3.');
  await stands(page, 'Qualified to Buy: Acme, Bolt, Corvid');
  await page.keyboard.press('Alt+ArrowUp');
  await stands(page, 'Qualified to Buy: Bolt, Acme, Corvid');
  await expect(link(page, 'Bolt')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await stands(page, 'Qualified to Buy: Acme, Corvid, Bolt');
  await said(page, 'Bolt moved to Qualified to Buy, place 3 of 3.');
  await expect(link(page, 'Bolt')).toBeFocused();
  await page.keyboard.press('Control+z');
  await stands(page, 'Qualified to Buy: Bolt, Acme, Corvid');
});

test('a card dropped on Lost stays where it was until a reason is given', async ({ page }) => {
  await addDeals(page, { name: 'Acme', value: '100' }, { name: 'Bolt' });
  await carry(page, card(page, 'Acme'), await middle(column(page, 'Lost')));
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Lose Acme' });
  await expect(dialog).toBeVisible();
  await stands(page, 'Qualified to Buy: Acme, Bolt');

  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await expect(dialog).toContainText('Choose a reason.');
  await dialog.getByLabel('Reason').selectOption('Other');
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(dialog.getByLabel('What happened')).toBeFocused();
  await expect(dialog).toContainText('needs a word of explanation');
  await dialog.getByLabel('What happened').fill('They built it themselves.');
  await page.keyboard.press('Escape');
  await stands(page, 'Qualified to Buy: Acme, Bolt');
  await expect(link(page, 'Acme')).toBeFocused();

  // What was said is still there.
  await card(page, 'Acme').hover();
  await page.getByRole('button', { name: 'Lose Acme' }).click();
  await expect(dialog.getByLabel('What happened')).toHaveValue('They built it themselves.');
  await dialog.getByLabel('Lost to (competitor)').fill('Nobody');
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await stands(page, 'Qualified to Buy: Bolt | Lost: Acme');
  await expect(link(page, 'Acme')).toBeFocused();
  await expect(card(page, 'Acme')).toContainText('Other');

  await link(page, 'Acme').click();
  await expect(page.getByText('They built it themselves.')).toBeVisible();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('button', { name: 'Won', exact: true })).toBeVisible();
  await at(page, 'pipeline');
  await stands(page, 'Qualified to Buy: Acme, Bolt');
});

test('a card that comes to its end, or back from it, is drawn as the others are that stand there', async ({ page }) => {
  await addDeals(page, { name: 'Acme', value: '100' }, { name: 'Bolt' });
  const open = await card(page, 'Acme').locator('.card-line').count();
  await carry(page, card(page, 'Acme'), await middle(column(page, 'Won')));
  await page.mouse.up();
  await stands(page, 'Qualified to Buy: Bolt | Won: Acme');
  await expect(card(page, 'Acme').locator('.card-line')).toHaveCount(0);
  await expect(card(page, 'Acme').getByRole('button', { name: /^(Win|Lose) / })).toHaveCount(0);
  await carry(page, card(page, 'Acme'), await middle(column(page, 'Proposal Sent')));
  await page.mouse.up();
  await stands(page, 'Qualified to Buy: Bolt | Proposal Sent: Acme');
  await expect(card(page, 'Acme')).toContainText('Acme & Co');
  await expect(card(page, 'Acme').locator('.card-line')).toHaveCount(open);
  await card(page, 'Acme').hover();
  await expect(page.getByRole('button', { name: 'Win Acme' })).toBeVisible();
});

test('a long name leaves every action of its page in reach', async ({ page }) => {
  const name = 'Rahmenvertrag Instandhaltung und Erweiterung der Förderanlagen der Donaudampfschifffahrtsgesellschaft in Passau und Linz inklusive Schulung 2027 bis 2029';
  await addDeals(page, { name });
  await link(page, name).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  for (const width of [1280, 1024, 820, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const head = page.locator('.page-bar');
    const { x, width: room } = (await head.boundingBox())!;
    for (const action of [head.getByRole('button', { name: 'Lost', exact: true }), head.getByRole('button').last()]) {
      const box = (await action.boundingBox())!;
      expect(box.x + box.width, `at ${width}`).toBeLessThanOrEqual(x + room);
    }
    expect((await head.getByRole('heading').boundingBox())!.width, `at ${width}`).toBeGreaterThan(80);
  }
});

test('a deal is won in one click, goes to the top and back by menu, and every step is one undo', async ({ page }) => {
  await addDeals(page, { name: 'Acme' }, { name: 'Bolt' });
  await menu(page, 'Bolt', 'To the top');
  await stands(page, 'Qualified to Buy: Bolt, Acme');
  await card(page, 'Bolt').hover();
  await page.getByRole('button', { name: 'Win Bolt' }).click();
  await stands(page, 'Qualified to Buy: Acme | Won: Bolt');
  await expect(link(page, 'Bolt')).toBeFocused();
  await card(page, 'Bolt').hover();
  await menu(page, 'Bolt', 'Proposal Sent');
  await stands(page, 'Qualified to Buy: Acme | Proposal Sent: Bolt');
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await stands(page, 'Qualified to Buy: Acme | Won: Bolt');
  await settled(page);
  await page.reload();
  await stands(page, 'Qualified to Buy: Acme | Won: Bolt');
  await page.keyboard.press('Control+z');
  await stands(page, 'Qualified to Buy: Bolt, Acme');
});

test('a column head sums every currency for itself, and weighs by probability', async ({ page }) => {
  await addDeals(page, { name: 'Acme', value: 'EUR 1,000' }, { name: 'Bolt', value: 'EUR 500.50' }, { name: 'Corvid', value: 'JPY 7000' },
    { name: 'Dune', value: 'NOK 10' }, { name: 'Eon' });
  const head = column(page, 'Qualified to Buy').locator('.column-head');
  await expect(head.locator('small').first()).toHaveText('5 deals');
  const lines = () => head.locator('dl > *').allTextContents().then((all) => all.map((it) => it.trim()).filter(Boolean));
  await expect.poll(lines).toEqual(['€1,500.50', '€300.10 weighted', '¥7,000', 'weighted ¥1,400', 'and 1 more']);
  await head.getByRole('button', { name: 'and 1 more' }).click();
  await expect(page.getByRole('dialog', { name: 'and 1 more' })).toContainText('NOK 10');
});

test('a new deal needs a name and someone; what is wrong is said beside the field, and nothing typed is lost', async ({ page }) => {
  await at(page, 'pipeline');
  await expect(page.getByRole('heading', { name: 'No deals yet' })).toBeVisible();
  await page.getByRole('button', { name: 'New deal' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New deal' });
  const who = dialog.getByRole('combobox', { name: 'Contact or company' });
  await dialog.getByLabel('Value').fill('abc');
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(dialog).toContainText('"abc" is no amount: write 1200 or EUR 1200.');
  await dialog.getByLabel('Value').fill('12x');
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(dialog).toContainText('Give the deal a name.');
  await expect(dialog).toContainText('Choose who the deal is with, or type a new name.');
  await expect(dialog.getByLabel('Value')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Name', { exact: true }).fill('Acme');
  await dialog.getByLabel('Value').fill('12');
  await page.keyboard.press('Escape');
  await page.reload();
  await started(page);
  await page.getByRole('button', { name: 'New deal' }).first().click();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Acme');

  await who.fill('Ada Lovelace');
  await page.keyboard.press('Tab');
  await dialog.getByText('Person', { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await stands(page, 'Qualified to Buy: Acme');
  await expect(card(page, 'Acme')).toContainText('Ada Lovelace');

  // From the head of a stage, with somebody who is there.
  await column(page, 'Negotiation').hover();
  await page.getByRole('button', { name: 'Add a deal to Negotiation' }).click();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('');
  await dialog.getByLabel('Name', { exact: true }).fill('Bolt');
  await who.fill('lovel');
  await page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await stands(page, 'Qualified to Buy: Acme | Negotiation: Bolt');
  await at(page, 'contacts');
  await expect(page.locator('tr.row')).toHaveCount(1);
});

const fact = (page: Page, label: string) => page.getByRole('button', { name: new RegExp(`^${label} `) });

async function write(page: Page, label: string, text: string): Promise<void> {
  await fact(page, label).click();
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(fact(page, label)).toBeVisible();
}

test('the page of a deal is edited in place, and its path moves it', async ({ page }) => {
  await addDeals(page, { name: 'Acme', value: 'EUR 1000' });
  await link(page, 'Acme').click();
  await expect(page.getByText('€200 weighted at 20')).toBeVisible();
  await write(page, 'Value', 'EUR 3000');
  await write(page, 'Probability', '50');
  await expect(page.getByText('€1,500 weighted at 50')).toBeVisible();
  await write(page, 'Requirements', 'Two lines\nof needs');
  await write(page, 'Next step', 'Send an offer');
  await write(page, 'Name', 'Acme, phase 2');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Acme, phase 2');
  await fact(page, 'Kind').click();
  await page.getByRole('menuitemradio', { name: 'Upsell' }).click();
  await expect(fact(page, 'Kind')).toContainText('Upsell');

  const path = page.getByRole('navigation', { name: 'Stage' });
  await path.getByRole('button', { name: 'Negotiation' }).click();
  await expect(path.getByRole('button', { name: 'Negotiation' })).toHaveAttribute('aria-current', 'step');
  await expect(path.getByRole('button', { name: 'Negotiation' })).toBeFocused();
  await said(page, 'Acme, phase 2 moved to Negotiation, place 1 of 1.');
  await expect(page.getByRole('table', { name: 'Time in each stage' }).getByRole('row')).toHaveCount(3);

  await page.getByRole('button', { name: 'Won', exact: true }).click();
  await expect(page.getByText('Won today')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeFocused();
  await settled(page);
  await page.reload();
  await started(page);
  await expect(page.getByText('Won today')).toBeVisible();
  await expect(page.getByText('of needs')).toBeVisible();
});

test('people and companies are added to a deal, given a part, and taken out; somebody always stays', async ({ page }) => {
  await addDeals(page, { name: 'Acme' });
  await link(page, 'Acme').click();
  const people = page.getByRole('region', { name: 'People' });
  await people.getByRole('button', { name: 'Add person' }).click();
  await expect(page.getByRole('combobox', { name: 'Add person' })).toBeFocused();
  await page.keyboard.type('Ada Lovelace');
  await page.getByRole('option', { name: 'Add “Ada Lovelace”' }).click();
  await expect(people.getByRole('link', { name: 'Ada Lovelace' })).toBeVisible();
  await people.getByRole('listitem').getByRole('button').click();
  await page.getByRole('menuitemradio', { name: 'Champion' }).click();
  await expect(people.getByRole('listitem')).toContainText('Champion');
  await people.getByRole('listitem').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Remove from the deal' }).click();
  await expect(people.getByRole('listitem')).toHaveCount(0);

  const companies = page.getByRole('region', { name: 'Companies' });
  await companies.getByRole('listitem').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Remove from the deal' }).click();
  await expect(toast(page)).toContainText('A deal needs a lead, a contact or a company.');
  await expect(companies.getByRole('listitem')).toHaveCount(1);
});

test('a deal that was deleted is off the board, its page says so, and it comes back', async ({ page }) => {
  await addDeals(page, { name: 'Acme' }, { name: 'Bolt' });
  await link(page, 'Acme').click();
  const address = page.url();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete deal' }).click();
  await stands(page, 'Qualified to Buy: Bolt');
  await expect(toast(page)).toContainText('Acme put in the trash.');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This deal is in the trash' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore the deal' }).click();
  await expect(page.getByRole('button', { name: 'Won', exact: true })).toBeVisible();
  await at(page, 'deals/0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11');
  await expect(page.getByRole('heading', { level: 2, name: 'This deal is not here' })).toBeVisible();
});

test('the list finds and sorts deals, and its address says how', async ({ page }) => {
  await addDeals(page, { name: 'Acme', value: 'EUR 10' }, { name: 'Bolt', value: 'EUR 300', stage: 'Negotiation' }, { name: 'Corvid', value: 'EUR 20' });
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page.getByRole('button', { name: 'List', exact: true })).toBeFocused();
  const names = () => page.locator('tr.row th').evaluateAll((all) => all.map((it) => it.querySelector('a')?.textContent));
  await expect.poll(names).toEqual(['Acme', 'Corvid', 'Bolt']);
  await page.getByRole('columnheader', { name: 'Value' }).getByRole('button').click();
  await expect.poll(names).toEqual(['Bolt', 'Corvid', 'Acme']);
  await page.getByRole('searchbox').fill('bolt o');
  await expect.poll(names).toEqual(['Bolt']);
  await expect(page).toHaveURL(/view=list/);
  await page.reload();
  await started(page);
  await expect.poll(names).toEqual(['Bolt']);
  await page.getByRole('button', { name: 'Board' }).click();
  await stands(page, 'Negotiation: Bolt');
  await page.getByRole('searchbox').fill('');
  await stands(page, 'Qualified to Buy: Acme, Corvid | Negotiation: Bolt');
});

test('axe finds nothing on the board, the list, a deal, nor in what they open', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'pipeline');
  await nothingFoundByAxe(page, 'the empty board');
  await addDeals(page, { name: 'Acme', value: 'EUR 1000', close: '2026-01-05' }, { name: 'Bolt' }, { name: 'Corvid', person: true });
  await menu(page, 'Bolt', 'Won');
  await nothingFoundByAxe(page, 'the board');
  await link(page, 'Acme').focus();
  await page.keyboard.press('Space');
  await nothingFoundByAxe(page, 'the board with a lifted card');
  await page.keyboard.press('Escape');
  await card(page, 'Acme').getByRole('button', { name: /^Move/ }).click();
  await nothingFoundByAxe(page, 'the menu of a card');
  await page.getByRole('menuitem', { name: 'Lost…' }).click();
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByText('Choose a reason.')).toBeVisible();
  await nothingFoundByAxe(page, 'why a deal is lost');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New deal' }).first().click();
  await page.getByRole('button', { name: 'Add deal' }).click();
  await nothingFoundByAxe(page, 'a new deal');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await nothingFoundByAxe(page, 'the list');
  await page.getByRole('link', { name: 'Acme', exact: true }).click();
  await nothingFoundByAxe(page, 'a deal');
  await page.getByRole('button', { name: 'Won', exact: true }).click();
  await expect(page.getByText('Won today')).toBeVisible();
  await nothingFoundByAxe(page, 'a won deal');
});

test('the board shows what is found, sums it, and moves it in front of what is seen', async ({ page }) => {
  await addDeals(page, { name: 'Acme pumps', value: '100' }, { name: 'Bolt', value: '20' }, { name: 'Acme valves', value: '3' });
  const field = page.getByRole('searchbox', { name: 'Find deals' });
  await field.fill('acme');
  await stands(page, 'Qualified to Buy: Acme pumps, Acme valves');
  await expect(page.locator('.page-bar h1')).toContainText('2 of 3');
  await expect(column(page, 'Qualified to Buy')).toContainText('$103');
  await page.keyboard.press('Enter');
  await expect(link(page, 'Acme pumps')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await settled(page);
  await stands(page, 'Qualified to Buy: Acme valves, Acme pumps');
  // A reload and the list show the same.
  await page.reload();
  await stands(page, 'Qualified to Buy: Acme valves, Acme pumps');
  await page.getByRole('button', { name: 'List' }).click();
  await expect(page.locator('tr.row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Board' }).click();
  await field.fill('');
  await expect(card(page, 'Bolt')).toBeVisible();
  await expect(page.locator('.page-bar h1')).not.toContainText('of');

  const menus = page.getByRole('group', { name: 'Filters' });
  await expect(menus).toBeHidden();
  await page.getByRole('button', { name: 'Filters' }).click();
  await menus.getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Nobody' }).click();
  await stands(page, '');
  await nothingFoundByAxe(page, 'a board that is filtered');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(menus).toBeHidden();
  await expect(card(page, 'Bolt')).toBeVisible();
});
