// The books of a running download: what became of each object goes to the table `objects` in small transactions, after its
// bytes are safe on the disk; only then is the file handed to the load.
import { open as openFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { S3Request } from '../../../shared/contract/acquisitions.ts';
import type { FileQueue } from '../ingest/load/file-feed.ts';
import type { FoundFile } from '../sources/folder.ts';
import type { Acquired, FetchProblem } from '../sources/s3/fetch-pool.ts';
import type { RunContext } from './run-context.ts';
import { acquiredRow, insertObjects, type ObjectRow, objectPath, unacquiredRow } from './store/object-rows.ts';
import type { ToDo } from './store/to-do.ts';
import { isDiskFull, spaceRetryMs, waitingForSpace } from './trouble.ts';

/** Files that may wait for the load: more would only fill memory. */
const mostFilesWaiting = 50_000;
/** Bytes of objects without a copy that may wait for it: they fill the disk. */
const mostBytesWaiting = 512 * 1024 * 1024;
const flushRows = 2_000;

/** Where objects lie until they are loaded, when no copy is kept. */
export const tempDirOf = (caseDir: string, acquisitionId: number) => join(caseDir, '.temp', `acquire-${acquisitionId}`);

type Entry = { row: ObjectRow; file: FoundFile | null; folder: string | null };

export function createBooks({ open, row, login, gate, meter }: RunContext, request: S3Request, feed: FileQueue | null) {
  const place = { acquisitionId: row.id, bucket: request.scope.bucket };
  const { account } = meter;
  let entries: Entry[] = [];
  let since = 0;
  /** Without a copy: objects that are downloaded, and whose rows are not in the database yet, by their temporary file. */
  const unloaded = new Map<string, { job: ToDo; acquired: Acquired }>();
  let unloadedBytes = 0;

  function enter(entry: Entry): void {
    if (entries.length === 0) since = performance.now();
    entries.push(entry);
    meter.moved++;
  }

  return {
    tempDir: tempDirOf(open.dir, row.id),
    hasRoom: () =>
      feed === null || (request.keepCopy ? feed.waiting() < mostFilesWaiting : unloadedBytes < mostBytesWaiting),

    enterAcquired(job: ToDo, acquired: Acquired, target: string): void {
      const file: FoundFile = {
        path: target,
        origin: objectPath(place.bucket, job.object),
        ...(request.keepCopy ? { kept: job.file } : {}),
        size: acquired.size,
        mtimeMs: job.object.modified,
      };
      if (request.keepCopy) {
        const entry = acquiredRow(place, job.objectNo, job.object, acquired, job.file);
        enter({ row: entry, file, folder: dirname(target) });
        return;
      }
      unloaded.set(target, { job, acquired });
      unloadedBytes += acquired.size;
      feed?.add([file]);
    },

    /** All rows of an object without a copy are in the case: now it counts as acquired, and its bytes go. */
    enterLoaded(file: FoundFile): void {
      const done = unloaded.get(file.path);
      if (!done) return;
      unloaded.delete(file.path);
      const { job, acquired } = done;
      unloadedBytes -= acquired.size;
      const note = ['loaded without keeping a copy', acquired.note].filter(Boolean).join('; ');
      const entry = acquiredRow(place, job.objectNo, job.object, { ...acquired, note }, null);
      enter({ row: entry, file: null, folder: null });
      // What cannot be removed now goes with the temporary folder when the case closes.
      rm(file.path, { force: true }).catch(() => undefined);
    },

    /** Archived objects of a class that the listing does not give away are left out like the others. */
    enterFailed(job: ToDo, { kind, message, hint }: FetchProblem): void {
      const reason = hint === null ? message : `${message} ${hint}`;
      const outcome = kind === 'archived' ? 'skipped' : 'failed';
      enter({ row: unacquiredRow(place, job.objectNo, job.object, outcome, reason), file: null, folder: null });
    },

    isWaiting: () => entries.length > 0,
    isDue: (afterMs: number) =>
      entries.length >= flushRows || (entries.length > 0 && performance.now() - since >= afterMs),
    awaitsLoad: () => unloaded.size > 0,
    /** Nothing is left to write, nor to be loaded before it can be. */
    isSettled: () => entries.length === 0 && unloaded.size === 0,

    async flush(): Promise<void> {
      if (entries.length === 0) return;
      const now = entries;
      entries = [];
      try {
        await syncFolders(new Set(now.flatMap(({ folder }) => folder ?? [])));
        await open.db.use((connection) =>
          insertObjects(
            connection,
            now.map((entry) => entry.row),
          ),
        );
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        entries = [...now, ...entries];
        gate.wait(waitingForSpace(login, open.dir), spaceRetryMs);
        return;
      }
      for (const entry of now) {
        const sum = account[entry.row.outcome as 'acquired' | 'skipped' | 'failed'];
        sum.objects++;
        sum.bytes += Number(entry.row.size);
      }
      feed?.add(now.flatMap(({ file }) => file ?? []));
    },
  };
}

/** Makes renames durable. Windows has no such thing, and opens no folder. */
async function syncFolders(folders: Set<string>): Promise<void> {
  if (process.platform === 'win32') return;
  for (const folder of folders) {
    const handle = await openFile(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
