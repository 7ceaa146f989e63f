// Two people, two browsers, one business: files go to and fro, and both end with the same.
import { addLead, at, column, downloaded, elsewhere, expect, loadSample, merge, number, save, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

/** Makes a deal from nothing but a name and a company, and leaves its page open. */
async function addDeal(page: Page, name: string, company: string): Promise<void> {
  await at(page, 'pipeline');
  await page.getByRole('button', { name: 'New deal' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New deal' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('combobox', { name: 'Contact or company' }).fill(company);
  await dialog.getByRole('button', { name: 'Add deal' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(name).first()).toBeVisible();
  await settled(page);
}

async function openDeal(page: Page, name: string): Promise<void> {
  await at(page, 'pipeline');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** Edits a fact of the record that is open. */
async function edit(page: Page, fact: string, value: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${fact} `) }).click();
  await page.getByLabel(fact, { exact: true }).fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^${fact} `) })).toContainText(value);
  await settled(page);
}

test('E1: what is saved, wiped and taken in again is the same to the byte', async ({ page, browser }) => {
  await loadSample(page);
  await addLead(page, 'Zoë “O’Neil” <b>\u202Eevil');
  const before = await save(page);
  const again = await elsewhere(browser);
  await merge(again, before.text);
  const after = await downloaded(again, () => again.keyboard.press('Shift+E'));
  expect(after.text).toBe(before.text);
});

test('two who began apart have the same after files went both ways, and both edits of one deal stand', async ({ page, browser }) => {
  const ana = page;
  const bo = await elsewhere(browser);
  for (const [who, name] of [[ana, 'Ana'], [bo, 'Bo']] as const) {
    await at(who, 'leads');
    await addLead(who, `${name}’s lead`);
    await addDeal(who, `${name}’s deal`, `${name} Ltd`);
  }

  await merge(bo, (await save(ana)).text);
  await merge(ana, (await save(bo)).text);
  const both = await save(ana);
  expect((await save(bo)).text).toBe(both.text);

  // One default pipeline, and each default once.
  const records: { kind: string; name?: string }[] = both.text.trim().split('\n').flatMap((line) => {
    try { return [JSON.parse(line.replace(/,$/, ''))]; } catch { return []; }
  });
  expect(records.length).toBeGreaterThan(4);
  await at(ana, 'pipeline');
  expect(await ana.locator('section.column h2').allTextContents())
    .toEqual(['Qualified to Buy', 'Needs Agreed', 'Proposal Sent', 'Negotiation', 'Won', 'Lost']);
  await expect(column(ana, 'Qualified to Buy').locator('li.card')).toHaveCount(2);
  await at(ana, 'settings/sources');
  const sources = await ana.locator('tbody th input').evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
  expect(sources).toEqual([...new Set(sources)]);

  // Then both edit different fields of the same deal.
  await openDeal(ana, 'Ana’s deal');
  await edit(ana, 'Next step', 'Send the offer');
  await openDeal(bo, 'Ana’s deal');
  await edit(bo, 'Requirements', 'Forty lockers, grey');
  await merge(ana, (await save(bo)).text);
  await merge(bo, (await save(ana)).text);
  expect((await save(bo)).text).toBe((await save(ana)).text);
  for (const who of [ana, bo]) {
    await openDeal(who, 'Ana’s deal');
    await expect(who.getByRole('button', { name: /^Next step / })).toContainText('Send the offer');
    await expect(who.getByRole('button', { name: /^Requirements / })).toContainText('Forty lockers, grey');
  }
  await at(ana, 'data');
  await expect(number(ana, 'Records')).not.toHaveText('0');
});
