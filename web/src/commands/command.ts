import type { State } from '../state/model';
import type { Store } from '../state/store';

/** What a command works with. */
export interface Context {
  readonly store: Store<State>;
  /** Asks for a review of what is open, at once. */
  readonly review: () => void;
}

/** Something that a person can do. With keys it is a shortcut too, and stands in the help. */
export interface Command<Argument = void> {
  readonly id: string;
  readonly title: string;
  /** `Mod` is Ctrl, or Command on a Mac. */
  readonly keys: readonly string[];
  readonly run: (context: Context, argument: Argument) => void;
}
