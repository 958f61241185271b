/** Has the open files reviewed whenever they change, and puts the outcome into the state. */

import type { Text } from '@codemirror/state';
import { Client, type Outcome, type Spawn, type Submitted } from '../engine/client';
import { isBlank, isEmpty } from '../state/files';
import type { OpenFile, State } from '../state/model';
import type { Store } from '../state/store';

/** A review that takes longer than this is shown as running. */
const SLOW = 300;
/** How long typing must rest; longer for long texts. */
const REST = 180;
const LONGEST_REST = 1_200;

export class Reviewing {
  readonly #store: Store<State>;
  readonly #client: Client<Sent>;
  #asked: readonly OpenFile[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #slow: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store<State>, spawn: Spawn) {
    this.#store = store;
    this.#client = new Client(spawn, {
      started: () => {
        this.#started();
      },
      finished: (outcome, files) => {
        this.#finished(outcome, new Map(files.map(({ path, text }) => [path, text])));
      },
    });
    store.subscribe(() => {
      this.#changed();
    });
    this.#changed();
  }

  /** Reviews at once, even what was reviewed before. */
  now(): void {
    clearTimeout(this.#rest);
    const state = this.#store.get();
    this.#asked = state.files;
    if (isEmpty(state)) {
      this.#store.update((now) => ({
        ...now,
        reviewed: null,
        reviewing: { status: 'idle' },
        selected: null,
      }));
      return;
    }
    this.#client.review(state.files.filter((file) => !isBlank(file)).map(submitted));
  }

  #changed(): void {
    const { files } = this.#store.get();
    if (files === this.#asked) return;
    const before = this.#asked;
    this.#asked = files;
    const typed = files.length === before.length && files.every((file, at) => file.id === before[at]?.id);
    const size = files.reduce((sum, file) => sum + file.text.length, 0);
    clearTimeout(this.#rest);
    const rest = typed ? Math.min(REST + size / 10_000, LONGEST_REST) : 0;
    this.#rest = setTimeout(() => {
      this.now();
    }, rest);
  }

  #started(): void {
    clearTimeout(this.#slow);
    this.#store.update((state) => ({ ...state, reviewing: { status: 'running', slow: false } }));
    this.#slow = setTimeout(() => {
      this.#store.update((state) =>
        state.reviewing.status === 'running'
          ? { ...state, reviewing: { status: 'running', slow: true } }
          : state,
      );
    }, SLOW);
  }

  #finished(outcome: Outcome, texts: ReadonlyMap<string, Text>): void {
    clearTimeout(this.#slow);
    this.#store.update((state) => {
      if (outcome.type === 'failed') {
        return { ...state, reviewing: { status: 'failed', message: outcome.message } };
      }
      if (isEmpty(state)) return { ...state, reviewing: { status: 'idle' } };
      return {
        ...state,
        reviewed: { report: outcome.report, texts },
        reviewing: { status: 'done', milliseconds: outcome.milliseconds },
      };
    });
  }
}

interface Sent extends Submitted {
  text: Text;
}

function submitted(file: OpenFile): Sent {
  const { path, text, bytes, kind } = file;
  return {
    path,
    text,
    content: bytes ?? text,
    kind,
    read: () => ({ path, text: bytes ?? text.toString(), kind: kind ?? undefined }),
  };
}
