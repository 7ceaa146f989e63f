// Clocks that go wrong, and days that end while somebody looks.
import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { addLead, at, choose, expect, save, settled, started, test } from './app.ts';
import { mortal } from './profile.ts';

/** Puts a clock around the page. Its timers count from a million million, and ours are whole numbers of 32 bits. */
async function clock(page: Page, time: string): Promise<void> {
  await page.clock.install({ time });
  await page.context().addInitScript(() => {
    const { setTimeout: set, clearTimeout: clear } = window;
    const ids: number[] = [0];
    const small = (...all: Parameters<typeof set>) => ids.push(Number(set(...all))) - 1;
    Object.assign(window, { setTimeout: small, clearTimeout: (id: number) => clear(ids[id]) });
  });
}

async function addTask(page: Page, title: string, day: string, time?: string): Promise<void> {
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill(title);
  await dialog.getByLabel('Due').fill(day);
  if (time) await dialog.getByLabel('Time').fill(time);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await settled(page);
}

const jobTitle = (page: Page) => page.getByRole('button', { name: /^Job title / });
async function edit(page: Page, text: string): Promise<void> {
  await jobTitle(page).click();
  await page.getByLabel('Job title', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(jobTitle(page)).toContainText(text);
}

test('F1: where the clock was put back ten years what is written later is later, and no age is below nought', async ({ page }) => {
  await clock(page, '2026-11-23T09:00:00');
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await edit(page, 'Before');
  await page.clock.setSystemTime('2016-11-23T09:00:00');
  await page.reload();
  await started(page);
  await edit(page, 'After');
  const { text } = await save(page);
  await page.reload();
  await expect(jobTitle(page)).toContainText('After');
  expect((await save(page)).text).toBe(text);
  await page.keyboard.press('Control+z');
  await expect(jobTitle(page)).toContainText('Before');
  for (const path of ['leads', 'today', 'reports']) {
    await at(page, path);
    await expect(page.locator('main')).not.toContainText(/[-−]\d+ (day|hour|minute|year|d|h|m)\b/);
  }
});

for (const year of ['2039', '2101', '9999']) {
  test(`F2: in the year ${year} the app works, and one sentence tells what is overdue`, async ({ page }) => {
    await clock(page, '2026-11-23T09:00:00');
    await at(page, 'leads');
    await addLead(page, 'Zoë Here');
    for (const nth of [1, 2, 3]) await addTask(page, `Task ${nth}`, '2026-11-24', '10:00');
    const path = page.url().split('#/')[1];
    await page.goto('about:blank');
    await page.clock.setSystemTime(`${year}-06-01T09:00:00`);
    await at(page, path);
    await edit(page, `In ${year}`);
    expect(await page.locator('.toast').filter({ hasText: /Due now|fell due|tasks are due/ }).count()).toBeLessThan(2);
    await at(page, 'today');
    await expect(page.getByRole('region', { name: 'Overdue' }).getByRole('listitem')).toHaveCount(3);
    await page.reload();
    await at(page, path);
    await expect(jobTitle(page)).toContainText(`In ${year}`);
  });
}

test('F4: a day is the same day at either end of the world', async ({ baseURL }, info) => {
  const { profile, launch } = mortal(info, baseURL);
  let text = '';
  for (const timezoneId of ['Pacific/Kiritimati', 'Pacific/Honolulu', 'Pacific/Kiritimati']) {
    const [context, page] = await launch({ timezoneId });
    if (!text) {
      await at(page, 'data');
      await choose(page, 'deals.csv', 'name,company,value,close date\nLockers,Acme,5,2031-03-01\n');
      await page.getByRole('radio', { name: 'Deals' }).check();
      await page.getByRole('button', { name: 'Import 1 row' }).click();
      await expect(page.locator('.banner', { hasText: '1 imported' })).toBeVisible();
      text = (await save(page)).text;
      expect(text).toContain('"2031-03-01"');
    }
    await at(page, 'pipeline?view=list');
    await expect(page.getByRole('row').filter({ hasText: 'Lockers' })).toContainText(/Mar(ch)? 1, 2031|\b1 Mar(ch)? 2031/);
    expect((await save(page)).text).toBe(text);
    await context.close();
  }
  rmSync(profile, { recursive: true, force: true });
});

test('F5: at midnight at the end of a leap February what was to come is due, and is overdue a day later', async ({ page }) => {
  await clock(page, '2028-02-29T23:50:00');
  await at(page, 'today');
  await addTask(page, 'On the last day', '2028-02-29');
  await addTask(page, 'On the first day', '2028-03-01');
  const due = page.getByRole('region', { name: 'Due today', exact: true });
  const overdue = page.getByRole('region', { name: 'Overdue' });
  await expect(due).toContainText('On the last day');
  await expect(due).not.toContainText('On the first day');
  await page.clock.fastForward('15:00');
  await expect(overdue).toContainText('On the last day');
  await expect(due).toContainText('On the first day');
});

test('F6: a device that slept for three days tells once what fell due meanwhile', async ({ page }) => {
  await clock(page, '2026-11-23T09:00:00');
  await at(page, 'leads');
  for (const day of ['23', '24', '25', '26']) await addTask(page, `On the ${day}th`, `2026-11-${day}`, '08:30');
  await addTask(page, 'Soon', '2026-11-23', '10:00');
  await page.clock.fastForward(72 * 60 * 60 * 1000);
  const told = page.locator('.toast').filter({ hasText: /Due now|fell due|are due/ });
  await expect(told).toHaveCount(1);
  await expect(told).toContainText('4 tasks are due');
});
