// Reminders, by a clock that the test turns: in the app, by the system, once, and what was missed.
import { at, clock, expect, nothingFoundByAxe, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const DAY = '2026-11-23';

/** What the page has shown outside of itself. */
interface Outside { asked: number; shown: { title: string; options: Record<string, unknown>; onclick?: () => void }[]; badges: (number | undefined)[] }
const outside = <T>(page: Page, read: (it: Outside) => T) => page.evaluate(`(${read})(window.outside)`) as Promise<T>;

/** Puts a clock and a listening system around every page of the context, at nine in the morning. */
async function around(page: Page, answer: 'granted' | 'denied' = 'granted'): Promise<void> {
  await clock(page, `${DAY}T09:00:00`);
  await page.context().addInitScript((answer) => {
    const outside = { asked: 0, shown: [] as unknown[], badges: [] as unknown[] };
    // A page without an address has no storage.
    const kept = () => location.protocol === 'about:' ? null : localStorage.getItem('test-permission');
    class Fake {
      static permission = kept() ?? (answer === 'denied' ? 'denied' : 'default');
      static requestPermission() {
        outside.asked += 1;
        localStorage.setItem('test-permission', Fake.permission = answer);
        return Promise.resolve(answer);
      }
      constructor(public title: string, public options: unknown) { outside.shown.push(this); }
      close() {}
    }
    const badge = (count?: number) => { outside.badges.push(count); return Promise.resolve(); };
    Object.assign(window, { outside, Notification: Fake });
    Object.assign(Object.getPrototypeOf(navigator), { setAppBadge: badge, clearAppBadge: () => badge(0) });
  }, answer);
}

async function addTask(page: Page, title: string, time: string, day = DAY): Promise<void> {
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill(title);
  await dialog.getByLabel('Due').fill(day);
  await dialog.getByLabel('Time').fill(time);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await settled(page);
}

const reminder = (page: Page, title: string) => page.locator('.toast').filter({ hasText: `Due now: ${title}` });
const missed = (page: Page) => page.locator('.toast').filter({ hasText: 'fell due while this was closed' });
const notify = (page: Page) => page.getByRole('switch', { name: 'Notify me when a task falls due' });

test('I18: a task rings when it falls due, in the app and by the system without its name, and is put off and done there', async ({ page }) => {
  await around(page);
  await at(page, 'settings/look');
  expect(await outside(page, (it) => it.asked)).toBe(0);
  await nothingFoundByAxe(page, 'reminders in the settings');
  await notify(page).click();
  await expect(notify(page)).toBeChecked();
  expect(await outside(page, (it) => it.asked)).toBe(1);
  await page.reload();
  await expect(notify(page)).toBeChecked();

  await at(page, 'leads');
  await addTask(page, 'Call Ana Roy', '09:30');
  await page.clock.fastForward('29:00');
  await expect(reminder(page, 'Call Ana Roy')).toHaveCount(0);
  await page.clock.fastForward('01:00');
  await expect(reminder(page, 'Call Ana Roy')).toBeVisible();
  expect(await outside(page, (it) => it.shown.map((one) => [one.title, JSON.stringify(one.options)].join()).join())).not.toMatch(/Ana|Call/);
  expect(await outside(page, (it) => it.shown.map((one) => one.title))).toEqual(['A task is due']);
  await nothingFoundByAxe(page, 'a reminder');

  // A minute later it is overdue, which the icon of the app tells.
  await page.clock.fastForward('01:30');
  await expect.poll(() => outside(page, (it) => it.badges.at(-1))).toBe(1);
  await reminder(page, 'Call Ana Roy').getByRole('button', { name: 'In an hour' }).click();
  await expect(reminder(page, 'Call Ana Roy')).toHaveCount(0);
  await expect.poll(() => outside(page, (it) => it.badges.at(-1))).toBe(0);

  await page.clock.fastForward('01:00:30');
  await expect(reminder(page, 'Call Ana Roy')).toBeVisible();
  expect(await outside(page, (it) => it.shown.length)).toBe(2);
  await page.evaluate('window.outside.shown[1].onclick()');
  await expect(page).toHaveURL(/#\/today$/);
  await reminder(page, 'Call Ana Roy').getByRole('button', { name: 'Done' }).click();
  await expect(reminder(page, 'Call Ana Roy')).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: 'Done: Call Ana Roy' })).toHaveCount(0);
});

test('of two tabs one rings, and the other does when it is closed', async ({ page, context }) => {
  await around(page);
  await at(page, 'leads');
  await addTask(page, 'First', '09:30');
  await addTask(page, 'Second', '10:30');
  const other = await context.newPage();
  await at(other, 'leads');
  await page.clock.fastForward('30:30');
  await expect(reminder(other, 'First')).toBeVisible();
  await expect(reminder(page, 'First')).toHaveCount(0);
  await other.close();
  await page.clock.fastForward('01:00:00');
  await expect(reminder(page, 'Second')).toBeVisible();
  await expect(reminder(page, 'First')).toHaveCount(0);
});

test('what fell due while the app was closed is told once, in one sentence', async ({ page }) => {
  await around(page);
  await at(page, 'leads');
  for (const [title, time] of [['One', '10:00'], ['Two', '11:00'], ['Three', '12:00'], ['Later', '23:00']]) await addTask(page, title, time);
  await page.goto('about:blank');
  await page.clock.fastForward('05:00:00');
  await at(page, 'leads');
  await expect(missed(page)).toContainText('3 tasks fell due while this was closed.');
  expect(await outside(page, (it) => it.shown)).toEqual([]);
  await expect.poll(() => outside(page, (it) => it.badges.at(-1))).toBe(3);
  await missed(page).getByRole('button', { name: 'Open Today' }).click();
  await expect(page).toHaveURL(/#\/today$/);
  await expect(page.getByRole('region', { name: 'Overdue' }).getByRole('listitem')).toHaveCount(3);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Overdue' })).toBeVisible();
  await expect(missed(page)).toHaveCount(0);
});

test('where notifications were forbidden the switch says how to allow them', async ({ page }) => {
  await around(page, 'denied');
  await at(page, 'settings/look');
  await notify(page).click();
  await expect(page.getByText('The browser was told not to show notifications')).toBeVisible();
  await expect(notify(page)).not.toBeChecked();
  expect(await outside(page, (it) => it.asked)).toBe(0);
});

test.describe('where the clock is put forward', () => {
  test.use({ timezoneId: 'Europe/Berlin' });
  test('F3: a time that it leaves out rings at the first minute after it, and says so', async ({ page }) => {
    await clock(page, '2027-03-28T00:45:00Z');
    await at(page, 'leads');
    await addTask(page, 'Between the hours', '02:30', '2027-03-28');
    await page.clock.fastForward('14:00');
    await expect(reminder(page, 'Between the hours')).toHaveCount(0);
    await page.clock.fastForward('01:30');
    await expect(reminder(page, 'Between the hours')).toContainText('left its time out');
  });
});
