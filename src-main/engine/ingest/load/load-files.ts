// Drives one load: hands files to the workers and their parcels to the store, within bounds, until all is done or cancelled.
import { availableParallelism } from 'node:os';
import type { LoadState } from '../../../../shared/contract/loads.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { FeedSlab } from '../../duckdb/record-feed.ts';
import type { OpenCase } from '../../engine-state.ts';
import type { FoundFile } from '../../sources/folder.ts';
import type { FileTask, Parcel, WorkerLimits } from '../parcel.ts';
import { readOwnFormats } from '../store/own-formats.ts';
import { readFilters } from '../store/read-hashes.ts';
import type { FileFeed } from './file-feed.ts';
import { type KnownFile, readKnownFiles } from './known-files.ts';
import { listSources, writeProblems } from './list-sources.ts';
import type { ProgressMeter } from './load-progress.ts';
import type { LoadRequest } from './load-request.ts';
import { createLoadStore } from './load-store.ts';
import { startWorkers, type WorkerPool } from './worker-pool.ts';

const MiB = 1024 * 1024;
export const workerLimits: WorkerLimits = {
  maxMemberBytes: 64 * 1024 * MiB,
  maxRatio: 1_200,
  maxDepth: 6,
  maxMembers: 1_000_000,
  parcelBytes: 4 * MiB,
  creditBytes: 24 * MiB,
};

export type LoadControl = {
  signal: AbortSignal;
  isPaused(): boolean;
  nextEvent(): Promise<void>;
  wake(this: void): void;
};
export type LoadEnd = { state: LoadState; notReached: number };

export async function loadFiles(
  open: OpenCase,
  writer: Connection,
  workerFile: string,
  loadId: number,
  request: LoadRequest,
  meter: ProgressMeter,
  control: LoadControl,
): Promise<LoadEnd> {
  const { feed } = request;
  const known = await readKnownFiles(writer, feed !== undefined);
  const listed = feed ? null : await listSources(request, known, meter, control.signal);
  if (control.signal.aborted) return { state: 'cancelled', notReached: listed?.files.length ?? 0 };
  const ownFormats = (await readOwnFormats(writer)).map(({ definition }) => definition);
  const filters = await readFilters(writer, control.signal);
  const counter = new SharedArrayBuffer(4);
  const nextId = new Int32Array(counter);
  nextId[0] = Number(await writer.value('SELECT coalesce(max(evidence_id), 0) + 1 FROM logs.main.evidence'));
  if (listed) {
    await writer.run('UPDATE logs.main.loads SET already_loaded = $1 WHERE load_id = $2', {
      values: [listed.alreadyLoaded, loadId],
    });
    await writeProblems(writer, loadId, listed.problems, nextId);
  }

  const supply = feed ? supplyFromFeed(feed, meter, control) : supplyFromList(listed!.files, meter);
  /** Files that a worker has, or of which not all is stored. */
  const files = new Map<number, FoundFile>();
  const store = createLoadStore(open, writer, loadId, request, files, known, filters, meter);
  meter.state = control.isPaused() ? 'paused' : 'running';
  const waiting: Parcel[] = [];
  let failure: Error | null = null;
  let pool: WorkerPool | null = null;
  const workers = () =>
    startWorkers(
      workerFile,
      workerCount(),
      { counter, limits: workerLimits, ownFormats },
      {
        onParcel: (parcel) => {
          waiting.push(parcel);
          control.wake();
        },
        onFailure: (error) => {
          failure ??= error;
          control.wake();
        },
      },
    );
  let [taken, filesDone] = [0, 0];
  let held: FoundFile | null = null;
  const isAllDone = () => held === null && filesDone === taken && supply.isEnded();
  let timer: NodeJS.Timeout | undefined;
  /** A feed that has run dry may stay so for long: what has arrived is stored meanwhile, though not in crumbs. */
  const flushSoon = (onStored: (slabs: FeedSlab[]) => void) => {
    const left = store.waitingSince() + dryMs - performance.now();
    if (left <= 0) store.flush(onStored);
    else if (left < Number.POSITIVE_INFINITY) timer = setTimeout(control.wake, left);
  };
  try {
    const onStored = (slabs: FeedSlab[]) => {
      pool?.recycle(slabs);
      control.wake();
    };
    while (!isAllDone()) {
      const event = control.nextEvent();
      if (failure) throw failure;
      if (control.signal.aborted) break;
      if (!control.isPaused()) {
        for (held ??= supply.take(); held; held = supply.take()) {
          pool ??= workers();
          if (!pool.offer(taskFor(taken, held, request.as, known), held.size)) break;
          files.set(taken++, held);
        }
        // Storing a full batch makes room for the next one, into which what waits goes at once.
        do {
          while (waiting.length > 0 && store.hasRoom()) {
            const parcel = waiting.shift()!;
            store.add(parcel);
            pool?.acknowledge(parcel);
            filesDone += parcel.filesDone.length;
          }
        } while (store.flushWhenFull(onStored) && waiting.length > 0);
        if (isAllDone()) break;
        if (feed && held === null && filesDone === taken) flushSoon(onStored);
      }
      await event;
      clearTimeout(timer);
      if (store.failure()) throw store.failure();
    }
    for (const parcel of waiting) store.add(parcel);
    meter.state = 'finishing';
    await pool?.stop();
    const cancelled = control.signal.aborted && !isAllDone();
    const notReached = cancelled ? supply.found() - store.filesBegun() : 0;
    await store.finish();
    return { state: cancelled ? 'cancelled' : 'done', notReached: Math.max(0, notReached) };
  } finally {
    clearTimeout(timer);
    await pool?.stop();
  }
}

/** How long records of a feed that has run dry wait for more of them. */
const dryMs = 3_000;

/** Where the next file comes from. */
type Supply = {
  /** Null: none at the moment. */
  take(): FoundFile | null;
  isEnded(): boolean;
  /** Files there are so far, taken or not. */
  found(): number;
};

function supplyFromList(files: FoundFile[], meter: ProgressMeter): Supply {
  meter.bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  let next = 0;
  return {
    take: () => files[next++] ?? null,
    isEnded: () => next >= files.length,
    found: () => files.length,
  };
}

function supplyFromFeed(feed: FileFeed, meter: ProgressMeter, control: LoadControl): Supply {
  let found = 0;
  feed.listen(control.wake);
  return {
    take() {
      const file = feed.take();
      meter.bytesTotal = feed.totalBytes();
      if (file) {
        found++;
        meter.account.files.found++;
      }
      return file;
    },
    isEnded: () => feed.isEnded(),
    found: () => found,
  };
}

/** Two at least: one file being slow to unpack leaves the other to go on. More than four only wait for DuckDB. */
export const workerCount = () => Math.max(2, Math.min(4, availableParallelism()));

function taskFor(taskId: number, file: FoundFile, as: FileTask['as'], known: Map<string, KnownFile>): FileTask {
  const before = known.get(file.origin ?? file.path);
  const unchanged = before && before.size === file.size && before.mtimeMs === Math.floor(file.mtimeMs);
  return {
    type: 'file',
    taskId,
    path: file.path,
    as,
    ...(unchanged && before.unfinished.length > 0
      ? {
          resume: before.unfinished.map((item) => ({
            member: item.member ?? '',
            evidenceId: item.evidenceId,
            skip: item.records,
          })),
        }
      : {}),
  };
}
