import { activeFile, addBlank } from '../state/files';
import type { Command } from './command';

export const addFile: Command = {
  id: 'add-file',
  title: 'Add an empty file',
  keys: ['Alt+N'],
  run: ({ store }) => {
    store.update((state) => {
      const added = addBlank(state);
      const path = activeFile(added)?.path ?? '';
      const view = state.narrow ? 'code' : state.view;
      return { ...added, view, reveal: { path, line: 1, column: 1, focus: true } };
    });
  },
};
