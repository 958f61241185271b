import type { Severity } from '../engine/types';
import { PAGE } from '../state/model';
import type { Command } from './command';

export const toggleSeverity: Command<Severity> = {
  id: 'toggle-severity',
  title: 'Show only some severities',
  keys: [],
  run: ({ store }, severity) => {
    store.update((state) => {
      const severities = new Set(state.filter.severities);
      if (!severities.delete(severity)) severities.add(severity);
      return { ...state, shown: PAGE, filter: { ...state.filter, severities } };
    });
  },
};

export const filterArea: Command<string | null> = {
  id: 'filter-area',
  title: 'Show only one area',
  keys: [],
  run: ({ store }, area) => {
    store.update((state) => ({ ...state, shown: PAGE, filter: { ...state.filter, area } }));
  },
};

export const clearFilter: Command = {
  id: 'clear-filter',
  title: 'Show all findings',
  keys: [],
  run: ({ store }) => {
    store.update((state) => ({ ...state, shown: PAGE, filter: { severities: new Set(), area: null } }));
  },
};

export const showMore: Command = {
  id: 'show-more',
  title: 'Show more findings',
  keys: [],
  run: ({ store }) => {
    store.update((state) => ({ ...state, shown: state.shown + PAGE }));
  },
};
