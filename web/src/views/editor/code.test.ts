import { StringStream, type StreamParser } from '@codemirror/language';
import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { csharp, go, java, python, rust } from './code';
import { languageName } from './language';

/** The words of a text that have a style, with it. */
function words(parser: StreamParser<unknown>, text: string): string[] {
  const state = parser.startState?.(2);
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = parser.token(stream, state);
      if (style !== null) found.push(`${style}:${stream.current()}`);
    }
  }
  return found;
}

// eslint-disable-next-line max-lines-per-function -- one short case a language
describe('languages that are read by their words', () => {
  it('shows Go', () => {
    expect(words(go as StreamParser<unknown>, 'func a() { /* b\nc */ return `d\ne` } // f')).toEqual([
      'keyword:func',
      'comment:/*',
      'comment: b',
      'comment:c */',
      'keyword:return',
      'string:`',
      'string:d',
      'string:e`',
      'comment:// f',
    ]);
  });

  it('shows Java', () => {
    expect(words(java as StreamParser<unknown>, '@GetMapping("/a") String b = \'c\';')).toEqual([
      'meta:@GetMapping',
      'string:"/a"',
      'typeName:String',
      "string:'c'",
    ]);
  });

  it('shows Python', () => {
    expect(words(python as StreamParser<unknown>, '@app.get("/")\ndef a(): # b\n  """c\n  d"""')).toEqual([
      'meta:@app.get',
      'string:"/"',
      'keyword:def',
      'comment:# b',
      'string:"""',
      'string:c',
      'string:  d"""',
    ]);
  });

  it('shows Rust, where a tick may begin a lifetime', () => {
    expect(words(rust as StreamParser<unknown>, "fn a<'b>(c: &'b str) -> char { 'd' } \"e\"")).toEqual([
      'keyword:fn',
      "meta:'b",
      "meta:'b",
      'keyword:str',
      'keyword:char',
      "string:'d'",
      'string:"',
      'string:e"',
    ]);
  });

  it('shows C#', () => {
    expect(words(csharp as StreamParser<unknown>, '[HttpGet] public int A => 1; // "b"')).toEqual([
      'meta:[',
      'typeName:HttpGet',
      'keyword:public',
      'keyword:int',
      'number:1',
      'comment:// "b"',
    ]);
  });

  it('is chosen by the ending of a file or its kind', () => {
    const text = Text.of(['']);
    expect(['a.go', 'a.java', 'a.py', 'a.rs', 'a.cs'].map((path) => languageName(path, null, text))).toEqual([
      'go',
      'java',
      'python',
      'rust',
      'csharp',
    ]);
    expect(languageName('a.txt', 'csharp', text)).toBe('csharp');
  });
});
