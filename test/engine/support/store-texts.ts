// Log files stored in an open case through the worker's own code, without threads: for tests of what is asked of several logs.
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { indexStride, type Parcel } from '../../../src-main/engine/ingest/parcel.ts';
import { addParcel, createBatch } from '../../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter } from '../../../src-main/engine/ingest/store/record-filter.ts';
import { storeBatch } from '../../../src-main/engine/ingest/store/store-batch.ts';
import { loadBytes } from '../ingest/support/load.ts';

/** The parcels of one file, under another evidence id. */
export function asEvidence(parcels: Parcel[], id: number): Parcel[] {
  for (const { slabs } of parcels)
    for (const { index } of slabs) for (let at = 0; at < index.length; at += indexStride) index[at] = id;
  return parcels;
}

/** @param files paths and their content; evidence ids go on from those that are there */
export async function storeTexts(open: OpenCase, files: [path: string, text: string][]): Promise<void> {
  const last = Number(
    await open.db.use((connection) => connection.value('SELECT coalesce(max(evidence_id), 0) FROM logs.main.evidence')),
  );
  const context = { genericTable: 'imported', madeTables: new Set<string>() };
  for (const [i, [path, text]] of files.entries()) {
    const { parcels, items } = await loadBytes(text);
    const filter = createRecordFilter();
    const batch = createBatch();
    for (const parcel of asEvidence(parcels, last + i + 1)) addParcel(batch, parcel, () => filter);
    await open.db.use(async (connection) => {
      await storeBatch(connection, batch, context, async () => undefined);
      await connection.run(
        `INSERT INTO logs.main.evidence (evidence_id, load_id, path, format, outcome, records, "rows", rejects)
         VALUES ($1, 1, $2, $3, 'loaded', $4, $4, 0)`,
        { values: [last + i + 1, path, items[0]!.format, items[0]!.records] },
      );
    });
  }
}
