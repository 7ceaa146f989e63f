// Backups behind a passphrase: made by the app and read by another program, made by another program and read by the app.
import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { addLead, at, choose, elsewhere, expect, loadSample, nothingFoundByAxe, number, save, saveLocked, test } from './app.ts';
import type { Page } from '@playwright/test';

/** As docs/backup-format.md tells it. */
const SUM = ',"sum":"';
const ROUNDS = 600_000;
const hex = (it: Uint8Array) => Buffer.from(it).toString('hex');
const fnv = (text: string) => Buffer.from(text).reduce((sum, it) => BigInt.asUintN(64, (sum ^ BigInt(it)) * 0x100000001b3n), 0xcbf29ce484222325n)
  .toString(16).padStart(16, '0');
const keys = (passphrase: string, salt: Buffer, rounds: number) => {
  const root = pbkdf2Sync(passphrase.normalize('NFC'), salt, rounds, 32, 'sha256');
  const part = (info: string, bytes: number) => Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `satchel backup: ${info}`, bytes));
  return { key: part('key', 32), check: hex(part('check', 16)) };
};

function unlocked(file: Buffer, passphrase: string): string {
  const end = file.indexOf('\n') + 1;
  const [head, body] = [file.subarray(0, end), file.subarray(end)];
  const it = JSON.parse(head.toString());
  expect(it).toMatchObject({ satchel_locked: 1, cipher: 'AES-256-GCM', inside: 'gzip', bytes: body.length });
  expect(it.rounds).toBeGreaterThanOrEqual(ROUNDS);
  expect(it.sum).toBe(fnv(head.toString().split(SUM)[0]));
  const { key, check } = keys(passphrase, Buffer.from(it.salt, 'hex'), it.rounds);
  expect(it.check).toBe(check);
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(it.iv, 'hex')).setAAD(head).setAuthTag(body.subarray(-16));
  return gunzipSync(Buffer.concat([cipher.update(body.subarray(0, -16)), cipher.final()])).toString();
}

