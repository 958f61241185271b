// Applies what the engine suggests to a real PostgreSQL: the edits and the migrations of every bad example on the
// rules' pages, or of the schemas that are named:
//   node tests/databases/mending.mjs [--require] [--verbose] [PATH]...
// A migration has to run, to leave its findings settled, and to go back down to the schema that was there before.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { examples } from './pages.mjs';
import { PostgreSql } from './postgresql.mjs';
import { missing } from './standing.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const verbose = flags.includes('--verbose');

const folder = mkdtempSync(join(tmpdir(), 'archwright-mending-'));

function engine() {
  if (process.env.ARCHWRIGHT_REVIEW) return process.env.ARCHWRIGHT_REVIEW;
  const built = execFileSync(
    'cargo',
    ['build', '--quiet', '--package', 'archwright', '--example', 'review', '--message-format=json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const made = built.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return made.findLast((one) => one.executable && one.target.name === 'review').executable;
}

const binary = engine();
let reviews = 0;

/** What the engine says of files by path. */
function review(files) {
  reviews += 1;
  const project = join(folder, String(reviews));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const output = execFileSync(binary, ['--format', 'json', project], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  rmSync(project, { recursive: true });
  return JSON.parse(output);
}

function edited(files, edits) {
  const changed = { ...files };
  const at = (path) => Object.keys(files).find((own) => path === own || path.endsWith(`/${own}`));
  const last = [...edits].sort((one, other) => other.range.start.offset - one.range.start.offset);
  for (const { path, range, text } of last) {
    const name = at(path);
    changed[name] =
      changed[name].slice(0, range.start.offset) + text + changed[name].slice(range.end.offset);
  }
  return changed;
}

const natural = (one, other) => one.localeCompare(other, 'en', { numeric: true });

/** The statements of a project, in the order in which they are applied. */
const statements = (files) =>
  Object.keys(files)
    .filter((path) => path.endsWith('.sql'))
    .sort(natural)
    .map((path) => files[path]);

const tally = {};
const count = (what) => (tally[what] = (tally[what] ?? 0) + 1);
const leftOut = [];
/** Without anything to apply. */
const alone = [];
const failures = [];

/** Applies a report's migration to a database that holds its schema. */
function migrate(server, database, name, files, report) {
  const steps = report.artifacts.filter(
    (made) => made.id === 'migration' && made.migration.database === 'PostgreSQL',
  );
  if (steps.length === 0) return;
  const before = server.schema(database);
  const ups = steps.filter(({ migration }) => !migration.down);
  for (const step of ups) {
    const error = server.apply(database, step.text);
    if (error) return failures.push(`${name}: ${step.path} does not run: ${error}\n${step.text}`);
  }
  if (server.schema(database) === before) failures.push(`${name}: the migration changes nothing`);
  for (const step of steps.filter(({ migration }) => migration.down).reverse()) {
    const error = server.apply(database, step.text);
    if (error) return failures.push(`${name}: ${step.path} does not run: ${error}\n${step.text}`);
  }
  const after = server.schema(database);
  if (after !== before) {
    const [old, left] = [before.split('\n'), after.split('\n')];
    const lost = old.filter((line) => !left.includes(line)).map((line) => `  - ${line}`);
    const more = left.filter((line) => !old.includes(line)).map((line) => `  + ${line}`);
    return failures.push(`${name}: the way back leads elsewhere:\n${[...lost, ...more].join('\n')}`);
  }
  // Up again, after down.
  for (const step of ups) {
    const error = server.apply(database, step.text);
    if (error) return failures.push(`${name}: ${step.path} does not run again: ${error}`);
  }
  const behind = Object.fromEntries(ups.map((step) => [`~/${step.path}`, step.text]));
  const told = review({ ...files, ...behind });
  const settled = new Set(ups.flatMap((step) => step.migration.settles));
  for (const finding of told.findings)
    if (settled.has(`${finding.rule}: ${finding.message}`))
      failures.push(`${name}: not settled: ${finding.rule}: ${finding.message}`);
  tally['findings settled by migrations'] = (tally['findings settled by migrations'] ?? 0) + settled.size;
  count('migrations up, down and up again');
  if (verbose) console.log(`  ${name}: ${ups.length} steps settle ${settled.size} findings`);
}

/** Loads the statements into a database of their own, behind tables that they need; says what refuses them. */
function loaded(server, files, before = []) {
  const database = server.create();
  for (const text of [...before, ...statements(files)]) {
    const error = server.apply(database, text);
    const lacks = error && missing(error);
    if (lacks && !before.includes(lacks)) return loaded(server, files, [...before, lacks]);
    if (error) return { error };
  }
  return { database };
}

function mend(server, { rule, files }) {
  const report = review(files);
  const sql = report.files.filter((file) => file.kind === 'sql');
  if (!sql.some((file) => ['PostgreSQL', null].includes(file.language)))
    return count('examples of other databases');
  const name = `${rule} (${Object.keys(files).join(', ')})`;
  const { database, error } = loaded(server, files);
  if (error) return mendRefused(server, name, rule, files, report, error);
  count('examples loaded');
  migrate(server, database, name, files, report);
  for (const finding of report.findings.filter((one) => one.fix.edits.length > 0)) {
    const mended = edited(files, finding.fix.edits);
    const refused = loaded(server, mended).error;
    if (refused)
      failures.push(`${name}: mended for ${finding.rule}, it does not load: ${refused}\n${statements(mended)}`);
    count('edits applied and loaded');
  }
}

/** What the server refuses for the very fault that is found: it has to load once that is mended. */
function mendRefused(server, name, rule, files, report, error) {
  const own = report.findings.filter((one) => one.rule === rule && one.fix.edits.length > 0);
  if (own.length > 0) {
    const refused = loaded(server, edited(files, own.flatMap((one) => one.fix.edits))).error;
    if (!refused) return count('edits applied and loaded');
  }
  count('examples that PostgreSQL does not load by themselves');
  const offers =
    report.artifacts.some((made) => made.id === 'migration') || report.findings.some((one) => one.fix.edits.length > 0);
  (offers ? leftOut : alone).push(`${name}: ${error}`);
}

/** A real schema, loaded as its dump says; what the server refuses of it is left out. */
function mendSchema(server, path) {
  const files = { 'schema.sql': readFileSync(path, 'utf8') };
  const database = server.create();
  const { errors } = server.take(database, files['schema.sql']);
  console.log(`${path}: ${errors} statements refused by the server`);
  migrate(server, database, path, files, review(files));
}

if (!PostgreSql.isInstalled()) {
  console.log(`SKIPPED: no PostgreSQL server is installed (${PostgreSql.hint})`);
  process.exit(flags.includes('--require') ? 1 : 0);
}
const server = new PostgreSql();
try {
  if (paths.length > 0) for (const path of paths) mendSchema(server, path);
  else for (const example of examples(root)) mend(server, example);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const [what, number] of Object.entries(tally)) console.log(`${what}: ${number}`);
if (verbose) for (const line of alone) console.log(`without a fix: ${line}`);
for (const line of leftOut) console.log(`left out: ${line}`);
for (const failure of failures) console.log(`FAILED  ${failure}`);
const passed = (tally['migrations up, down and up again'] ?? 0) + (tally['edits applied and loaded'] ?? 0);
console.log(`${passed} passed, ${failures.length} failed, ${leftOut.length} skipped`);
process.exit(failures.length > 0 ? 1 : 0);
