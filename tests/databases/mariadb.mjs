// A MariaDB server of its own, on a socket in a temporary folder.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const server = ['/usr/sbin/mariadbd', '/usr/sbin/mysqld'].find((path) => existsSync(path));
const installer = '/usr/bin/mariadb-install-db';

/** One line of JSON for each column, key part and reference. */
const TABLES = (database) => `
SELECT JSON_OBJECT('kind', 'column', 'table', c.table_name, 'name', c.column_name, 'nullable', c.is_nullable = 'YES')
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = '${database}' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position;
SELECT JSON_OBJECT('kind', 'index', 'table', table_name, 'name', index_name, 'unique', non_unique = 0, 'column', column_name)
  FROM information_schema.statistics WHERE table_schema = '${database}' ORDER BY table_name, index_name, seq_in_index;
SELECT JSON_OBJECT('kind', 'reference', 'table', u.table_name, 'name', u.constraint_name, 'column', u.column_name,
    'to', u.referenced_table_name, 'onDelete', LOWER(r.delete_rule))
  FROM information_schema.key_column_usage u JOIN information_schema.referential_constraints r
    ON r.constraint_schema = u.constraint_schema AND r.constraint_name = u.constraint_name AND r.table_name = u.table_name
  WHERE u.table_schema = '${database}' AND u.referenced_table_name IS NOT NULL
  ORDER BY u.table_name, u.constraint_name, u.ordinal_position;`;

export class MariaDb {
  static title = 'MariaDB';
  static hint = 'Debian: apt-get install mariadb-server';
  static hasSchemas = false;
  static mergesUniques = true;

  static isInstalled() {
    return server !== undefined && existsSync(installer);
  }

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'archwright-mariadb-'));
    this.socket = join(this.root, 'socket');
    const data = join(this.root, 'data');
    const user = process.getuid() === 0 ? ['--user=root'] : [];
    const common = ['--no-defaults', `--datadir=${data}`, ...user];
    execFileSync(installer, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], {
      stdio: 'ignore',
    });
    this.process = spawn(
      server,
      [
        ...common,
        `--socket=${this.socket}`,
        `--pid-file=${join(this.root, 'pid')}`,
        '--skip-networking',
        '--skip-log-bin',
        '--innodb-flush-log-at-trx-commit=0',
      ],
      { stdio: 'ignore' },
    );
    for (let tries = 0; this.client('', 'SELECT 1').status !== 0; tries += 1) {
      if (tries > 100) throw new Error('MariaDB does not answer');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }

  client(database, input, flags = []) {
    const base = [
      '--no-defaults',
      `--socket=${this.socket}`,
      '--user=root',
      '--default-character-set=utf8mb4',
    ];
    const args = [...base, ...flags, ...(database ? [database] : [])];
    return spawnSync('mariadb', args, { input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  }

  /** The tables that the statements of a file make; those of the last database that they use. */
  load(path) {
    const text = readFileSync(path, 'utf8');
    const names = [...text.matchAll(/^\s*USE\s+[`"]?(\w+)/gim)].map((use) => use[1]);
    const database = names.at(-1) ?? 'loaded';
    this.client('', `DROP DATABASE IF EXISTS \`${database}\`; CREATE DATABASE \`${database}\`;`);
    const loaded = this.client(database, text, ['--force']);
    const errors = (loaded.stderr.match(/^ERROR/gm) ?? []).length;
    if (process.env.SHOW_ERRORS) console.log(loaded.stderr);
    const told = this.client('', TABLES(database), ['--batch', '--raw', '--skip-column-names']);
    return {
      tables: tables(
        told.stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      ),
      errors,
      refused: [],
    };
  }

  stop() {
    this.client('', 'SHUTDOWN');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    this.process.kill();
    rmSync(this.root, { recursive: true, force: true });
  }
}

function tables(lines) {
  const all = new Map();
  const groups = new Map();
  for (const line of lines) {
    const empty = {
      name: line.table,
      columns: [],
      primaryKey: null,
      uniques: [],
      foreignKeys: [],
      indexes: [],
    };
    if (!all.has(line.table)) all.set(line.table, empty);
    const table = all.get(line.table);
    if (line.kind === 'column') {
      table.columns.push({ name: line.name, nullable: Boolean(line.nullable) });
      continue;
    }
    const id = `${line.kind} ${line.table} ${line.name}`;
    if (!groups.has(id)) groups.set(id, { ...line, of: table, columns: [] });
    groups.get(id).columns.push(line.column);
  }
  for (const { kind, of, name, unique, columns, to, onDelete } of groups.values()) {
    if (kind === 'reference') of.foreignKeys.push({ columns, table: to, onDelete });
    else if (name === 'PRIMARY') of.primaryKey = { columns };
    else of.indexes.push({ unique: Boolean(unique), parts: columns, condition: null });
  }
  return [...all.values()];
}
