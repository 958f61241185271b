/**
 * Asks the worker for reviews. One runs at a time and the latest request wins: what was asked in between
 * is never run. A worker that dies or does not come back is replaced, and the next request starts afresh.
 */

import type { Reply, Request } from './protocol';
import type { SentFile, Report } from './types';

/** A file, and what tells one content of it from another. */
export interface Submitted {
  path: string;
  /** Compared by identity: the same object means the same content. */
  content: object;
  kind: string | null;
  read: () => SentFile;
}

export type Outcome =
  { type: 'reviewed'; report: Report; milliseconds: number } | { type: 'failed'; message: string };

export interface Listener<S> {
  started(): void;
  /** With the files that were reviewed. */
  finished(outcome: Outcome, files: readonly S[]): void;
}

/** The part of a worker that is needed here, so that tests can give another. */
export interface Port {
  post(request: Request): void;
  terminate(): void;
}
export type Spawn = (heard: (reply: Reply) => void, died: (message: string) => void) => Port;

/** A newer request waits this long for the one that runs before it takes its place. */
const PATIENCE = 4_000;
const LIMIT = 60_000;

interface Running<S> {
  id: number;
  files: readonly S[];
  since: number;
  deadline: ReturnType<typeof setTimeout>;
}

export class Client<S extends Submitted> {
  readonly #spawn: Spawn;
  readonly #listener: Listener<S>;
  #port: Port | null = null;
  #sent = new Map<string, S>();
  #running: Running<S> | null = null;
  #waiting: readonly S[] | null = null;
  #hurry: ReturnType<typeof setTimeout> | undefined;
  #id = 0;

  constructor(spawn: Spawn, listener: Listener<S>) {
    this.#spawn = spawn;
    this.#listener = listener;
  }

  review(files: readonly S[]): void {
    if (this.#running === null) {
      this.#run(files);
      return;
    }
    this.#waiting = files;
    clearTimeout(this.#hurry);
    const spent = performance.now() - this.#running.since;
    this.#hurry = setTimeout(
      () => {
        if (this.#waiting === null) return;
        this.#discard();
        this.#next();
      },
      Math.max(0, PATIENCE - spent),
    );
  }

  #run(files: readonly S[]): void {
    this.#waiting = null;
    const id = ++this.#id;
    const deadline = setTimeout(() => {
      this.#fail('The review took over a minute and was stopped. Your text is untouched.');
    }, LIMIT);
    this.#running = { id, files, since: performance.now(), deadline };
    this.#listener.started();
    this.#port ??= this.#start();
    this.#port.post({ type: 'review', id, ...this.#changes(files) });
  }

  /** What the worker does not have yet; remembers it as sent. */
  #changes(files: readonly S[]): { set: SentFile[]; remove: string[] } {
    const paths = new Set(files.map((file) => file.path));
    const remove = [...this.#sent.keys()].filter((path) => !paths.has(path));
    const changed = files.filter((file) => {
      const before = this.#sent.get(file.path);
      return before?.content !== file.content || before.kind !== file.kind;
    });
    this.#sent = new Map(files.map((file) => [file.path, file]));
    return { set: changed.map((file) => file.read()), remove };
  }

  #start(): Port {
    this.#sent.clear();
    const port: Port = this.#spawn(
      (reply) => {
        if (this.#port === port) this.#heard(reply);
      },
      (message) => {
        if (this.#port === port) this.#died(message);
      },
    );
    return port;
  }

  #heard(reply: Reply): void {
    switch (reply.type) {
      case 'ready':
        return;
      case 'reviewed': {
        if (reply.id !== this.#running?.id) return;
        const { files } = this.#running;
        this.#stop();
        const { report, milliseconds } = reply;
        if (!this.#next()) this.#listener.finished({ type: 'reviewed', report, milliseconds }, files);
        return;
      }
      case 'failed':
        this.#died(reply.message);
    }
  }

  #died(message: string): void {
    this.#fail(
      `The engine stopped on this input and was started again. Your text is untouched. (${message})`,
    );
  }

  #fail(message: string): void {
    const files = this.#running?.files ?? [];
    this.#discard();
    if (!this.#next()) this.#listener.finished({ type: 'failed', message }, files);
  }

  /** Runs what was asked for last, if anything was. */
  #next(): boolean {
    const files = this.#waiting;
    if (files !== null) this.#run(files);
    return files !== null;
  }

  #stop(): void {
    clearTimeout(this.#running?.deadline);
    clearTimeout(this.#hurry);
    this.#running = null;
  }

  #discard(): void {
    this.#stop();
    this.#port?.terminate();
    this.#port = null;
    this.#sent.clear();
  }
}
