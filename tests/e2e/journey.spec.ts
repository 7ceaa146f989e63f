// The main job, from a name to a won deal: by pointer, by keyboard alone, and by clicks alone; and all the way back.
import { addLead, at, card, column, expect, number, settled, started, test } from './app.ts';
import type { Locator, Page } from '@playwright/test';

const lead = { name: 'Marguerite Okafor-Lindqvist', email: 'marguerite@nordlicht.example', interest: 'Parcel lockers, 40 sites' };

/** What a deal is called that nobody has named. */
const unnamed = `${lead.name}: ${lead.interest}`;

/** Where the board says a deal stands. */
const stands = (page: Page, stage: string) => expect(column(page, stage).locator('li.card')).toContainText([lead.interest]);

/** Carries a card by the mouse into a column, as a hand does: there, and a little on. */
async function carry(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(a.x + a.width / 2, a.y + 12);
  await page.mouse.down();
  await page.mouse.move(a.x + a.width / 2 + 12, a.y + 24, { steps: 3 });
  await page.mouse.move(b.x + b.width / 2, b.y + 90, { steps: 8 });
  await expect(to).toHaveAttribute('data-target', '');
  await page.mouse.up();
}

async function logCall(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Call' }).click();
  await page.getByLabel('What was said?').fill('Wants forty lockers before summer.');
  await page.getByRole('button', { name: 'Log call' }).click();
  await expect(page.getByText('Wants forty lockers before summer.')).toBeVisible();
}

async function convert(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Convert ${lead.name}` });
  await dialog.getByLabel('Deal name').fill(lead.interest);
  await dialog.getByLabel('Value').fill('48000');
  await dialog.getByRole('button', { name: 'Convert lead' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lead.interest);
}

/** Presses undo until there is nothing left to undo, and says how often. */
async function undoAll(page: Page): Promise<number> {
  await at(page, 'data');
  const most = 40;
  for (let times = 0; times < most; times += 1) {
    if ((await number(page, 'Records').textContent()) === '0') return times;
    await page.keyboard.press('Control+z');
    await expect(page.locator('.toast').last()).toContainText('Undone', { timeout: 10_000 });
    await settled(page);
  }
  throw new Error(`there is something left after ${most} times undo`);
}

test('J11: a lead becomes a won deal, survives a reload, and all of it can be taken back', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, lead);
  await logCall(page);

  const checklist = page.getByRole('region', { name: 'Qualification' });
  for (const question of await checklist.getByRole('radiogroup').all()) await question.getByText('Yes', { exact: true }).click();
  await expect(checklist).toContainText('3 of 3 yes');
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Qualified', exact: true }).click();
  await expect(page.locator('.identity .state')).toHaveText('Qualified');
  await convert(page);

  await at(page, 'pipeline');
  await stands(page, 'Qualified to Buy');
  await carry(page, card(page, lead.interest), column(page, 'Proposal Sent'));
  await stands(page, 'Proposal Sent');

  await card(page, lead.interest).getByRole('link').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await stands(page, 'Negotiation');
  await expect(card(page, lead.interest).getByRole('link')).toBeFocused();

  await card(page, lead.interest).hover();
  await page.getByRole('button', { name: `Win ${lead.interest}` }).click();
  await stands(page, 'Won');
  await settled(page);

  await page.reload();
  await started(page);
  await stands(page, 'Won');
  await expect(column(page, 'Won').locator('.column-head')).toContainText('48,000');
  await page.getByRole('link', { name: lead.interest }).click();
  await expect(page.getByText('Wants forty lockers before summer.')).toBeVisible();
  await at(page, 'contacts');
  await expect(page.getByRole('link', { name: lead.name })).toBeVisible();

  expect(await undoAll(page)).toBeGreaterThan(8);
  await at(page, 'leads');
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  await at(page, 'pipeline');
  await expect(page.getByRole('heading', { name: 'No deals yet' })).toBeVisible();
  await at(page, 'contacts');
  await expect(page.getByRole('link', { name: lead.name })).toHaveCount(0);
});

/** Presses Tab until something has the focus. Nobody should need to press it often. */
async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  for (let times = 0; times < most; times += 1) {
    if (await target.evaluateAll((all) => all.includes(document.activeElement as Element))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached with ${most} times Tab`);
}

