import type { Text } from '@codemirror/state';
import { setText } from '../state/files';
import type { FileId } from '../state/model';
import type { Command } from './command';

export const editText: Command<{ id: FileId; text: Text }> = {
  id: 'edit-text',
  title: 'Edit the text',
  keys: [],
  run: ({ store }, { id, text }) => {
    store.update((state) => setText(state, id, text));
  },
};
