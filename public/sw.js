// Keeps one version of Satchel in this browser, so that it opens without a line.
//
// A version is kept whole or not at all: every file is checked against the digest it was built with, the page against
// its version. So the sign-in page of a hotel, answered under our names, is never kept. A new version waits until the
// user asks for it. The last line of defence against a bad version is sw-off.js.
//
// What is not here: the data. It lies in IndexedDB, and no worker touches it.
//
// The build writes the two values below (xtask/src/finish/worker.rs).
'use strict';

const VERSION = '{{version}}';
/** Each file of this version with the digest of its bytes. */
const ASSETS = new Map('{{assets}}');

const HOME = registration.scope;
const OWN = `satchel:${new URL(HOME).pathname}`;
const CACHE = `${OWN}:${VERSION}`;
/** The user has erased everything: nothing is kept any more for the pages that are still open. */
let isErased = false;
const digests = new Map([...ASSETS].map(([name, integrity]) => [new URL(name, HOME).href, integrity]));

/** What a file must say it is; a server that answers every address with its start page says something else. */
const TYPES = [['.js', 'javascript'], ['.css', 'text/css'], ['.wasm', 'application/wasm'], ['.svg', 'image/svg+xml']];

function isSound(response, url) {
  const expected = TYPES.find(([ending]) => new URL(url).pathname.endsWith(ending));
  const type = response.headers.get('content-type') ?? '';
  return response.status === 200 && response.type === 'basic' && !response.redirected && (!expected || type.includes(expected[1]));
}

async function fetchSound(url, options) {
  const response = await fetch(url, options);
  if (!isSound(response, url)) throw new Error(`${url} did not come as it was built`);
  return response;
}

/** A hashed name never changes its bytes, so the HTTP cache may answer; if it lies, the server is asked. */
async function fetchAsset(url) {
  const integrity = digests.get(url);
  try {
    return await fetchSound(url, { integrity });
  } catch {
    return fetchSound(url, { integrity, cache: 'reload' });
  }
}

async function fetchHome() {
  const response = await fetchSound(HOME, { cache: 'no-cache' });
  if (!(await response.clone().text()).includes(`content="${VERSION}"`)) throw new Error('the page is of another version');
  return response;
}

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await cache.put(HOME, await fetchHome());
    await Promise.all([...digests.keys()].map(async (url) => cache.put(url, await fetchAsset(url))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Deletes what earlier versions kept under this scope; other scopes and other projects share the origin. */
async function activate() {
  for (const name of await caches.keys()) {
    if (name.slice(0, name.lastIndexOf(':')) === OWN && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

/** What is kept. Something kept that is not what it should be is replaced, or left to the server. */
async function answer(url) {
  const kept = await caches.match(url, { cacheName: CACHE });
  if (kept && isSound(kept, url)) return kept;
  try {
    const fresh = await (url === HOME ? fetchHome() : fetchAsset(url));
    await (await caches.open(CACHE)).put(url, fresh.clone());
    return fresh;
  } catch {
    return fetch(url);
  }
}

/** The address of the page itself, however it was written; other pages below this folder are not ours to answer. */
function isHome(url) {
  return url === HOME || url === `${HOME}index.html`;
}

/** A reminder was pressed: a tab of ours comes to the front, or a new one opens. */
async function show(page) {
  const [tab] = await clients.matchAll({ type: 'window' });
  if (!tab) return clients.openWindow(page);
  await tab.focus();
  return tab.navigate(page);
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') skipWaiting();
  if (event.data === 'erased') isErased = true;
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(`${HOME}#/today`));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isErased || request.method !== 'GET' || url.origin !== location.origin) return;
  url.search = '';
  url.hash = '';
  if (request.mode === 'navigate' ? isHome(url.href) : digests.has(url.href)) {
    event.respondWith(answer(isHome(url.href) ? HOME : url.href));
  }
});
