// The data as a whole: out as a backup, in as a backup or a table, and nothing lost on either way.
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLead, at, choose, corpus, downloaded, elsewhere, expect, loadSample, noCorpus, nothingFoundByAxe, number, save, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

/** How many records the sample has, lists not counted. */
const SAMPLE = 129;

const maven = new URL('crm/maven-crm-sales-opportunities/', corpus);

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
const cells = (page: Page, name: string, expected: string[]) =>
  expect.poll(async () => (await row(page, name).locator('td').allTextContents()).map((it) => it.trim())).toEqual(expected);

test('E1: a backup that was taken in elsewhere is saved from there byte for byte', async ({ page, browser }) => {
  await loadSample(page);
  await at(page, 'data');
  const first = await save(page);
  expect(first.name).toMatch(/^satchel-\d{4}-\d\d-\d\d\.json$/);
  expect((await save(page)).text).toBe(first.text);
  await expect(number(page, 'Changed since')).toHaveText('Nothing');

  const other = await elsewhere(browser);
  await choose(other, first.name, first.text);
  await cells(other, 'Leads', ['24', '0', '0', '0']);
  await cells(other, 'Lists and settings', ['9', '0', '0', '59']);
  await other.getByRole('button', { name: /^Import 1\d\d new$/ }).click();
  await expect(number(other, 'Records')).toHaveText(String(SAMPLE));
  expect((await save(other)).text).toBe(first.text);

  // The same file once more says nothing new, and one undo takes all of it back.
  await choose(other, first.name, first.text);
  await expect(other.getByText('Nothing in this file is new')).toBeVisible();
  await other.getByRole('button', { name: 'Cancel' }).click();
  await other.keyboard.press('Control+z');
  await expect(number(other, 'Records')).toHaveText('0');
});

test('E9: two copies become one, and the preview says what that means', async ({ page, browser }) => {
  await loadSample(page);
  const base = await save(page);
  await addLead(page, 'Zoë Here');
  const mine = await save(page);

  const other = await elsewhere(browser);
  await choose(other, 'base.json', base.text);
  await other.getByRole('button', { name: /^Import \d/ }).click();
  await expect(number(other, 'Records')).toHaveText(String(SAMPLE));
  await at(other, 'leads');
  await addLead(other, 'Bo There');
  await at(other, 'data');
  await expect(number(other, 'Changed since')).toHaveCount(0);
  await choose(other, 'mine.json', mine.text);
  // The reps that wrote the two leads are new on the other side as well.
  await cells(other, 'Leads', ['1', '0', '0', '24']);
  await other.getByRole('button', { name: 'Import 2 new' }).click();
  await expect(number(other, 'Records')).toHaveText(String(SAMPLE + 2));
  const both = await save(other);

  await at(page, 'data');
  await choose(page, 'theirs.json', both.text);
  await page.getByRole('button', { name: 'Import 2 new' }).click();
  await expect(number(page, 'Records')).toHaveText(String(SAMPLE + 2));
  expect((await save(page)).text).toBe(both.text);
});

test('two profiles that began apart agree after they have exchanged files both ways', async ({ page, browser }) => {
  const ids = ['0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e01', '0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e02'];
  const profiles = [page, await elsewhere(browser)];
  for (const [nth, it] of profiles.entries()) {
    await at(it, 'leads');
    await addLead(it, `Lead of ${nth}`);
    await at(it, 'data');
    const deal = { name: `Deal of ${nth}`, rank: 'n', stage: '5a7ce100-0000-8000-8000-000000000110', [`companies/${ids[nth]}`]: true };
    await choose(it, 'own.json', JSON.stringify({ satchel: 1, records: [
      { id: `company:${ids[nth]}`, v: 1, d: { name: `Company of ${nth}` } },
      { id: `deal:${ids[nth]}`, v: 1, d: deal },
    ] }));
    await it.getByRole('button', { name: 'Import 2 new' }).click();
    await expect(number(it, 'Records')).toHaveText('3');
  }
  const exchange = async () => {
    for (const [from, to] of [[0, 1], [1, 0]]) {
      const { name, text } = await save(profiles[from]);
      await at(profiles[to], 'data');
      await choose(profiles[to], name, text);
      await profiles[to].getByRole('button', { name: /^Import \d/ }).click();
      await expect(profiles[to].getByRole('heading', { name: 'Bring data in' })).toBeVisible();
    }
    const files = [await save(profiles[0]), await save(profiles[1])];
    expect(files[0].text).toBe(files[1].text);
    return JSON.parse(files[0].text);
  };
  const { counts } = await exchange();
  expect([counts.lead, counts.deal, counts.company, counts.pipeline, counts.stage, counts.source]).toEqual([2, 2, 2, 1, 6, 13]);

  // Each edits another field of the same deal; both edits are on both sides afterwards.
  for (const [nth, field, text] of [[0, 'Name', 'Renamed here'], [1, 'Requirements', 'Asked for there']] as const) {
    await at(profiles[nth], `deals/${ids[0]}`);
    await profiles[nth].getByRole('button', { name: new RegExp(`^${field} `) }).click();
    await profiles[nth].getByRole('textbox', { name: field, exact: true }).fill(text);
    await profiles[nth].keyboard.press('Control+Enter');
    await expect(profiles[nth].getByRole('button', { name: `${field} ${text}` })).toBeVisible();
  }
  const { records } = await exchange();
  const deal = records.find((it: { id: string }) => it.id === `deal:${ids[0]}`).d;
  expect([deal.name, deal.requirements]).toEqual(['Renamed here', 'Asked for there']);
});

