import { close } from '../state/files';
import type { FileId } from '../state/model';
import type { Command } from './command';

export const closeFile: Command<FileId> = {
  id: 'close-file',
  title: 'Close a file',
  keys: [],
  run: ({ store }, id) => {
    store.update((state) => close(state, id));
  },
};

export const closeActiveFile: Command = {
  id: 'close-active-file',
  title: 'Close the file',
  keys: ['Alt+W'],
  run: (context) => {
    closeFile.run(context, context.store.get().active);
  },
};
