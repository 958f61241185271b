import { rename } from '../state/files';
import type { FileId } from '../state/model';
import type { Command } from './command';

export const startRename: Command<FileId> = {
  id: 'start-rename',
  title: 'Rename a file',
  keys: [],
  run: ({ store }, id) => {
    store.update((state) => ({ ...state, active: id, renaming: id }));
  },
};

export const renameActiveFile: Command = {
  id: 'rename-active-file',
  title: 'Rename the file',
  keys: ['F2'],
  run: (context) => {
    startRename.run(context, context.store.get().active);
  },
};

/** `null` leaves the name as it was. */
export const finishRename: Command<string | null> = {
  id: 'finish-rename',
  title: 'Give the file its new name',
  keys: [],
  run: ({ store }, path) => {
    store.update((state) => {
      if (state.renaming === null) return state;
      return path === null ? { ...state, renaming: null } : rename(state, state.renaming, path);
    });
  },
};
