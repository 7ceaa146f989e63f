// The limit app: the least a browser-local CRM can do, with no framework. IndexedDB chunks of JSON bytes + a per-record overlay
// of edits, virtual columns, substring search, pointer drag with a write. The product is measured against this page.
//
// It was first written with a strict write for every edit. Here a single edit (`move`) has the default durability, as Satchel's
// has; what writes everything (`save`: the seed and the imports) stays strict. Nothing else was changed, so its figures can be
// compared with older ones. It is terse on purpose: it is an anchor, not a model.
import { STAGES, records, hay } from './data.js';
const now = () => performance.now(), enc = new TextEncoder(), dec = new TextDecoder(), CH = 500, H = 80;
const painted = () => new Promise((ok) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => ok(now()); c.port2.postMessage(0); }));
const done = (tx) => new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = tx.onerror = () => no(tx.error); });
const req = (r) => new Promise((ok, no) => { r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error); });
const $ = (id) => document.getElementById(id);
const M = (window.M = { acks: [] }); let db, all = [], H8 = null, cols = STAGES.map(() => []);
const openDb = () => new Promise((ok, no) => { const r = indexedDB.open('app', 1); r.onupgradeneeded = () => { r.result.createObjectStore('chunk'); r.result.createObjectStore('edit'); }; r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error); });

