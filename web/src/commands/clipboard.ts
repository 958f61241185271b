/** Copying and saving; both stay on this machine. */

import type { Context } from './command';
import { say } from './notice';

/** Copies a text and says whether the browser allowed it. */
export function copy(context: Context, text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => {
      say(context, `Copied ${what}`);
    },
    () => {
      say(context, `The browser did not allow copying ${what}`);
    },
  );
}

export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
