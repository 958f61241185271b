import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import type { ReportEdit } from '../engine/types';
import { apply, offset, span } from './places';
import { preview } from './preview';

const text = Text.of(['one', 'two three', '']);
const at = (line: number, column: number) => ({ line, column, offset: 0 });
const edit = (from: [number, number], to: [number, number], by: string): ReportEdit => ({
  path: 'a',
  range: { start: at(...from), end: at(...to) },
  text: by,
});

test('lines and columns count from 1', () => {
  expect(offset(text, at(1, 1))).toBe(0);
  expect(offset(text, at(2, 5))).toBe(8);
});

test('places outside of the text are moved into it', () => {
  expect(offset(text, at(99, 99))).toBe(text.length);
  expect(offset(text, at(0, 0))).toBe(0);
  expect(offset(text, at(1, 99))).toBe(3);
  expect(span(text, { start: at(2, 5), end: at(1, 1) })).toEqual({ from: 8, to: 8 });
});

test('edits are done together, whatever their order', () => {
  const edits = [edit([1, 1], [1, 4], 'ONE'), edit([2, 5], [2, 10], '3\n4')];
  expect(apply(text, edits).toString()).toBe('ONE\ntwo 3\n4\n');
  expect(apply(text, [...edits].reverse()).toString()).toBe('ONE\ntwo 3\n4\n');
});

test('a preview shows whole lines, and only those that change', () => {
  expect(preview([edit([2, 1], [2, 4], 'both')], new Map([['a', text]]))).toEqual([
    { path: 'a', line: 2, before: ['two three'], after: ['both three'] },
  ]);
  expect(preview([edit([1, 4], [1, 4], '\nhalf')], new Map([['a', text]]))).toEqual([
    { path: 'a', line: 1, before: [], after: ['half'] },
  ]);
});
