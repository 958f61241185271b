/** Reads files and folders as bytes, without what nobody wrote by hand. */

import type { Incoming } from '../state/files';

export interface Found {
  readonly files: readonly Incoming[];
  /** What was left out, and why, in words. */
  readonly skipped: readonly string[];
}

const GENERATED = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  'target',
  'dist',
  'coverage',
  '.venv',
  '__pycache__',
  '.next',
  '.idea',
]);
const MOST_FILES = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;

export async function fromFiles(picked: readonly File[]): Promise<Found> {
  return read(
    picked.map((file) => ({ path: file.name, file: () => Promise.resolve(file) })),
    new Set(),
  );
}

/** Must be called while the drop is handled: afterwards the browser takes the entries away. */
export function fromTransfer(transfer: DataTransfer): Promise<Found> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length > 0) return walk(entries);
  const text = transfer.getData('text/plain');
  if (text !== '') return Promise.resolve({ files: [{ path: '', contents: text }], skipped: [] });
  return fromFiles([...transfer.files]);
}

interface Candidate {
  readonly path: string;
  readonly file: () => Promise<File>;
}

async function walk(roots: readonly FileSystemEntry[]): Promise<Found> {
  const found: Candidate[] = [];
  const left = new Set<string>();
  const waiting = [...roots].reverse();
  for (let entry = waiting.pop(); entry !== undefined && found.length <= MOST_FILES; entry = waiting.pop()) {
    if (entry.isDirectory) {
      if (GENERATED.has(entry.name)) left.add(entry.name);
      else waiting.push(...(await children(entry as FileSystemDirectoryEntry)).reverse());
    } else {
      const at = entry as FileSystemFileEntry;
      found.push({
        path: at.fullPath.replace(/^\//, ''),
        file: () =>
          new Promise((resolve, reject) => {
            at.file(resolve, reject);
          }),
      });
    }
  }
  return read(found, left);
}

/** All entries of a folder; the browser hands them out a hundred at a time. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}

async function read(candidates: readonly Candidate[], left: Set<string>): Promise<Found> {
  const files: Incoming[] = [];
  const skipped = left.size > 0 ? [`${[...left].sort().join(', ')} (not written by hand)`] : [];
  let bytes = 0;
  let dropped = Math.max(0, candidates.length - MOST_FILES);
  for (const { path, file } of candidates.slice(0, MOST_FILES)) {
    const opened = await file();
    if (bytes + opened.size > MOST_BYTES) {
      dropped++;
      continue;
    }
    bytes += opened.size;
    files.push({ path, contents: new Uint8Array(await opened.arrayBuffer()) });
  }
  if (dropped > 0) skipped.push(`files beyond ${MOST_FILES} or 64 MB in all`);
  return { files, skipped };
}
