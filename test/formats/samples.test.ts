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
import { asEvidence } from '../engine/support/store-texts.ts';

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

let open: OpenCase;
const context = { genericTable: 'imported', madeTables: new Set<string>() };
beforeAll(async () => {
  open = await openTestCase();
});

for (const format of formats)
  test(`${format.name}: rows hold what its samples expect`, async () => {
    const batch = createBatch();
    const files: Loaded[] = [];
    for (const [i, sample] of format.samples.entries()) {
      const loaded = await loadBytes(fileOf(format, sample));
      const kinds = new Set(loaded.records.map((record) => record.format));
      expect([...kinds], `sample ${i + 1}: ${loaded.items[0]?.reason}`).toEqual([format.name]);
      // Each has records of its own: two samples may be the same line under different headers.
      const filter = createRecordFilter();
      for (const parcel of asEvidence(loaded.parcels, i + 1)) addParcel(batch, parcel, () => filter);
      files.push(loaded);
    }
    await open.db.use(async (connection) => {
      const stored = await storeBatch(connection, batch, context, async () => undefined);
      for (const [i, sample] of format.samples.entries()) {
        const which = `sample ${i + 1}`;
        const reasons = files[i]!.rejects.map(({ reason }) => reason);
        if ('reject' in sample.expect) {
          if (stored.rejects.get(i + 1) === 1) reasons.push('not JSON');
          expect(reasons.join('; '), which).toContain(sample.expect.reject);
        } else {
          expect(reasons, which).toEqual([]);
          expect(await readRow(connection, format, i + 1, Object.keys(sample.expect)), which).toEqual(sample.expect);
        }
      }
      if (format.timeline) {
        const rows = Number(await connection.value(`SELECT count(*) FROM "${format.name}"`));
        expect(await connection.rows(branchOf(format))).toHaveLength(rows);
      }
    });
  });

/** The values of the sample's one row as text, by the keys that it names. */
async function readRow(
  connection: Connection,
  format: Format,
  evidenceId: number,
  keys: string[],
): Promise<Record<string, unknown>> {
  const columns = keys.map(
    (key, i) =>
      `(${key
        .split('.')
        .map((part) => `"${part}"`)
        .join('.')})::VARCHAR AS v${i}`,
  );
  const rows = await connection.rows(
    `SELECT ${columns.join(', ')} FROM "${format.name}" WHERE evidence_id = ${evidenceId}`,
  );
  expect(rows).toHaveLength(1);
  return Object.fromEntries(keys.map((key, i) => [key, rows[0]![`v${i}`]]));
}