test('E2, E3, E4, E6: what cannot be read is refused by name and place, and the data is as it was', async ({ page }) => {
  await loadSample(page);
  await at(page, 'data');
  const { text } = await save(page);
  const at50 = text.indexOf('"level":"hot"') + 10;
  const flipped = `${text.slice(0, at50)}x${text.slice(at50 + 1)}`;
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const cases: [string, string | Buffer, RegExp][] = [
    ['cut.json', text.slice(0, text.length / 2), /ends in line \d+/],
    ['flipped.json', flipped, /checksum does not fit|damaged in line \d+/],
    ['foreign.json', '{"contacts":[{"name":"Ana"}]}', /no backup of Satchel/],
    ['newer.json', '{"satchel":999,"records":[]}', /newer version of Satchel \(format 999\)/],
    ['nested.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /no backup of Satchel/],
    ['nested-cut.json', `{"satchel":1,"records":[${'{"a":'.repeat(100_000)}`, /ends in line 1/],
    ['empty.json', '', /The file is empty/],
    ['empty.csv', ' \r\n', /The file is empty/],
    ['picture.png', png, /not text/],
    ['page.html', '<!doctype html><title>x</title>', /web page/],
    ['packed.json.gz', Buffer.from('1f8b0800000000000003', 'hex'), /not text|packed|compressed/],
    ['people.vcf', 'BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD', /vCard/],
    ['book.xlsx', Buffer.from('504b030414000600', 'hex'), /workbook/],
    ['heads.csv', 'name,email\n', /headings and no rows/],
  ];
  for (const [name, content, sentence] of cases) {
    await choose(page, name, content);
    await expect(page.getByRole('heading', { name: `“${name}”` }), name).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: sentence }), name).toContainText('Your data is as it was.');
  }
  await expect(number(page, 'Records')).toHaveText(String(SAMPLE));
  expect((await save(page)).text).toBe(text);
});

test('a record that cannot be read stays out, by its place, and the others come in', async ({ page }) => {
  await at(page, 'data');
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const id = (it: number) => `company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e0${it}`;
  await choose(page, 'odd.json', `{"satchel":1,"records":[
    {"id":"${id(1)}","v":1,"d":{"name":"Acme"}},
    {"id":"${id(2)}","v":1,"d":{"name":"Bolt","custom/x":${deep}}},
    {"id":"${id(3)}","v":1,"d":{"name":17}},
    {"id":"quote:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e04","v":1,"d":{"total":1}}
  ]}`);
  await expect(page.getByText('2 records cannot be read and stay out. The rest comes in.')).toBeVisible();
  await expect(page.getByRole('cell', { name: `records[1] ${id(2)}` })).toBeVisible();
  await expect(page.getByRole('cell', { name: `records[2] ${id(3)}` })).toBeVisible();
  await expect(page.getByText('1 record is from a newer version of Satchel, or damaged')).toBeVisible();
  await page.getByRole('button', { name: 'Import 2 new' }).click();
  await expect(number(page, 'Records')).toHaveText('1');
});

