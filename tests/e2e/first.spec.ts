// The first visit does not wait for its database: its screen stands before that is there, and what is asked of it waits.
import type { Page } from '@playwright/test';
import { addLead, at, expect, settled, started, test } from './app.ts';

/** Holds back the answer to every opening of a database, until it is let go. */
const holdOpenings = (page: Page) => page.addInitScript(() => {
  const held: (() => void)[] = [];
  let isHeld = true;
  Object.assign(window, { letGo: () => { isHeld = false; held.forEach((it) => it()); } });
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener('success', (event) => {
      if (!isHeld) return;
      event.stopImmediatePropagation();
      held.push(() => request.dispatchEvent(new Event('success')));
    });
    return request;
  };
});
const letGo = (page: Page) => page.evaluate(() => { (window as unknown as { letGo: () => void }).letGo(); });

const doors = (page: Page) => page.getByRole('heading', { name: 'Nothing in the satchel yet' });
const opening = (page: Page) => page.getByRole('status').filter({ hasText: 'Opening…' });

test('a first visit stands before there is a database, and what is begun there waits for it', async ({ page }) => {
  await holdOpenings(page);
  await page.goto('./#/leads');
  await started(page);
  await expect(doors(page)).toBeVisible();
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('This is sample data')).toHaveCount(0);
  await letGo(page);
  await expect(page.getByText('This is sample data')).toBeVisible();
  await settled(page);
});

test('a second visit to a database in which nothing was written stands as soon', async ({ page }) => {
  await at(page, 'leads');
  await expect(doors(page)).toBeVisible();
  // It stands before the database is made, which this device then remembers.
  await page.waitForFunction(() => Object.keys(localStorage).some((it) => it.endsWith(':begun')));
  await holdOpenings(page);
  await page.reload();
  await started(page);
  await expect(doors(page)).toBeVisible();
  await letGo(page);
  await addLead(page, 'Ana Roy');
});

test('where the device has forgotten that there is data, no first visit stands over it', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await settled(page);
  await page.evaluate(() => { localStorage.clear(); });
  await holdOpenings(page);
  await page.goto('about:blank');
  await page.goto('./#/leads');
  await started(page);
  await expect(opening(page)).toBeVisible();
  await expect(doors(page)).toHaveCount(0);
  await letGo(page);
  await expect(page.getByRole('link', { name: 'Ana Roy' })).toBeVisible();
});
