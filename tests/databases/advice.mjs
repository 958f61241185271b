// What the catalogs of a live PostgreSQL show to be amiss, against what the engine told of the same statements.
// An index of the rows that have a value finds every row of a reference; what inherits a table is judged with it.

export const ADVICE = `
WITH own AS (
  SELECT c.oid, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = c.oid))
SELECT json_build_object(
  'unindexed', (SELECT coalesce(json_agg(json_build_object('table', own.name, 'columns', names(k.conrelid, k.conkey))), '[]')
    FROM pg_constraint k JOIN own ON own.oid = k.conrelid WHERE k.contype = 'f' AND k.conparentid = 0
      AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid
        AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
        AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)),
  'keyless', (SELECT coalesce(json_agg(own.name), '[]') FROM own
    WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = own.oid AND k.contype = 'p')),
  'duplicates', (SELECT coalesce(json_agg(json_build_object('table', own.name, 'names', names)), '[]')
    FROM (SELECT i.indrelid, json_agg(c.relname) AS names FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      GROUP BY i.indrelid, i.indkey, i.indclass, i.indoption, i.indcollation, pg_get_expr(i.indexprs, i.indrelid),
        pg_get_expr(i.indpred, i.indrelid) HAVING count(*) > 1) AS same JOIN own ON own.oid = same.indrelid))`;

/** The lines of a report that speak of a rule's places: one of each finding and one of each of its places. */
const told = (report, rules) =>
  report.findings
    .filter((finding) => rules.includes(finding.rule))
    .flatMap((finding) => [finding.message, ...finding.related.map((place) => place.message)]);

const names = (line, all) => all.every((name) => line.includes(`\`${name}\``));

/** What the server shows and the report does not say, in sentences. */
export function untold(report, advice, books) {
  const missing = (kind, rules, entries) => {
    const lines = told(report, rules);
    return entries
      .filter(({ table }) => !books.includes(table))
      .filter(({ table, columns, anyOf }) => {
        const said = (line) =>
          names(line, [table, ...(columns ?? [])]) && (!anyOf || anyOf.some((name) => names(line, [name])));
        return !lines.some(said);
      })
      .map(({ table, columns, anyOf }) => `${kind} not told: ${table} (${(columns ?? anyOf ?? []).join(', ')})`);
  };
  const pairs = advice.duplicates.map(({ table, names: anyOf }) => ({ table, anyOf }));
  return [
    ...missing('foreign key without an index', ['unindexed-foreign-key'], advice.unindexed),
    ...missing(
      'table without a primary key',
      ['missing-primary-key', 'join-table-without-key'],
      advice.keyless.map((table) => ({ table })),
    ),
    ...missing('duplicate index', ['redundant-index'], pairs),
  ];
}
