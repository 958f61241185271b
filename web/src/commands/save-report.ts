import { save } from './clipboard';
import type { Command } from './command';

export const saveReport: Command = {
  id: 'save-report',
  title: 'Save the report as JSON',
  keys: ['Mod+S'],
  run: ({ store }) => {
    const { reviewed } = store.get();
    if (reviewed === null) return;
    save('archwright-report.json', 'application/json', `${JSON.stringify(reviewed.report, null, 2)}\n`);
  },
};
