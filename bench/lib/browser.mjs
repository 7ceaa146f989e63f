// A browser with a profile of its own, and what it says of itself.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

import { probe } from './probe.mjs';

const EXECUTABLE = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The page can reach nothing but the servers of the bench.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
/** What a browser keeps of a site beside its data: without these a start is cold. */
const CACHES = ['Cache', 'Code Cache', 'GPUCache', 'DawnGraphiteCache', 'DawnWebGPUCache', 'Service Worker', 'Shared Dictionary'];
/** A browser that has just been started is busy with itself. */
const WARM_UP = 1_000;

/** A folder in which a browser keeps what a user has. */
export class Profile {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'satchel-bench-'));
  }

  /** Starts a new process with empty caches, and hands `use` a page whose clocks wait for `ready`, and for what is `seen` before it. */
  async open(ready, use, seen) {
    for (const name of CACHES) rmSync(join(this.folder, 'Default', name), { recursive: true, force: true });
    const context = await chromium.launchPersistentContext(this.folder, {
      executablePath: EXECUTABLE,
      headless: true,
      viewport: { width: 1440, height: 900 },
      args: process.getuid?.() === 0 ? ['--no-sandbox', ...FLAGS] : FLAGS, // Chromium refuses its sandbox to root.
    });
    try {
      await context.addInitScript(probe(ready, seen));
      const page = context.pages()[0] ?? await context.newPage();
      page.setDefaultTimeout(120_000);
      const faults = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.waitForTimeout(WARM_UP);
      const result = await use(page);
      await page.goto('about:blank'); // As whoever leaves does: a browser that is ended by its driver tells its pages nothing.
      if (faults.length) throw new Error(`The page reports: ${faults.join('; ')}`);
      return result;
    } finally {
      await context.close();
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** JavaScript's heap after two collections and the memory of WebAssembly, in MB; and how many elements the board has. */
export async function weigh(page, board) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const wasm = await page.evaluate(() => bench.wasmBytes());
  const nodes = await page.evaluate((it) => document.querySelectorAll(`${it} *`).length, board);
  return { heap: usedSize / 2 ** 20, wasm: wasm / 2 ** 20, memory: (usedSize + wasm) / 2 ** 20, nodes };
}

/** What the browser calls itself. */
export async function version() {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const name = browser.version();
  await browser.close();
  return `Chromium ${name}`;
}
