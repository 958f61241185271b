import type { View } from '../state/model';
import type { Command } from './command';

export const showView: Command<View> = {
  id: 'show-view',
  title: 'Show a view',
  keys: [],
  run: ({ store }, view) => {
    store.update((state) => ({ ...state, view }));
  },
};

const shortcut = (view: View, title: string, key: string): Command => ({
  id: `show-${view}`,
  title,
  keys: [key],
  run: (context) => {
    showView.run(context, view);
  },
});

export const showFindings = shortcut('findings', 'Show the findings', 'Alt+1');
export const showScorecard = shortcut('scorecard', 'Show the scorecard', 'Alt+2');
export const showOutline = shortcut('outline', 'Show the design outline', 'Alt+3');
export const showFiles = shortcut('files', 'Show the files and what was read of them', 'Alt+4');