test('G5: a file that is too large is refused before it is read', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'satchel-'));
  const path = join(folder, 'large.csv');
  writeFileSync(path, '');
  truncateSync(path, 210 * 1024 * 1024);
  await at(page, 'data');
  await page.locator('.page-head input[type=file]').setInputFiles(path);
  await expect(page.getByRole('alert').filter({ hasText: 'larger than 200 MB' })).toBeVisible();
  rmSync(folder, { recursive: true });
});

test('E7: replacing everything asks for a word, keeps a copy, and can be undone', async ({ page, browser }) => {
  await loadSample(page);
  const sample = await save(page);

  const other = await elsewhere(browser);
  await at(other, 'leads');
  await addLead(other, 'Bo There');
  await at(other, 'data');
  const before = await save(other);
  await choose(other, 'sample.json', sample.text);
  await other.getByText('Replace', { exact: true }).click();
  await expect(other.getByText('1 of the 1 record here are not in the file and go.')).toBeVisible();
  await cells(other, 'Leads', ['24', '0', '1', '0']);
  const go = other.getByRole('button', { name: 'Replace everything' });
  await go.click();
  await expect(other.getByText('Type the word first.')).toBeVisible();
  await other.getByLabel('Type REPLACE to go on').fill('replace');
  const copy = await downloaded(other, () => go.click());
  expect(copy.text).toBe(before.text);
  await expect(number(other, 'Records')).toHaveText(String(SAMPLE));
  expect((await save(other)).text).toBe(sample.text);

  // The copy lies in this browser too, and can be looked at.
  const kept = other.getByRole('region', { name: 'Copies in this browser' });
  await expect(kept.getByRole('row').nth(1).locator('td').first()).toHaveText('Before replacing');
  await expect(kept.getByRole('row').nth(1).locator('td').nth(1)).toHaveText('1');
  await kept.getByRole('button', { name: 'Look at it' }).click();
  await cells(other, 'Leads', ['1', '0', '0', '0']);
  await other.getByRole('button', { name: 'Cancel' }).click();

  await other.keyboard.press('Control+z');
  await expect(number(other, 'Records')).toHaveText('1');
  expect((await save(other)).text).toBe(before.text);
});

test('E15: the sales of a year come in as tables, to the unit, and one undo takes each back', async ({ page }) => {
  test.skip(!existsSync(maven), noCorpus);
  test.setTimeout(240_000);
  const oracle = JSON.parse(readFileSync(new URL('ORACLES.json', corpus), 'utf8')).maven;
  await at(page, 'data');
  for (const [name, rows, kind] of [['accounts.csv', 85, 'Companies'], ['sales_teams.csv', 35, 'People of the team'], ['sales_pipeline.csv', oracle.rows, 'Deals']] as const) {
    await choose(page, name, readFileSync(new URL(name, maven)));
    await expect(page.getByRole('radio', { name: kind })).toBeChecked();
    const count = rows.toLocaleString('en');
    await page.getByRole('button', { name: `Import ${count} rows` }).click({ timeout: 60_000 });
    await expect(page.locator('.banner', { hasText: `${count} rows of “${name}”: ${count} imported.` })).toBeVisible({ timeout: 60_000 });
  }
  await page.getByRole('link', { name: 'See the pipeline' }).click();
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  for (const [stage, count] of Object.entries(oracle.by_stage) as [string, number][]) {
    await expect(column(stage).locator('.column-title h2 + small'), stage).toContainText(count.toLocaleString('en'));
  }
  await expect(column('Won').locator('.column-head')).toContainText(`$${oracle.won_value.toLocaleString('en')}`);
  // What is not in sight is not in the page.
  expect(await page.locator('.board *').count()).toBeLessThan(600);
  await nothingFoundByAxe(page, 'a board of thousands');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(oracle.rows + 1));
  await nothingFoundByAxe(page, 'a list of thousands');

  // The same file again changes nothing.
  await at(page, 'data');
  await choose(page, 'sales_pipeline.csv', readFileSync(new URL('sales_pipeline.csv', maven)));
  await expect(page.getByText('Nothing in this file is new')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+z');
  await expect(number(page, 'Records')).toHaveText('85', { timeout: 60_000 });
});

