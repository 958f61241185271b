import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import init, { review } from 'archwright';
import { build } from 'vite';
import { browser, serve } from './chromium.mjs';
import { schema, server as express } from './samples.mjs';

const engine = dirname(createRequire(import.meta.url).resolve('archwright/package.json'));
const built = join(import.meta.dirname, 'app/dist');
let chrome;
let site;

before(async () => {
  await init();
  await build({ root: join(import.meta.dirname, 'app'), base: './', logLevel: 'error' });
  chrome = await browser();
  site = await serve({ built, engine });
});

after(async () => {
  await chrome?.close();
  site?.close();
  rmSync(built, { recursive: true, force: true });
});

/** What the page reports, and what it asked the server for. */
async function inPage(address, run, argument) {
  const page = await chrome.newPage();
  const problems = [];
  const requests = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`${site.address}${address}`);
  const answer = await page.evaluate(run, argument);
  await page.close();
  assert.deepEqual(problems.filter((text) => !text.includes('favicon') && !text.includes('404')), []);
  return { answer, requests };
}

test('a page built by Vite reviews as Node does', async () => {
  for (const { path, text } of [schema, express]) {
    const { answer } = await inPage('/built/index.html', (file) => globalThis.reviewed(file.path, file.text), { path, text });
    assert.deepEqual(answer, review({ files: [{ path, text }] }));
  }
});

test('Vite ships the engine as one file, beside the script', () => {
  const assets = join(built, 'assets');
  const wasm = readdirSync(assets).filter((name) => name.endsWith('.wasm'));
  assert.equal(wasm.length, 1);
  assert.deepEqual(readFileSync(join(assets, wasm[0])), readFileSync(join(engine, 'archwright_bg.wasm')));
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  assert.ok(scripts.every((name) => statSync(join(assets, name)).size < 50_000));
});

test('a bare module in a page reviews as Node does, and fetches the engine once', async () => {
  const { answer, requests } = await inPage('/', async (file) => {
    const { default: start, review: inBrowser } = await import('/engine/archwright.js');
    await Promise.all([start(), start()]);
    await start();
    return inBrowser({ files: [file] });
  }, schema);
  assert.deepEqual(answer, review({ files: [schema] }));
  assert.deepEqual(requests.filter((path) => path.endsWith('.wasm')), ['/engine/archwright_bg.wasm']);
});

test('the engine can be handed over as a compiled module', async () => {
  const { answer } = await inPage('/', async (file) => {
    const { default: start, review: inBrowser } = await import('/engine/archwright.js');
    await start({ module_or_path: await WebAssembly.compileStreaming(fetch('/engine/archwright_bg.wasm')) });
    return inBrowser({ files: [file] }).files.length;
  }, schema);
  assert.equal(answer, 1);
});
