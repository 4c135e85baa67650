// One folder of this machine, for the path picker.
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import type { FolderEntry } from '../../../shared/contract/files.ts';
import { EngineError, messageOf } from '../engine-error.ts';

const shown = 5_000;

export async function listFiles(given: string | undefined) {
  const dir = resolve(given === undefined || given === '' ? homedir() : given);
  let found: Dirent[];
  try {
    found = await readdir(dir, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NOT_FOUND' : 'FAILED';
    throw new EngineError(code, whyUnreadable(error), { at: dir }, { cause: error });
  }
  found.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const entries = await Promise.all(found.slice(0, shown).map((entry) => describeEntry(dir, entry)));
  entries.sort(
    (a, b) => Number(a.kind === 'file' || a.kind === 'other') - Number(b.kind === 'file' || b.kind === 'other'),
  );
  const parent = dirname(dir);
  return {
    dir,
    parent: parent === dir ? null : parent,
    roots: [
      { name: 'Home', path: homedir() },
      { name: parse(dir).root, path: parse(dir).root },
    ],
    entries,
    leftOut: Math.max(0, found.length - shown),
  };
}

function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'There is no such folder.';
  if (code === 'ENOTDIR') return 'This is a file, not a folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'You have no permission to read this folder.';
  return `The folder cannot be read: ${messageOf(error)}`;
}

async function describeEntry(dir: string, entry: Dirent): Promise<FolderEntry> {
  const path = join(dir, entry.name);
  // A dangling link or a file gone meanwhile is still listed, as something that cannot be opened.
  const info = await stat(path).catch(() => null);
  const kind = info?.isDirectory()
    ? entry.name.endsWith('.pugmark')
      ? 'case'
      : 'folder'
    : info?.isFile()
      ? 'file'
      : 'other';
  return {
    name: entry.name,
    path,
    kind,
    size: kind === 'file' ? (info?.size ?? 0) : 0,
    modified: info ? info.mtime.toISOString() : null,
  };
}
