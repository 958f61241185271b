// Compiled, never run: what a user writes.
import init, { type OptionError, type Report, type ReportFinding, Workspace, initSync, review, version } from 'archwright';

export async function main(bytes: Uint8Array): Promise<string[]> {
  await init();
  await init({ module_or_path: '/archwright_bg.wasm' });
  initSync({ module: bytes });
  const report: Report = review({ files: [{ path: 'a.sql', text: 'SELECT 1', kind: 'sql' }, { text: bytes }] });
  const workspace = new Workspace();
  workspace.setFile('a.sql', bytes);
  workspace.setFile('a.sql', 'SELECT 1', 'sql');
  const removed: boolean = workspace.removeFile('a.sql');
  const again: Report = workspace.review({ baseline: [{ path: 'a.sql', text: bytes }] });
  workspace.free();
  const first: ReportFinding | undefined = again.findings[0];
  const score: number | null = report.scorecard.score;
  return [version(), String(removed), first?.message ?? '', String(score)];
}

export function explain(error: OptionError): string {
  return `${error.option}: ${error.suggestion ?? error.message}`;
}

// @ts-expect-error a misspelt name
review({ files: [{ path: 'a.sql', txt: '' }] });
// @ts-expect-error an option that nobody knows
review({ files: [] }, { rules: [] });
