// A PostgreSQL server of its own, on a socket in a temporary folder.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ADVICE } from './advice.mjs';

const folder = '/usr/lib/postgresql';

function binaries() {
  const versions = existsSync(folder)
    ? readdirSync(folder).sort((one, other) => Number(other) - Number(one))
    : [];
  return versions
    .map((version) => join(folder, version, 'bin'))
    .find((path) => existsSync(join(path, 'initdb')));
}

const TABLES = `
SELECT coalesce(json_agg(row_to_json(t)), '[]') FROM (
  SELECT n.nspname AS schema, c.relname AS name,
    (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'nullable', NOT (a.attnotnull OR y.typnotnull)) ORDER BY a.attnum), '[]')
       FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_build_object('columns', names(k.conrelid, k.conkey))
       FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS "primaryKey",
    (SELECT coalesce(json_agg(json_build_object('columns', names(k.conrelid, k.conkey))), '[]')
       FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'u') AS uniques,
    (SELECT coalesce(json_agg(json_build_object('columns', names(k.conrelid, k.conkey), 'table', f.relname,
         'onDelete', CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' WHEN 'n' THEN 'set null'
           WHEN 'd' THEN 'set default' END)), '[]')
       FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
       WHERE k.conrelid = c.oid AND k.contype = 'f'
         AND NOT EXISTS (SELECT 1 FROM pg_constraint up WHERE up.oid = k.conparentid AND up.conrelid = c.oid)) AS "foreignKeys",
    (SELECT coalesce(json_agg(json_build_object('unique', i.indisunique, 'condition', pg_get_expr(i.indpred, i.indrelid),
         'parts', (SELECT json_agg(CASE WHEN i.indkey[at - 1] = 0 THEN '(expression)'
             ELSE (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[at - 1]) END ORDER BY at)
           FROM generate_series(1, i.indnkeyatts) AS at))), '[]')
       FROM pg_index i WHERE i.indrelid = c.oid
         AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    ) AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1, 2) t`;

const NAMES = `CREATE FUNCTION pg_temp.names(relation oid, numbers smallint[]) RETURNS json LANGUAGE sql AS $$
  SELECT json_agg(a.attname ORDER BY p.at) FROM unnest(numbers) WITH ORDINALITY AS p(number, at)
  JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = p.number $$;`;

export class PostgreSql {
  static title = 'PostgreSQL';
  static hint = 'Debian: apt-get install postgresql';
  static hasSchemas = true;
  static usualSchema = 'public';
  static mergesUniques = false;

  static isInstalled() {
    return binaries() !== undefined;
  }

  constructor() {
    this.bin = binaries();
    this.root = mkdtempSync(join(tmpdir(), 'archwright-postgresql-'));
    this.data = join(this.root, 'data');
    this.number = 0;
    // The server refuses to run as root.
    this.as = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
    if (this.as.length > 0) {
      const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
      chownSync(this.root, id('-u'), id('-g'));
    }
    chmodSync(this.root, 0o755);
    this.run('initdb', [
      '-D',
      this.data,
      '-A',
      'trust',
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ]);
    const options = `-k ${this.root} -c listen_addresses= -c fsync=off`;
    this.run('pg_ctl', ['-D', this.data, '-w', '-l', join(this.root, 'log'), '-o', options, 'start']);
  }

  run(program, rest) {
    const [command, ...before] = [...this.as, join(this.bin, program)];
    execFileSync(command, [...before, ...rest], { cwd: this.root, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  psql(database, input, flags = []) {
    const result = spawnSync(
      join(this.bin, 'psql'),
      ['-X', '-q', '-h', this.root, '-U', 'postgres', '-d', database, ...flags],
      { input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
    );
    if (result.error) throw result.error;
    return result;
  }

  /** A database of its own. */
  create() {
    this.number += 1;
    const database = `schema_${this.number}`;
    this.psql('postgres', `CREATE DATABASE ${database};`);
    return database;
  }

  /** Runs statements one after the other, each for itself, to the first that fails; says what is wrong with it. */
  apply(database, text) {
    const { stderr, status } = this.psql(database, text, ['-v', 'ON_ERROR_STOP=1']);
    return status === 0 ? undefined : (/ERROR:.*/.exec(stderr)?.[0] ?? stderr.trim());
  }

  /** Everything that a database holds but its rows; in an order of its own, as columns that come back stand last. */
  schema(database) {
    const options = ['-h', this.root, '-U', 'postgres', '--schema-only', '--no-owner', database];
    const dump = execFileSync(join(this.bin, 'pg_dump'), options, {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    const lines = dump.split('\n').map((line) => line.trimEnd().replace(/,$/, ''));
    return lines.filter((line) => line && !/^(--|\\)/.test(line)).sort().join('\n');
  }

  /** Runs all statements of a schema that the server takes. */
  take(database, schema) {
    // Everything goes into this database, whatever the text says of others.
    const text = schema.replace(/^\s*(\\c\b|\\connect\b|(CREATE|DROP) DATABASE\b)[^\n]*$/gim, '');
    // Servers before 18 lack the function; which default a column has is not compared.
    const { stderr } = this.psql(database, text.replaceAll('uuidv7()', 'gen_random_uuid()'), ['-b']);
    if (process.env.SHOW_ERRORS) console.log(stderr);
    return { stderr, errors: (stderr.match(/ERROR:/g) ?? []).length };
  }

  /** The tables that the statements of a file make in a database of their own. */
  load(path) {
    const database = this.create();
    const { stderr, errors } = this.take(database, readFileSync(path, 'utf8'));
    const refused = [
      ...stderr.matchAll(/STATEMENT:\s+CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([\w."]+)/gi),
    ];
    const ask = (question) =>
      JSON.parse(
        this.psql(database, `${NAMES}\n${question.replaceAll('names(', 'pg_temp.names(')};`, ['-At']).stdout,
      );
    return {
      tables: ask(TABLES),
      advice: ask(ADVICE),
      errors,
      refused: refused.map(([, name]) => name.replaceAll('"', '')),
    };
  }

  stop() {
    this.run('pg_ctl', ['-D', this.data, '-m', 'immediate', 'stop']);
    rmSync(this.root, { recursive: true, force: true });
  }
}
