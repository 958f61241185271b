import { expect, test } from 'vitest';
import type { Report, ReportFinding, Severity } from '../engine/types';
import { add, setText, textOf } from './files';
import { applyFix, canApply, groups, neighbour, select, visible } from './findings';
import { initial } from './initial';
import type { State } from './model';

const at = (line: number) => ({ line, column: 1, offset: 0 });

function finding(rule: string, severity: Severity, area: string, line: number): ReportFinding {
  const made: Partial<ReportFinding> = {
    rule,
    severity,
    area,
    item: `${area}.x`,
    confidence: 'high',
    title: rule,
    message: rule,
    path: 'a.sql',
    range: { start: at(line), end: at(line) },
    related: [],
    sites: 1,
    why: '',
    fix: { title: '', steps: [], code: null, edits: [] },
    references: { cwe: [], owasp: [], rfc: [], links: [] },
  };
  return made as ReportFinding;
}

function reviewed(...findings: ReportFinding[]): State {
  const state = add(initial(), [{ path: 'a.sql', contents: 'one\ntwo' }]);
  const text = state.files[0]?.text ?? textOf('');
  const report = { findings, scorecard: { areas: [] } } as unknown as Report;
  return { ...state, reviewed: { report, texts: new Map([['a.sql', text]]) } };
}

const low = finding('low', 'low', 'data', 1);
const high = finding('high', 'high', 'sec', 2);

test('the worst stand first, in groups', () => {
  const state = reviewed(low, high, { ...low });
  expect(groups(visible(state)).map(({ severity, findings }) => [severity, findings.length])).toEqual([
    ['high', 1],
    ['low', 2],
  ]);
});

test('equal findings have keys of their own', () => {
  const keys = visible(reviewed(low, { ...low })).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test('filters are combined', () => {
  const state = reviewed(low, high);
  expect(visible({ ...state, filter: { severities: new Set(['low']), area: null } })).toHaveLength(1);
  expect(visible({ ...state, filter: { severities: new Set(['low']), area: 'sec' } })).toHaveLength(0);
});

test('next and previous go around the ends of what is listed', () => {
  const state = reviewed(low, high);
  expect(neighbour(state, 1)?.finding.rule).toBe('high');
  expect(neighbour(state, -1)?.finding.rule).toBe('low');
  const last = select(state, neighbour(state, -1)?.key ?? '');
  expect(neighbour(last, 1)?.finding.rule).toBe('high');
});

test('a selected finding asks for its line, and stays open after the next review', () => {
  const state = reviewed(low, high);
  const key = neighbour(state, 1)?.key ?? '';
  expect(select(state, key).reveal).toMatchObject({ path: 'a.sql', line: 2 });
  expect(visible(reviewed(high))[0]?.key).toBe(key);
});

test('a fix is only applied to the text that was reviewed', () => {
  const fixable = {
    ...low,
    fix: {
      ...low.fix,
      edits: [
        { path: 'a.sql', range: { start: at(1), end: { line: 1, column: 4, offset: 3 } }, text: 'ONE' },
      ],
    },
  };
  const state = reviewed(fixable);
  expect(canApply(state, fixable)).toBe(true);
  expect(applyFix(state, fixable).files[0]?.text.toString()).toBe('ONE\ntwo');
  const typed = setText(state, state.active, textOf('other'));
  expect(canApply(typed, fixable)).toBe(false);
  expect(applyFix(typed, fixable)).toBe(typed);
});
