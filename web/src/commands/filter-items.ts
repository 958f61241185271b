import type { ItemState } from '../engine/types';
import type { Command } from './command';

export const toggleItemState: Command<ItemState> = {
  id: 'toggle-item-state',
  title: 'Show only items in some states',
  keys: [],
  run: ({ store }, wanted) => {
    store.update((state) => {
      const itemStates = new Set(state.itemStates);
      if (!itemStates.delete(wanted)) itemStates.add(wanted);
      return { ...state, itemStates };
    });
  },
};
