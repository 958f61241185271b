/** The findings in the text: underlined, with a sign beside the line and a card on hover. */

import {
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Extension,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  gutter,
  hoverTooltip,
  type DecorationSet,
} from '@codemirror/view';
import type { ReportFinding, Severity } from '../../engine/types';
import { span } from '../../state/places';
import { SEVERITY_NAME } from '../words';

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly finding: ReportFinding;
}

/** Underlined at most this far: a whole table or operation is named by its first line. */
const LONGEST = 2_000;

export const setMarks = StateEffect.define<readonly Mark[]>();

export function marksOf(text: Text, findings: readonly ReportFinding[]): readonly Mark[] {
  const marks = findings.map((finding) => {
    const { from, to } = span(text, finding.range);
    const end = Math.min(to, text.lineAt(from).to, from + LONGEST);
    return { from, to: Math.max(end, from), finding };
  });
  return marks.sort((a, b) => a.from - b.from || a.to - b.to);
}

class Sign extends GutterMarker {
  readonly severity: Severity;
  constructor(severity: Severity) {
    super();
    this.severity = severity;
    this.elementClass = `sign severity-${severity}`;
  }
  override eq(other: Sign): boolean {
    return other.severity === this.severity;
  }
}

interface Shown {
  readonly underlined: DecorationSet;
  readonly signs: RangeSet<Sign>;
}

const SIGNS = new Map<Severity, Sign>();
function sign(severity: Severity): Sign {
  const known = SIGNS.get(severity) ?? new Sign(severity);
  SIGNS.set(severity, known);
  return known;
}

const NO_SIGNS: RangeSet<Sign> = new RangeSetBuilder<Sign>().finish();

const shown = StateField.define<Shown>({
  create: () => ({ underlined: Decoration.none, signs: NO_SIGNS }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return draw(effect.value, transaction.newDoc);
    }
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return { underlined: value.underlined.map(changes), signs: value.signs.map(changes) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.underlined),
});

function draw(marks: readonly Mark[], text: Text): Shown {
  const underlined = new RangeSetBuilder<Decoration>();
  const signs = new RangeSetBuilder<Sign>();
  let line = -1;
  for (const { from, to, finding } of marks) {
    if (to > from)
      underlined.add(from, to, Decoration.mark({ class: `mark severity-${finding.severity}`, finding }));
    const start = text.lineAt(from).from;
    if (start !== line) signs.add(start, start, sign(worstOfLine(marks, start, text)));
    line = start;
  }
  return { underlined: underlined.finish(), signs: signs.finish() };
}

const ORDER: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

function worstOfLine(marks: readonly Mark[], start: number, text: Text): Severity {
  const { to } = text.lineAt(start);
  let worst = 0;
  for (let at = firstFrom(marks, start); at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined || mark.from > to) break;
    worst = Math.max(worst, ORDER.indexOf(mark.finding.severity));
  }
  return ORDER[worst] ?? 'info';
}

/** The first mark at or after an offset. */
function firstFrom(marks: readonly Mark[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const MOST_IN_A_CARD = 4;

const card = hoverTooltip((view, at) => {
  const found: { from: number; to: number; finding: ReportFinding }[] = [];
  view.state.field(shown).underlined.between(at, at, (from, to, { spec }) => {
    found.push({ from, to, finding: (spec as { finding: ReportFinding }).finding });
  });
  const [first] = found;
  if (first === undefined) return null;
  return {
    pos: first.from,
    end: first.to,
    above: true,
    create: () => ({ dom: cardOf(found.map(({ finding }) => finding)) }),
  };
});

function cardOf(findings: readonly ReportFinding[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'card';
  for (const { severity, title, message } of findings.slice(0, MOST_IN_A_CARD)) {
    const entry = document.createElement('p');
    const name = document.createElement('strong');
    name.className = `severity-${severity}`;
    name.textContent = `${SEVERITY_NAME[severity]}: ${title}`;
    entry.append(name, document.createElement('br'), message);
    dom.append(entry);
  }
  if (findings.length > MOST_IN_A_CARD) dom.append(`and ${findings.length - MOST_IN_A_CARD} more`);
  return dom;
}

export function marks(): Extension {
  const beside = gutter({
    class: 'signs',
    markers: (view) => view.state.field(shown).signs,
  });
  return [shown, beside, card];
}
