import type { ReportRange } from '../engine/types';
import { goTo as shown } from '../state/findings';
import type { Command } from './command';

export interface Destination {
  readonly path: string;
  readonly range?: ReportRange | undefined;
}

export const goTo: Command<Destination> = {
  id: 'go-to',
  title: 'Go to a place in a file',
  keys: [],
  run: ({ store }, { path, range }) => {
    store.update((state) => shown(state, path, range));
  },
};
