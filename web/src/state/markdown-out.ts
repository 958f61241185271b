/** Findings and outlines as Markdown, for a ticket or a document. */

import type { Outline, ReportFinding } from '../engine/types';

export function findingMarkdown(finding: ReportFinding): string {
  const { fix, range, references } = finding;
  const parts = [
    `## ${finding.title} (${finding.severity})`,
    `${plain(finding.message)}\n\n${code(`${finding.path}:${range.start.line}`)} · rule ${code(finding.rule)}`,
    finding.why,
  ];
  if (fix.steps.length > 0) parts.push(`### Fix\n\n${fix.steps.map((step) => `- ${step}`).join('\n')}`);
  if (fix.code != null) parts.push(fence(fix.code.language, fix.code.text));
  const all = [...references.cwe, ...references.owasp, ...references.rfc, ...references.links];
  if (all.length > 0) parts.push(`References: ${all.join(', ')}`);
  return `${parts.join('\n\n')}\n`;
}

export function outlineMarkdown({ sections }: Outline): string {
  return `${sections.map(({ title, markdown }) => `## ${title}\n\n${markdown.trim()}`).join('\n\n')}\n`;
}

/** Names out of the submission stand between backticks already; what is left of its markup is made harmless. */
function plain(text: string): string {
  return text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
}

function code(text: string): string {
  const mark = '`'.repeat(longestRun(text) + 1);
  return mark.length === 1 ? `\`${text}\`` : `${mark} ${text} ${mark}`;
}

function fence(language: string, text: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${mark}${language}\n${text.trimEnd()}\n${mark}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
