import { neighbour, select } from '../state/findings';
import type { Command, Context } from './command';

const step = ({ store }: Context, by: 1 | -1): void => {
  store.update((state) => {
    const next = neighbour(state, by);
    if (next === undefined) return state;
    const view = state.view === 'code' ? state.view : 'findings';
    return select({ ...state, view }, next.key, view === 'code');
  });
};

export const nextFinding: Command = {
  id: 'next-finding',
  title: 'Next finding',
  keys: ['F8'],
  run: (context) => {
    step(context, 1);
  },
};

export const previousFinding: Command = {
  id: 'previous-finding',
  title: 'Previous finding',
  keys: ['Shift+F8'],
  run: (context) => {
    step(context, -1);
  },
};
