// Keeps the limit page in the browser: the least that a service worker can do. Registered by the bench, for its warm starts.
const FILES = ['app.html', 'app.js', 'data.js', 'json.js', 'cards.css'];
addEventListener('install', (event) => event.waitUntil(caches.open('limit').then((it) => it.addAll(FILES)).then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((it) => it ?? fetch(event.request))));
