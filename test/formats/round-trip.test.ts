// Rows that Pugmark exported are the same rows when they are read again: every format, every kind of file, with and without
// the record as it stood.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../shared/contract/exports.ts';
import type { Format } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/registry.ts';
import type { Connection } from '../../src-main/engine/duckdb/connection.ts';
import type { OpenCase } from '../../src-main/engine/engine-state.ts';
import { addParcel, createBatch } from '../../src-main/engine/ingest/store/batch.ts';
import type { RecordFilter } from '../../src-main/engine/ingest/store/record-filter.ts';
import { columnsOf } from '../../src-main/engine/ingest/store/shape/table-shape.ts';
import { storeBatch } from '../../src-main/engine/ingest/store/store-batch.ts';
import { resolveSource } from '../../src-main/engine/queries/catalog/source.ts';
import { copySql, exportColumns } from '../../src-main/engine/queries/views/export-sql.ts';
import { type Loaded, loadBytes, loadPath } from '../engine/ingest/support/load.ts';
import { openTestCase, stateOf } from '../engine/support/case.ts';

/** Rows that are equal by their columns are all to come back. */
const takesAll: RecordFilter = { seen: () => false };

async function store(open: OpenCase, loads: Loaded[], madeTables: Set<string>): Promise<void> {
  const batch = createBatch();
  for (const { parcels } of loads) for (const parcel of parcels) addParcel(batch, parcel, () => takesAll);
  await open.db.use(async (connection) => {
    await storeBatch(connection, batch, { genericTable: 'imported', madeTables }, async () => undefined);
  });
}

const accepted = (format: Format) => format.samples.filter(({ expect: wanted }) => !('reject' in wanted));

/** The log type's own columns of all rows as JSON, in their order. */
async function readRows(connection: Connection, format: Format): Promise<Record<string, unknown>[]> {
  const values = columnsOf(format).map(({ name }) => `CAST(to_json("${name}") AS VARCHAR) AS "${name}"`);
  return await connection.rows(`SELECT ${values.join(', ')} FROM "${format.name}" ORDER BY rowid`);
}

const delimiters = [',', ';', '\t', '|'];
const made = { there: new Set<string>(), back: new Set<string>() };
let there: OpenCase;
let back: OpenCase;
let dir: string;
beforeAll(async () => {
  there = await openTestCase();
  back = await openTestCase();
  dir = join(there.dir, '.temp');
  mkdirSync(dir, { recursive: true });
});

/** Exports the table as the engine does. `whole`: with what names the record and the record itself. */
async function exportTable(format: Format, kind: ExportFormat, whole: boolean, delimiter: string): Promise<string> {
  const path = join(dir, `${format.name}-${whole}.${kind}`);
  const options = { format: kind, delimiter, neutraliseFormulas: false };
  await there.db.use(async (connection) => {
    const source = await resolveSource(stateOf(there), connection, { kind: 'table', table: format.name });
    const own = columnsOf(format).map(({ name }) => ({ column: name, path: [] }));
    const columns = exportColumns(source, whole ? undefined : own, options);
    const select = columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
    await connection.run(copySql(`SELECT ${select} FROM ${source.relation} AS pugmark_rows`, path, options));
  });
  return path;
}

describe.each(formats.map((format, i) => [format.name, format, delimiters[i % delimiters.length]!] as const))(
  '%s',
  (name, format, delimiter) => {
    let rows: Record<string, unknown>[] = [];
    beforeAll(async () => {
      const loads: Loaded[] = [];
      for (const { header, record } of accepted(format))
        loads.push(await loadBytes(header === undefined ? record : `${header}\n${record}`));
      await store(there, loads, made.there);
      rows = await there.db.use((connection) => readRows(connection, format));
      expect(rows).toHaveLength(accepted(format).length);
    });

    test.each([
      ['csv', true],
      ['csv', false],
      ['jsonl', true],
      ['jsonl', false],
      ['parquet', true],
      ['parquet', false],
    ] as const)('%s, with the record: %s', async (kind, whole) => {
      const loaded = await loadPath(await exportTable(format, kind, whole, delimiter));
      expect(loaded.items[0]).toMatchObject({ format: name, outcome: 'loaded', rejects: 0, records: rows.length });
      expect(new Set(loaded.records.map((record) => record.format))).toEqual(new Set([name]));
      await store(back, [loaded], made.back);
      const again = await back.db.use(async (connection) => {
        const found = await readRows(connection, format);
        await connection.run(`DELETE FROM "${name}"`);
        return found;
      });
      expect(again).toEqual(rows);
    });
  },
);
