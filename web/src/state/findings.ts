/** Findings as they are listed: with a key each, filtered, grouped by severity. */

import type { Report, ReportFinding, ReportRange, Severity } from '../engine/types';
import { apply } from './places';
import type { Filter, OpenFile, State } from './model';
import { SEVERITIES } from './model';

export interface Listed {
  /** The same for the same finding in the next review, as long as its words stay the same. */
  readonly key: string;
  readonly finding: ReportFinding;
}

export interface Group {
  readonly severity: Severity;
  readonly findings: readonly Listed[];
}

const listed = new WeakMap<Report, readonly Listed[]>();

/** All findings of a report, worst first. */
export function list(report: Report): readonly Listed[] {
  const known = listed.get(report);
  if (known !== undefined) return known;
  const seen = new Map<string, number>();
  const all = report.findings.map((finding) => {
    const name = `${finding.rule}\n${finding.path}\n${finding.message}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: `${name}\n${count}`, finding };
  });
  const rank = ({ finding }: Listed) => SEVERITIES.indexOf(finding.severity);
  all.sort((a, b) => rank(a) - rank(b));
  listed.set(report, all);
  return all;
}

export function matches(filter: Filter, finding: ReportFinding): boolean {
  const severity = filter.severities.size === 0 || filter.severities.has(finding.severity);
  return severity && (filter.area === null || filter.area === finding.area);
}

/** What the list shows, in its order. */
export function visible(state: State): readonly Listed[] {
  if (state.reviewed === null) return [];
  const all = list(state.reviewed.report);
  if (state.filter.severities.size === 0 && state.filter.area === null) return all;
  return all.filter(({ finding }) => matches(state.filter, finding));
}

export function groups(findings: readonly Listed[]): readonly Group[] {
  return SEVERITIES.map((severity) => ({
    severity,
    findings: findings.filter(({ finding }) => finding.severity === severity),
  })).filter((group) => group.findings.length > 0);
}

export function countBySeverity(report: Report): ReadonlyMap<Severity, number> {
  const counts = new Map<Severity, number>();
  for (const { severity } of report.findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return counts;
}

/** The areas that have findings, in the scorecard's order, with their number. */
export function areasWithFindings(report: Report): readonly { id: string; title: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { area } of report.findings) counts.set(area, (counts.get(area) ?? 0) + 1);
  const titles = new Map(report.scorecard.areas.map((area) => [area.id, area.title]));
  const order = [...new Set([...titles.keys(), ...counts.keys()])];
  return order.flatMap((id) => {
    const count = counts.get(id);
    return count === undefined ? [] : [{ id, title: titles.get(id) ?? id, count }];
  });
}

export function selected(state: State): Listed | undefined {
  if (state.reviewed === null || state.selected === null) return undefined;
  return list(state.reviewed.report).find(({ key }) => key === state.selected);
}

/** The finding before or after the selected one, around the ends. */
export function neighbour(state: State, by: 1 | -1): Listed | undefined {
  const shown = visible(state);
  const at = shown.findIndex(({ key }) => key === state.selected);
  if (at === -1) return by === 1 ? shown[0] : shown.at(-1);
  return shown[(at + by + shown.length) % shown.length];
}

/** Opens a finding, with as many of the list drawn as it takes, and asks the editor to show its place. */
export function select(state: State, key: string, focus = false): State {
  const at = visible(state).findIndex((listed) => listed.key === key);
  const found = visible(state)[at];
  if (found === undefined) return { ...state, selected: key };
  const opened = { ...state, selected: key, shown: Math.max(state.shown, at + 1) };
  const { path, range } = found.finding;
  if (state.narrow && !focus) return opened;
  return goTo(opened, path, range, focus);
}

/** Asks the editor to show a place; on a narrow page the text takes the view's place. */
export function goTo(state: State, path: string, range: ReportRange | undefined, focus = true): State {
  const file = state.files.find((open) => open.path === path);
  if (file === undefined) return state;
  const { line, column } = range?.start ?? { line: 1, column: 1 };
  const view = state.narrow && focus ? 'code' : state.view;
  return { ...state, view, active: file.id, renaming: null, reveal: { path, line, column, focus } };
}

/** Whether the file still reads as it did when it was reviewed. */
export function isFresh(state: State, path: string): boolean {
  const file = state.files.find((open) => open.path === path);
  return file !== undefined && state.reviewed?.texts.get(path) === file.text;
}

/** Whether the edits of a finding can be applied: there are some, and the texts are those that were reviewed. */
export function canApply(state: State, { fix }: ReportFinding): boolean {
  return fix.edits.length > 0 && fix.edits.every(({ path }) => isFresh(state, path));
}

/** All edits of the finding's fix at once; the editor makes one step to undo of each file's change. */
export function applyFix(state: State, finding: ReportFinding): State {
  if (!canApply(state, finding)) return state;
  const files = state.files.map((file): OpenFile => {
    const edits = finding.fix.edits.filter(({ path }) => path === file.path);
    return edits.length === 0 ? file : { ...file, text: apply(file.text, edits), bytes: null };
  });
  const shown = files.find((file) => file.path === finding.path);
  return { ...state, files, active: shown?.id ?? state.active };
}
