// The file that a download goes to until it is complete: named after what it is a part of, so that another version's bytes
// are never gone on with. Bytes are written at once, on this thread: a worker has nothing better to do, and it costs least.
import { createHash } from 'node:crypto';
import {
  closeSync,
  fdatasync,
  fsync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { occupied } from './acquire-failures.ts';
import { onDisk } from './fetch-problem.ts';
import type { S3Object } from './list-pages.ts';

export type PartFile = {
  path: string;
  /** Bytes that are there already. */
  size(): number;
  /** To append to; made, and its folder, when it is not there. */
  open(): void;
  write(chunk: Buffer): void;
  close(): void;
  remove(): void;
  /** Makes it durable, as old as the object (epoch milliseconds), and gives it its name. */
  finish(modified: number): Promise<void>;
};

const flush = promisify(fsync);
const flushData = promisify(fdatasync);

/**
 * A large file is sent to the disk while it arrives, instead of all of it at the end, when the connection would wait for
 * the disk. Few at a time: they take the process's own threads for files.
 */
const flushBytes = 16 * 1024 * 1024;
const maxFlushes = 2;
let flushes = 0;

/** Folders that are there: most objects share theirs with others. */
const folders = new Set<string>();
const maxFolders = 10_000;

/** @throws FetchFailure, from all that it does */
export function createPartFile(object: S3Object, target: string): PartFile {
  const path = `${target}.${identify(object)}.part`;
  let file: number | null = null;
  let unflushed = 0;
  let flushing: Promise<void> | null = null;
  /** Linux tells a failed write once: a later flush would be content. */
  let failure: { error: unknown } | null = null;
  const flushSoon = (handle: number) => {
    unflushed = 0;
    flushes++;
    flushing = flushData(handle)
      .catch((error: unknown) => {
        failure = { error };
      })
      .finally(() => {
        flushes--;
        flushing = null;
      });
  };
  const throwFailure = () => {
    if (failure) throw failure.error;
  };
  const close = () => {
    const handle = file;
    file = null;
    if (handle === null) return;
    if (flushing) void flushing.then(() => closeSync(handle));
    else closeSync(handle);
  };
  return {
    path,
    size() {
      const found = lookAt(path);
      // A link is not followed: case folders come from elsewhere too.
      if (found && !found.isFile()) throw occupied(path);
      return found?.size ?? 0;
    },
    open: () =>
      onDisk(path, () => {
        const folder = dirname(target);
        if (!folders.has(folder)) makeFolder(folder);
        file = openOrMake(path, folder);
      }),
    write: (chunk) =>
      onDisk(path, () => {
        throwFailure();
        for (let done = 0; done < chunk.length; ) done += writeSync(file!, chunk, done);
        unflushed += chunk.length;
        if (unflushed >= flushBytes && !flushing && flushes < maxFlushes) flushSoon(file!);
      }),
    close,
    remove: () =>
      onDisk(path, () => {
        close();
        rmSync(path, { force: true });
      }),
    finish: (modified) =>
      onDisk(path, async () => {
        file ??= openOrMake(path, dirname(target));
        const seconds = modified / 1000;
        futimesSync(file, seconds, seconds);
        if (flushing) await flushing;
        throwFailure();
        await flush(file);
        close();
        renameSync(path, target);
      }),
  };
}

/** What is at a path, a link not followed; undefined: nothing. @throws FetchFailure */
export const lookAt = (path: string): Stats | undefined =>
  onDisk(path, () => lstatSync(path, { throwIfNoEntry: false }));

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (folders.size >= maxFolders) folders.clear();
  folders.add(folder);
}

function openOrMake(path: string, folder: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // Somebody removed the folder meanwhile.
    makeFolder(folder);
    return openSync(path, 'a', 0o600);
  }
}

/** Without an ETag the server cannot be asked for these bytes alone: size and time must do. */
function identify({ etag, versionId, size, modified }: S3Object): string {
  const identity = JSON.stringify(etag === null ? [versionId, size, modified] : [versionId, etag]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 12);
}
