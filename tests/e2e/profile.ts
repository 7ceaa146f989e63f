// Browser profiles that outlive their browser, and what lies in them on the disk.
import { chromium, type BrowserContext, type BrowserContextOptions, type Page, type TestInfo } from '@playwright/test';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The process that a browser with this profile began as: its only one without a type. */
export function browserProcess(profile: string): number {
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=')) return Number(pid);
    } catch { /* It has ended meanwhile. */ }
  }
  throw new Error('the browser has no process');
}

/**
 * The process that draws the only page of a browser, by the process that it began as: Playwright makes that the head of a
 * group. The browser has others of the kind in waiting for its next pages; that with the app in it has the most memory.
 */
export function renderer(browser: number): number {
  const size = (pid: number) => {
    try {
      // The name of the program may have blanks in it; after it come state, parent and group.
      const group = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[2]);
      const is = group === browser && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      return is ? Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) : 0;
    } catch {
      return 0; // It has ended meanwhile.
    }
  };
  const sizes = readdirSync('/proc').filter((it) => /^\d+$/.test(it)).map((it) => ({ pid: Number(it), size: size(Number(it)) }));
  const largest = sizes.reduce((one, other) => (other.size > one.size ? other : one));
  if (!largest.size) throw new Error('nothing draws pages in this browser');
  return largest.pid;
}

/** A profile that outlives its browser, a copy of another or a new one, and how to start a browser with it. */
export function mortal(info: TestInfo, baseURL?: string, from?: string) {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-'));
  if (from) cpSync(from, profile, { recursive: true, filter: (it) => !/Cache|Singleton/.test(basename(it)) });
  const launch = async (options: BrowserContextOptions = {}): Promise<[BrowserContext, Page]> => {
    const context = await chromium.launchPersistentContext(profile, { ...info.project.use.launchOptions, baseURL, ...options });
    return [context, context.pages()[0] ?? await context.newPage()];
  };
  return { profile, launch };
}

/** Where the databases of a profile lie. */
const databases = (profile: string) => join(profile, 'Default', 'IndexedDB');

/** The files of the databases, wherever this browser puts them. */
function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((it) => join(folder, it)).flatMap((it) => (statSync(it).isDirectory() ? files(it) : [it]));
}

const named = (profile: string, name: RegExp) => {
  const found = files(databases(profile)).filter((it) => name.test(basename(it)) && statSync(it).size > 0);
  if (!found.length) throw new Error(`no file of the databases is called ${name}`);
  return found;
};

/** Changes every 37th byte of what the browser has written. */
export function flipBytes(profile: string): void {
  for (const file of named(profile, /\.(log|ldb)$|^MANIFEST/)) {
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += 37) bytes[at] ^= 0xff;
    writeFileSync(file, bytes);
  }
}

/** Cuts files of the databases to a part of their length. */
export function cut(profile: string, name: RegExp, part: number): void {
  for (const file of named(profile, name)) truncateSync(file, Math.floor(statSync(file).size * part));
}

/** Takes the databases away, as a cleaning program does. */
export const wipe = (profile: string) => rmSync(databases(profile), { recursive: true, force: true });
