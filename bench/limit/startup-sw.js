// Keeps the startup page in the browser, for its warm starts. Registered by the bench.
const FILES = ['startup.html', '../startup/module.wasm'];
addEventListener('install', (event) => event.waitUntil(caches.open('startup').then((it) => it.addAll(FILES)).then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((it) => it ?? fetch(event.request))));
