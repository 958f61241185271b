/** Which command a key press means. */

import type { Command } from './command';
import { COMMANDS } from './list';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** `Shift+F8`, `Mod+Enter`, `Alt+1`; with Alt by the key's position, for keyboards where Alt makes signs. */
export function keyName(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const named = event.key.length > 1;
  const parts = [mod ? 'Mod' : '', event.altKey ? 'Alt' : '', event.shiftKey && named ? 'Shift' : ''];
  return [...parts.filter((part) => part !== ''), event.altKey ? position(event) : event.key].join('+');
}

function position({ code, key }: KeyboardEvent): string {
  const found = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (found !== undefined) return found;
  return code === 'Period' ? '.' : code === 'Comma' ? ',' : key;
}

/** A single sign is a shortcut only where nobody is writing. */
export function commandFor(event: KeyboardEvent, writing: boolean): Command | undefined {
  const name = keyName(event);
  if (writing && name.length === 1) return undefined;
  return COMMANDS.find((command) => command.keys.some((key) => key.toLowerCase() === name.toLowerCase()));
}

/** As it stands on the keyboard of this machine. */
export function keyLabel(key: string): string {
  return isMac
    ? key.replace('Mod+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧')
    : key.replace('Mod', 'Ctrl');
}
