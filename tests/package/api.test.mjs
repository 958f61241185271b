import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, * as imported from 'archwright';
import { contract, schema, server } from './samples.mjs';

const { Workspace, review, version } = imported;
const require = createRequire(import.meta.url);
await init();

test('the three lines of the README give a report', () => {
  const { path, text } = schema;
  const report = review({ files: [{ path, text }] });
  assert.equal(report.files[0].path, 'schema.sql');
  assert.equal(report.files[0].kind, 'sql');
  assert.ok(report.scorecard.items.length > 0);
});

test('require gives the same engine as import', async () => {
  const required = require('archwright');
  await required.default();
  assert.equal(required.review, review);
  assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort());
});

test('the engine is the version of the package', () => {
  assert.equal(version(), require('archwright/package.json').version);
});

test('the engine can be found as a file', () => {
  assert.ok(WebAssembly.validate(readFileSync(require.resolve('archwright/wasm'))));
});

test('a report says of every file in order what it was taken for', () => {
  const report = review({ files: [schema, server, contract] });
  assert.deepEqual(report.files.map(({ kind }) => kind), ['sql', 'code', 'openapi']);
  for (const { reason, lines, coverage } of report.files) {
    assert.ok(reason.length > 0 && lines > 0 && coverage.status.length > 0);
  }
});

test('a report is plain data, the same each time', () => {
  const files = [schema, server, contract];
  const report = review({ files });
  assert.deepEqual(structuredClone(report), report);
  assert.equal(JSON.stringify(review({ files })), JSON.stringify(report));
});

test('places point into the text that was handed in', () => {
  const text = `-- 𝒳 is two code units\n/* 𝒳 */ ${schema.text}`;
  const { findings } = review({ files: [{ path: 'a.sql', text }] });
  assert.ok(findings.length > 0, 'a table without a key is found');
  const lines = text.split('\n');
  for (const { range } of findings) {
    const { line, column, offset } = range.start;
    const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    assert.equal(before + column - 1, offset);
  }
  const visits = findings.find(({ rule }) => rule === 'missing-primary-key');
  assert.ok(visits, 'the missing key is among them');
  assert.match(text.slice(visits.range.start.offset, visits.range.end.offset), /visits/);
});

test('a text without a name is recognised', () => {
  const report = review({ files: [{ text: schema.text }] });
  assert.equal(report.files[0].kind, 'sql');
});

test('a chosen kind wins over what the text looks like', () => {
  const report = review({ files: [{ path: 'notes.txt', text: schema.text, kind: 'sql' }] });
  assert.equal(report.files[0].kind, 'sql');
});

test('bytes are decoded, and the report says how', () => {
  const bytes = Buffer.from(`\uFEFF${schema.text}`, 'utf16le');
  const [file] = review({ files: [{ path: 'schema.sql', text: bytes }] }).files;
  assert.equal(file.kind, 'sql');
  assert.ok(file.coverage.notes.some((note) => note.text.includes('UTF-16')));
});

test('a workspace reviews as its files are set, replaced and removed', () => {
  const workspace = new Workspace();
  workspace.setFile(schema.path, schema.text);
  assert.deepEqual(workspace.review(), review({ files: [schema] }));

  const keyed = 'CREATE TABLE visits (id bigint PRIMARY KEY);';
  workspace.setFile(schema.path, keyed);
  assert.deepEqual(workspace.review(), review({ files: [{ path: schema.path, text: keyed }] }));

  workspace.setFile('notes', new TextEncoder().encode(schema.text), 'sql');
  assert.deepEqual(workspace.review().files.map(({ kind }) => kind), ['sql', 'sql']);

  assert.equal(workspace.removeFile('notes'), true);
  assert.equal(workspace.removeFile('notes'), false);
  assert.equal(workspace.review().files.length, 1);
  workspace.free();
});

test('an empty project has an empty report', () => {
  const report = review({ files: [] });
  assert.deepEqual([report.files, report.findings], [[], []]);
});
