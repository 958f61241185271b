import { add } from '../state/files';
import type { Command, Context } from './command';
import { fromFiles, fromTransfer, type Found } from './dropped';
import { say } from './notice';

/** Asks for files with the browser's own dialogue. */
export const openFiles: Command = {
  id: 'open-files',
  title: 'Open files',
  keys: ['Mod+O'],
  run: (context) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.addEventListener('change', () => {
      take(context, fromFiles([...(input.files ?? [])]));
    });
    input.click();
  },
};

/** Takes files and folders that were dropped on the page. */
export const dropFiles: Command<DataTransfer> = {
  id: 'drop-files',
  title: 'Drop files or a folder',
  keys: [],
  run: (context, transfer) => {
    take(context, fromTransfer(transfer));
  },
};

function take(context: Context, found: Promise<Found>): void {
  found.then(
    ({ files, skipped }) => {
      context.store.update((state) => add({ ...state, selected: null }, files));
      if (skipped.length > 0) say(context, `Left out: ${skipped.join('; ')}`);
      else if (files.length === 0) say(context, 'There was no file in that.');
    },
    (error: unknown) => {
      say(context, `The files could not be read: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
}
