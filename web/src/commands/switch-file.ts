import { step } from '../state/files';
import type { FileId } from '../state/model';
import type { Command } from './command';

export const switchFile: Command<FileId> = {
  id: 'switch-file',
  title: 'Show a file',
  keys: [],
  run: ({ store }, active) => {
    store.update((state) => ({ ...state, active, renaming: null }));
  },
};

export const nextFile: Command = {
  id: 'next-file',
  title: 'Next file',
  keys: ['Alt+.'],
  run: ({ store }) => {
    store.update((state) => step(state, 1));
  },
};

export const previousFile: Command = {
  id: 'previous-file',
  title: 'Previous file',
  keys: ['Alt+,'],
  run: ({ store }) => {
    store.update((state) => step(state, -1));
  },
};
