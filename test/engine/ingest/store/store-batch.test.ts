import { describe, expect, test } from 'vitest';
import type { RecordFilter } from '../../../../src-main/engine/ingest/store/record-filter.ts';
import { type StoreContext, storeBatch } from '../../../../src-main/engine/ingest/store/store-batch.ts';
import { makeBatch, makeSlab } from '../../support/batch.ts';
import { openTestCase } from '../../support/case.ts';

const event = (n: number, more = '') =>
  `{"eventVersion":"1.11","eventTime":"2025-01-02T03:04:${String(n % 60).padStart(2, '0')}Z","eventSource":"iam.amazonaws.com","eventName":"Event${n}"${more}}`;
const context = (): StoreContext => ({ genericTable: 'imported', madeTables: new Set() });
const finish = async () => undefined;

describe('storeBatch', () => {
  test('keeps one row of exact duplicates, within a batch and across batches, and names the row', async () => {
    const open = await openTestCase();
    const filters = new Map<string, RecordFilter>();
    const store = context();
    await open.db.use(async (connection) => {
      const first = await storeBatch(
        connection,
        makeBatch(
          [makeSlab('cloudtrail', null, 1, [{ raw: event(1) }, { raw: event(2) }, { raw: event(1) }])],
          filters,
        ),
        store,
        finish,
      );
      expect(first.rows.get('cloudtrail')).toBe(2);
      expect([...first.duplicates]).toEqual([[1, 1]]);
      const second = await storeBatch(
        connection,
        makeBatch([makeSlab('cloudtrail', null, 2, [{ raw: event(2) }, { raw: event(3) }])], filters),
        store,
        finish,
      );
      expect(second.rows.get('cloudtrail')).toBe(1);
      expect(await connection.rows('SELECT * FROM duplicates ORDER BY ALL')).toEqual([
        { table_name: 'cloudtrail', evidence_id: 1, record_no: 3, of_evidence_id: 1, of_record_no: 1 },
        { table_name: 'cloudtrail', evidence_id: 2, record_no: 1, of_evidence_id: 1, of_record_no: 2 },
      ]);
      expect(await connection.rows('SELECT eventname, raw FROM cloudtrail ORDER BY eventname')).toEqual(
        [1, 2, 3].map((n) => ({ eventname: `Event${n}`, raw: event(n) })),
      );
    });
  });

  test('settles a confusion of the filter exactly: new records become rows', async () => {
    const open = await openTestCase();
    const confused: RecordFilter = { seen: () => true };
    await open.db.use(async (connection) => {
      const stored = await storeBatch(
        connection,
        makeBatch(
          [makeSlab('cloudtrail', null, 1, [{ raw: event(1) }, { raw: event(1) }, { raw: event(2) }])],
          new Map([['cloudtrail', confused]]),
        ),
        context(),
        finish,
      );
      expect(stored.rows.get('cloudtrail')).toBe(2);
      expect([...stored.duplicates]).toEqual([[1, 1]]);
      expect(await connection.value('SELECT count(*) FROM cloudtrail')).toBe(2);
    });
  });

  test('sets a record aside that is no JSON, with its bytes, and stores the others', async () => {
    const open = await openTestCase();
    await open.db.use(async (connection) => {
      const bad = '{"eventName":"CreateUser","eventSource":"iam.amazonaws.com","eventTime":tomorrow}';
      const stored = await storeBatch(
        connection,
        makeBatch([
          makeSlab('cloudtrail', null, 1, [{ raw: event(1) }, { raw: bad }, { raw: bad }, { raw: event(2) }]),
        ]),
        context(),
        finish,
      );
      expect(stored.rows.get('cloudtrail')).toBe(2);
      expect([...stored.rejects]).toEqual([[1, 2]]);
      expect([...stored.duplicates]).toEqual([]);
      expect(
        await connection.rows('SELECT record_no, reason, decode(bytes) AS bytes FROM rejects ORDER BY ALL'),
      ).toEqual([2, 3].map((record_no) => ({ record_no, reason: 'not valid JSON', bytes: bad })));
    });
  });

  test('stores nothing when the evidence rows cannot be written', async () => {
    const open = await openTestCase();
    await open.db.use(async (connection) => {
      const batch = makeBatch([makeSlab('cloudtrail', null, 1, [{ raw: event(1) }])]);
      await expect(
        storeBatch(connection, batch, context(), async () => {
          throw new Error('disk full');
        }),
      ).rejects.toThrow('disk full');
      expect(await connection.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'cloudtrail'")).toBe(0);
    });
  });

  test('infers columns, then widens them when later records need it', async () => {
    const open = await openTestCase();
    const store = context();
    await open.db.use(async (connection) => {
      await storeBatch(
        connection,
        makeBatch([
          makeSlab('json', null, 1, [
            { raw: '{"n":1,"when":"2025-01-02T03:04:05Z","ok":true,"zip":"00123","deep":{"a":1},"raw":"x"}' },
            { raw: '{"n":2,"extra":1.5}' },
          ]),
        ]),
        store,
        finish,
      );
      const types = async () =>
        Object.fromEntries(
          (
            await connection.rows(
              "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'imported' AND database_name = 'logs'",
            )
          ).map((row) => [row.column_name, row.data_type]),
        );
      expect(await types()).toMatchObject({
        n: 'BIGINT',
        when: 'TIMESTAMP',
        ok: 'BOOLEAN',
        zip: 'VARCHAR',
        deep: 'JSON',
        raw_2: 'VARCHAR',
        extra: 'DOUBLE',
      });
      await storeBatch(
        connection,
        makeBatch([makeSlab('json', null, 2, [{ raw: '{"n":"many","N":7,"new":"x"}' }])]),
        store,
        finish,
      );
      expect(await types()).toMatchObject({ n: 'VARCHAR', N_2: 'BIGINT', new: 'VARCHAR' });
      expect(
        await connection.rows('SELECT n, "N_2", new, raw_2 FROM imported ORDER BY evidence_id, record_no'),
      ).toEqual([
        { n: '1', N_2: null, new: null, raw_2: 'x' },
        { n: '2', N_2: null, new: null, raw_2: null },
        { n: 'many', N_2: 7, new: 'x', raw_2: null },
      ]);
    });
  });
});
