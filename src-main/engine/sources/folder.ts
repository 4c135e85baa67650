// Lists what is in folders on this machine: every file with its size and time, and everything that cannot or should not
// be read, with the reason. It opens no file, and throws nothing for what it finds.
import { type BigIntStats, type Dirent, promises } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { bytesOfPath, textOfName } from './file-names.ts';

export type FoundFile = {
  /** Where to read it. Absolute; see `file-names.ts` for names that are not UTF-8. */
  path: string;
  /** Where it comes from, when that is not the path: `s3://bucket/key`. The account goes by this name. */
  origin?: string;
  /** Where the case keeps it, relative to the case folder; absent: nowhere. */
  kept?: string;
  /** Bytes; 0 when not known. */
  size: number;
  /** Whole milliseconds. */
  mtimeMs: number;
  /** Why it is not to be loaded. */
  problem?: { outcome: 'skipped' | 'failed'; reason: string };
};

type Folder = {
  path: string;
  /** Identities of the folders around it and its own, outermost first. */
  chain: string[];
  /** Set inside `__MACOSX`: why nothing in here is loaded. */
  skip: string | null;
};

const macMetadata = 'macOS metadata';

/** Every file under `paths` (files or folders), once, however often or nested the paths are given. Stops on `signal`. */
export async function* listFolder(
  paths: string[],
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<FoundFile> {
  const walk = createWalk();
  for (const given of paths) {
    yield* walk.visit(resolve(given), [], null);
    // A stack of folders instead of recursion, so that none is too deep.
    for (let folder = walk.folders.pop(); folder; folder = walk.folders.pop()) {
      if (signal?.aborted) return;
      yield* walk.list(folder, signal);
    }
  }
}

function createWalk() {
  const folders: Folder[] = [];
  const seenFiles = new Set<string>();
  const seenFolders = new Set<string>();

  async function* visit(path: string, chain: string[], skip: string | null): AsyncGenerator<FoundFile> {
    const file = await look(path, chain, skip);
    if (file) yield file;
  }

  /** What is at the path; null when there is nothing to report: a folder to be listed, or something seen before. */
  async function look(path: string, chain: string[], skip: string | null): Promise<FoundFile | null> {
    if (seenFiles.has(path)) return null;
    let status: BigIntStats;
    try {
      status = await promises.stat(bytesOfPath(path), { bigint: true });
    } catch (error) {
      seenFiles.add(path);
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ELOOP') return unread(path, 'skipped', 'a link that leads back to itself');
      if (code === 'ENOENT' && (await isLink(path)))
        return unread(path, 'failed', 'a link to something that is not there');
      return unread(path, 'failed', sayWhy(error));
    }
    if (!status.isDirectory()) {
      seenFiles.add(path);
      return describe(path, status, skip);
    }
    const identity = `${status.dev}:${status.ino}`;
    if (chain.includes(identity)) return unread(path, 'skipped', 'a link back to a folder around it');
    if (seenFolders.has(identity)) return null;
    if (chain.length > 0 && (await isCase(path))) return unread(path, 'skipped', 'a Pugmark case');
    seenFolders.add(identity);
    const inMac = basename(path) === '__MACOSX';
    folders.push({ path, chain: [...chain, identity], skip: skip ?? (inMac ? macMetadata : null) });
    return null;
  }

  async function* list({ path, chain, skip }: Folder, signal?: AbortSignal): AsyncGenerator<FoundFile> {
    let entries: Dirent<Buffer>[];
    try {
      entries = await promises.readdir(bytesOfPath(path), { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      yield unread(path, 'failed', sayWhy(error));
      return;
    }
    const names = entries.map((entry) => textOfName(entry.name)).sort();
    for (let i = 0; i < names.length; i += statsAtOnce) {
      if (signal?.aborted) return;
      const some = names.slice(i, i + statsAtOnce);
      for (const file of await Promise.all(some.map((name) => look(join(path, name), chain, skip))))
        if (file) yield file;
    }
  }

  return { folders, visit, list };
}

const statsAtOnce = 32;

function describe(path: string, status: BigIntStats, skip: string | null): FoundFile {
  const file: FoundFile = { path, size: Number(status.size), mtimeMs: Number(status.mtimeMs) };
  const name = basename(path);
  const reason = status.isFile()
    ? (skip ?? (name === '.DS_Store' || name.startsWith('._') ? macMetadata : null))
    : status.isSocket()
      ? 'a socket, not a file'
      : status.isFIFO()
        ? 'a named pipe, not a file'
        : 'a device, not a file';
  return reason === null ? file : { ...file, problem: { outcome: 'skipped', reason } };
}

function unread(path: string, outcome: 'skipped' | 'failed', reason: string): FoundFile {
  return { path, size: 0, mtimeMs: 0, problem: { outcome, reason } };
}

async function isCase(path: string): Promise<boolean> {
  if (!path.endsWith('.pugmark')) return false;
  return promises.access(join(path, 'case.json')).then(
    () => true,
    () => false,
  );
}

async function isLink(path: string): Promise<boolean> {
  return promises.lstat(bytesOfPath(path)).then(
    (status) => status.isSymbolicLink(),
    () => false,
  );
}

/** `permission denied`, for people. */
export function sayWhy(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EIO') return 'the disk cannot read it (input/output error)';
  if (code === 'ENAMETOOLONG') return 'its path is too long for this system';
  return message ?? String(error);
}

/**
 * Oldest first, by the delivery time in the name (`…_20250301T0005Z_…`), else the date in the path (`…/2025/03/01/…`), else
 * the time of the file; ties by path. Loading in date order makes queries by time fast.
 */
export function orderByDelivery(files: FoundFile[]): FoundFile[] {
  return files
    .map((file) => ({ file, time: deliveryTime(file.path) ?? file.mtimeMs }))
    .sort((a, b) => a.time - b.time || (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0))
    .map(({ file }) => file);
}

/** Epoch milliseconds that a name or the folders above it tell; null: neither does. */
export function deliveryTime(path: string): number | null {
  const inName = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z/.exec(basename(path));
  const parts = inName ?? /[/\\](\d{4})[/\\](\d\d)[/\\](\d\d)(?:[/\\](\d\d)(?=[/\\]))?/.exec(path);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  const time = Date.UTC(year!, month! - 1, day, hour, minute ?? 0, second ?? 0);
  return Number.isNaN(time) ? null : time;
}