test('E11: a column can be mapped otherwise, and rows that cannot be taken are given back', async ({ page }) => {
  await at(page, 'data');
  await choose(page, 'people.csv', [
    'who;reach;worth;stage',
    'Ana;ana@x.example;1.234,50;New',
    'Bo;not an address;5;New',
    ';;7;New',
    'Cy;cy@x.example;8,5;Blue',
  ].join('\r\n'));
  await page.getByRole('radio', { name: 'Leads' }).check();
  await page.getByLabel('“who” becomes').selectOption({ label: 'Full name' });
  await page.getByLabel('“worth” becomes').selectOption({ label: 'Value' });
  await page.getByLabel('“stage” becomes').selectOption({ label: 'Status' });
  await page.getByLabel('How amounts are written in “worth”').selectOption('comma');
  const counts = page.locator('dl.numbers').last();
  await expect(counts).toContainText('Rejected1');
  await expect(row(page, 'Rejected rows')).toHaveCount(0);
  await expect(page.getByRole('cell', { name: 'Nothing in the row says who or what it is.' })).toHaveCount(2);
  const rejected = await downloaded(page, () => page.getByRole('button', { name: 'Download the rejected rows' }).click());
  expect(rejected.name).toBe('people-rejected.csv');
  expect(rejected.text).toContain(';;7;New;Nothing in the row says who or what it is.');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.locator('.banner', { hasText: '4 rows of “people.csv”: 3 imported, 1 rejected.' })).toBeVisible();
  await nothingFoundByAxe(page, 'an import that is done');
  await page.getByRole('link', { name: 'See the leads' }).click();
  await expect(page.getByRole('link', { name: 'Ana' })).toBeVisible();
});

test('what was planned before a correction is not imported after it', async ({ page }) => {
  await at(page, 'data');
  await choose(page, 'people.csv', 'name,email\nZoë Here,zoe@acme.example\n');
  const go = page.getByRole('button', { name: 'Import 1 row' });
  await expect(page.getByRole('radio', { name: 'Contacts' })).toBeChecked();
  await expect(go).toBeVisible();
  // Quicker than anything can be drawn anew.
  await page.evaluate(() => {
    const all = [...document.querySelectorAll('button')];
    (document.querySelector('input[type=radio][value=leads]') as HTMLElement).click();
    all.find((it) => it.textContent!.includes('Import 1 row'))!.click();
  });
  await expect(page.getByRole('radio', { name: 'Leads' })).toBeChecked();
  await go.click();
  await page.getByRole('link', { name: 'See the leads' }).click();
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toBeVisible();
  await at(page, 'contacts');
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toHaveCount(0);
});

test('leaving a table alone leaves nothing', async ({ page }) => {
  await at(page, 'data');
  const lines = ['name,email', ...Array.from({ length: 20_000 }, (_, it) => `Person ${it},p${it}@x.example`)];
  await choose(page, 'many.csv', lines.join('\n'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Bring data in' })).toBeVisible();
  await expect(number(page, 'Records')).toHaveText('0');
});

test('what a file would do is scrolled to and read first, and so is what came of it', async ({ page }) => {
  await at(page, 'data');
  await choose(page, 'people.csv', 'Name,Email\nZoë Here,zoe@acme.example\n');
  const preview = page.getByRole('heading', { name: '“people.csv”' });
  await expect(preview).toBeFocused();
  await expect(preview).toBeInViewport();
  // At the top, as far as there is something below it.
  expect((await preview.boundingBox())!.y).toBeLessThan(300);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  const result = page.getByRole('heading', { name: 'Imported' });
  await expect(result).toBeFocused();
  await expect(result).toBeInViewport();
  await expect(page.locator('dl.numbers').last()).toHaveText('Rows1New1');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Bring data in' })).toBeFocused();
});

test('rows that are pasted on a list are looked at as a file is', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await at(page, 'leads');
  await expect(page.getByRole('link', { name: 'Ana Roy' })).toBeVisible();
  const paste = (text: string, into: string) => page.evaluate(([text, into]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text!);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    return !document.querySelector(into!)!.dispatchEvent(event);
  }, [text, into] as const);
  const rows = 'Name\tEmail\r\nBo Lund\tbo@lund.example\r\nCy Moe\tcy@moe.example\r\n';
  // A text is a text, and a field takes what is its.
  expect(await paste('Dear Ana,\nthank you', 'body')).toBe(false);
  expect(await paste(rows, '#find')).toBe(false);
  expect(await paste(rows, 'tr.row a')).toBe(true);
  await expect(page.getByRole('heading', { name: '“Pasted rows”' })).toBeFocused();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.locator('.banner', { hasText: '2 rows of “Pasted rows”: 2 imported.' })).toBeVisible();
});

