/** The state in one sentence, for the status line and for those who hear the page. */

import type { CoverageStatus, Report } from '../engine/types';
import { countBySeverity } from './findings';
import { isEmpty } from './files';
import type { State } from './model';
import { SEVERITIES } from './model';

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export function findingsSentence(state: State): string {
  if (state.reviewed === null) return '';
  const { report } = state.reviewed;
  if (nothingRead(report)) return 'Nothing could be reviewed';
  if (report.findings.length === 0) return 'No problems found in what was checked';
  const counts = countBySeverity(report);
  const parts = SEVERITIES.flatMap((severity) => {
    const count = counts.get(severity);
    return count === undefined ? [] : [`${count.toLocaleString('en')} ${severity}`];
  });
  return `${plural(report.findings.length, 'finding')}: ${parts.join(', ')}`;
}

/** None of the files is of a kind that is reviewed. */
export function nothingRead({ files }: Report): boolean {
  return files.every(({ coverage }) => coverage.status === 'not-read');
}

/** What was not read, in words; `null` where all was. */
export function unread({ files }: Report): string | null {
  const count = (status: CoverageStatus) => files.filter(({ coverage }) => coverage.status === status).length;
  const [none, part] = [count('not-read'), count('partly')];
  if (none + part === 0) return null;
  if (files.length === 1) return part === 1 ? 'The file was only partly read.' : 'The file was not read.';
  const parts = [
    none === 0 ? [] : [`${none} not read`],
    part === 0 ? [] : [`${part} only partly read`],
  ].flat();
  return `Of ${plural(files.length, 'file')}, ${parts.join(' and ')}.`;
}

export function summary(state: State): string {
  if (state.engine.status === 'failed') return state.engine.message;
  if (isEmpty(state)) return state.engine.status === 'loading' ? 'Loading the engine' : 'Ready';
  switch (state.reviewing.status) {
    case 'idle':
      return 'Waiting for the engine';
    case 'running':
      return state.reviewing.slow ? 'Reviewing…' : findingsSentence(state);
    case 'done':
      return findingsSentence(state);
    case 'failed':
      return state.reviewing.message;
  }
}

export function duration(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.max(1, Math.round(milliseconds))} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
