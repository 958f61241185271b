// Loads schemas into real databases and compares what these make of them with what the engine read: columns, keys,
// references and indexes; and what PostgreSQL's catalogs show to be amiss with what the review tells. Without arguments the schemas beside this file; otherwise the files that are named:
//   node tests/databases/run.mjs [--require] [postgresql:PATH | mariadb:PATH]...
// A database that is not installed is skipped and said so; with --require that fails.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { untold } from './advice.mjs';
import { books, differences } from './compare.mjs';
import { MariaDb } from './mariadb.mjs';
import { PostgreSql } from './postgresql.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const databases = { postgresql: PostgreSql, mariadb: MariaDb };

const given = process.argv.slice(2);
const required = given.includes('--require');
const named = given
  .filter((argument) => !argument.startsWith('--'))
  .map((argument) => {
    const [kind, ...path] = argument.split(':');
    return { kind, path: path.join(':') };
  });
const own = readdirSync(join(here, 'schemas'))
  .sort()
  .map((name) => ({ kind: name.split('-')[0], path: join(here, 'schemas', name) }));
const schemas = named.length > 0 ? named : own;

/** What the engine says of a file: its `catalog` of tables, or its report as `json`. */
function read(path, format) {
  const binary = process.env.ARCHWRIGHT_REVIEW;
  const [command, before] = binary
    ? [binary, []]
    : ['cargo', ['run', '--quiet', '--package', 'archwright', '--example', 'review', '--']];
  const output = execFileSync(command, [...before, '--format', format, path], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output);
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const [kind, Database] of Object.entries(databases)) {
  const files = schemas.filter((schema) => schema.kind === kind);
  if (files.length === 0) continue;
  if (!Database.isInstalled()) {
    console.log(
      `SKIPPED: ${files.length} schemas, since no ${Database.title} server is installed (${Database.hint})`,
    );
    skipped += files.length;
    continue;
  }
  const database = new Database();
  try {
    for (const { path } of files) {
      const { tables, errors, refused, advice } = database.load(path);
      const found = differences(read(path, 'catalog').tables, tables, refused, Database);
      if (advice) found.push(...untold(read(path, 'json'), advice, books));
      const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
      const extent = `${tables.length} tables, ${columns} columns, ${errors} statements refused by the server`;
      console.log(`${found.length === 0 ? 'ok' : 'FAILED'}  ${path} (${Database.title}: ${extent})`);
      if (refused.length > 0) console.log(`    refused by the server, and left out: ${refused.join(', ')}`);
      for (const difference of found) console.log(`    ${difference}`);
      if (found.length === 0 && tables.length > 0) passed += 1;
      else failed += 1;
    }
  } finally {
    database.stop();
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || (required && skipped > 0) ? 1 : 0);
