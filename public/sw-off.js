// The kill switch: a service worker that takes itself and the kept files away.
//
// If a released version cannot be opened any more, put this file in the place of `sw.js` on the server. Each browser
// looks there at its next visit, drops what was kept and goes to the server again. The data in IndexedDB and the
// settings are not touched, and no open page is reloaded.
'use strict';

const OWN = `satchel:${new URL(registration.scope).pathname}`;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.slice(0, name.lastIndexOf(':')) === OWN) await caches.delete(name);
  }
  await registration.unregister();
})()));
