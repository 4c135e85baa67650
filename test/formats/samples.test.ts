// Every format's own samples, taken through the real worker and the real transform: each is recognised as what it is, and what
// the definition promises is what the table holds.
import { beforeAll, expect, test } from 'vitest';
import type { Format, FormatSample } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/registry.ts';
import type { Connection } from '../../src-main/engine/duckdb/connection.ts';
import type { OpenCase } from '../../src-main/engine/engine-state.ts';
import { addParcel, createBatch } from '../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter } from '../../src-main/engine/ingest/store/record-filter.ts';
import { storeBatch } from '../../src-main/engine/ingest/store/store-batch.ts';
import { branchOf } from '../../src-main/engine/queries/timeline/branches.ts';
import { type Loaded, loadBytes } from '../engine/ingest/support/load.ts';
import { openTestCase } from '../engine/support/case.ts';

/**
 * The sample as a file; one to be rejected stands behind a good one, or nobody could tell what it is. Where a line that is none
 * belongs to the record before, it stands in front.
 */
function fileOf(format: Format, sample: FormatSample): string {
  const { header, record } = sample;
  const good =
    'reject' in sample.expect
      ? format.samples.find((one) => !('reject' in one.expect) && one.header === header)
      : undefined;
  const goesOn = format.lines?.some((reading) => reading.continues === true || reading.lastResort === true);
  const parts = goesOn && good ? [header, record, good.record] : [header, good?.record, record];
  return parts.filter((part) => part !== undefined).join('\n');
}

function batchOf(loaded: Loaded) {
  const batch = createBatch();
  const filter = createRecordFilter();
  for (const parcel of loaded.parcels) addParcel(batch, parcel, () => filter);
  return batch;
}

let open: OpenCase;
const context = { genericTable: 'imported', madeTables: new Set<string>() };
beforeAll(async () => {
  open = await openTestCase();
});

for (const format of formats)
  test(`${format.name}: rows hold what its samples expect`, async () => {
    await open.db.use(async (connection) => {
      for (const [i, sample] of format.samples.entries()) {
        const which = `${format.name} sample ${i + 1}`;
        const loaded = await loadBytes(fileOf(format, sample));
        const kinds = new Set(loaded.records.map((record) => record.format));
        expect([...kinds], `${which}: ${loaded.items[0]?.reason}`).toEqual([format.name]);
        const stored = await storeBatch(connection, batchOf(loaded), context, async () => undefined);
        if ('reject' in sample.expect) {
          const own = loaded.rejects.map(({ reason }) => reason);
          const reasons = [...own, ...(stored.rejects.get(1) === 1 ? ['not JSON'] : [])];
          expect(reasons.join('; '), which).toContain(sample.expect.reject);
        } else {
          expect(
            loaded.rejects.map(({ reason }) => reason),
            which,
          ).toEqual([]);
          expect(await readRow(connection, format, Object.keys(sample.expect)), which).toEqual(sample.expect);
        }
        await connection.run(`DELETE FROM "${format.name}"`);
      }
    });
  });

/** The one row's values as text, by the keys that samples name; its branch of the timeline is read as well. */
async function readRow(connection: Connection, format: Format, keys: string[]): Promise<Record<string, unknown>> {
  const columns = keys.map(
    (key) =>
      `(${key
        .split('.')
        .map((part) => `"${part}"`)
        .join('.')})::VARCHAR`,
  );
  const [row] = await connection.rows(
    `SELECT ${columns.map((column, i) => `${column} AS v${i}`).join(', ')} FROM "${format.name}"`,
  );
  if (format.timeline) expect(await connection.rows(branchOf(format))).toHaveLength(1);
  return Object.fromEntries(keys.map((key, i) => [key, row![`v${i}`]]));
}
