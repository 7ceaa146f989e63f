// Keeps the startup page in the browser, for its warm starts. Registered by the bench; unchanged, as the page is.
// Cache-first service worker, as an offline PWA has it.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (e) => e.respondWith((async () => {
  const c = await caches.open('v1'); const m = await c.match(e.request); if (m) return m;
  const r = await fetch(e.request); if (r.ok && e.request.method === 'GET') c.put(e.request, r.clone()); return r;
})()));
