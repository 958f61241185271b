/** Settings that outlast a visit, where the browser lets the page keep them; access itself can throw. */

const PREFIX = 'archwright.';

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A setting that is not kept is no reason to stop: it holds until the page is left.
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
