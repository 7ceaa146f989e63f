// A static host that a test can bend: another path, another version, files gone, a sign-in page for everything.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const dist = new URL('../../dist/', import.meta.url);

const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface Answer { status: number; kind: string; body: Buffer | string }

export interface Host {
  /** Where the page lies. */
  url: string;
  /** Every path that was asked for, in order. */
  asked: string[];
  /** Changes an answer before it is given; a test may put another function here at any time. */
  bend: (name: string, answer: Answer) => Answer | Promise<Answer>;
  close: () => Promise<void>;
}

/** Serves dist/ under a path, with the cache headers of a common host. */
export async function host(path = '/'): Promise<Host> {
  const it: Host = { url: '', asked: [], bend: (_, answer) => answer, close: async () => {} };
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://host').pathname;
    it.asked.push(asked);
    const name = asked.startsWith(path) ? asked.slice(path.length) || 'index.html' : '';
    const { status, kind, body } = await it.bend(name, await read(name));
    response.writeHead(status, { 'content-type': kind, 'cache-control': 'max-age=600' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  it.close = () => new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return it;
}

async function read(name: string): Promise<Answer> {
  try {
    return { status: 200, kind: kinds[extname(name)] ?? 'application/octet-stream', body: await readFile(new URL(name, dist)) };
  } catch {
    return { status: 404, kind: 'text/html', body: '<!doctype html><title>Not found</title><p>Not found' };
  }
}

/** The next release, as far as a browser can tell: another version in the page and in the worker, and another language. */
export function nextVersion(name: string, answer: Answer): Answer {
  if (name !== 'index.html' && name !== 'sw.js') return answer;
  const text = answer.body.toString().replaceAll(/\d+\.\d+\.\d+\+[0-9a-f]{16}/g, '9.9.9+0123456789abcdef');
  return { ...answer, body: text.replace('<html lang="en"', '<html lang="en-GB"') };
}