function locked(packed: Buffer, passphrase: string): Buffer {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const { key, check } = keys(passphrase, salt, ROUNDS);
  const said = `{"satchel_locked":1,"key":"PBKDF2-SHA-256+HKDF-SHA-256","rounds":${ROUNDS},"salt":"${hex(salt)}","check":"${check}",`
    + `"cipher":"AES-256-GCM","iv":"${hex(iv)}","inside":"gzip","bytes":${packed.length + 16}`;
  const head = Buffer.from(`${said}${SUM}${fnv(said)}"}\n`);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(head);
  return Buffer.concat([head, cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
}

/** Types the passphrase of the file that was chosen. */
async function open(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open the backup' }).click();
}

test('I17: a backup behind a passphrase is opened elsewhere, and by whoever has only the documentation', async ({ page, browser }) => {
  await loadSample(page);
  await addLead(page, 'Zoë Plaintext');
  await at(page, 'data');
  const { name, file } = await saveLocked(page, 'grüne Gabel, café');
  expect(name).toMatch(/^satchel-\d{4}-\d\d-\d\d-encrypted\.satchel$/);
  await expect(number(page, 'Changed since')).toHaveText('Nothing');
  for (const word of ['Plaintext', 'records', 'lead:', 'Gabel']) expect(file.includes(word), word).toBe(false);
  const plain = await save(page);
  expect(unlocked(file, 'grüne Gabel, café')).toBe(plain.text);
  // Salt and key are new each time.
  expect((await saveLocked(page, 'grüne Gabel, café')).file.subarray(-64)).not.toEqual(file.subarray(-64));

  // The same letters, composed by another keyboard.
  const other = await elsewhere(browser);
  await choose(other, name, file);
  await expect(other.getByText('locked with a passphrase')).toBeVisible();
  await open(other, 'grüne Gabel, café'.normalize('NFD'));
  await other.getByRole('button', { name: /^Import \d+ new$/ }).click();
  await expect(number(other, 'Records')).toHaveText(await number(page, 'Records').innerText());
  expect((await save(other)).text).toBe(plain.text);
  await other.keyboard.press('Control+z');
  await expect(number(other, 'Records')).toHaveText('0');
});

test('I17: there is no reset, and no empty passphrase', async ({ page }) => {
  await at(page, 'data');
  await page.getByRole('button', { name: 'Save with a passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save with a passphrase' });
  await expect(dialog.getByText('There is no reset.')).toBeVisible();
  const [first, again] = [dialog.getByLabel('Passphrase', { exact: true }), dialog.getByLabel('The same passphrase again')];
  const send = dialog.getByRole('button', { name: 'Save the backup' });
  for (const nothing of ['', '   ']) {
    await first.fill(nothing);
    await again.fill(nothing);
    await send.click();
    await expect(dialog.getByText('Type a passphrase first.')).toBeVisible();
    await expect(first).toBeFocused();
  }
  await first.fill('one');
  await again.fill('other');
  await send.click();
  await expect(dialog.getByText('This is not what stands above.')).toBeVisible();
  await expect(again).toBeFocused();
  await nothingFoundByAxe(page, 'a passphrase is asked for');
  // It is no draft: nothing keeps it.
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('other');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('I17: a wrong passphrase, a flipped byte and a cut file are refused by name, and the right one opens', async ({ page }) => {
  await loadSample(page);
  await at(page, 'data');
  const { text } = await save(page);
  const file = locked(gzipSync(text), 'right');
  const head = file.indexOf('\n');
  const flipped = (nth: number) => { const it = Buffer.from(file); it[nth] ^= 1; return it; };
  const refused = page.getByRole('main').getByRole('alert');
  const salt = file.indexOf('"salt":"') + 9;
  for (const [what, it, why] of [
    ['cut', file.subarray(0, file.length - 7), /ends too soon/],
    ['cut in the head', file.subarray(0, head - 20), /ends too soon/],
    ['salt', flipped(salt), /damaged/],
    ['version', flipped('{"satchel_locked":'.length), /damaged/],
    ['longer', Buffer.concat([file, Buffer.from('!')]), /damaged/],
  ] as const) {
    await choose(page, `${what}.satchel`, it);
    await expect(page.getByRole('heading', { name: `“${what}.satchel”` })).toBeVisible();
    await expect(refused.filter({ hasText: why })).toBeVisible();
    await expect(refused).toContainText('Your data is as it was.');
  }
  // What lies inside is only known to be damaged when the right passphrase was typed.
  for (const [what, it] of [['body', flipped(head + 100)], ['tag', flipped(file.length - 1)], ['no gzip', locked(Buffer.from(text), 'right')]] as const) {
    await choose(page, `${what}.satchel`, it);
    await open(page, 'wrong');
    await expect(page.getByText('This is not the passphrase of this file.')).toBeVisible();
    await open(page, 'right');
    await expect(refused.filter({ hasText: 'was damaged' })).toBeVisible();
  }
  await choose(page, 'whole.satchel', file);
  await open(page, 'Right');
  await expect(page.getByText('This is not the passphrase of this file.')).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await nothingFoundByAxe(page, 'a wrong passphrase');
  await open(page, 'right');
  await expect(page.getByText('Nothing in this file is new')).toBeVisible();
});

test('I7: a small locked file that unpacks to a gigabyte is stopped at the limit', async ({ page }) => {
  test.setTimeout(180_000);
  const gzip = createGzip({ level: 9 });
  const packed: Buffer[] = [];
  gzip.on('data', (it: Buffer) => packed.push(it));
  const zeros = Buffer.alloc(1 << 24);
  for (let nth = 0; nth < 64; nth += 1) {
    if (!gzip.write(zeros)) await new Promise((done) => { gzip.once('drain', done); });
  }
  await new Promise((done) => { gzip.end(); gzip.once('end', done); });
  const bomb = locked(Buffer.concat(packed), 'boom');
  expect(bomb.length).toBeLessThan(1_100_000);
  await at(page, 'data');
  await choose(page, 'bomb.satchel', bomb);
  await open(page, 'boom');
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: 'larger than' })).toBeVisible({ timeout: 60_000 });
  await expect(number(page, 'Records')).toHaveText('0');
});

test('I17: a page without cryptography says so, and does not offer what it cannot do', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  await at(page, 'data');
  const button = page.getByRole('button', { name: 'Save with a passphrase…' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(/only on pages that came over https/);
  await choose(page, 'any.satchel', locked(gzipSync('{}'), 'right'));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('only on pages that came over https');
});