test('a file that is dropped anywhere is looked at', async ({ page }) => {
  await at(page, 'pipeline');
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['{"satchel":1,"records":[]}'], 'dropped.json'));
    for (const name of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  });
  await expect(page.getByRole('heading', { name: '“dropped.json”' })).toBeVisible();
});

test('a file chosen on the first visit is looked at before anything happens', async ({ page }) => {
  await at(page, 'leads');
  await page.locator('.doors input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name,email\nAna,ana@x.example\n') });
  await expect(page.getByRole('heading', { name: '“people.csv”' })).toBeVisible();
  await expect(page).toHaveURL(/#\/data$/);
  await expect(number(page, 'Records')).toHaveText('0');
});

test('what changes while a preview is open is in the preview', async ({ page, context }) => {
  await loadSample(page);
  await at(page, 'data');
  const { name, text } = await save(page);
  await choose(page, name, text);
  await cells(page, 'Leads', ['0', '0', '0', '24']);
  const tab = await context.newPage();
  await at(tab, 'leads');
  await tab.getByRole('button', { name: 'Remove it' }).click();
  await expect(tab.getByText('This is sample data')).toBeHidden();
  // They had left this device in the backup, so they went to the trash, which is newer than the file.
  await cells(page, 'Leads', ['0', '0', '24', '0']);
});

test('sample data comes in one click and goes in one click', async ({ page }) => {
  await loadSample(page);
  await addLead(page, 'My Own');
  await at(page, 'leads');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('This is sample data')).toBeHidden();
  await expect(page.getByRole('link', { name: 'My Own' })).toBeVisible();
  await at(page, 'data');
  await expect(number(page, 'Records')).toHaveText('1');
  await page.keyboard.press('Control+z');
  await expect(number(page, 'Records')).toHaveText(String(SAMPLE + 1));
  await expect(page.getByText('This is sample data')).toBeVisible();
});

test('axe finds nothing on the first visit and on the screen of the data', async ({ page }) => {
  test.setTimeout(240_000);
  await at(page, 'leads');
  await nothingFoundByAxe(page, 'first visit');
  await at(page, 'data');
  await nothingFoundByAxe(page, 'data, empty');
  await loadSample(page);
  const { text } = await save(page);
  await nothingFoundByAxe(page, 'leads with the note');
  await at(page, 'data');
  await nothingFoundByAxe(page, 'data');
  await choose(page, 'backup.json', text);
  await nothingFoundByAxe(page, 'merge');
  await page.getByText('Replace', { exact: true }).click();
  await nothingFoundByAxe(page, 'replace');
  await choose(page, 'x.json', '{}');
  await nothingFoundByAxe(page, 'refused');
  await choose(page, 'deals.csv', 'name,company,stage,value,close date\nA,Acme,Blue,"1,000",1/2/2026\nB,,Red,x,3/4/2026\n');
  await expect(page.getByRole('button', { name: /^Import \d rows?$/ })).toBeVisible();
  await nothingFoundByAxe(page, 'a table');
});

test('E8: an empty backup takes the place of everything only by a word, and leaves the way back', async ({ page }) => {
  await loadSample(page);
  const before = (await save(page)).text;
  await at(page, 'data');
  await choose(page, 'empty.json', '{"satchel":1,"records":[]}');
  await expect(page.getByRole('radio', { name: 'Replace' })).not.toBeChecked();
  await page.getByText('Replace', { exact: true }).click();
  await page.getByRole('button', { name: 'Replace everything' }).click();
  await expect(page.getByText('Type the word first.')).toBeVisible();
  await expect(number(page, 'Records')).toHaveText(String(SAMPLE));
  await page.getByLabel('Type REPLACE to go on').fill('replace');
  const copy = await downloaded(page, () => page.getByRole('button', { name: 'Replace everything' }).click());
  expect(copy.text).toBe(before);
  await expect(number(page, 'Records')).toHaveText('0');
  await page.keyboard.press('Control+z');
  await expect(number(page, 'Records')).toHaveText(String(SAMPLE));
  expect((await save(page)).text).toBe(before);
});

