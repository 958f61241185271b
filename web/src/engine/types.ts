/** The report's types, as the package generates them from the engine. */
export type {
  ControlState,
  CoverageStatus,
  ItemState,
  Outline,
  Report,
  ReportArea,
  ReportArtifact,
  ReportControl,
  ReportEdit,
  ReportFile,
  ReportFinding,
  ReportFix,
  ReportItem,
  ReportPosition,
  ReportRange,
  ReportRoute,
  Scorecard,
  Section,
  Severity,
  Term,
} from 'archwright';

/** One file as it is handed to the engine. */
export interface SentFile {
  path: string;
  text: string | Uint8Array;
  kind: string | undefined;
}
