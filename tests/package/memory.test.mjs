import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bigContract, bigServer } from './samples.mjs';

// The browser's entry, because it shows the engine's memory.
const folder = dirname(createRequire(import.meta.url).resolve('archwright/package.json'));
const { Workspace, initSync, review } = await import(pathToFileURL(join(folder, 'archwright.js')));
const { memory } = initSync({ module: readFileSync(join(folder, 'archwright_bg.wasm')) });

const files = [
  { path: 'openapi.json', text: JSON.stringify(bigContract(1500)) },
  { path: 'server.js', text: bigServer(1000) },
];

/** Bytes of the engine's memory after each of ten runs. */
function sizes(run) {
  return Array.from({ length: 10 }, () => {
    run();
    return memory.buffer.byteLength;
  });
}

function settles(name, run) {
  test(`${name} need no more memory than the first few`, () => {
    const grown = sizes(run);
    assert.equal(grown.at(-1), grown[2], `bytes after each run: ${grown.join(' ')}`);
  });
}

settles('ten reviews of a big project', () => review({ files }));

settles('ten refused projects', () => {
  for (let at = 0; at < 1000; at += 1) {
    assert.throws(() => review({ files: [{ text: 'x'.repeat(10_000), kind: 1 }] }));
  }
});

const workspace = new Workspace();
let edits = 0;
settles('ten edits of a file', () => {
  edits += 1;
  workspace.setFile('server.js', `${files[1].text}// ${edits}\n`);
  workspace.review();
});

settles('ten workspaces', () => {
  const one = new Workspace();
  for (const { path, text } of files) one.setFile(path, text);
  one.review();
  one.free();
});
