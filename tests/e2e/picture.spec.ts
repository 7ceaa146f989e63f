// The picture of the last screen: what is seen until the app stands.
import { test as base, type Locator, type Page } from '@playwright/test';
import { at, expect, loadSample, started, watch } from './app';

/** As everywhere, but with the picture. */
const test = base.extend<{ watched: void }>({
  watched: [async ({ page }, use) => {
    const { complaints } = await watch(page);
    await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'); }); // It would answer before a test can.
    await use();
    expect(complaints).toEqual([]);
  }, { auto: true }],
});

const picture = (page: Page): Locator => page.locator('.picture');
const main = (page: Page): Locator => page.locator('#main');
/** Nothing is kept any more, as if the browser was killed. */
const killed = (page: Page) => page.evaluate(() => { Storage.prototype.setItem = () => {}; });

/** Holds the app back until it is let go, so that there is time to look. */
async function hold(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((done) => { release = done; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  return release;
}

test.beforeEach(async ({ page }) => {
  await loadSample(page);
  await at(page, 'pipeline');
  await expect(main(page).locator('li.card').first()).toBeVisible();
});

test('The board that was seen last stands there before the app does, and goes when it stands', async ({ page }) => {
  const seen = async (of: Locator) => (await of.locator('li.card').evaluateAll((cards) => cards
    .filter((it) => it.getBoundingClientRect().top < innerHeight).map((it) => `${it.textContent} ${JSON.stringify(it.getBoundingClientRect())}`)));
  const before = await seen(main(page));
  expect(before.length).toBeGreaterThan(8);
  const due = page.locator('body > .shell .rail a[href="#/today"] output');
  await expect(due).toHaveText(/^\d+$/);
  const count = await due.textContent();
  const release = await hold(page);
  await page.reload({ waitUntil: 'commit' });
  await expect(picture(page)).toBeVisible();
  expect(await seen(picture(page))).toEqual(before);
  await expect(picture(page).getByText('Opening…')).toBeVisible();
  release();
  await expect(picture(page)).toHaveCount(0);
  expect(await due.textContent()).toBe(count); // Not later than the rest.
  await started(page);
  expect(await seen(main(page))).toEqual(before);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the board stands there too, on its first column', async ({ page }) => {
    await page.reload();
    await expect(main(page).locator('li.card').first()).toBeVisible();
    const release = await hold(page);
    await page.reload({ waitUntil: 'commit' });
    await expect(picture(page).locator('li.card').first()).toBeVisible();
    release();
    await expect(picture(page)).toHaveCount(0);
  });
});

test('A link of the picture leads to its record, and nothing else of it can be pressed', async ({ page }) => {
  const release = await hold(page);
  await page.reload({ waitUntil: 'commit' });
  await expect(picture(page)).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await picture(page).evaluate((it) => it.contains(document.activeElement))).toBe(false);
  await expect(picture(page).getByText('New deal').click({ timeout: 500 })).rejects.toThrow('intercepts pointer events');
  const link = picture(page).locator('.card-title a').first();
  const title = (await link.textContent())!;
  await link.click();
  release();
  await expect(main(page).getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});

test('A picture that is no longer true is not shown', async ({ page, context }) => {
  await page.addInitScript(() => {
    const look = () => { if (document.querySelector('.picture')) Object.assign(window, { wasShown: true }); };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  const isShown = async () => {
    await page.reload();
    await expect(main(page).locator('li.card').first()).toBeVisible();
    return page.evaluate(() => 'wasShown' in window);
  };
  expect(await isShown()).toBe(true);
  // Another size.
  await page.setViewportSize({ width: 900, height: 700 });
  await killed(page);
  expect(await isShown()).toBe(false);
  // Another tab has written, and this one was killed.
  await killed(page);
  const other = await context.newPage();
  await at(other, 'pipeline');
  const card = other.locator('#main li.card').first();
  await card.locator('.card-title a').focus();
  await other.keyboard.press('Alt+ArrowRight');
  await expect(other.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await isShown()).toBe(false);
  await other.close();
  // A board that was scrolled is shown from its beginning.
  await page.setViewportSize({ width: 900, height: 400 });
  await main(page).locator('.column-list').first().evaluate((it) => { it.scrollTop = 50; });
  await expect.poll(() => main(page).locator('.column-list').first().evaluate((it) => it.scrollTop)).toBe(50);
  expect(await isShown()).toBe(false);
});

test('What is typed is not in the picture, but for what a list looks for', async ({ page }) => {
  const told = () => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(':picture'))?.[1] ?? '');
  await main(page).locator('.card-title a').first().click();
  await page.getByRole('textbox', { name: 'Write a note' }).fill('Only between us.');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Write a note' })).toHaveValue('Only between us.');
  await expect.poll(async () => (await told()).includes('page-head')).toBe(true);
  expect((await told()).includes('Only between us.')).toBe(false);
  await at(page, 'leads?q=Ana');
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Find leads' })).toHaveValue('Ana');
  await expect.poll(async () => (await told()).includes('"value":"Ana"')).toBe(true);
});

test('A link of the picture that is pressed while the app comes leads all the same', async ({ page }) => {
  const release = await hold(page);
  await page.reload({ waitUntil: 'commit' });
  await picture(page).getByRole('link', { name: 'Leads', exact: true, includeHidden: true }).hover();
  await page.mouse.down();
  release();
  await started(page);
  await expect(main(page).locator('li.card').first()).toBeVisible();
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); })); // It would go by then.
  await page.mouse.up();
  await expect(main(page).getByRole('heading', { level: 1, name: 'Leads' })).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});
