import type { ReportArtifact } from '../engine/types';
import { copy, save } from './clipboard';
import type { Command } from './command';

export const saveArtifact: Command<ReportArtifact> = {
  id: 'save-artifact',
  title: 'Save what the review made',
  keys: [],
  run: (_, { path, text }) => {
    save(path.slice(path.lastIndexOf('/') + 1), 'text/plain', text);
  },
};

export const copyArtifact: Command<ReportArtifact> = {
  id: 'copy-artifact',
  title: 'Copy what the review made',
  keys: [],
  run: (context, { text, title }) => {
    copy(context, text, title);
  },
};
