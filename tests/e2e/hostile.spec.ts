// Whatever somebody calls themselves is shown as they wrote it, and is never anything but text.
import { addLead, at, choose, expect, inCorpus, nothingFoundByAxe, test } from './app.ts';
import type { Page } from '@playwright/test';

/** The lines of a list, without its comments. */
const lines = (file: Buffer) => file.toString('utf8').split('\n').map((it) => it.replace(/\r$/, ''))
  .filter((it) => trimmed(it) && !it.startsWith('#'));

/** Without the blanks at the ends: all that Unicode calls white space, and nothing else. */
const blank = '[\\t-\\r \\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const trimmed = (it: string) => it.replace(new RegExp(`^${blank}|${blank}$`, 'g'), '');

/** The names of all leads, read row by row while the list is scrolled from its head to its foot. */
const names = (page: Page) => page.evaluate(async () => {
  const found = new Set<string>();
  const box = document.querySelector('.page-body')!;
  const painted = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  for (box.scrollTop = 0; ; box.scrollTop += box.clientHeight / 2) {
    await painted();
    for (const link of document.querySelectorAll('tbody th a, tbody td:first-child a')) found.add(link.textContent!);
    if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) return [...found];
  }
});

test('naughty strings and attacks as names are shown verbatim, and nothing happens', async ({ page }) => {
  test.setTimeout(300_000);
  const attacks = lines(inCorpus('security/xss-payload-list/xss-payload-list.txt')).slice(0, 500);
  expect(attacks).toHaveLength(500);
  const all = [...new Set([...lines(inCorpus('strings/blns/blns.txt')), ...attacks].map(trimmed))];
  const quoted = (it: string) => `"${it.replaceAll('"', '""')}"`;
  await at(page, 'data');
  await choose(page, 'hostile.csv', ['Full name,Number', ...all.map((it, nth) => `${quoted(it)},H${nth}`)].join('\r\n'));
  await page.getByRole('region', { name: 'Data' }).getByText('Leads', { exact: true }).click();
  await page.getByLabel('“Number” becomes').selectOption({ label: 'Id in the other program' });
  await page.getByRole('button', { name: `Import ${all.length.toLocaleString('en')} rows` }).click({ timeout: 30_000 });
  await page.getByRole('link', { name: 'See the leads' }).click();

  const found = await names(page);
  expect(all.filter((it) => !found.includes(it))).toEqual([]);
  expect(found).toHaveLength(all.length);
  // From the head on: axe takes two checks for one small target where a row is half under the head that stays.
  await page.locator('.page-body').evaluate((it) => { it.scrollTop = 0; });
  await nothingFoundByAxe(page, 'leads of all sorts');

  // Typed by hand, on the page of the lead, in its title, in a toast and in a confirmation.
  for (const name of [all[7], attacks[0], attacks[99], attacks[499], '\u202Edrawkcab', 'a  b\tc'].map(trimmed)) {
    await addLead(page, name);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(name);
  }
});
