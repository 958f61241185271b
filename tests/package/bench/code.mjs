// Measures the built package on code in Node: for each language fifty files, an edit of one of them, and five megabytes.
// Usage: node bench/code.mjs
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LANGUAGES, longFile, projectFiles } from './project.mjs';

const engine = dirname(createRequire(import.meta.url).resolve('archwright/package.json'));
const wasm = new WebAssembly.Module(readFileSync(join(engine, 'archwright_bg.wasm')));
/** Runs that are measured, behind those that let the engine get warm. */
const RUNS = 5;
const WARM = 8;

if (process.argv[1] === fileURLToPath(import.meta.url)) await inNode();

export async function inNode() {
  console.log(`\nCode in Node ${process.version}`);
  for (const language of LANGUAGES) {
    const { speed, size } = await wholeProject(language);
    const edit = await editedFile(language);
    const { megabytes, seconds, memory } = await fiveMegabytes(language);
    console.log(`  ${language}: ${speed.toFixed(2)} MB/s on 50 files (${(size / 1000).toFixed(0)} kB), ${edit.toFixed(0)} ms after an edit of 300 lines beside 49 files`);
    console.log(`    ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s, engine's memory ${Math.round(memory / 1_000_000)} MB, process ${Math.round(process.memoryUsage.rss() / 1_000_000)} MB`);
  }
}

/** An engine with a memory of its own: a module's address with another query is another module. */
async function start(name) {
  const own = await import(`${pathToFileURL(join(engine, 'archwright.js'))}?${name}`);
  const { memory } = own.initSync({ module: wasm });
  return { ...own, memory };
}

async function wholeProject(language) {
  const { review } = await start(`${language}-project`);
  const files = projectFiles(language, { most: 50 });
  const size = bytes(files);
  const times = Array.from({ length: WARM + RUNS }, () => timed(() => review({ files }))).slice(WARM);
  return { speed: size / 1000 / median(times), size };
}

/** The edit stands before everything, so that all places move. */
async function editedFile(language) {
  const { Workspace } = await start(`${language}-edit`);
  const workspace = new Workspace();
  for (const { path, text } of projectFiles(language, { most: 49 })) workspace.setFile(path, text);
  const { path, text } = longFile(language, 300);
  const comment = language === 'python' ? '#' : '//';
  const times = Array.from({ length: WARM + RUNS }, (_, edit) =>
    timed(() => {
      workspace.setFile(path, `${comment} ${edit}\n${text}`);
      workspace.review();
    }),
  );
  return median(times.slice(WARM));
}

async function fiveMegabytes(language) {
  const { review, memory } = await start(`${language}-memory`);
  const files = projectFiles(language, { leastBytes: 5_000_000 });
  const milliseconds = timed(() => review({ files }));
  return { megabytes: bytes(files) / 1_000_000, seconds: milliseconds / 1000, memory: memory.buffer.byteLength };
}

function bytes(files) {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

/** Milliseconds of processor time: what else the machine does is left out. */
function timed(run) {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

function median(times) {
  return times.toSorted((one, two) => one - two)[Math.floor(times.length / 2)];
}
