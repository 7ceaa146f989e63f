// A copy of everything, made without the app: after a panic, when the app does not start, or on rescue.html.
//
// It reads what the app has written (crates/storage/src/indexeddb.rs) and changes nothing: pages hold what is, the journal
// what came after them. What comes of it is a backup as docs/backup-format.md tells, which the app's own import reads.
//
// What is not here: what a record means. A line is copied letter by letter, because JavaScript would round long numbers;
// one that cannot be read is copied as it was found.

/** There is nothing to be saved. */
export class Nothing extends Error {}

/** What there is from the start; people do not count it as their data. */
const LISTS = ['settings', 'rep', 'source', 'reason', 'status', 'criterion', 'tag', 'pipeline', 'stage'];
/** All kinds, in the order in which a backup has them. */
const KINDS = [...LISTS, 'company', 'contact', 'lead', 'deal', 'task', 'activity'];
const kindOf = (key) => /^([a-z]+):/.exec(key)?.[1] ?? 'unreadable';

/** How long a browser may take to open what is there. */
const PATIENCE = 5000;

/** The database as it is. None is made: an empty one would look as if everything were well. */
const open = (name) => new Promise((done, failed) => {
  setTimeout(() => failed(new Error('The browser does not open the data: another tab holds it. Close it and try again.')), PATIENCE);
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => {
    request.onerror = (event) => {
      event.preventDefault();
      failed(new Nothing('There is no data of Satchel in this browser.'));
    };
    request.transaction.abort();
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

const answer = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = (event) => {
    event.preventDefault(); // One value that cannot be read does not end the others.
    failed(request.error);
  };
});

/** The keys and values of some stores as they stand together; of one that cannot be read as a whole, what can be. */
async function read(db, names) {
  const tx = db.transaction(names);
  const all = names.map((name) => {
    const store = tx.objectStore(name);
    return Promise.all([answer(store.getAllKeys()), answer(store.getAll()).catch(() => null)]);
  });
  return Promise.all(all.map(async (it, at) => {
    const [keys, values] = await it;
    if (values) return keys.map((key, i) => [key, values[i]]);
    const found = [];
    for (const key of keys) {
      const value = await answer(db.transaction(names[at]).objectStore(names[at]).get(key)).catch(() => undefined);
      if (value !== undefined) found.push([key, value]);
    }
    return found;
  }));
}

/** No value holds more text. */
const VALUE = 60_000;

/**
 * What the LZ4 block behind the first byte holds; of one that is damaged as much as can be had, and behind it in hex what was
 * found. After https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md.
 */
function unsqueezed(value) {
  const out = new Uint8Array(VALUE);
  let at = 1;
  let to = 0;
  const length = (start) => {
    let sum = start;
    if (start === 15) do sum += value[at]; while (value[at++] === 255);
    return sum;
  };
  while (at < value.length) {
    const token = value[at++];
    const literals = length(token >> 4);
    if (!(at + literals <= value.length && to + literals <= VALUE)) break;
    out.set(value.subarray(at, at += literals), to);
    to += literals;
    if (at === value.length && to) return out.subarray(0, to); // The last piece repeats nothing.
    const back = value[at++] | value[at++] << 8;
    const end = to + 4 + length(token & 15);
    if (!back || back > to || !(end <= VALUE)) break;
    for (; to < end; to += 1) out[to] = out[to - back];
  }
  const found = Array.from(value, (it) => it.toString(16).padStart(2, '0')).join('');
  return Uint8Array.from([...out.subarray(0, to), ...new TextEncoder().encode(to ? `\n${found}` : found)]);
}

/** The bytes of a value, of which those that begin with nought are squeezed; nothing if it is something else. */
export function bytes(value) {
  const all = value instanceof ArrayBuffer ? new Uint8Array(value) : ArrayBuffer.isView(value) ? value : null;
  return all?.[0] === 0 ? unsqueezed(all) : all;
}

/** The head of an entry and its body are parts nought and one. The line end between them stands in neither. */
const isBody = (key) => Array.isArray(key) && key.length === 2 && key[1] === 1;

/** The texts whose parts lie one after another under the same beginning of their keys; and values that are no bytes. */
function* texts(entries) {
  let last = null;
  let parts = [];
  const joined = async () => new Blob(parts).text();
  for (const [key, value] of entries) {
    const begin = JSON.stringify(Array.isArray(key) ? key.slice(0, -1) : key);
    if (parts.length && begin !== last) {
      yield { key: last, text: joined() };
      parts = [];
    }
    last = begin;
    const part = bytes(value);
    if (part) parts.push(...(isBody(key) ? ['\n', part] : [part]));
    else yield { key: begin, text: Promise.resolve(JSON.stringify(value) ?? '') };
  }
  if (parts.length) yield { key: last, text: joined() };
}

const parsed = (text) => {
  try { return JSON.parse(text); } catch { return undefined; }
};

/** Notes a line under its id, or, if it has none, under itself. What is no JSON, or no record, is kept as a text. */
function note(records, line) {
  if (!line) return;
  const it = parsed(line);
  if (typeof it?.id === 'string') records.set(it.id, line);
  else records.set(line, typeof it === 'string' ? line : JSON.stringify(line));
}

/** Where `before` ends in `{"before":…,"after":…}`. */
function middle(line) {
  let depth = 0;
  for (let at = '{"before":'.length; at < line.length; at += 1) {
    const it = line[at];
    if (it === '"') while (line[at += 1] !== '"' && at < line.length) { if (line[at] === '\\') at += 1; }
    else if (it === '{' || it === '[') depth += 1;
    else if (it === '}' || it === ']') depth -= 1;
    else if (it === ',' && depth === 0) return at;
  }
  return line.length;
}

/** Takes over what an entry of the journal has done. One that cannot be read is kept as it is. */
function replay(records, text) {
  const [head, ...lines] = text.split('\n');
  if (!parsed(head) || lines.some((it) => parsed(it) === undefined)) return note(records, text);
  for (const line of lines) {
    if (!line.startsWith('{"before":')) continue; // Named only: it lies in pages.
    const end = middle(line);
    const after = line.slice(end + ',"after":'.length, -1);
    if (after !== 'null') note(records, after);
    else records.delete(parsed(line.slice('{"before":'.length, end))?.id);
  }
}

/** FNV-1a, 64 bit, in halves of 32, as the app computes it over the records. */
function checksum(text) {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(text)) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x100000000) + low * 0x100) % 0x100000000;
    low = product % 0x100000000;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** Everything that the page in this folder keeps, as the parts of a backup; and how many records that is. */
