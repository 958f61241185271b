import type { Theme } from '../state/model';
import type { Command } from './command';
import { remember } from './memory';

const NEXT: Record<Theme, Theme> = { auto: 'dark', dark: 'light', light: 'auto' };

export const toggleTheme: Command = {
  id: 'toggle-theme',
  title: 'Colours: as the system, dark, light',
  keys: ['Alt+T'],
  run: ({ store }) => {
    const theme = NEXT[store.get().theme];
    remember('theme', theme);
    store.update((state) => ({ ...state, theme }));
  },
};
