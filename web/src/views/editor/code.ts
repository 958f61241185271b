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
const COMMENT: [RegExp, RegExp] = [/^\/\*/, /\*\//];
const TRIPLE: [RegExp, RegExp] = [/^"""/, /"""/];

const SPELLINGS = {
  csharp: {
    keywords:
      'abstract as async await base bool break byte case catch char checked class const continue decimal default ' +
      'delegate do double else enum event explicit extern false finally fixed float for foreach get global goto if ' +
      'implicit in init int interface internal is lock long namespace new null object operator out override params ' +
      'partial private protected public readonly record ref required return sbyte sealed set short sizeof stackalloc ' +
      'static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using value var ' +
      'virtual void volatile when where while with yield',
    line: '//',
    long: [COMMENT, TRIPLE, [/^(?:@|\$@|@\$)"/, /(?:[^"]|"")*?"(?!")/]],
    short: /^\$?"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\[^']+)'/,
    mark: /^\[(?=[A-Z]\w*[\](,])/,
  },
  go: {
    keywords:
      'any bool break byte case chan complex64 complex128 const continue default defer else error fallthrough false ' +
      'float32 float64 for func go goto if import int int8 int16 int32 int64 interface iota map nil package range ' +
      'return rune select string struct switch true type uint uint8 uint16 uint32 uint64 uintptr var',
    line: '//',
    long: [COMMENT, [/^`/, /`/]],
    short: CHARACTER,
  },
  java: {
    keywords:
      'abstract assert boolean break byte case catch char class const continue default do double else enum extends ' +
      'false final finally float for goto if implements import instanceof int interface long native new null package ' +
      'permits private protected public record return sealed short static strictfp super switch synchronized this ' +
      'throw throws transient true try var void volatile while yield',
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
      'Self as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i8 i16 i32 ' +
      'i64 i128 if impl in isize let loop match mod move mut pub ref return self static str struct super trait true ' +
      'type u8 u16 u32 u64 u128 union unsafe use usize where while',
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
        if (keywords.has(word)) return 'keyword';
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
