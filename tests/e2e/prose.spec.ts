// What is written down has links where addresses stand in it, and nothing else of it is ever more than text.
import { addLead, at, expect, nothingFoundByAxe, settled, test } from './app.ts';
import type { Page } from '@playwright/test';

const texts = (page: Page) => page.locator('.timeline-text');

async function note(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Write a note' });
  await field.fill(text);
  await field.press('Control+Enter');
  await expect(field).toHaveValue('');
  await settled(page);
}

test('web addresses and e-mail addresses in a note are links', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const text = 'See https://x.example/a_(b)?c=d#e, (www.y.example) and bo+crm@bücher.example.\nLater: Straße 見てhttps://z.example/ページ。';
  await note(page, text);
  await expect(texts(page)).toHaveCount(1);
  expect(await texts(page).textContent()).toBe(text);
  const links = await texts(page).getByRole('link').evaluateAll((all) => all.map((it) => [it.textContent, it.getAttribute('href'), it.getAttribute('target'), it.getAttribute('rel')]));
  const away = ['_blank', 'noopener noreferrer'];
  expect(links).toEqual([
    ['https://x.example/a_(b)?c=d#e', 'https://x.example/a_(b)?c=d#e', ...away],
    ['www.y.example', 'https://www.y.example', ...away],
    ['bo+crm@bücher.example', 'mailto:bo+crm@b%C3%BCcher.example', null, null],
    ['https://z.example/ページ', 'https://z.example/ページ', ...away],
  ]);
  await nothingFoundByAxe(page, 'a note with links');
});

test('I3: nothing hostile in a note is a link or markup', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  const hostile = [
    'javascript:alert(1) JaVaScRiPt://x.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script> vbscript:x file:///etc/passwd',
    '<a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)>',
    'https://bank.example@evil.example/ https://\u202Egro.example https:// x.example',
    'ana@@x.example ana@x ana@x.example@y.example &lt;b&gt; {{1}}',
  ];
  for (const text of hostile) await note(page, text);
  await expect(texts(page)).toHaveCount(hostile.length);
  expect((await texts(page).allTextContents()).sort()).toEqual([...hostile].sort());
  await expect(texts(page).locator('a, img, script, b')).toHaveCount(0);

  // What follows a quote is not part of the address before it.
  await note(page, 'https://x.example/"onclick="alert(1)');
  const link = texts(page).getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://x.example/');
  expect(await link.evaluate((it) => it.getAttributeNames().sort())).toEqual(['href', 'rel', 'target']);
});

test('a link at the end of a long note is seen when it has the focus', async ({ page }) => {
  await at(page, 'leads');
  await addLead(page, 'Ana Roy');
  await note(page, `${'Line by line.\n'.repeat(30)}https://x.example`);
  await expect(texts(page)).toHaveAttribute('data-folded', '');
  await texts(page).getByRole('link').focus();
  await expect(texts(page)).not.toHaveAttribute('data-folded');
  await expect(texts(page).getByRole('link')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Show less' })).toBeVisible();
});
