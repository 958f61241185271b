import { select } from '../state/findings';
import type { Command } from './command';

/** Opens a finding and shows its line; the open one is closed again. */
export const selectFinding: Command<string> = {
  id: 'select-finding',
  title: 'Open a finding',
  keys: [],
  run: ({ store }, key) => {
    store.update((state) => (state.selected === key ? { ...state, selected: null } : select(state, key)));
  },
};
