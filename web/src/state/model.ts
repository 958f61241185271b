/** Everything that the page shows, and nothing that it can work out from that. */

import type { Text } from '@codemirror/state';
import type { ItemState, Report, Severity } from '../engine/types';

export type FileId = number;
export type View = 'code' | 'findings' | 'scorecard' | 'outline' | 'files';
export type Theme = 'auto' | 'light' | 'dark';

export interface OpenFile {
  readonly id: FileId;
  /** Unique among the open files. */
  readonly path: string;
  readonly text: Text;
  /** As it was dropped, until it is edited: the engine decodes it itself and says how. */
  readonly bytes: Uint8Array | null;
  /** What the person says that it is; `null` leaves it to the engine. */
  readonly kind: string | null;
}

export type Engine =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly message: string };

export type Reviewing =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly slow: boolean }
  | { readonly status: 'done'; readonly milliseconds: number }
  | { readonly status: 'failed'; readonly message: string };

/** A report, and the texts that it speaks of. */
export interface Reviewed {
  readonly report: Report;
  readonly texts: ReadonlyMap<string, Text>;
}

/** Lines and columns count from 1; columns in UTF-16 code units. */
export interface Target {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A place that the editor is asked to show; a new object is a new request. */
export interface Reveal extends Target {
  readonly focus: boolean;
}

export interface Filter {
  readonly severities: ReadonlySet<Severity>;
  readonly area: string | null;
}

export interface Notice {
  readonly text: string;
  /** Files as they were before, where that can be taken back. */
  readonly undo: readonly OpenFile[];
}

export interface State {
  readonly files: readonly OpenFile[];
  readonly active: FileId;
  readonly nextId: FileId;
  readonly renaming: FileId | null;
  readonly engine: Engine;
  readonly reviewing: Reviewing;
  readonly reviewed: Reviewed | null;
  readonly view: View;
  /** Too narrow for the text and a view side by side. */
  readonly narrow: boolean;
  /** Key of the finding that stands open. */
  readonly selected: string | null;
  readonly filter: Filter;
  readonly itemStates: ReadonlySet<ItemState>;
  readonly shown: number;
  readonly reveal: Reveal | null;
  readonly theme: Theme;
  readonly help: boolean;
  readonly dragging: boolean;
  readonly notice: Notice | null;
}

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
export const ITEM_STATES: readonly ItemState[] = [
  'violated',
  'partial',
  'met',
  'question',
  'not-seen',
  'not-applicable',
];
/** Findings that are drawn at first, and that each wish for more adds. */
export const PAGE = 100;
