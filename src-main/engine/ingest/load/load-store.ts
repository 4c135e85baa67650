// Gathers what workers deliver into batches and stores them, one transaction at a time beside the gathering of the next.
import type { Connection } from '../../duckdb/connection.ts';
import { rowGroupRows } from '../../duckdb/database.ts';
import type { FeedSlab } from '../../duckdb/record-feed.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import type { FoundFile } from '../../sources/folder.ts';
import type { Parcel } from '../parcel.ts';
import { writeArchives } from '../store/archive-rows.ts';
import { addParcel, type Batch, createBatch } from '../store/batch.ts';
import { type FileFacts, settleItems, type Tally, writeEvidence } from '../store/evidence-rows.ts';
import { createRecordFilter, type RecordFilter } from '../store/record-filter.ts';
import { type StoreContext, storeBatch } from '../store/store-batch.ts';
import type { KnownFile } from './known-files.ts';
import type { ProgressMeter } from './load-progress.ts';
import type { LoadRequest } from './load-request.ts';

/** Three row groups of DuckDB's: smaller transactions cost more time, larger ones more memory, of which two stand at a time. */
const batchRecords = 3 * rowGroupRows;
const batchBytes = 96 * 1024 * 1024;

export function createLoadStore(
  open: OpenCase,
  writer: Connection,
  loadId: number,
  request: LoadRequest,
  files: Map<number, FoundFile>,
  known: Map<string, KnownFile>,
  filters: Map<string, RecordFilter>,
  meter: ProgressMeter,
) {
  const context: StoreContext = { genericTable: request.table, madeTables: new Set(filters.keys()) };
  const tallies = new Map<number, Tally>();
  const itemsOfTask = new Map<number, number>();
  const begun = new Set<number>();
  /** A file was counted when it was listed; an archive's further members are found only now. */
  const countItem = (taskId: number) => {
    const before = itemsOfTask.get(taskId) ?? 0;
    itemsOfTask.set(taskId, before + 1);
    if (before > 0) meter.account.files.found++;
    else filesBegun++;
  };
  let filesBegun = 0;
  let batchBegan = 0;
  let batch: Batch = createBatch();
  let storing: Promise<void> | null = null;
  let failure: Error | null = null;
  const isGeneric = (format: string) => ['json', 'csv', 'parquet'].includes(format);

  const filterOf = (format: string) => {
    const table = isGeneric(format) ? request.table : format;
    let filter = filters.get(table);
    if (!filter) {
      filter = createRecordFilter();
      filters.set(table, filter);
    }
    return filter;
  };
  const factsOf = (taskId: number): FileFacts => {
    const { path, origin, kept, size, mtimeMs } = files.get(taskId)!;
    return { path: origin ?? path, kept: kept ?? null, size, mtimeMs: Math.floor(mtimeMs) };
  };
  const isEmpty = () =>
    batch.records +
      batch.items.length +
      batch.archives.length +
      batch.begun.length +
      batch.rejects.length +
      batch.filesDone.length ===
    0;
  const isFull = () => batch.records >= batchRecords || batch.bytes >= batchBytes;

  async function store(full: Batch): Promise<void> {
    let settled: ReturnType<typeof settleItems> | null = null;
    const stored = await storeBatch(writer, full, context, async (result) => {
      settled = settleItems(full, result, tallies, loadId, factsOf);
      const retried = full.begun.flatMap((item) => known.get(factsOf(item.taskId).path)?.empty ?? []);
      await writeEvidence(writer, settled.rows, [...settled.replaced, ...retried]);
      await writeArchives(writer, full.archives, loadId, factsOf);
    });
    const { open: stillOpen, closed, rows } = settled!;
    for (const id of closed) tallies.delete(id);
    for (const [id, tally] of stillOpen) tallies.set(id, tally);
    for (const row of rows) if (row.unfinished === false) meter.account.files[row.outcome as 'loaded']++;
    const { records } = meter.account;
    for (const n of stored.rows.values()) records.rows += n;
    for (const n of stored.duplicates.values()) records.duplicates += n;
    for (const n of stored.rejects.values()) records.rejects += n;
    records.rejects += full.rejects.length;
    records.found += full.records + full.rejects.length;
    await open.journal.append('load.batch', {
      loadId,
      records: full.records,
      rows: Object.fromEntries(stored.rows),
      items: closed.length,
    });
    for (const taskId of full.filesDone) forget(taskId);
  }

  function begin(onStored: (slabs: FeedSlab[]) => void): boolean {
    if (storing) return false;
    const full = batch;
    batch = createBatch();
    storing = store(full)
      .catch((error: unknown) => {
        failure = error instanceof Error ? error : new EngineError('FAILED', String(error));
      })
      .finally(() => {
        storing = null;
        onStored([...full.groups.values()].flatMap(({ fresh, maybe }) => [...fresh, ...maybe]));
      });
    return true;
  }

  function forget(taskId: number): void {
    const file = files.get(taskId);
    files.delete(taskId);
    itemsOfTask.delete(taskId);
    if (file) request.feed?.onStored(file);
  }

  return {
    hasRoom: () => !isFull(),
    failure: () => failure,
    filesBegun: () => filesBegun,
    add(parcel: Parcel) {
      if (isEmpty()) batchBegan = performance.now();
      addParcel(batch, parcel, filterOf);
      for (const item of parcel.begun) {
        countItem(item.taskId);
        begun.add(item.evidenceId);
        const resumed = known
          .get(factsOf(item.taskId).path)
          ?.unfinished.find((unfinished) => unfinished.evidenceId === item.evidenceId);
        if (resumed) {
          const { records, duplicates, rejects } = resumed;
          tallies.set(item.evidenceId, { begun: item, records, duplicates, rejects, inserted: true });
        }
        meter.currentFile = factsOf(item.taskId).path;
      }
      // An item without records is never begun, only reported.
      for (const item of parcel.items) if (!begun.delete(item.evidenceId)) countItem(item.taskId);
      meter.bytesRead += parcel.bytesRead;
      for (const slab of parcel.slabs) meter.recordsReceived += slab.records;
    },
    /**
     * Begins to store a full batch, if none is being stored; answers whether it did.
     * @param onStored takes the slabs of the batch, which nobody looks at any more
     */
    flushWhenFull(onStored: (slabs: FeedSlab[]) => void): boolean {
      return isFull() && begin(onStored);
    },
    /** The same for a batch that is not full, if it holds anything. */
    flush(onStored: (slabs: FeedSlab[]) => void): void {
      if (!isEmpty()) begin(onStored);
    },
    /** Since when something waits to be stored, by `performance.now()`; infinity: nothing does. */
    waitingSince: () => (isEmpty() ? Number.POSITIVE_INFINITY : batchBegan),
    async finish() {
      await storing;
      if (failure) throw failure;
      if (!isEmpty()) await store(batch);
      if (tallies.size > 0)
        await writer.run(
          `UPDATE logs.main.evidence SET reason = 'the load was cut off; load it again for the rest' WHERE evidence_id IN (${[...tallies.keys()].join(', ')})`,
        );
      meter.account.files.partly += tallies.size;
    },
  };
}
