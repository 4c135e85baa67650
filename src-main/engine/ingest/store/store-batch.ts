// Stores one batch in one transaction: rows, duplicates, rejects and the state of its evidence items, all or nothing.
// Exact duplicates are settled here: the filter's "maybe" is checked against the record hashes of the table.
import type { Format } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { addFeed, type FeedSlab } from '../../duckdb/record-feed.ts';
import { rebuildTimeline } from '../../queries/timeline/view.ts';
import type { Batch, Group } from './batch.ts';
import { prepareInferredTable } from './infer-shape.ts';
import { shapeOf } from './shape/shape-of.ts';
import {
  addColumnsSql,
  createTableSql,
  insertSql,
  isValidSql,
  logTable,
  type TableShape,
} from './shape/table-shape.ts';

/** What became of the records of a batch, per evidence item and per table. */
export type Stored = {
  duplicates: Map<number, number>;
  /** Records that DuckDB could not parse; in addition to the batch's own rejects. */
  rejects: Map<number, number>;
  rows: Map<string, number>;
};

export type StoreContext = {
  /** Table for records of the generic formats json, csv and parquet. */
  genericTable: string;
  /** Tables known to exist, so that DDL runs once. */
  madeTables: Set<string>;
  /** Log types that are tried out, in place of those that the process knows; no timeline is made of them. */
  tried?: readonly Format[];
};

/**
 * @param finish writes the evidence rows in the same transaction, once it is known what was stored
 * @throws SQL when the batch cannot be stored even record by record (disk full, a defect); nothing of it is kept then
 */
export async function storeBatch(
  connection: Connection,
  batch: Batch,
  context: StoreContext,
  finish: (stored: Stored) => Promise<void>,
): Promise<Stored> {
  try {
    return await inTransaction(connection, () => storeOnce(connection, batch, context, false, finish));
  } catch {
    // A record that JSON or a cast rejects fails the fast INSERT as a whole; the guarded one sets it aside and fails for good if the cause is another.
    return await inTransaction(connection, () => storeOnce(connection, batch, context, true, finish));
  }
}

async function storeOnce(
  connection: Connection,
  batch: Batch,
  context: StoreContext,
  guarded: boolean,
  finish: (stored: Stored) => Promise<void>,
): Promise<Stored> {
  const stored: Stored = { duplicates: new Map(), rejects: new Map(), rows: new Map() };
  const made: string[] = [];
  for (const group of batch.groups.values()) {
    const shape = await prepareTable(connection, group, context, made);
    await storeGroup(connection, group, shape, guarded, stored);
  }
  if (!context.tried && made.some((table) => findFormat(table)?.timeline)) await rebuildTimeline(connection);
  await insertBytes(connection, batch);
  await finish(stored);
  for (const table of made) context.madeTables.add(table);
  return stored;
}

async function prepareTable(
  connection: Connection,
  group: Group,
  context: StoreContext,
  made: string[],
): Promise<TableShape> {
  const format = context.tried ? context.tried.find(({ name }) => name === group.format) : findFormat(group.format);
  if (!format) {
    const feed = addFeed([...group.fresh, ...group.maybe]);
    try {
      return await prepareInferredTable(connection, context.genericTable, feed.id, group.hasDocs);
    } finally {
      feed.drop();
    }
  }
  const shape = shapeOf(format, group.layout);
  if (!context.madeTables.has(shape.table) && !made.includes(shape.table)) {
    await connection.run(createTableSql(shape));
    for (const change of addColumnsSql(shape)) await connection.run(change);
    made.push(shape.table);
  }
  return shape;
}

