// The browser dies while somebody types. What the page had shown as saved is there, and nothing is half there.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLead, at, expect, save, test } from './app.ts';

const EDITS = 200;
/** The edits during which the browser dies. */
const DEADLY = [31, 77, 110, 152, 199];

/** The process that a browser with this profile began as: its only one without a type. */
function browserProcess(profile: string): number {
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=')) return Number(pid);
    } catch { /* It has ended meanwhile. */ }
  }
  throw new Error('the browser has no process');
}

test(`killed ${DEADLY.length} times during ${EDITS} edits, the browser has what was shown as saved`, async ({ baseURL }, info) => {
  test.setTimeout(300_000);
  const profile = mkdtempSync(join(tmpdir(), 'satchel-'));
  const launch = async (): Promise<[BrowserContext, Page]> => {
    const context = await chromium.launchPersistentContext(profile, { ...info.project.use.launchOptions, baseURL });
    return [context, context.pages()[0] ?? await context.newPage()];
  };
  const fact = (page: Page) => page.getByRole('button', { name: /^Job title / });
  const shown = async (page: Page) => Number(/Edit (\d+)/.exec((await fact(page).textContent())!)?.[1] ?? '0');

  const edit = async (page: Page, text: string) => {
    await fact(page).click();
    await page.getByLabel('Job title', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await expect(fact(page)).toContainText(text);
  };

  let [context, page] = await launch();
  await at(page, 'leads');
  await addLead(page, 'Zoë Here');
  const path = page.url().split('#/')[1];
  let saved = 0;
  for (let nth = 1; nth <= EDITS; nth += 1) {
    if (!DEADLY.includes(nth)) {
      await edit(page, `Edit ${nth}`);
      saved = nth;
      continue;
    }
    await fact(page).click();
    await page.getByLabel('Job title', { exact: true }).fill(`Edit ${nth}`);
    const pid = browserProcess(profile);
    // It dies a little later after the key each time: the write has not begun, has begun, has been acknowledged.
    const pressed = page.keyboard.press('Enter').catch(() => {});
    for (let turn = 0; turn < DEADLY.indexOf(nth); turn += 1) await page.evaluate(() => 0).catch(() => {});
    process.kill(pid, 'SIGKILL');
    await pressed;
    await context.close().catch(() => {});

    [context, page] = await launch();
    await at(page, path);
    const found = await shown(page);
    expect([saved, nth], `after edit ${nth}`).toContain(found);
    // Nothing is half there: what is read anew is what is shown, and it can be written and taken back.
    expect((await save(page)).text.match(/Edit \d+/g)).toEqual([`Edit ${found}`]);
    await edit(page, 'once more');
    await page.keyboard.press('Control+z');
    await expect.poll(() => shown(page)).toBe(found);
    saved = found;
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});
