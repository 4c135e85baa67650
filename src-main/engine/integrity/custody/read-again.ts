// Reads files again by the workers of a load, which then hash and do nothing else: what is unpacked, and how, is the same.
import { stat } from 'node:fs/promises';
import { EngineError } from '../../engine-error.ts';
import { workerCount, workerLimits } from '../../ingest/load/load-files.ts';
import { startWorkers } from '../../ingest/load/worker-pool.ts';
import type { FoundArchive, ItemReport, Parcel } from '../../ingest/parcel.ts';
import { bytesOfPath } from '../../sources/file-names.ts';
import { sayWhy } from '../../sources/folder.ts';
import type { EvidenceFile } from './evidence-files.ts';
import { type ItemCheck, judgeFile, judgeUnread } from './judge-file.ts';

export type ReadProgress = { files: number; bytes: number };

/** @param onChecked of a file; an archive's members come together */
export async function readAgain(
  files: readonly EvidenceFile[],
  workerFile: string,
  signal: AbortSignal,
  progress: ReadProgress,
  onChecked: (checks: ItemCheck[]) => void,
): Promise<void> {
  const parcels: Parcel[] = [];
  const found = new Map<number, { reports: ItemReport[]; archives: FoundArchive[] }>();
  let failure: Error | null = null;
  let wake = () => {};
  const hashing = { counter: new SharedArrayBuffer(4), limits: workerLimits, ownFormats: [] };
  const pool = startWorkers(workerFile, workerCount(), hashing, {
    onParcel: (parcel) => {
      parcels.push(parcel);
      wake();
    },
    onFailure: (error) => {
      failure ??= error;
      wake();
    },
  });
  const foundOf = (taskId: number) => {
    let one = found.get(taskId);
    if (!one) {
      one = { reports: [], archives: [] };
      found.set(taskId, one);
    }
    return one;
  };
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  let [next, under] = [0, 0];
  const settle = (file: EvidenceFile, checks: ItemCheck[]) => {
    progress.files++;
    progress.bytes += file.size;
    onChecked(checks);
  };
  try {
    while (next < files.length || under > 0) {
      const event = new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure;
      if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
      for (; next < files.length; next++) {
        const file = files[next]!;
        const problem = await findProblem(file);
        if (problem) settle(file, problem);
        else if (!pool.offer({ type: 'file', taskId: next, path: file.at!, as: 'auto', hashOnly: true }, file.size))
          break;
        else under++;
      }
      for (let parcel = parcels.shift(); parcel; parcel = parcels.shift()) {
        for (const item of parcel.items) foundOf(item.taskId).reports.push(item);
        for (const archive of parcel.archives) foundOf(archive.taskId).archives.push(archive);
        for (const { taskId } of parcel.filesDone) {
          under--;
          const { reports, archives } = foundOf(taskId);
          settle(files[taskId]!, judgeFile(files[taskId]!, reports, archives));
          found.delete(taskId);
        }
        pool.acknowledge(parcel);
        wake();
      }
      if (next < files.length || under > 0) await event;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await pool.stop();
  }
}

/** Null: there is a file to be read. */
async function findProblem(file: EvidenceFile): Promise<ItemCheck[] | null> {
  if (file.at === null) return judgeUnread(file, 'not-kept', 'the acquisition kept no copy');
  try {
    const found = await stat(bytesOfPath(file.at));
    return found.isFile() ? null : judgeUnread(file, 'missing', 'there is something else under its name');
  } catch (error) {
    const isGone = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    return judgeUnread(file, isGone ? 'missing' : 'unreadable', sayWhy(error));
  }
}
