/** From the report's lines and columns to offsets in a text, whatever its line ends were. */

import { Text } from '@codemirror/state';
import type { ReportEdit, ReportPosition, ReportRange } from '../engine/types';

/** The offset, moved into the text where it lies outside. */
export function offset(text: Text, { line, column }: Pick<ReportPosition, 'line' | 'column'>): number {
  const at = text.line(Math.min(Math.max(line, 1), text.lines));
  return at.from + Math.min(Math.max(column - 1, 0), at.length);
}

export function span(text: Text, range: ReportRange): { from: number; to: number } {
  const from = offset(text, range.start);
  return { from, to: Math.max(from, offset(text, range.end)) };
}

/** The text with all edits done; they must not overlap. */
export function apply(text: Text, edits: readonly ReportEdit[]): Text {
  const spans = edits.map((edit) => ({ ...span(text, edit.range), insert: edit.text }));
  spans.sort((a, b) => b.from - a.from || b.to - a.to);
  return spans.reduce(
    (done, { from, to, insert }) => done.replace(from, to, Text.of(insert.split(/\r\n?|\n/))),
    text,
  );
}
