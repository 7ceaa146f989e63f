// What the pipeline is worth, what will come in and where deals get stuck: figures, the funnel, the forecast and what was won.
import { at, clock, expect, merge, nothingFoundByAxe, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const uuid = (nth: number) => `0192f0c1-7d2a-7c3e-9a52-${String(nth).padStart(12, '0')}`;
const stage = (nth: number) => `5a7ce100-0000-8000-8000-${String(110 + nth).padStart(12, '0')}`;
const SETTINGS = 'settings:5a7ce100-0000-8000-8000-000000000000';
const [QUALIFIED, NEEDS, PROPOSAL, NEGOTIATION, WON, LOST] = [0, 1, 2, 3, 4, 5].map(stage);

interface Given { name: string; in: string[]; value?: [number, string]; close?: string; made?: string; ended?: ['won' | 'lost', string] }

/** A deal that stood in some stages, one after the other. */
const deal = (it: Given, nth: number) => ({
  id: `deal:${uuid(nth)}`,
  v: 1,
  d: {
    name: it.name,
    created: Date.parse(it.made ?? '2026-11-01T12:00:00Z'),
    rank: `n${String.fromCharCode(97 + nth)}n`,
    stage: it.in.filter((stage) => stage !== WON && stage !== LOST).at(-1) ?? QUALIFIED,
    ...Object.fromEntries(it.in.map((stage, at) => [`stages/${uuid(100 + nth * 10 + at)}`, { stage, at: 1_793_000_000_000 + at }])),
    ...(it.value && { value: { minor: it.value[0], currency: it.value[1] } }),
    ...(it.close && { expected_close: it.close }),
    ...(it.ended && { outcome: { ending: it.ended[0], day: it.ended[1] } }),
  },
});

const BOOK = JSON.stringify({
  satchel: 1,
  records: [
    { id: SETTINGS, v: 1, d: { currency: 'EUR', mode: 'both' } },
    ...([
      { name: 'Late one', in: [QUALIFIED, NEEDS, PROPOSAL, NEGOTIATION], value: [100_000, 'EUR'], close: '2026-11-01' },
      { name: 'Soon', in: [QUALIFIED, PROPOSAL], value: [200_000, 'EUR'], close: '2026-11-20' },
      { name: 'Next year', in: [QUALIFIED], value: [50_050, 'EUR'], close: '2027-01-15' },
      { name: 'Some day', in: [NEEDS], value: [400_000, 'EUR'] },
      { name: 'Far away', in: [QUALIFIED], value: [10_000, 'EUR'], close: '2028-01-01' },
      { name: 'Dollars', in: [QUALIFIED], value: [70_000, 'USD'], close: '2026-11-20' },
      { name: 'Nothing yet', in: [QUALIFIED] },
      { name: 'Won here', in: [QUALIFIED, WON], value: [300_000, 'EUR'], made: '2026-10-26T12:00:00Z', ended: ['won', '2026-11-05'] },
      { name: 'Won there', in: [WON], value: [5_000, 'USD'], made: '2026-08-06T12:00:00Z', ended: ['won', '2026-09-05'] },
      { name: 'Long ago', in: [WON], value: [800_000, 'EUR'], made: '2024-01-01T12:00:00Z', ended: ['won', '2024-04-30'] },
      { name: 'Lost one', in: [NEGOTIATION, LOST], value: [999_900, 'EUR'], close: '2026-11-20', ended: ['lost', '2026-11-03'] },
    ] satisfies Given[]).map(deal),
  ],
});

const figures = (page: Page) => page.getByRole('region', { name: 'Figures' });
const figure = (page: Page, name: string) => page.getByRole('figure', { name });
/** What is written beside each bar. */
const bars = (page: Page, name: string) => figure(page, name).locator('.bars > li').evaluateAll((all) =>
  all.map((it) => ['.bar-name', 'b', 'small'].map((part) => it.querySelector(part)?.textContent ?? '').filter(Boolean).join(' ').replace(/\u202f/g, ' ')));
const told = async (page: Page) => (await figures(page).locator('dd').allTextContents()).map((it) => it.trim().replace(/\u202f/g, ' '));
const names = (page: Page) => page.locator('tr.row th').evaluateAll((all) => all.map((it) => it.querySelector('a')?.textContent ?? ''));

test('001-14, 001-17, 002-33: the reports tell what the pipeline is worth, what will come in, how far deals come and what was won', async ({ page }) => {
  test.setTimeout(240_000);
  await clock(page, '2026-11-10T09:00:00');
  // Nothing is told of nothing.
  await at(page, 'reports');
  await expect(page.getByRole('heading', { name: 'Nothing to report yet' })).toBeVisible();
  await expect(page.locator('.numbers')).toHaveCount(0);
  await nothingFoundByAxe(page, 'reports of nothing');
  await merge(page, BOOK);
  await settled(page);

  await at(page, 'reports');
  await expect(figures(page).locator('dt')).toHaveText(['Open', 'Weighted', 'Won, 12 months', 'Win rate', 'Median time to win']);
  // Euros and dollars are not added, and what was lost is nowhere.
  await expect.poll(() => told(page)).toEqual(['€7,600.50 and 1 more', '€3,720.10 and 1 more', '€3,000 and 1 more', '67 %', '20 days']);
  await figures(page).getByRole('button', { name: 'and 1 more' }).first().click();
  await expect(page.getByRole('dialog', { name: 'and 1 more' }).getByRole('listitem')).toHaveText(['€7,600.50', '$700']);
  await nothingFoundByAxe(page, 'sums of other currencies');
  await page.keyboard.press('Escape');

  // Who is further has been here; who was lost came as far as they came.
  await expect.poll(() => bars(page, 'Funnel')).toEqual([
    'Qualified to Buy 10', 'Needs Agreed 6 60 % go on', 'Proposal Sent 5 83 % go on', 'Negotiation 4 80 % go on', 'Won 2 50 % go on',
  ]);
  await expect(figure(page, 'Funnel').getByRole('link')).toHaveText(['Qualified to Buy', 'Won']);
  await figure(page, 'Funnel').getByRole('link', { name: 'Won' }).click();
  await expect.poll(async () => (await names(page)).toSorted()).toEqual(['Won here', 'Won there']);
  await page.goBack();

  await expect.poll(() => bars(page, 'Forecast by month')).toEqual([
    'Late €800 of €1,000', 'Nov 2026 €1,200 of €2,000, €3,000 won', 'Dec 2026 €0', 'Jan 2027 €100.10 of €500.50',
    'Feb 2027 €0', 'Mar 2027 €0', 'Later €20 of €100', 'No date €1,600 of €4,000',
  ]);
  await expect(figure(page, 'Forecast by month')).toContainText('2 more open deals have another currency or no value.');
  await figure(page, 'Forecast by month').getByText('The same in numbers').click();
  const table = figure(page, 'Forecast by month').getByRole('table', { name: 'Forecast by month' });
  await expect(table.getByRole('row', { name: /^Nov 2026/ }).getByRole('cell')).toHaveText(['€3,000', '€1,200', '€2,000', '1']);
  await expect(table.getByRole('row', { name: /^Late / }).getByRole('cell')).toHaveText(['–', '€800', '€1,000', '1']);
  await expect(page.locator('.gallery')).not.toContainText('9,999');
  await figure(page, 'Forecast by month').getByRole('link', { name: 'Late', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['Late one']);
  await page.goBack();

  await expect.poll(async () => (await bars(page, 'Won by month')).slice(0, 3)).toEqual(['Nov 2026 €3,000 1 deal', 'Oct 2026 €0', 'Sep 2026 €0 1 deal, also $50']);
  await expect(figure(page, 'Won by month').locator('.bars > li')).toHaveCount(12);
  await figure(page, 'Won by month').getByText('The same in numbers').click();
  await expect(figure(page, 'Won by month').getByRole('row', { name: /^Sep 2026/ }).getByRole('cell')).toHaveText(['1', '€0', '$50']);

  await page.getByRole('link', { name: 'All time' }).click();
  await expect.poll(() => told(page)).toEqual(['€7,600.50 and 1 more', '€3,720.10 and 1 more', '€11,000 and 1 more', '75 %', '30 days']);
  await expect(figure(page, 'Won by month').getByRole('row', { name: /^Apr 2024/ }).getByRole('cell')).toHaveText(['1', '€8,000', '']);

  await nothingFoundByAxe(page, 'the reports');
  await page.setViewportSize({ width: 390, height: 844 });
  await nothingFoundByAxe(page, 'the reports on a phone');
  expect(await page.evaluate(() => document.querySelector('.page-body')!.scrollWidth)).toBeLessThanOrEqual(390);

  // Whoever works with leads only is told nothing of deals, and has nothing to count yet.
  await at(page, 'settings');
  await page.getByRole('radio', { name: 'Leads only' }).check();
  await settled(page);
  await at(page, 'reports');
  await expect(page.getByRole('heading', { name: 'Nothing to report yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New deal' })).toHaveCount(0);
  await at(page, 'settings');
  await page.getByRole('radio', { name: 'Deals only' }).check();
  await settled(page);
  await at(page, 'reports');
  await expect(figures(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Leads to deals' })).toHaveCount(0);
});
