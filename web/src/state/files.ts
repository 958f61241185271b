/** How the open files change. */

import { Text } from '@codemirror/state';
import type { FileId, OpenFile, State } from './model';

/** What is handed in: a text or bytes, and a name where there is one. */
export interface Incoming {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** Of many files, one of these is shown first; none that is hidden. */
const WORTH_READING =
  /(?:^|\/)[^./][^/]*\.(?:sql|ya?ml|json|[cm]?[jt]sx?|prisma|graphqls?|gql|proto|py|go|java|rb|php|rs|cs|kt|md)$/i;

export function textOf(contents: string): Text {
  return Text.of(contents.split(/\r\n?|\n/));
}

/** The bytes as the engine decodes them: UTF-8, or UTF-16 with a byte order mark. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

export function emptyFile(id: FileId): OpenFile {
  return { id, path: 'pasted', text: Text.empty, bytes: null, kind: null };
}

export function activeFile(state: State): OpenFile | undefined {
  return state.files.find((file) => file.id === state.active);
}

export function isBlank(file: OpenFile): boolean {
  return file.text.length === 0 && file.bytes === null;
}

/** The last part of each path, with as much before it as tells it from the others. */
export function shortNames(files: readonly OpenFile[]): ReadonlyMap<FileId, string> {
  const names = new Map<string, number>();
  const last = (path: string, parts: number) => path.split('/').slice(-parts).join('/');
  for (const { path } of files) names.set(last(path, 1), (names.get(last(path, 1)) ?? 0) + 1);
  return new Map(files.map(({ id, path }) => [id, last(path, names.get(last(path, 1)) === 1 ? 1 : 2)]));
}

/** Nothing has been handed in yet. */
export function isEmpty(state: State): boolean {
  return state.files.every(isBlank);
}

/** Adds files and shows the first of them; an untouched empty file makes room. */
export function add(state: State, incoming: readonly Incoming[]): State {
  if (incoming.length === 0) return state;
  const kept = state.files.filter((file) => !isBlank(file));
  const taken = new Set(kept.map((file) => file.path));
  let id = state.nextId;
  const added = incoming.map(({ path, contents }): OpenFile => {
    const free = freePath(path, taken);
    taken.add(free);
    const bytes = typeof contents === 'string' ? null : contents;
    return {
      id: id++,
      path: free,
      text: textOf(typeof contents === 'string' ? contents : decode(contents)),
      bytes,
      kind: null,
    };
  });
  const first = added.find(({ path }) => WORTH_READING.test(path)) ?? added[0];
  if (first === undefined) return state;
  return { ...state, files: [...kept, ...added], active: first.id, nextId: id, renaming: null };
}

export function addBlank(state: State): State {
  const blank = state.files.find(isBlank);
  if (blank !== undefined) return { ...state, active: blank.id };
  const path = freePath('pasted', new Set(state.files.map((file) => file.path)));
  const file = { ...emptyFile(state.nextId), path };
  return { ...state, files: [...state.files, file], active: file.id, nextId: state.nextId + 1 };
}

/** Closes a file; the last one leaves an empty one behind, and what was closed can be taken back. */
export function close(state: State, id: FileId): State {
  const at = state.files.findIndex((file) => file.id === id);
  const closed = state.files[at];
  if (closed === undefined) return state;
  const rest = state.files.filter((file) => file.id !== id);
  const notice = isBlank(closed) ? state.notice : { text: `Closed ${closed.path}`, undo: [closed] };
  const last = rest.length === 0;
  const files = last ? [emptyFile(state.nextId)] : rest;
  const neighbour = files[Math.min(at, files.length - 1)];
  const active = state.active === id && neighbour !== undefined ? neighbour.id : state.active;
  return { ...state, files, active, notice, nextId: state.nextId + (last ? 1 : 0), renaming: null };
}

/** Gives a file another name, made unique; an empty name changes nothing. */
export function rename(state: State, id: FileId, wanted: string): State {
  const path = wanted.trim().replaceAll('\\', '/').replace(/^\/+/, '');
  const others = new Set(state.files.filter((file) => file.id !== id).map((file) => file.path));
  const done = { ...state, renaming: null };
  return path === '' ? done : change(done, id, (file) => ({ ...file, path: freePath(path, others) }));
}

export function setText(state: State, id: FileId, text: Text): State {
  return change(state, id, (file) => (file.text === text ? file : { ...file, text, bytes: null }));
}

export function setKind(state: State, id: FileId, kind: string | null): State {
  return change(state, id, (file) => (file.kind === kind ? file : { ...file, kind }));
}

/** Puts files back as they were: those that are open get their text back, the others are opened again. */
export function restore(state: State, before: readonly OpenFile[]): State {
  const open = new Set(state.files.map((file) => file.id));
  const replaced = state.files.map((file) => before.find(({ id }) => id === file.id) ?? file);
  const others = replaced.filter((file) => !isBlank(file));
  const paths = new Set(others.map((file) => file.path));
  const reopened = before
    .filter(({ id }) => !open.has(id))
    .map((file) => ({ ...file, path: freePath(file.path, paths) }));
  const files = [...others, ...reopened];
  return files.length === 0 ? state : { ...state, files, active: before[0]?.id ?? state.active };
}

/** Shows the file beside the active one, around the ends. */
export function step(state: State, by: number): State {
  const at = state.files.findIndex((file) => file.id === state.active);
  const next = state.files[(at + by + state.files.length) % state.files.length];
  return next === undefined ? state : { ...state, active: next.id };
}

function change(state: State, id: FileId, edit: (file: OpenFile) => OpenFile): State {
  const files = state.files.map((file) => (file.id === id ? edit(file) : file));
  return files.every((file, at) => file === state.files[at]) ? state : { ...state, files };
}

function freePath(path: string, taken: ReadonlySet<string>): string {
  const wanted = path === '' ? 'pasted' : path;
  if (!taken.has(wanted)) return wanted;
  const dot = wanted.lastIndexOf('.');
  const [stem, ending] =
    dot > wanted.lastIndexOf('/') + 1 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
  for (let n = 2; ; n++) {
    const candidate = `${stem}-${n}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
