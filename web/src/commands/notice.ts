import { restore } from '../state/files';
import type { Command, Context } from './command';

/** How long a message stands that asks for nothing. */
const READING = 5_000;

/** Shows a message for a while, and reads it out. */
export function say({ store }: Context, text: string): void {
  const notice = { text, undo: [] };
  store.update((state) => ({ ...state, notice }));
  setTimeout(() => {
    store.update((state) => (state.notice === notice ? { ...state, notice: null } : state));
  }, READING);
}

export const dismissNotice: Command = {
  id: 'dismiss-notice',
  title: 'Close the message',
  keys: [],
  run: ({ store }) => {
    store.update((state) => ({ ...state, notice: null }));
  },
};

export const undoNotice: Command = {
  id: 'undo-notice',
  title: 'Take it back',
  keys: [],
  run: ({ store }) => {
    store.update((state) => ({ ...restore(state, state.notice?.undo ?? []), notice: null }));
  },
};
