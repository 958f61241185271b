import { outlineMarkdown } from '../state/markdown-out';
import { copy } from './clipboard';
import type { Command } from './command';

export const copyOutline: Command = {
  id: 'copy-outline',
  title: 'Copy the design outline as Markdown',
  keys: [],
  run: (context) => {
    const { reviewed } = context.store.get();
    if (reviewed !== null) copy(context, outlineMarkdown(reviewed.report.outline), 'the outline');
  },
};
