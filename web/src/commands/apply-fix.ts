import { applyFix as applied, canApply, selected } from '../state/findings';
import type { Command } from './command';

export const applyFix: Command = {
  id: 'apply-fix',
  title: 'Apply the open finding’s fix',
  keys: ['Mod+.'],
  run: ({ store, review }) => {
    const found = selected(store.get());
    if (found === undefined || !canApply(store.get(), found.finding)) return;
    store.update((state) => {
      const paths = new Set(found.finding.fix.edits.map(({ path }) => path));
      const undo = state.files.filter(({ path }) => paths.has(path));
      return {
        ...applied(state, found.finding),
        notice: { text: `Applied: ${found.finding.fix.title}`, undo },
      };
    });
    review();
  },
};
