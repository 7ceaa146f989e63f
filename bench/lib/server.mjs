// A static host on this machine, as a good one would be: brotli, long ages for names that carry a hash, and no other header.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
/** Compressed already. */
const PACKED = new Set(['.png']);
const HASHED = /-[0-9a-f]{16}\.\w+$/;

/**
 * Serves folders under paths: `{'/crm/': folder}`. Everything is read and compressed before it answers, so that no clock
 * counts that, and a file that changes meanwhile changes nothing. `asked` names every file that was sent, in order.
 */
export async function serve(folders) {
  const files = new Map();
  for (const [prefix, folder] of Object.entries(folders)) {
    for (const name of readdirSync(folder, { recursive: true })) {
      const path = join(folder, name);
      if (statSync(path).isFile()) files.set(prefix + name.replaceAll('\\', '/'), file(path));
    }
  }
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const found = files.get(name);
    if (!found) return response.writeHead(404).end();
    const headers = { 'content-type': found.type, 'cache-control': HASHED.test(name) ? 'max-age=31536000, immutable' : 'no-cache', etag: found.tag };
    if (request.headers['if-none-match'] === found.tag) return response.writeHead(304, headers).end();
    if (found.encoding) headers['content-encoding'] = found.encoding;
    asked.push(name);
    response.writeHead(200, { ...headers, 'content-length': found.sent.length }).end(found.sent);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    /** How many bytes a file has on disk and on the wire. */
    weight: (name) => ({ raw: files.get(name).raw, sent: files.get(name).sent.length }),
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

function file(path) {
  const ending = extname(path);
  const bytes = readFileSync(path);
  const type = TYPES[ending] ?? 'application/octet-stream';
  const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  if (PACKED.has(ending)) return { type, tag, raw: bytes.length, sent: bytes };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { type, tag, raw: bytes.length, sent: brotliCompressSync(bytes, { params }), encoding: 'br' };
}