test('J5: the same by keyboard alone', async ({ page }) => {
  await at(page, 'leads');
  const keys = page.keyboard;

  await keys.press('c');
  await expect(page.getByRole('dialog', { name: 'New lead' }).getByLabel('Name', { exact: true })).toBeFocused();
  await keys.type(lead.name);
  await keys.press('Tab');
  await keys.type(lead.email);
  await keys.press('Tab');
  await keys.type(lead.interest);
  await keys.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lead.name);

  await tabTo(page, page.getByRole('tab', { name: 'Note' }), 60);
  await keys.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Call' })).toBeFocused();
  await tabTo(page, page.getByLabel('What was said?'), 4);
  await keys.type('Wants forty lockers before summer.');
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Timeline' }).or(page.getByRole('region', { name: 'Story' })).first()).toContainText('Wants forty lockers');

  for (const nth of [0, 1, 2]) {
    const group = page.getByRole('region', { name: 'Qualification' }).getByRole('radiogroup').nth(nth);
    await tabTo(page, group.getByRole('radio'), 60);
    await keys.press('ArrowRight'); // The choice wraps around from "not known yet" to yes.
    await expect(group.getByRole('radio', { name: 'Yes' })).toBeChecked();
  }
  await tabTo(page, page.getByRole('button', { name: 'Convert', exact: true }), 80);
  await keys.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Convert ${lead.name}` });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByLabel('Value'));
  await keys.type('48000');
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(unnamed);

  await tabTo(page, page.getByRole('navigation').getByRole('link', { name: 'Pipeline' }), 80);
  await keys.press('Enter');
  await stands(page, 'Qualified to Buy');
  const link = card(page, lead.interest).getByRole('link');
  await tabTo(page, link, 60);
  const said = page.locator('[aria-live]');
  await keys.press('Space');
  await expect(said.filter({ hasText: 'lifted' })).toHaveCount(1);
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  await keys.press('Escape');
  await expect(said.filter({ hasText: 'put back' })).toHaveCount(1);
  await stands(page, 'Qualified to Buy');
  await keys.press('Space');
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  await keys.press('Space');
  await expect(said.filter({ hasText: `${unnamed} moved to Proposal Sent, place 1 of 1.` })).toHaveCount(1);
  await stands(page, 'Proposal Sent');
  await expect(link).toBeFocused();
  await keys.press('Alt+ArrowRight');
  await stands(page, 'Negotiation');
  await expect(link).toBeFocused();

  await keys.press('Tab');
  await tabTo(page, page.getByRole('button', { name: `Win ${unnamed}` }), 4);
  await keys.press('Enter');
  await stands(page, 'Won');
  await page.reload();
  await started(page);
  await stands(page, 'Won');
  await undoAll(page);
});

test('J3: its moves by clicks alone, and losing asks why before the card moves', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, lead);
  await page.getByRole('button', { name: 'Convert anyway' }).click();
  await page.getByRole('button', { name: 'Convert lead' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(unnamed);
  await at(page, 'pipeline');

  const move = async (to: string) => {
    await card(page, lead.interest).getByRole('button', { name: `Move ${unnamed} to…` }).click();
    await page.getByRole('menu').getByText(to, { exact: true }).click();
  };
  await move('Negotiation');
  await stands(page, 'Negotiation');
  await move('Needs Agreed');
  await stands(page, 'Needs Agreed');

  await move('Lost…');
  const dialog = page.getByRole('dialog', { name: `Lose ${unnamed}` });
  await stands(page, 'Needs Agreed');
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await stands(page, 'Needs Agreed');
  await dialog.getByLabel('Reason').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await stands(page, 'Lost');
  await page.locator('.toast').last().getByRole('button', { name: 'Undo' }).click();
  await stands(page, 'Needs Agreed');
  await move('Won');
  await stands(page, 'Won');
});

test('touch lifts a card by a long press, and a short one scrolls', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await at(page, 'pipeline');
  await page.keyboard.press('c');
  await page.getByLabel('Name', { exact: true }).fill(lead.name);
  await page.getByLabel('Interest', { exact: true }).fill(lead.interest);
  await page.getByRole('button', { name: 'Add lead' }).click();
  await page.getByRole('button', { name: 'Convert anyway' }).click();
  await page.getByRole('button', { name: 'Convert lead' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lead.interest);
  await at(page, 'pipeline');
  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const box = (await card(page, lead.interest).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 14];

  await touch('touchStart', x, y);
  await expect(page.locator('.drag-ghost, [data-ghost]').or(page.locator('li.card[data-away]')).first()).toBeAttached();
  // The edge of the screen takes the board along, as long as the finger is there.
  const aim = () => page.locator('.column[data-target] h2').textContent();
  await touch('touchMove', 200, y + 20);
  while (await aim() === 'Qualified to Buy') {
    await touch('touchMove', 384, y + 20);
    await touch('touchMove', 200, y + 20);
  }
  await touch('touchEnd');
  await expect(column(page, 'Qualified to Buy').locator('li.card')).toHaveCount(0);

  // After the drag, because a finger that comes down while the board still scrolls goes on scrolling it.
  const moved = (await card(page, lead.interest).boundingBox())!;
  await touch('touchStart', moved.x + 60, moved.y + 14);
  await touch('touchMove', moved.x + 60, moved.y - 26);
  await touch('touchEnd');
  await expect(page.locator('li.card[data-lifted]')).toHaveCount(0);
  await context.close();
});