async function storeGroup(
  connection: Connection,
  group: Group,
  shape: TableShape,
  guarded: boolean,
  stored: Stored,
): Promise<void> {
  const options = { guarded, envelopes: group.hasEnvelopes };
  const addRows = (rows: number) => stored.rows.set(shape.table, (stored.rows.get(shape.table) ?? 0) + rows);
  if (group.fresh.length > 0)
    await withFeed(group.fresh, async (from) => {
      if (guarded) await setInvalidAside(connection, shape, from, stored);
      addRows(await connection.run(insertSql(shape, from, options)));
    });
  if (group.maybe.length > 0)
    await withFeed(group.maybe, async (from) => {
      await connection.run(`CREATE OR REPLACE TEMP TABLE maybe AS SELECT * FROM ${from}`);
      const table = logTable(shape.table);
      // What the filter only confused with another record is new after all: its first place becomes the row.
      await connection.run(`CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM maybe
        WHERE record_hash NOT IN (SELECT t.record_hash FROM ${table} t WHERE t.record_hash IN (SELECT record_hash FROM maybe))
        QUALIFY row_number() OVER (PARTITION BY record_hash ORDER BY evidence_id, record_no) = 1`);
      if (Number(await connection.value('SELECT count(*) FROM fresh')) > 0) {
        if (guarded) await setInvalidAside(connection, shape, 'fresh', stored);
        addRows(await connection.run(insertSql(shape, 'fresh', options)));
      }
      await connection.run(`CREATE OR REPLACE TEMP TABLE again AS
        SELECT m.evidence_id, m.record_no, t.evidence_id AS of_evidence_id, t.record_no AS of_record_no
        FROM maybe m JOIN ${table} t ON t.record_hash = m.record_hash
        WHERE (t.evidence_id, t.record_no) <> (m.evidence_id, m.record_no)`);
      await connection.run(`INSERT INTO logs.main.duplicates SELECT ${quoteLiteral(shape.table)}, * FROM again`);
      countInto(stored.duplicates, await connection.rows('SELECT evidence_id, count(*) AS n FROM again GROUP BY ALL'));
      // A copy of a record that cannot be parsed has no row to be a duplicate of: it is a reject like the first.
      if (guarded) {
        await connection.run(
          'CREATE OR REPLACE TEMP TABLE maybe AS SELECT * FROM maybe ANTI JOIN again USING (evidence_id, record_no)',
        );
        await connection.run(
          'CREATE OR REPLACE TEMP TABLE maybe AS SELECT * FROM maybe ANTI JOIN fresh USING (evidence_id, record_no)',
        );
        await setInvalidAside(connection, shape, 'maybe', stored);
      }
      for (const name of ['maybe', 'fresh', 'again']) await connection.run(`DROP TABLE temp.${name}`);
    });
}

async function withFeed(slabs: FeedSlab[], work: (from: string) => Promise<void>): Promise<void> {
  const feed = addFeed(slabs);
  try {
    await work(`pugmark_records(${feed.id})`);
  } finally {
    feed.drop();
  }
}

/** Records that do not parse go to `rejects` with their bytes. */
async function setInvalidAside(connection: Connection, shape: TableShape, from: string, stored: Stored): Promise<void> {
  const source = shape.usesDoc ? 'doc' : 'raw';
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE invalid AS SELECT evidence_id, record_no, raw FROM ${from} WHERE NOT (${isValidSql(shape, source)})`,
  );
  await connection.run(
    `INSERT INTO logs.main.rejects SELECT evidence_id, record_no, 'record ' || record_no, 'not valid JSON', encode(raw) FROM invalid`,
  );
  countInto(stored.rejects, await connection.rows('SELECT evidence_id, count(*) AS n FROM invalid GROUP BY ALL'));
  await connection.run('DROP TABLE temp.invalid');
}

function countInto(counts: Map<number, number>, rows: Record<string, unknown>[]): void {
  for (const row of rows)
    counts.set(Number(row.evidence_id), (counts.get(Number(row.evidence_id)) ?? 0) + Number(row.n));
}

/** Rejects and inexact records keep their very bytes. */
async function insertBytes(connection: Connection, batch: Batch): Promise<void> {
  const base64 = (bytes: Uint8Array) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  await insertRows(
    connection,
    'logs.main.rejects',
    { evidence_id: 'UINTEGER', record_no: 'UINTEGER', place: 'VARCHAR', reason: 'VARCHAR', bytes: 'BLOB' },
    batch.rejects.map((reject) => ({
      evidence_id: reject.evidenceId,
      record_no: reject.recordNo,
      place: reject.place,
      reason: reject.reason,
      bytes: base64(reject.bytes),
    })),
  );
  await insertRows(
    connection,
    'logs.pugmark.lossy',
    { evidence_id: 'UINTEGER', record_no: 'UINTEGER', bytes: 'BLOB' },
    batch.lossy.map((record) => ({
      evidence_id: record.evidenceId,
      record_no: record.recordNo,
      bytes: base64(record.bytes),
    })),
  );
}
