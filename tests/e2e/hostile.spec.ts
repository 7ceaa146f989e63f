// Whatever somebody calls themselves is shown as they wrote it, and is never anything but text.
import { addLead, at, choose, expect, inCorpus, nothingFoundByAxe, number, settled, started, test } from './app.ts';
import { attacks, naughty, trimmed } from './lines.ts';
import type { Page } from '@playwright/test';

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
  const hostile = attacks(inCorpus);
  expect(hostile).toHaveLength(500);
  const all = [...new Set([...naughty(inCorpus), ...hostile])];
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
  for (const name of [all[7], hostile[0], hostile[99], hostile[499], '\u202Edrawkcab', 'a  b\tc'].map(trimmed)) {
    await addLead(page, name);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(name);
  }
});

test('I2: of what is pasted only the text comes in', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await page.evaluate(() => navigator.clipboard.write([new ClipboardItem({
    'text/html': new Blob(['<b>bold</b><table><tr><td>cell</table>'], { type: 'text/html' }),
    'text/plain': new Blob(['bold <img src=x onerror=alert(1)>'], { type: 'text/plain' }),
  })]));
  const note = page.getByRole('textbox', { name: 'Write a note' });
  await note.focus();
  await page.keyboard.press('Control+v');
  await expect(note).toHaveValue('bold <img src=x onerror=alert(1)>');
  await note.press('Control+Enter');
  await expect(page.locator('.page-body').getByText('bold <img src=x onerror=alert(1)>')).toBeVisible();
});

test('I8: a backup that is made to do harm is text, and what it names that is not there breaks nothing', async ({ page }) => {
  const id = (kind: string, nth: number) => `${kind}:0192f0c1-7d2a-7c3e-9a51-${String(nth).padStart(12, '0')}`;
  const bare = (nth: number) => id('x', nth).slice(2);
  const markup = '<img src=x onerror=alert(1)>';
  const records = [
    { id: id('company', 1), v: 1, d: { name: markup, website: 'javascript:alert(1)', parent: bare(1) } },
    { id: id('company', 2), v: 1, d: { name: 'Of nobody', parent: bare(999) } },
    { id: id('contact', 3), v: 1, d: { first_name: markup, [`companies/${bare(999)}`]: {} } },
    { id: id('deal', 4), v: 1, d: { name: markup, rank: 'n', stage: bare(999), [`companies/${bare(1)}`]: true } },
    { id: id('deal', 5), v: 1, d: { name: 'In a stage', rank: 'n', stage: '5a7ce100-0000-8000-8000-000000000110', [`companies/${bare(998)}`]: true } },
    { id: '<script>alert(1)</script>', v: 1, d: { name: markup } },
    { id: 'lead:../../index.html', v: 1, d: { first_name: 'x' } },
    { id: id('lead', 6), v: 1, d: { first_name: markup, __proto__: null, constructor: 'x', interest: 'y'.repeat(10) } },
    ...Array.from({ length: 300 }, (_, nth) => ({ id: id('stage', 1_000 + nth), v: 1, d: { name: `${markup} ${nth}`, rank: `n${nth}n` } })),
  ];
  await at(page, 'data');
  await choose(page, 'hostile.json', JSON.stringify({ satchel: 1, records }));
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
  for (const path of ['companies', `companies/${bare(1)}`, `companies/${bare(2)}`, 'contacts', `contacts/${bare(3)}`, 'pipeline', 'pipeline?view=list', `deals/${bare(4)}`, `deals/${bare(5)}`, 'leads', 'reports', 'today', 'settings/stages']) {
    await at(page, path);
    expect(await page.locator('main img, main [onerror], a[href^="javascript" i]').count(), path).toBe(0);
  }
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('I14: an address changes nothing', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const id = page.url().split('#/leads/')[1];
  await at(page, 'data');
  await expect(number(page, 'Records')).toHaveText('1');
  const odd = ['<img src=x onerror=alert(1)>', 'javascript:alert(1)', '%00', '%E0%A4%A', '../'.repeat(50), 'x'.repeat(20_000), '__proto__'];
  const places = ['leads?name=', 'leads?q=', 'leads/new?name=', 'pipeline?view=list&sort=', 'data?import=', 'share?title=', `leads/${id}?status=`, `leads/${id}/delete?`, 'settings/', 'today?done=', ''];
  for (const place of places) for (const it of odd) {
    await page.evaluate((hash) => { location.hash = hash; }, `#/${place}${it}`);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const search of ['?name=Bo&email=bo@x.example', '?text=<b>x</b>&url=javascript:alert(1)']) {
    await page.goto(`./${search}#/leads`);
    await started(page);
  }
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toBeVisible();
  await at(page, 'data');
  await expect(number(page, 'Records')).toHaveText('1');
});
