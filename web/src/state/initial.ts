import { emptyFile } from './files';
import type { State } from './model';
import { PAGE } from './model';

export function initial(): State {
  return {
    files: [emptyFile(1)],
    active: 1,
    nextId: 2,
    renaming: null,
    engine: { status: 'loading' },
    reviewing: { status: 'idle' },
    reviewed: null,
    view: 'findings',
    narrow: false,
    selected: null,
    filter: { severities: new Set(), area: null },
    itemStates: new Set(),
    shown: PAGE,
    reveal: null,
    theme: 'auto',
    help: false,
    dragging: false,
    notice: null,
  };
}
