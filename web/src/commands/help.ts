import type { Command } from './command';

export const toggleHelp: Command = {
  id: 'help',
  title: 'Help and shortcuts',
  keys: ['?'],
  run: ({ store }) => {
    store.update((state) => ({ ...state, help: !state.help }));
  },
};

export const closeHelp: Command = {
  id: 'close-help',
  title: 'Close the help',
  keys: [],
  run: ({ store }) => {
    store.update((state) => ({ ...state, help: false }));
  },
};
