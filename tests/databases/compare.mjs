// What differs between the tables that the engine read and those that a database has, in sentences.

/** A name as databases compare them. */
const plain = (name) => name.toLowerCase();
const list = (names) => names.map(plain).join(', ');

/** What both have of a list of texts, told apart by how often each occurs. */
function unequal(what, read, real) {
  const count = (all) => all.reduce((map, one) => map.set(one, (map.get(one) ?? 0) + 1), new Map());
  const [left, right] = [count(read), count(real)];
  const lines = [];
  for (const one of new Set([...read, ...real])) {
    const [mine, theirs] = [left.get(one) ?? 0, right.get(one) ?? 0];
    if (mine < theirs) lines.push(`${what} not read: ${one}`);
    if (mine > theirs) lines.push(`${what} read that does not exist: ${one}`);
  }
  return lines;
}

/** An index part as read, in the words of the database: an operator class or collation is no other column. */
function part(text) {
  const expression = text.startsWith('(');
  const column =
    /^\(["`]?([\w$]+)["`]?\s+(?:collate\s+\S+|[\w.]+_ops|text_pattern_ops|asc|desc|nulls|\s)+/i.exec(text);
  if (column) return plain(column[1]);
  return expression ? '(expression)' : plain(text);
}

const index = (unique, parts, condition) =>
  `${unique ? 'unique ' : ''}(${parts.join(', ')})${condition ? ' where ...' : ''}`;

const readIndex = (own) => index(own.unique, own.parts.map(part), own.condition);

const reference = (key) =>
  `(${list(key.columns)}) to ${plain(key.table)}${key.onDelete && key.onDelete !== 'no action' ? ` on delete ${key.onDelete}` : ''}`;

/** Tables in which tools keep their own books, which the engine leaves out. */
export const books = ['ar_internal_metadata', 'schema_migrations', 'flyway_schema_history', '_prisma_migrations'];

/**
 * `refused` are the names of tables that the server did not make: nothing can be said of them.
 * `Database.mergesUniques` says that unique constraints are indexes, and that references bring their own.
 */
export function differences(read, real, refused, Database) {
  const lines = [];
  const left = new Set(refused.map((name) => plain(name.split('.').at(-1))));
  const seen = (table) => !left.has(plain(table.name)) && !books.includes(plain(table.name));
  // What every partition declares for itself, the engine says of the table.
  const parts = read.filter((table) => table.partitionOf);
  read = read.filter((table) => seen(table) && !table.partitionOf);
  real = real.filter(seen);
  for (const table of [...read, ...real])
    table.foreignKeys = table.foreignKeys.filter((own) => !left.has(plain(own.table)));
  const key = (table) =>
    plain(Database.hasSchemas ? `${table.schema ?? Database.usualSchema}.${table.name}` : table.name);
  const known = new Map(read.map((table) => [key(table), table]));
  const names = (tables) => tables.map(key);
  const without = read.filter((table) => !table.derived);
  lines.push(
    ...unequal('table', names(without), names(real.filter((table) => !known.get(key(table))?.derived))),
  );
  for (const table of real) {
    const mine = known.get(key(table));
    if (!mine || mine.derived) continue;
    const own = parts.filter((part) => plain(part.partitionOf) === plain(table.name));
    const declared = new Set([
      ...own.flatMap((part) =>
        part.foreignKeys.map((key) => `reference read that does not exist: ${reference(key)}`),
      ),
      ...own.flatMap((part) =>
        part.indexes.map((own) => `index read that does not exist: ${readIndex(own)}`),
      ),
    ]);
    const found = columnsAndKeys(mine, table, Database).filter((line) => !declared.has(line));
    lines.push(...found.map((line) => `${key(table)}: ${line}`));
  }
  return lines;
}

function columnsAndKeys(mine, table, Database) {
  const lines = [];
  const column = (own) => `${plain(own.name)}${own.nullable || own.computed ? '' : ' not null'}`;
  const computed = new Set(mine.columns.filter((own) => own.computed).map((own) => plain(own.name)));
  const real = table.columns.map((own) => ({ ...own, computed: computed.has(plain(own.name)) }));
  lines.push(...unequal('column', mine.columns.map(column), real.map(column)));
  const primary = (own) => (own.primaryKey ? [list(own.primaryKey.columns)] : []);
  lines.push(...unequal('primary key', primary(mine), primary(table)));
  lines.push(...unequal('reference', mine.foreignKeys.map(reference), table.foreignKeys.map(reference)));
  const uniques = mine.uniques.map((own) => index(true, own.columns.map(plain), ''));
  const indexes = mine.indexes.map(readIndex);
  const actual = table.indexes.map((own) => index(own.unique, own.parts.map(plain), own.condition));
  if (Database.mergesUniques) {
    const all = [...uniques, ...indexes];
    const forReferences = new Set(table.foreignKeys.map((own) => index(false, own.columns.map(plain), '')));
    const given = actual.filter((own) => all.includes(own) || !forReferences.has(own));
    const leads = (own) =>
      all.some((other) => other !== own && forReferences.has(own) && other.startsWith(own.slice(0, -1)));
    lines.push(
      ...unequal(
        'index',
        all,
        given.filter((own) => all.includes(own) || !leads(own)),
      ),
    );
  } else {
    lines.push(
      ...unequal(
        'unique constraint',
        uniques,
        table.uniques.map((own) => index(true, own.columns.map(plain), '')),
      ),
    );
    lines.push(...unequal('index', indexes, actual));
  }
  return lines;
}
