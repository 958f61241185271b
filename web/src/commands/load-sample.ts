import { samples } from '../samples';
import { add } from '../state/files';
import type { Command } from './command';

/** Opens an example beside what is there: nothing that was pasted is lost. */
export const loadSample: Command<string> = {
  id: 'load-sample',
  title: 'Open an example',
  keys: [],
  run: ({ store }, id) => {
    const sample = samples.find((candidate) => candidate.id === id);
    if (sample === undefined) return;
    store.update((state) => {
      const added = add({ ...state, selected: null }, sample.files);
      return { ...added, view: 'findings' };
    });
  },
};