export async function copy(scope) {
  const db = await open(`satchel:${scope}:book`);
  db.onversionchange = () => db.close();
  const names = ['meta', 'journal', 'pages'].filter((it) => db.objectStoreNames.contains(it));
  if (!names.length) throw new Nothing('There is no data of Satchel in this browser.');
  const found = await read(db, names);
  db.close();
  const of = (name) => found[names.indexOf(name)] ?? [];
  const state = parsed(of('meta').find(([key]) => key === 'state')?.[1]) ?? {};
  const records = new Map();
  for (const { text } of texts(of('pages'))) {
    for (const line of (await text).split('\n')) note(records, line);
  }
  // Where nothing tells how far the pages go, all of the journal is taken over: the last word on a record is right.
  for (const { key, text } of texts(of('journal'))) {
    if (!(parsed(key)?.[0] <= state.folded)) replay(records, await text);
  }
  const counts = {};
  for (const key of records.keys()) {
    const kind = kindOf(key);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const place = (key) => (KINDS.indexOf(kindOf(key)) + 1) || KINDS.length + 1;
  const inOrder = [...records].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  const body = inOrder.map(([, line]) => line).join(',\n');
  const head = `{"satchel":${state.format ?? 1},\n"counts":${JSON.stringify(counts)},\n"checksum":"${checksum(body)}",\n"records":[\n`;
  const count = Object.entries(counts).reduce((sum, [kind, it]) => (LISTS.includes(kind) ? sum : sum + it), 0);
  return { parts: [head, body, '\n]}\n'], count };
}

/** Hands the copy to the browser, to be saved where the user keeps downloads. Answers how many records it holds. */
export async function save(scope) {
  const { parts, count } = await copy(scope);
  const url = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  const now = new Date();
  const day = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  link.download = `satchel-${day}-copy.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return count;
}

/** What came of saving, as a sentence. */
export const told = (scope) => save(scope).then(
  (count) => `Copy saved, with ${count === 1 ? '1 record' : `${count.toLocaleString()} records`}. Satchel reads it on the screen “Data”, here or in another browser.`,
  (error) => (error instanceof Nothing ? error.message : `No copy could be made. ${error?.message ?? error}`),
);

// On a page of its own.
const button = document.getElementById('rescue');
if (button) {
  const says = document.getElementById('rescue-says');
  button.hidden = false;
  says.textContent = '';
  button.onclick = async () => {
    button.setAttribute('aria-busy', 'true');
    says.textContent = 'Reading…';
    says.textContent = await told(new URL('.', location.href).pathname);
    button.removeAttribute('aria-busy');
  };
}
