// Thousands of everything: every screen is as sound as it is with ten.
import { at, choose, expect, nothingFoundByAxe, test } from './app.ts';

test('axe finds nothing on any screen with thousands of records', async ({ page }) => {
  test.setTimeout(300_000);
  const rows = (count: number, cells: (nth: number) => string) => Array.from({ length: count }, (_, nth) => cells(nth));
  await at(page, 'data');
  for (const [name, kind, lines] of [
    ['people.csv', 'Contacts', ['First name,Last name,Email,Company', ...rows(2_000, (it) => `Ana,Roy ${it},ana${it}@x.example,Acme ${it}`)]],
    ['leads.csv', 'Leads', ['First name,Last name,Email,Lead status', ...rows(2_000, (it) => `Bo,Lee ${it},bo${it}@y.example,New`)]],
  ] as const) {
    await choose(page, name, lines.join('\r\n'));
    await page.getByRole('region', { name: 'Data' }).getByText(kind, { exact: true }).click();
    await page.getByRole('button', { name: 'Import 2,000 rows' }).click({ timeout: 60_000 });
    await expect(page.locator('.banner', { hasText: '2,000 imported' })).toBeVisible({ timeout: 60_000 });
  }
  for (const screen of ['leads', 'contacts', 'companies', 'today', 'pipeline', 'reports', 'data', 'settings']) {
    await at(page, screen);
    await nothingFoundByAxe(page, `${screen}, thousands`);
  }
});
