/** Fails when what a first visit loads before the engine is larger than promised. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 150 * 1024;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
let total = 0;
for (const name of readdirSync(dist, { recursive: true })) {
  // The worker is the engine's glue, and loads with it.
  if (!/\.(?:js|css|html)$/.test(name) || name.includes('worker-')) continue;
  const size = gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB gz  ${name}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB gz  in all, of ${LIMIT / 1024} KB`);
if (total > LIMIT) {
  console.error('The page is larger than its budget.');
  process.exit(1);
}
