// Measures the built package: times in Node and in Chromium, memory over ten runs, and sizes.
// Usage: node bench/main.mjs [FILE...]    (also reviews these)
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { browser, serve } from '../chromium.mjs';
import { bigServer } from '../samples.mjs';
import { measure } from './measure.mjs';

const engine = dirname(createRequire(import.meta.url).resolve('archwright/package.json'));
const wasm = readFileSync(join(engine, 'archwright_bg.wasm'));
const github = join(import.meta.dirname, 'node_modules/@octokit/openapi/generated/api.github.com.json');

printSizes();
const files = inputs();
for (const file of files) console.log(`${file.path}: ${file.text.length.toLocaleString('en')} characters, ${file.text.split('\n').length.toLocaleString('en')} lines`);
await inNode(files);
await inChromium(files);

function inputs() {
  const found = [];
  if (existsSync(github)) found.push({ path: 'api.github.com.json', text: readFileSync(github, 'utf8') });
  else console.log("GitHub's description is not installed: npm ci --prefix tests/package/bench");
  found.push({ path: 'express-300-lines.js', text: bigServer(300) });
  for (const path of process.argv.slice(2)) found.push({ path: basename(path), text: readFileSync(path, 'utf8') });
  return found;
}

function printSizes() {
  const brotli = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } }).length;
  const sizes = [wasm.length, gzipSync(wasm, { level: 9 }).length, brotli].map((bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`);
  console.log(`archwright_bg.wasm: ${sizes[0]} raw, ${sizes[1]} gzip, ${sizes[2]} brotli`);
}

/** With the browser's entry, which shows the engine's memory. */
async function inNode(all) {
  console.log(`\nNode ${process.version}`);
  const { initSync, review } = await import(pathToFileURL(join(engine, 'archwright.js')));
  const begin = performance.now();
  const { memory } = initSync({ module: wasm });
  console.log(`  compiled and started in ${(performance.now() - begin).toFixed(0)} ms`);
  for (const file of all) print(measure(file, review, memory));
}

async function inChromium(all) {
  const chrome = await browser();
  const site = await serve({ engine, bench: import.meta.dirname });
  console.log(`\nChromium ${chrome.version()}`);
  const page = await chrome.newPage();
  await page.goto(site.address);
  const started = await page.evaluate(async () => {
    const { default: init, review } = await import('/engine/archwright.js');
    const { measure: measured } = await import('/bench/measure.mjs');
    const begin = performance.now();
    const { memory } = await init();
    globalThis.run = (file) => measured(file, review, memory);
    return performance.now() - begin;
  });
  console.log(`  fetched, compiled and started in ${started.toFixed(0)} ms`);
  for (const file of all) print(await page.evaluate((one) => globalThis.run(one), file));
  await chrome.close();
  site.close();
}

function print({ path, times, memory, findings, bytes }) {
  const sorted = times.slice(1).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const megabytes = (sizes) => sizes.map((size) => Math.round(size / 1_000_000)).join(' ');
  console.log(`  ${path}: first ${times[0].toFixed(1)} ms, then ${median.toFixed(1)} ms (${sorted[0].toFixed(1)} to ${sorted.at(-1).toFixed(1)})`);
  console.log(`    ${findings} findings, report of ${(bytes / 1000).toFixed(0)} kB as JSON; engine's memory after each run, MB: ${megabytes(memory)}`);
}
