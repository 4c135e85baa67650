// Rows that Pugmark exported are the same rows when they are read again: every format, every kind of file, with and without
// the record as it stood.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { ExportFormat } from '../../shared/contract/exports.ts';
import type { Format } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/registry.ts';
import type { Connection } from '../../src-main/engine/duckdb/connection.ts';
import type { OpenCase } from '../../src-main/engine/engine-state.ts';
import { indexStride } from '../../src-main/engine/ingest/parcel.ts';
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

/** Stores the loads in one batch; their rows have the evidence ids 0, 1, … */
async function store(open: OpenCase, loads: Loaded[], madeTables: Set<string>): Promise<void> {
  const batch = createBatch();
  for (const [id, { parcels }] of loads.entries())
    for (const parcel of parcels) {
      for (const { index } of parcel.slabs) for (let at = 0; at < index.length; at += indexStride) index[at] = id;
      addParcel(batch, parcel, () => takesAll);
    }
  await open.db.use(async (connection) => {
    await storeBatch(connection, batch, { genericTable: 'imported', madeTables }, async () => undefined);
  });
}

const accepted = (format: Format) => format.samples.filter(({ expect: wanted }) => !('reject' in wanted));

type Rows = Record<string, unknown>[];

/** The log type's own columns of all rows as JSON, by what they are rows of. */
async function readRows(connection: Connection, format: Format, order: string): Promise<Map<number, Rows>> {
  // What an envelope said is not said by the exported row's own: an export has other surroundings.
  const own = columnsOf(format).filter(({ derive }) => !derive?.includes('envelope'));
  const values = own.map(({ name }) => `CAST(to_json("${name}") AS VARCHAR) AS "${name}"`);
  const found = await connection.rows(
    `SELECT evidence_id AS of_file, ${values.join(', ')} FROM "${format.name}" ORDER BY ${order}`,
  );
  const rows = new Map<number, Rows>();
  for (const { of_file: file, ...row } of found) rows.set(Number(file), [...(rows.get(Number(file)) ?? []), row]);
  return rows;
}

type File = { kind: ExportFormat; whole: boolean; delimiter: string };

/** `whole`: with what names the record, and the record itself. */
async function exportTable(format: Format, files: File[]): Promise<string[]> {
  const own = columnsOf(format).map(({ name }) => ({ column: name, path: [] }));
  return await there.db.use(async (connection) => {
    const source = await resolveSource(stateOf(there), connection, { kind: 'table', table: format.name });
    const paths: string[] = [];
    for (const { kind, whole, delimiter } of files) {
      const path = join(dir, `${format.name}-${whole}.${kind}`);
      const options = { format: kind, delimiter, neutraliseFormulas: false };
      const columns = exportColumns(source, whole ? undefined : own, options);
      const select = columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
      await connection.run(copySql(`SELECT ${select} FROM ${source.relation} AS pugmark_rows`, path, options));
      paths.push(path);
    }
    return paths;
  });
}

const kinds = ['csv', 'jsonl', 'parquet'] as const;
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

test.each(formats.map((format, i) => [format.name, format, i] as const))(
  '%s: rows of CSV, JSON Lines and Parquet are those that were exported',
  async (name, format, i) => {
    const samples: Loaded[] = [];
    for (const { header, record } of accepted(format))
      samples.push(await loadBytes(header === undefined ? record : `${header}\n${record}`));
    await store(there, samples, made.there);
    const byFile = await there.db.use((connection) => readRows(connection, format, 'rowid'));
    const rows = [...byFile.values()].flat();
    expect(rows).toHaveLength(samples.length);

    const delimiter = delimiters[i % delimiters.length]!;
    // With the record itself each log type in one kind of file, all log types in all of them.
    const files: File[] = [
      ...kinds.map((kind) => ({ kind, whole: false, delimiter })),
      { kind: kinds[i % kinds.length]!, whole: true, delimiter },
    ];
    const loads: Loaded[] = [];
    for (const path of await exportTable(format, files)) loads.push(await loadPath(path));
    await store(back, loads, made.back);
    const again = await back.db.use((connection) => readRows(connection, format, 'record_no'));
    for (const [n, { kind, whole }] of files.entries()) {
      const which = `${kind}${whole ? ' with the record' : ''}`;
      expect(loads[n]!.items, which).toMatchObject([
        { format: name, outcome: 'loaded', rejects: 0, records: rows.length },
      ]);
      expect(again.get(n), which).toEqual(rows);
    }
  },
);
