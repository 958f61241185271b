import { expect, test } from 'vitest';
import { inlines, parse, sentence, type Block } from './markdown';

const shape = (text: string): string[] => parse(text).map(({ type }) => type);
const only = (text: string): Block | undefined => parse(text)[0];

test('blocks are told apart', () => {
  const text =
    '# A\n\nWords\nmore words.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sql\n-- x\n```\n\n---\n';
  expect(shape(text)).toEqual(['heading', 'paragraph', 'list', 'table', 'code', 'rule']);
});

test('markup of HTML is text', () => {
  expect(only('<script>alert(1)</script>')).toEqual({
    type: 'paragraph',
    children: [{ type: 'text', text: '<script>alert(1)</script>' }],
  });
});

test('links and images are text', () => {
  const text = '[a](javascript:alert(1)) ![b](https://example.com/b.png)';
  expect(inlines(text)).toEqual([{ type: 'text', text }]);
});

test('a fence holds everything up to its end, fences of fewer ticks too', () => {
  expect(only('````\n```\n# not a heading\n```\n````\n')).toEqual({
    type: 'code',
    language: '',
    text: '```\n# not a heading\n```',
  });
});

test('a fence without an end reaches to the end of the text', () => {
  expect(only('```sql\nSELECT 1')).toEqual({ type: 'code', language: 'sql', text: 'SELECT 1' });
});

test('lists are nested by how far they are moved in', () => {
  expect(only('1. one\n   - inner\n2. two')).toMatchObject({
    ordered: true,
    items: [{ lists: [{ ordered: false, items: [{ children: [{ text: 'inner' }] }] }] }, { lists: [] }],
  });
});

test('boxes to tick are told from other items', () => {
  expect(only('- [ ] open\n- [x] done\n- [y] neither')).toMatchObject({
    items: [{ checked: false }, { checked: true }, { checked: null }],
  });
});

test('a bar in a code span belongs to its cell', () => {
  expect(only('| a | b |\n|---|---|\n| `x|y` | z\\|w |')).toMatchObject({
    rows: [[[{ type: 'code', text: 'x|y' }], [{ type: 'text', text: 'z|w' }]]],
  });
});

test('a row has as many cells as the head', () => {
  expect(only('| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |')).toMatchObject({
    rows: [
      [[{ text: '1' }], []],
      [[{ text: '1' }], [{ text: '2' }]],
    ],
  });
});

test('code spans keep their stars, and may hold backticks', () => {
  expect(inlines('`SELECT *` and `` a`b ``')).toEqual([
    { type: 'code', text: 'SELECT *' },
    { type: 'text', text: ' and ' },
    { type: 'code', text: 'a`b' },
  ]);
});

test('bold and emphasis nest', () => {
  expect(inlines('**very *much* so**')).toEqual([
    {
      type: 'strong',
      children: [
        { type: 'text', text: 'very ' },
        { type: 'emphasis', children: [{ type: 'text', text: 'much' }] },
        { type: 'text', text: ' so' },
      ],
    },
  ]);
});

test('a sentence keeps stars outside of code spans', () => {
  expect(sentence('`SELECT *` reads *all* columns')).toEqual([
    { type: 'code', text: 'SELECT *' },
    { type: 'text', text: ' reads *all* columns' },
  ]);
});

test('hostile input is read in reasonable time', () => {
  const deep = Array.from({ length: 2_000 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n');
  expect(parse(deep)).toHaveLength(1);
  expect(parse('*'.repeat(20_000))).toHaveLength(1);
  expect(parse('`'.repeat(5_000))).toHaveLength(1);
});