test('C4: where there is no space for a copy beside the database it is handed over as a file', async ({ page }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
  });
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await at(page, 'data');
  await choose(page, 'empty.json', '{"satchel":1,"records":[]}');
  await page.getByText('Replace', { exact: true }).click();
  await page.getByLabel('Type REPLACE to go on').fill('replace');
  const copy = await downloaded(page, () => page.getByRole('button', { name: 'Replace everything' }).click());
  expect(copy.text).toContain('Zoë');
  await expect(number(page, 'Records')).toHaveText('0');
  await page.keyboard.press('Control+z');
  await expect(number(page, 'Records')).toHaveText('1');
});

test('B12: a copy in this browser that is damaged is refused, and the one before it is used', async ({ page }) => {
  await at(page, 'leads');
  for (const name of ['Zoë Here', 'Ana There']) {
    await addLead(page, name);
    await at(page, 'data');
    await choose(page, 'empty.json', '{"satchel":1,"records":[]}');
    await page.getByText('Replace', { exact: true }).click();
    await page.getByLabel('Type REPLACE to go on').fill('replace');
    await downloaded(page, () => page.getByRole('button', { name: 'Replace everything' }).click());
    await expect(number(page, 'Records')).toHaveText('0');
  }
  await page.evaluate(async () => {
    type Folder = FileSystemDirectoryHandle & { values: () => AsyncIterable<FileSystemHandle> };
    const files: FileSystemFileHandle[] = [];
    const walk = async (it: Folder) => {
      for await (const one of it.values()) await (one.kind === 'file' ? files.push(one as FileSystemFileHandle) : walk(one as Folder));
    };
    await walk(await navigator.storage.getDirectory() as Folder);
    files.sort((a, b) => a.name.localeCompare(b.name));
    const newest = files.at(-1)!;
    const bytes = await (await newest.getFile()).arrayBuffer();
    const out = await newest.createWritable();
    await out.write(bytes.slice(0, bytes.byteLength / 2));
    await out.close();
  });
  await page.reload();
  const kept = page.getByRole('region', { name: 'Copies in this browser' });
  await kept.getByRole('row').nth(1).getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The file is packed, and damaged' })).toContainText('Your data is as it was.');
  await kept.getByRole('row').nth(2).getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await at(page, 'leads');
  await expect(page.getByRole('link', { name: 'Zoë Here' })).toBeVisible();
});

test('E20: a backup that is saved while somebody writes is of one moment', async ({ page, context, browser }) => {
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  await settled(page);
  const writer = await context.newPage();
  await at(writer, page.url().split('#/')[1]);
  let isOver = false;
  const writing = (async () => {
    for (let nth = 0; nth < 40; nth += 1) {
      await writer.getByRole('textbox', { name: 'Write a note' }).fill(`Note ${nth}.`);
      await writer.keyboard.press('Control+Enter');
      await expect(writer.getByRole('textbox', { name: 'Write a note' })).toHaveValue('');
    }
    isOver = true;
  })();
  const texts: string[] = [];
  // A few: a browser refuses a page that saves file after file.
  while (!isOver && texts.length < 8) texts.push((await save(page)).text);
  await writing;
  expect(texts.length).toBeGreaterThan(3);
  const notes = texts.map((it) => it.match(/Note \d+\./g)?.length ?? 0);
  expect(notes).toEqual([...notes].sort((a, b) => a - b));
  const other = await elsewhere(browser);
  for (const text of [texts[1], texts[texts.length >> 1]]) {
    await choose(other, 'then.json', text);
    await expect(other.getByRole('button', { name: /^Import \d/ })).toBeVisible();
  }
});

test('the head of the page stays in sight while a table is looked at', async ({ page }) => {
  const columns = ['first name', 'last name', 'company', 'title', 'email', 'phone', 'city', 'status', 'value', 'source', 'tags', 'next step', 'message'];
  const rows = [columns, ...['New', 'Contacted', 'Nurturing'].map((status, at) => columns.map((it) => (it === 'status' ? status : it === 'value' ? '100' : `${it} ${at}`)))];
  await at(page, 'data');
  await page.locator('input[type="file"]').first().setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.map((it) => it.join()).join('\n')) });
  await expect(page.getByRole('button', { name: /^Import 3 rows/ })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});
