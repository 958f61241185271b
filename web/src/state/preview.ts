/** What a fix changes, line by line, to look at before it is applied. */

import type { Text } from '@codemirror/state';
import type { ReportEdit } from '../engine/types';
import { span } from './places';

export interface Change {
  readonly path: string;
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const LONGEST_LINE = 400;

export function preview(edits: readonly ReportEdit[], texts: ReadonlyMap<string, Text>): readonly Change[] {
  return edits.flatMap((edit) => {
    const text = texts.get(edit.path);
    if (text === undefined) return [];
    const { from, to } = span(text, edit.range);
    const first = text.lineAt(from);
    const last = text.lineAt(to);
    const lines = (whole: string) =>
      whole === '' ? [] : whole.split('\n').map((line) => line.slice(0, LONGEST_LINE));
    const before = lines(text.sliceString(first.from, last.to));
    const after = lines(text.sliceString(first.from, from) + edit.text + text.sliceString(to, last.to));
    return [{ path: edit.path, line: first.number, ...unlike(before, after) }];
  });
}

/** Without the lines that are the same at both ends. */
function unlike(before: string[], after: string[]): { before: string[]; after: string[] } {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) };
}