async function save(a) {
  const tx = db.transaction(['chunk', 'edit'], 'readwrite', { durability: 'strict' }), s = tx.objectStore('chunk'); s.clear(); tx.objectStore('edit').clear();
  for (let i = 0, k = 0; i < a.length; i += CH, k++) s.put(enc.encode(JSON.stringify(a.slice(i, i + CH))), k);
  await done(tx);
}
function group() { const m = Object.fromEntries(STAGES.map((s, i) => [s, i])); cols = STAGES.map(() => []); for (const x of all) cols[m[x.stage]].push(x); for (const c of cols) c.sort((p, q) => p.rank - q.rank); H8 = null; }
// board: each column is a scroller with a spacer and only the cards in view
const lists = []; 
function shell() { $('board').innerHTML = STAGES.map((s) => `<section class="col"><h3>${s} <small></small></h3><div class="list" data-s="${s}"><div></div></div></section>`).join(''); document.querySelectorAll('.list').forEach((l, i) => { lists.push({ el: l, sp: l.firstChild, pool: [], n: l.previousSibling.lastChild }); l.addEventListener('scroll', () => draw(i), { passive: true }); }); }
function mk() { const d = document.createElement('div'); d.className = 'card'; d.tabIndex = 0; d.innerHTML = '<b></b><span class="v"></span><span class="co"></span><br><span class="t"></span><span class="t"></span>'; return d; }
function draw(ci) {
  const L = lists[ci], c = cols[ci], top = L.el.scrollTop, vh = L.vh ??= L.el.clientHeight || 800; L.n.textContent = c.length; L.sp.style.height = c.length * H + 'px';
  const a = Math.max(0, Math.floor(top / H) - 2), b = Math.min(c.length, Math.ceil((top + vh) / H) + 2);
  while (L.pool.length < b - a) { const d = mk(); L.pool.push(d); L.el.append(d); }
  L.pool.forEach((d, i) => { const x = c[a + i]; if (a + i >= b) { if (d.x) { d.x = null; d.style.display = 'none'; } return; } const y = `translateY(${(a + i) * H}px)`; if (d.y !== y) d.style.transform = d.y = y; if (d.x !== x || d.v !== x.updated) { d.x = x; d.v = x.updated; d.style.display = ''; d.dataset.id = x.id; const k = d.children; k[0].textContent = x.name; k[1].textContent = x.value; k[2].textContent = x.company; k[4].textContent = x.tags[0]; k[5].textContent = x.tags[1]; } });
}
const drawAll = () => { for (let i = 0; i < cols.length; i++) draw(i); };
async function move(x, to, at) {
  const from = STAGES.indexOf(x.stage), a = cols[from]; a.splice(a.indexOf(x), 1); const b = cols[to]; at = Math.min(at, b.length);
  x.rank = ((b[at - 1]?.rank ?? 0) + (b[at]?.rank ?? (b[at - 1]?.rank ?? 0) + 2)) / 2; x.stage = STAGES[to]; x.updated++; b.splice(at, 0, x); draw(from); if (to !== from) draw(to);
  const t = now(); const tx = db.transaction('edit', 'readwrite'); tx.objectStore('edit').put(x, x.id); await done(tx); M.acks.push(now() - t);
}
let drag = null;
$('board').addEventListener('pointerdown', (e) => { const c = e.target.closest('.card'); if (!c || e.button) return; drag = { c, x0: e.clientX, y0: e.clientY, rects: null }; $('board').setPointerCapture(e.pointerId); });
$('board').addEventListener('pointermove', (e) => { if (!drag) return; const dx = e.clientX - drag.x0, dy = e.clientY - drag.y0; if (!drag.g) { if (Math.hypot(dx, dy) < 4) return; const r = drag.c.getBoundingClientRect(); const g = (drag.g = drag.c.cloneNode(true)); g.classList.add('ghost'); g.style.cssText = `position:fixed;left:${r.left}px;top:${r.top}px;width:${r.width}px;right:auto;`; document.body.append(g); drag.rects = lists.map((l) => l.el.getBoundingClientRect()); } drag.g.style.transform = `translate(${dx}px,${dy}px)`; });
$('board').addEventListener('pointerup', (e) => { const d = drag; drag = null; if (!d?.g) return; d.g.remove(); const to = d.rects.findIndex((r) => e.clientX >= r.left - 6 && e.clientX < r.right + 10); if (to < 0) return; const l = lists[to]; move(d.c.x, to, Math.max(0, Math.round((e.clientY - d.rects[to].top + l.el.scrollTop) / H))); });
$('board').addEventListener('keydown', (e) => { const c = e.target.closest('.card'), s = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0; if (!c?.x || !s) return; const to = STAGES.indexOf(c.x.stage) + s; if (to < 0 || to > 4) return; e.preventDefault(); const x = c.x; move(x, to, 0); lists[to].pool.find((d) => d.x === x)?.focus({ preventScroll: true }); });
// search: narrows the last result while the query grows
let rows = null, lastQ = '', lastHit = null;
function build() { H8 = all.map(hay); }
function search(q) {
  q = q.trim().toLowerCase(); const R = $('res'); if (!q) { R.classList.remove('on'); R.dataset.q = ''; lastQ = ''; lastHit = null; $('count').textContent = ''; return; }
  if (!H8) build();
  const src = lastHit && lastQ && q.startsWith(lastQ) ? lastHit : null, hit = []; if (src) { for (const i of src) if (H8[i].includes(q)) hit.push(i); } else for (let i = 0; i < H8.length; i++) if (H8[i].includes(q)) hit.push(i);
  lastQ = q; lastHit = hit; R.classList.add('on');
  if (!rows) { rows = []; for (let i = 0; i < 50; i++) { const d = document.createElement('div'); d.className = 'row'; for (let k = 0; k < 5; k++) d.append(document.createElement('span')); d.style.transform = `translateY(${i * 32}px)`; R.append(d); rows.push(d); } }
  for (let i = 0; i < 50; i++) { const x = hit[i] === undefined ? null : all[hit[i]], d = rows[i]; d.style.display = x ? '' : 'none'; if (x) { const k = d.children; k[0].textContent = x.name; k[1].textContent = x.company; k[2].textContent = x.stage; k[3].textContent = x.value; k[4].textContent = x.city; } }
  $('count').textContent = hit.length + ' found'; R.dataset.q = q;
}
$('q').addEventListener('input', (e) => search(e.target.value));
// start
shell(); const t0 = now(); db = await openDb(); M.openMs = now() - t0;
let t = now(); const tx = db.transaction(['chunk', 'edit']); const [ch, ed] = await Promise.all([req(tx.objectStore('chunk').getAll()), req(tx.objectStore('edit').getAll())]); M.readMs = now() - t;
t = now(); all = []; for (const b of ch) for (const x of JSON.parse(dec.decode(b))) all.push(x); if (ed.length) { const m = new Map(ed.map((x) => [x.id, x])); all = all.map((x) => m.get(x.id) ?? x); } M.decodeMs = now() - t;
t = now(); group(); drawAll(); M.drawMs = now() - t; M.readyAt = await painted(); M.n = all.length; t = now(); if (all.length) { build(); } M.indexMs = now() - t; window.ready = true;
// for the runner
window.app = {
  async seed(n) { all = records(n); const t = now(); await save(all); group(); drawAll(); await painted(); return now() - t; },
  async exportJson() { const t = now(); const b = new Blob([JSON.stringify(all)], { type: 'application/json' }); return { ms: now() - t, bytes: b.size }; },
  async importJson(file) { const t = now(); all = JSON.parse(await file.text()); const p = now() - t; group(); drawAll(); const shown = (await painted()) - t; await save(all); return { parseMs: p, shownMs: shown, durableMs: now() - t }; },
  async importSelf() { const f = new Blob([JSON.stringify(all)]); return this.importJson(f); },
  async importCsvSelf() { const { parseCsv } = await import('./json.js'); const keys = Object.keys(all[0]); const q = (v) => { v = Array.isArray(v) ? v.join(';') : String(v); return /[",\n]/.test(v) ? '"' + v.replaceAll('"', '""') + '"' : v; }; const f = new Blob([[keys.join(','), ...all.map((r) => keys.map((k) => q(r[k])).join(','))].join('\n')]); const t = now(); const a = parseCsv(await f.text()); for (const x of a) { x.id = +x.id; x.value = +x.value; x.rank = +x.rank; x.created = +x.created; x.updated = +x.updated; x.tags = x.tags.split(';'); } all = a; group(); drawAll(); const shown = (await painted()) - t; await save(all); return { shownMs: shown, durableMs: now() - t, mb: f.size / 2 ** 20 }; },
};
