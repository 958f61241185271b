/** What happens around the page, told to the state. */

import type { Command } from './command';

export const resize: Command<boolean> = {
  id: 'resize',
  title: 'Fit the window',
  keys: [],
  run: ({ store }, narrow) => {
    store.update((state) => {
      if (state.narrow === narrow) return state;
      const view = !narrow && state.view === 'code' ? 'findings' : state.view;
      return { ...state, narrow, view };
    });
  },
};

export const setDragging: Command<boolean> = {
  id: 'set-dragging',
  title: 'Show that files can be dropped',
  keys: [],
  run: ({ store }, dragging) => {
    store.update((state) => (state.dragging === dragging ? state : { ...state, dragging }));
  },
};
