// Journeys run in Chromium on the release in dist/, as any static host would serve it.
// `cargo xtask test e2e` builds it first; `npx playwright test` here runs them again on what is there.
import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Debian's Chromium where there is one; else the browser that Playwright has downloaded. */
const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Chromium refuses its sandbox to root. */
const asRoot = process.getuid?.() === 0;

/** A port that nobody uses, so that two checkouts can be tested at once. */
const freePort = () => new Promise<number>((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  });
});

// The workers read this file again, and inherit the variables.
process.env.SATCHEL_PORT ??= String(await freePort());
const address = `127.0.0.1:${process.env.SATCHEL_PORT}`;

export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  // On a busy machine a browser may be late. What fails twice fails; what passed at the second try is named at the end.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://${address}/`,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
  webServer: {
    command: `${process.env.XTASK ? `"${process.env.XTASK}"` : 'cargo run --quiet --package xtask --'} static ../../dist ${address}`,
    url: `http://${address}/`,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
