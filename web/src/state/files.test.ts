import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { add, addBlank, close, decode, isEmpty, rename, restore, setText, step } from './files';
import { initial } from './initial';
import type { State } from './model';

const paths = (state: State): string[] => state.files.map(({ path }) => path);
const two = add(initial(), [
  { path: 'a.sql', contents: 'A' },
  { path: 'b.sql', contents: 'B' },
]);

test('the first files take the place of the empty one', () => {
  expect(isEmpty(initial())).toBe(true);
  expect(paths(two)).toEqual(['a.sql', 'b.sql']);
  expect(two.active).toBe(two.files[0]?.id);
});

test('a name that is taken gets a number, before its ending', () => {
  const more = add(two, [
    { path: 'a.sql', contents: 'C' },
    { path: '', contents: 'D' },
    { path: '', contents: 'E' },
  ]);
  expect(paths(more)).toEqual(['a.sql', 'b.sql', 'a-2.sql', 'pasted', 'pasted-2']);
});

test('an edited file is sent as its text, no more as its bytes', () => {
  const dropped = add(initial(), [{ path: 'a.sql', contents: new TextEncoder().encode('A') }]);
  const id = dropped.active;
  expect(dropped.files[0]?.bytes).not.toBeNull();
  expect(setText(dropped, id, Text.of(['B'])).files[0]?.bytes).toBeNull();
});

test('a closed file can be brought back, with what was typed elsewhere since', () => {
  const first = two.files[0]?.id ?? 0;
  const second = two.files[1]?.id ?? 0;
  const closed = close(two, first);
  expect(paths(closed)).toEqual(['b.sql']);
  const typed = setText(closed, second, Text.of(['more']));
  const back = restore(typed, closed.notice?.undo ?? []);
  expect(back.files.map(({ text }) => text.toString())).toEqual(['more', 'A']);
});

test('closing the last file leaves an empty one', () => {
  const one = add(initial(), [{ path: 'a.sql', contents: 'A' }]);
  const closed = close(one, one.active);
  expect(isEmpty(closed)).toBe(true);
  expect(closed.files.map(({ id }) => id)).toContain(closed.active);
});

test('an empty file is not added twice', () => {
  const blank = addBlank(two);
  expect(addBlank(blank).files).toHaveLength(3);
});

test('a renamed file keeps its name when the new one is empty', () => {
  expect(paths(rename(two, two.active, '  '))).toEqual(['a.sql', 'b.sql']);
  expect(paths(rename(two, two.active, '/db\\c.sql'))).toEqual(['db/c.sql', 'b.sql']);
  expect(paths(rename(two, two.active, 'b.sql'))).toEqual(['b-2.sql', 'b.sql']);
});

test('stepping goes around the ends', () => {
  expect(step(two, -1).active).toBe(two.files[1]?.id);
  expect(step(step(two, 1), 1).active).toBe(two.active);
});

test('bytes are decoded as the engine does', () => {
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('A');
  expect(decode(new Uint8Array([0xff, 0xfe, 0x41, 0]))).toBe('A');
  expect(decode(new Uint8Array([0xfe, 0xff, 0, 0x41]))).toBe('A');
  expect(decode(new Uint8Array([0x41, 0xff]))).toBe('A\ufffd');
});
