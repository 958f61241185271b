import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { publint } from 'publint';

const here = import.meta.dirname;
const folder = dirname(createRequire(import.meta.url).resolve('archwright/package.json'));

test('the package holds these files and no others', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  assert.deepEqual(files.map(({ path }) => path).sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'archwright.d.cts',
    'archwright.d.ts',
    'archwright.js',
    'archwright_bg.wasm',
    'node.cjs',
    'node.js',
    'package.json',
  ]);
});

test('the package has no dependencies and runs no scripts', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.deepEqual([manifest.dependencies, manifest.devDependencies, manifest.scripts], [undefined, undefined, undefined]);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: folder, strict: true });
  assert.deepEqual(messages, []);
});

test('the types resolve for every kind of module', () => {
  const attw = join(here, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  // Without an entry for tools that read no `exports` (node10), and for the .wasm, which has no types.
  const args = [attw, '--pack', folder, '--profile', 'node16', '--entrypoints', '.', '--format', 'ascii', '--no-emoji'];
  execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
});

test('no file names a place of the machine that built it', () => {
  const place = /\/(?:root|home|Users|tmp)\/[\w.]+\//;
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'latin1');
    assert.equal(place.exec(text)?.[0], undefined, name);
  }
});

test('the engine travels in less than 2.15 MB', () => {
  const size = brotliCompressSync(readFileSync(join(folder, 'archwright_bg.wasm'))).length;
  assert.ok(size < 2_150_000, `${size} bytes with brotli`);
});
