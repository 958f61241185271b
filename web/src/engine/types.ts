/** The report's shape, as `crate/src/verdict/report.rs` declares it. */

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'low' | 'medium' | 'high';
export type CoverageStatus = 'read' | 'partly' | 'not-read';
export type ItemState = 'met' | 'violated' | 'partial' | 'not-applicable' | 'not-seen' | 'question';

export interface Outline {
  sections: Section[];
}

export interface Report {
  engine: { version: string; rules: string };
  files: ReportFile[];
  findings: ReportFinding[];
  scorecard: Scorecard;
  context: { entries: ContextEntry[]; counts: Record<string, number> };
  outline: Outline;
}

export interface ReportFile {
  path: string;
  kind: string;
  language?: string | undefined;
  reason: string;
  lines: number;
  coverage: { status: CoverageStatus; notes: ReportNote[] };
}

export interface ReportNote {
  text: string;
  range?: ReportRange | undefined;
}

export interface ReportPosition {
  line: number;
  column: number;
  offset: number;
}

export interface ReportRange {
  start: ReportPosition;
  end: ReportPosition;
}

export interface ReportFinding {
  rule: string;
  item: string;
  area: string;
  severity: Severity;
  confidence: Confidence;
  title: string;
  message: string;
  path: string;
  range: ReportRange;
  related: ReportRelated[];
  why: string;
  fix: ReportFix;
  references: References;
}

export interface ReportRelated {
  path: string;
  range: ReportRange;
  message: string;
}

export interface ReportFix {
  title: string;
  steps: string[];
  edits: ReportEdit[];
  code?: { language: string; text: string } | undefined;
}

export interface ReportEdit {
  path: string;
  range: ReportRange;
  text: string;
}

export interface References {
  cwe: string[];
  owasp: string[];
  rfc: string[];
  links: string[];
}

export interface Scorecard {
  score?: number | undefined;
  grade?: string | undefined;
  gradeReason?: string | undefined;
  coverage: { judged: number; total: number; next: { add: string; items: number }[] };
  areas: ReportArea[];
  items: ReportItem[];
}

export interface ReportArea {
  id: string;
  title: string;
  score?: number | undefined;
  weight: number;
  judged: number;
  total: number;
}

export interface ReportItem {
  id: string;
  area: string;
  title: string;
  question: string;
  standards: string[];
  weight: number;
  state: ItemState;
  reason: string;
  score?: number | undefined;
  met: number;
  violated: number;
  evidence: { path: string; range: ReportRange; text: string }[];
  terms: Term[];
}

export interface Term {
  rule: string;
  weight: number;
  met: number;
  violated: number;
}

export interface ContextEntry {
  topic: string;
  value: string;
  evidence: string;
  path: string;
  range: ReportRange;
}

export interface Section {
  id: string;
  title: string;
  markdown: string;
  sources: { path: string; range: ReportRange; text: string }[];
}

/** One file as the engine takes it. */
export interface ProjectFile {
  path: string;
  text?: string;
  bytes?: Uint8Array;
  kind?: string;
}
