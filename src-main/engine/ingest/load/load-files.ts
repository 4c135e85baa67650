// Drives one load: hands files to the workers and their parcels to the store, within bounds, until all is done or cancelled.
import { availableParallelism } from 'node:os';
import type { LoadState } from '../../../../shared/contract/loads.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { FeedSlab } from '../../duckdb/record-feed.ts';
import type { OpenCase } from '../../engine-state.ts';
import type { FoundFile } from '../../sources/folder.ts';
import type { FileTask, Parcel, WorkerLimits } from '../parcel.ts';
import { readFilters } from '../store/read-hashes.ts';
import { type KnownFile, readKnownFiles } from './known-files.ts';
import { listSources, writeProblems } from './list-sources.ts';
import type { ProgressMeter } from './load-progress.ts';
import type { LoadRequest } from './load-request.ts';
import { createLoadStore } from './load-store.ts';
import { startWorkers, type WorkerPool } from './worker-pool.ts';

const MiB = 1024 * 1024;
const limits: WorkerLimits = {
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
  const known = await readKnownFiles(writer);
  const { files, problems, alreadyLoaded } = await listSources(request, known, meter, control.signal);
  if (control.signal.aborted) return { state: 'cancelled', notReached: files.length };
  const filters = await readFilters(writer, control.signal);
  const counter = new SharedArrayBuffer(4);
  const nextId = new Int32Array(counter);
  nextId[0] = Number(await writer.value('SELECT coalesce(max(evidence_id), 0) + 1 FROM logs.main.evidence'));
  await writer.run('UPDATE logs.main.loads SET already_loaded = $1 WHERE load_id = $2', {
    values: [alreadyLoaded, loadId],
  });
  await writeProblems(writer, loadId, problems, nextId);

  const store = createLoadStore(open, writer, loadId, request, files, known, filters, meter);
  meter.state = control.isPaused() ? 'paused' : 'running';
  meter.bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  const waiting: Parcel[] = [];
  let failure: Error | null = null;
  let pool: WorkerPool | null = null;
  let next = 0;
  try {
    if (files.length > 0)
      pool = startWorkers(workerFile, Math.min(workerCount(), files.length), counter, limits, {
        onParcel: (parcel) => {
          waiting.push(parcel);
          control.wake();
        },
        onFailure: (error) => {
          failure ??= error;
          control.wake();
        },
      });
    let filesDone = 0;
    const onStored = (slabs: FeedSlab[]) => {
      pool?.recycle(slabs);
      control.wake();
    };
    while (pool && filesDone < files.length) {
      const event = control.nextEvent();
      if (failure) throw failure;
      if (control.signal.aborted) break;
      if (!control.isPaused()) {
        while (next < files.length && pool.offer(taskFor(next, files[next]!, request.as, known), files[next]!.size))
          next++;
        // Storing a full batch makes room for the next one, into which what waits goes at once.
        do {
          while (waiting.length > 0 && store.hasRoom()) {
            const parcel = waiting.shift()!;
            store.add(parcel);
            pool.acknowledge(parcel);
            filesDone += parcel.filesDone.length;
          }
        } while (store.flushWhenFull(onStored) && waiting.length > 0);
        if (filesDone >= files.length) break;
      }
      await event;
      if (store.failure()) throw store.failure();
    }
    for (const parcel of waiting) store.add(parcel);
    meter.state = 'finishing';
    await pool?.stop();
    await store.finish();
    const cancelled = control.signal.aborted && filesDone < files.length;
    return cancelled
      ? { state: 'cancelled', notReached: Math.max(0, files.length - store.filesBegun()) }
      : { state: 'done', notReached: 0 };
  } finally {
    await pool?.stop();
  }
}

/** Two at least: one file being slow to unpack leaves the other to go on. More than four only wait for DuckDB. */
const workerCount = () => Math.max(2, Math.min(4, availableParallelism()));

function taskFor(taskId: number, file: FoundFile, as: FileTask['as'], known: Map<string, KnownFile>): FileTask {
  const before = known.get(file.path);
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
