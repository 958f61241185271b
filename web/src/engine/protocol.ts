/** What the page and the worker say to each other. */

import type { SentFile, Report } from './types';

export type Request =
  | { type: 'start'; module: WebAssembly.Module }
  | { type: 'review'; id: number; set: SentFile[]; remove: string[] };

export type Reply =
  | { type: 'ready' }
  | { type: 'reviewed'; id: number; report: Report; milliseconds: number }
  /** The instance cannot be trusted any more: the page starts another worker. */
  | { type: 'failed'; id: number | null; message: string };
