/** Words, strings and comments of SQL, of all dialects alike: enough to read it by. */

import type { StreamParser } from '@codemirror/language';

const KEYWORDS = new Set(
  (
    'add all alter and any array as asc auto_increment autoincrement before after begin between by cascade case cast ' +
    'check collate column comment commit concurrently constraint create cross database declare default deferrable ' +
    'delete desc distinct do drop each else end engine enum exists explain extension fetch for foreign from full ' +
    'function generated go grant group having identity if ilike in index inner insert instead intersect into is join ' +
    'key language lateral left like limit materialized merge natural not null nulls offset on only or order outer over ' +
    'owner partition policy primary procedure public references rename replace restrict return returning returns ' +
    'revoke right role rollback row schema select sequence session set some table temporary temp then to top ' +
    'transaction trigger truncate type union unique unlogged update using values view virtual when where window with ' +
    'without true false'
  ).split(' '),
);
const TYPES = new Set(
  (
    'bigint bigserial binary bit blob boolean bool bytea char character clob date datetime datetime2 datetimeoffset ' +
    'decimal double float inet int integer interval json jsonb longtext mediumint mediumtext money nchar numeric ' +
    'nvarchar precision real serial smallint smallserial text time timestamp timestamptz tinyint uniqueidentifier ' +
    'uuid varbinary varchar varchar2 varying xml zone'
  ).split(' '),
);

export const sql: StreamParser<{ ends: RegExp | null }> = {
  name: 'sql',
  startState: () => ({ ends: null }),
  token(stream, state) {
    if (state.ends === null && stream.match('/*')) state.ends = /^.*?\*\//;
    if (state.ends !== null) {
      if (stream.match(state.ends)) state.ends = null;
      else stream.skipToEnd();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^--.*/) || stream.match(/^#(?=\s).*/)) return 'comment';
    if (stream.match(/^'(?:[^']|'')*'?/)) return 'string';
    if (stream.match(/^"(?:[^"]|"")*"?|^`[^`]*`?|^\[[A-Za-z_][^\]]*\]/)) return 'propertyName';
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number';
    if (stream.match(/^[\p{L}_$][\p{L}\d_$]*/u)) {
      const word = stream.current().toLowerCase();
      if (KEYWORDS.has(word)) return 'keyword';
      return TYPES.has(word) ? 'typeName' : null;
    }
    stream.next();
    return null;
  },
};
