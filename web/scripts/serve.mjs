/**
 * Serves the built page on this machine only, with the headers that a host should send.
 * `node scripts/serve.mjs [port]`; 0 takes a free one.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SECURITY_HEADERS } from './policy.mjs';

const ROOT = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Starts the server; resolves to it and its address. */
export function serve(port = 4173) {
  const server = createServer((request, response) => {
    const path = fileOf(request.url ?? '/');
    if (path === null) {
      response.writeHead(404, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': type,
      'Content-Length': statSync(path).size,
      'Cache-Control': path.includes(`${sep}assets${sep}`)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    });
    createReadStream(path).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ server, address: `http://127.0.0.1:${server.address().port}/` });
    });
  });
}

function fileOf(url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  const file = normalize(join(ROOT, path.endsWith('/') ? `${path}index.html` : path));
  const inside = file.startsWith(ROOT + sep);
  return inside && existsSync(file) && statSync(file).isFile() ? file : null;
}

async function main() {
  if (!existsSync(join(ROOT, 'index.html'))) {
    console.error('There is no built page in web/dist: run `npm run build` first.');
    process.exit(1);
  }
  const wanted = Number(process.argv[2] ?? process.env.PORT ?? 4173);
  const { address } = await serve(wanted).catch((error) => {
    if (error.code === 'EADDRINUSE') return serve(0);
    throw error;
  });
  console.log(`Archwright is at ${address} (Ctrl+C stops it)`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
