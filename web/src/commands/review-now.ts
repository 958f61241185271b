import type { Command } from './command';

export const reviewNow: Command = {
  id: 'review-now',
  title: 'Review without waiting',
  keys: ['Mod+Enter'],
  run: ({ review }) => {
    review();
  },
};
