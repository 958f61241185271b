import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import ts from 'typescript';
import init, * as api from 'archwright';
import { contract, schema, server } from './samples.mjs';

await init();
const require = createRequire(import.meta.url);
const types = readFileSync(require.resolve('archwright/package.json').replace('package.json', 'archwright.d.ts'), 'utf8');
const folder = join(import.meta.dirname, 'types');
const made = join(folder, 'made');
mkdirSync(made, { recursive: true });
after(() => rmSync(made, { recursive: true, force: true }));

const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: [],
};
const nodenext = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
const dom = { lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'] };

function problems(file, more) {
  const program = ts.createProgram([join(folder, file)], { ...options, ...more });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, start, file: at }) => `${at?.fileName}:${start}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

test('no type is `any`', () => {
  const found = [];
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(node.parent?.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('archwright.d.ts', types, ts.ScriptTarget.ES2022, true));
  assert.deepEqual(found, []);
});

test('the values that the types declare are those that are there', () => {
  const source = ts.createSourceFile('archwright.d.ts', types, ts.ScriptTarget.ES2022, true);
  const values = source.statements
    .filter((one) => ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one) || ts.isVariableStatement(one) || ts.isEnumDeclaration(one))
    .map((one) => (one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ? 'default' : one.name.text));
  assert.deepEqual(values.sort(), Object.keys(api).filter((name) => name !== 'module.exports').sort());
});

for (const [where, file, more] of [
  ['a bundler', 'usage.ts', { ...bundler, ...dom }],
  ['an ES module in Node', 'usage.mts', { ...nodenext, types: ['node'] }],
  ['a CommonJS module in Node', 'usage.cts', { ...nodenext, types: ['node'] }],
  ['a project that knows neither browser nor Node', 'usage.ts', bundler],
]) {
  test(`the types hold in ${where}`, () => assert.deepEqual(problems(file, more), []));
}

test('a real report is what the types say', () => {
  const report = api.review({ files: [schema, server, contract, { text: '\0\0' }] });
  const text = `import type { Report } from 'archwright';\nexport const report = ${JSON.stringify(report)} satisfies Report;\n`;
  writeFileSync(join(made, 'report.ts'), text);
  assert.deepEqual(problems('made/report.ts', bundler), []);
});

test('a report that lacks something is not what the types say', () => {
  const { engine, ...rest } = api.review({ files: [] });
  assert.ok(engine);
  writeFileSync(join(made, 'lacking.ts'), `import type { Report } from 'archwright';\nexport const report = ${JSON.stringify(rest)} satisfies Report;\n`);
  assert.equal(problems('made/lacking.ts', bundler).length, 1);
});
