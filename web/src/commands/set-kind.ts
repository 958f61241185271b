import { setKind as changed } from '../state/files';
import type { FileId } from '../state/model';
import type { Command } from './command';

export const setKind: Command<{ id: FileId; kind: string | null }> = {
  id: 'set-kind',
  title: 'Say what a file is',
  keys: [],
  run: ({ store }, { id, kind }) => {
    store.update((state) => changed(state, id, kind));
  },
};
