// One load, from listing to account: how it is started, paused, cancelled, and how its end is written down. The engine's
// thread only passes parcels on: workers open and split, DuckDB transforms and stores, so reads never wait.
import type { LoadProgress } from '../../../../shared/contract/loads.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { messageOf } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { applyClocks } from '../../queries/timeline/clocks.ts';
import { timestampText } from '../store/evidence-rows.ts';
import { digestLoad } from './digest-load.ts';
import { type LoadEnd, loadFiles } from './load-files.ts';
import { type ProgressMeter, startMeter } from './load-progress.ts';
import type { LoadRequest } from './load-request.ts';

export type Load = {
  id: number;
  progress(): LoadProgress;
  pause(): void;
  resume(): void;
  /** Stops reading and stores what has arrived; resolves when the case is at rest. */
  cancel(): Promise<void>;
  /** Resolves when the load has ended, in whatever way; never rejects. */
  done: Promise<void>;
};

export function startLoad(open: OpenCase, workerFile: string, loadId: number, request: LoadRequest): Load {
  const meter = startMeter(loadId);
  const abort = new AbortController();
  let paused = false;
  let wake = () => {};
  /** Resolves at the next thing worth looking at: a parcel, a stored batch, pause, cancel. */
  const nextEvent = () => new Promise<void>((resolve) => (wake = resolve));

  const run = async () => {
    const writer = await open.db.connectWriter();
    try {
      const end = await loadFiles(open, writer, workerFile, loadId, request, meter, {
        signal: abort.signal,
        isPaused: () => paused,
        nextEvent,
        wake: () => wake(),
      });
      await endLoad(open, writer, loadId, end, meter);
    } catch (error) {
      meter.error = messageOf(error);
      await endLoad(open, writer, loadId, { state: 'failed', notReached: 0 }, meter);
    } finally {
      writer.close();
    }
  };

  const done = run().catch((error: unknown) => {
    meter.error = messageOf(error);
    meter.state = 'failed';
  });
  return {
    id: loadId,
    progress: () => meter.read(),
    pause() {
      if (meter.state !== 'listing' && meter.state !== 'running') return;
      paused = true;
      if (meter.state === 'running') meter.state = 'paused'; // A listing goes on, and what comes after it waits.
    },
    resume() {
      if (!paused) return;
      paused = false;
      if (meter.state === 'paused') meter.state = 'running';
      wake();
    },
    async cancel() {
      abort.abort();
      wake();
      await done;
    },
    done,
  };
}

async function endLoad(open: OpenCase, writer: Connection, loadId: number, end: LoadEnd, meter: ProgressMeter) {
  const { files, records } = meter.account;
  files.skipped += end.notReached;
  const sums = {
    files: files.loaded + files.partly + files.skipped + files.failed,
    records: records.rows + records.duplicates + records.rejects,
  };
  if (end.state === 'done' && (sums.files !== files.found || sums.records !== records.found))
    meter.error = `The account does not add up: ${files.found} files found, ${sums.files} accounted for; ${records.found} records read, ${sums.records} accounted for.`;
  await applyClocks(writer);
  await writer.run(
    'UPDATE logs.main.loads SET ended = $1, state = $2, not_reached = $3, error = $4 WHERE load_id = $5',
    { values: [timestampText(Date.now()), end.state, end.notReached, meter.error, loadId] },
  );
  await open.journal.append('load.end', {
    loadId,
    state: end.state,
    account: meter.account,
    error: meter.error,
    ...(await digestLoad(writer, loadId)),
  });
  meter.currentFile = null;
  meter.state = end.state;
}
