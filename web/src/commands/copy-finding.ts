import { findingMarkdown } from '../state/markdown-out';
import { selected } from '../state/findings';
import { copy } from './clipboard';
import type { Command } from './command';

export const copyFinding: Command = {
  id: 'copy-finding',
  title: 'Copy the open finding as Markdown',
  keys: [],
  run: (context) => {
    const found = selected(context.store.get());
    if (found !== undefined) copy(context, findingMarkdown(found.finding), 'the finding');
  },
};
