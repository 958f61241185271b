/** Words, strings and comments of languages that are alike: enough to read them by. */

import type { StreamParser } from '@codemirror/language';

interface Spelling {
  keywords: string;
  /** What a comment begins with that ends with its line. */
  line: '//' | '#';
  /** Strings that end only where they are closed, by how they begin and end. */
  long: [begin: RegExp, end: RegExp][];
  /** Strings of one line. */
  short: RegExp;
  /** Marks before what follows: annotations, attributes, decorators, lifetimes. */
  mark?: RegExp;
}

const TEXT = /^[rbuf]{0,2}"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/i;
const CHARACTER = /^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\[^']+)'/;
/** `uint8`, `f64` */
const NUMERIC = /^(?:u?int|float|complex|[iuf])\d+$/;
const COMMENT: [RegExp, RegExp] = [/^\/\*/, /\*\//];
const TRIPLE: [RegExp, RegExp] = [/^"""/, /"""/];

/** Keywords of C# and Java alike. */
const SHARED =
  'abstract break byte case catch char class const continue default do double else enum false finally ' +
  'float for if int interface long new null private protected public record return sealed short static ' +
  'switch this throw true try var void volatile while yield';

const SPELLINGS = {
  csharp: {
    keywords:
      `${SHARED} ` +
      'as async await base bool decimal delegate event foreach get global in init internal is lock ' +
      'namespace object operator out override params partial readonly ref required set string struct typeof ' +
      'uint ulong using value virtual when where with',
    line: '//',
    long: [COMMENT, TRIPLE, [/^(?:@|\$@|@\$)"/, /(?:[^"]|"")*?"(?!")/]],
    short: /^\$?"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\[^']+)'/,
    mark: /^\[(?=[A-Z]\w*[\](,])/,
  },
  go: {
    keywords:
      'any bool break byte case chan const continue default defer else error false ' +
      'for func go if import int interface map nil package range ' +
      'return rune select string struct switch true type uint var',
    line: '//',
    long: [COMMENT, [/^`/, /`/]],
    short: CHARACTER,
  },
  java: {
    keywords:
      `${SHARED} ` +
      'assert boolean extends final implements import instanceof package permits super synchronized throws',
    line: '//',
    long: [COMMENT, TRIPLE],
    short: CHARACTER,
    mark: /^@[A-Za-z_][\w.]*/,
  },
  python: {
    keywords:
      'False None True and as assert async await break case class continue def del elif else except finally for from ' +
      'global if import in is lambda match nonlocal not or pass raise return self try while with yield',
    line: '#',
    long: [
      [/^[rbuf]{0,2}"""/i, /"""/],
      [/^[rbuf]{0,2}'''/i, /'''/],
    ],
    short: TEXT,
    mark: /^@[A-Za-z_][\w.]*/,
  },
  rust: {
    keywords:
      'Self as async await bool break char const continue crate dyn else enum false fn for ' +
      'if impl in isize let loop match mod move mut pub ref return self static str struct super trait true ' +
      'type unsafe use usize where while',
    line: '//',
    long: [COMMENT, [/^b?r#"/, /"#/], [/^b?"/, /(?:[^"\\]|\\.)*?"/]],
    short: /^b?'(?:[^'\\]|\\[^']+)'/,
    mark: /^#!?\[|^'[a-z_]\w*/,
  },
} satisfies Record<string, Spelling>;

function parser(spelling: Spelling): StreamParser<{ ends: RegExp | null; style: string }> {
  const keywords = new Set(spelling.keywords.split(' '));
  return {
    startState: () => ({ ends: null, style: '' }),
    token(stream, state) {
      if (state.ends !== null) {
        const rest = stream.string.slice(stream.pos);
        const end = state.ends.exec(rest);
        if (end === null) stream.skipToEnd();
        else {
          stream.pos += end.index + end[0].length;
          state.ends = null;
        }
        return state.style;
      }
      if (stream.eatSpace()) return null;
      if (stream.match(spelling.line)) {
        stream.skipToEnd();
        return 'comment';
      }
      const long = spelling.long.find(([begin]) => stream.match(begin));
      if (long !== undefined) {
        state.ends = long[1];
        state.style = long === COMMENT ? 'comment' : 'string';
        return state.style;
      }
      if (stream.match(spelling.short)) return 'string';
      if (spelling.mark !== undefined && stream.match(spelling.mark)) return 'meta';
      if (stream.match(/^\d[\w.]*/)) return 'number';
      if (stream.match(/^[\p{L}_][\p{L}\d_]*/u)) {
        const word = stream.current();
        if (keywords.has(word) || NUMERIC.test(word)) return 'keyword';
        return /^\p{Lu}.*\p{Ll}/u.test(word) ? 'typeName' : null;
      }
      stream.next();
      return null;
    },
  };
}

export const csharp = parser(SPELLINGS.csharp);
export const go = parser(SPELLINGS.go);
export const java = parser(SPELLINGS.java);
export const python = parser(SPELLINGS.python);
export const rust = parser(SPELLINGS.rust);
