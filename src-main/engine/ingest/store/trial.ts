// Tries log types out: text goes the whole way of a file through a load, into tables of a case that is thrown away.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format } from '../../../../shared/formats/format.ts';
import { migrations } from '../../cases/schema.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { openDatabase } from '../../duckdb/database.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { ipMacros } from '../../duckdb/ip-macros.ts';
import { jsonMacros } from '../../duckdb/json-macros.ts';
import { macros } from '../../duckdb/macros.ts';
import { quoteIdentifier } from '../../duckdb/quote.ts';
import { branchOf } from '../../queries/timeline/branches.ts';
import { workerLimits } from '../load/load-files.ts';
import type { Parcel } from '../parcel.ts';
import { createWorkshop } from '../read/create-workshop.ts';
import { createParcelWriter } from '../read/parcel-writer.ts';
import { runTask } from '../read/run-task.ts';
import { addParcel, createBatch } from './batch.ts';
import { createRecordFilter } from './record-filter.ts';
import { logTable } from './shape/table-shape.ts';
import { storeBatch } from './store-batch.ts';

export type TrialLoad = {
  /** Log types of the records, and why others are none. */
  formats: string[];
  rejects: string[];
  /** What the account of the file says. */
  reason: string | null;
};

export type Trial = {
  /** Loads a file of that text; what was loaded before is gone. */
  load(text: string): Promise<TrialLoad>;
  /** Columns of the last row of a log type, as text. */
  row(format: Format, columns: string[]): Promise<(string | null)[]>;
  /** Fails when the timeline cannot show what was loaded. */
  tell(format: Format): Promise<void>;
  close(): Promise<void>;
};

export async function openTrial(formats: Format[]): Promise<Trial> {
  const dir = await mkdtemp(join(tmpdir(), 'pugmark-trial-'));
  const files = { logs: join(dir, 'logs'), scratch: join(dir, 'scratch'), temp: join(dir, 'temp') };
  const db = await openDatabase(files, { threads: 1, setup: [...macros, ...ipMacros, ...jsonMacros] });
  const connection = await db.connectWriter();
  await inTransaction(connection, async () => {
    for (const statement of migrations.flat()) await connection.run(statement);
  });
  const context = { genericTable: 'imported', madeTables: new Set<string>(), tried: formats };
  const tableOf = ({ name }: Format) => logTable(name);

  return {
    async load(text) {
      for (const name of context.madeTables) await connection.run(`DELETE FROM ${logTable(name)}`);
      const path = join(dir, 'file');
      await writeFile(path, text);
      return await loadFile(connection, formats, path, context);
    },
    async row(format, columns) {
      const items = columns.map((column, i) => `CAST(${quoteIdentifier(column)} AS VARCHAR) AS c${i}`);
      const sql = `SELECT ${items.join(', ')} FROM ${tableOf(format)} ORDER BY record_no DESC LIMIT 1`;
      const [row = {}] = await connection.rows(sql);
      return columns.map((_, i) => (row[`c${i}`] === null || row[`c${i}`] === undefined ? null : String(row[`c${i}`])));
    },
    async tell(format) {
      if (format.timeline) await connection.rows(branchOf(format));
    },
    async close() {
      connection.close();
      await db.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function loadFile(
  connection: Connection,
  formats: Format[],
  path: string,
  context: Parameters<typeof storeBatch>[2],
): Promise<TrialLoad> {
  const parcels: Parcel[] = [];
  const writer = createParcelWriter({ ...workerLimits, creditBytes: Number.MAX_SAFE_INTEGER }, (parcel) =>
    parcels.push(parcel),
  );
  let nextId = 1;
  const shop = createWorkshop(formats, writer, () => nextId++);
  await runTask(shop, workerLimits, { type: 'file', taskId: 0, path, as: 'auto' });
  writer.flush();
  const batch = createBatch();
  const filter = createRecordFilter();
  for (const parcel of parcels) addParcel(batch, parcel, () => filter);
  const stored = await storeBatch(connection, batch, context, async () => undefined);
  const unparsed = [...stored.rejects.values()].some((n) => n > 0) ? ['not JSON'] : [];
  return {
    formats: [...new Set(parcels.flatMap(({ slabs }) => slabs.map(({ format }) => format)))],
    rejects: [...parcels.flatMap(({ rejects }) => rejects.map(({ reason }) => reason)), ...unparsed],
    reason: parcels.flatMap(({ items }) => items)[0]?.reason ?? null,
  };
}
