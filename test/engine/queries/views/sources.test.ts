// Views over everything that is not one log table: the timeline, the account, scratch tables and views, held results.
import { beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../../../shared/query/view.ts';
import { storeBatch } from '../../../../src-main/engine/ingest/store/store-batch.ts';
import { heldResult, runToResult } from '../../../../src-main/engine/queries/console/results.ts';
import { openedViews } from '../../../../src-main/engine/queries/views/opened-views.ts';
import { makeBatch, makeSlab } from '../../support/batch.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
const minute = (n: number) => `2025-01-02T03:${String(n).padStart(2, '0')}:00Z`;
const event = (n: number) =>
  `{"eventVersion":"1.11","eventTime":"${minute(n)}","eventSource":"iam.amazonaws.com","eventName":"Event${n}","sourceIPAddress":"192.0.2.${n}"}`;
/** VPC Flow Logs of version 2. */
const flow = (n: number) => {
  const start = Date.parse(minute(n)) / 1000;
  return `2 111122223333 eni-1 192.0.2.${n} 198.51.100.1 443 50000 6 10 840 ${start} ${start + 59} ACCEPT OK`;
};
const layout =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

beforeAll(async () => {
  views = await makeViewClient();
  const events = Array.from({ length: 20 }, (_, i) => ({ raw: event(2 * i) }));
  const flows = Array.from({ length: 10 }, (_, i) => ({ raw: flow(4 * i + 1) }));
  await views.open.db.use((connection) =>
    storeBatch(
      connection,
      makeBatch([
        makeSlab('cloudtrail', null, 1, events),
        makeSlab('vpcflow', { kind: 'fields', reading: 0, fields: layout, separator: ' ' }, 2, flows),
      ]),
      { genericTable: 'imported', madeTables: new Set() },
      async () => undefined,
    ),
  );
});

describe('the timeline', () => {
  const columns = [column('time'), column('log_type')];

  test('is paged across its log tables without copying them', async () => {
    const state = await views.openReady(view('timeline'));
    expect(state).toMatchObject({ matched: 30, total: 30 });
    const rows = await views.page(state.viewId, 18, 4, columns);
    expect(rows.map(([, type]) => type)).toEqual(['cloudtrail', 'cloudtrail', 'vpcflow', 'vpcflow']);
    const index = await openedViews(views.state).read(state.viewId, async (one) => one);
    expect(index.rows.copy).toBeNull();
  });

  test('is sorted and filtered as one table', async () => {
    const sorted = view('timeline', { sort: [{ column: column('time'), descending: false }] });
    const rows = await views.read(sorted, columns);
    const times = rows.map(([time]) => String(time));
    expect(times).toEqual(times.toSorted((a, b) => a.localeCompare(b)));
    expect(rows.slice(0, 3)).toEqual([
      [minute(0), 'cloudtrail'],
      [minute(1), 'vpcflow'],
      [minute(2), 'cloudtrail'],
    ]);
    const time = { from: minute(4), to: minute(8) };
    expect(await views.read({ ...sorted, time }, columns)).toEqual([
      [minute(4), 'cloudtrail'],
      [minute(5), 'vpcflow'],
      [minute(6), 'cloudtrail'],
    ]);
  });

  test('opens the whole record of a row, from its own table', async () => {
    const state = await views.openReady(view('timeline', { sort: [{ column: column('time'), descending: false }] }));
    const record = await views.client.record({ viewId: state.viewId, index: 1 });
    expect(record).toMatchObject({ table: 'vpcflow', raw: flow(1) });
    expect(JSON.parse(record.values)).toMatchObject({ srcaddr: '192.0.2.1', evidence_id: 2, record_no: 1 });
  });

  test('has its row count, title and time column in the list of tables', async () => {
    const tables = await views.client.tables();
    expect(tables.find(({ name }) => name === 'timeline')).toMatchObject({
      kind: 'view',
      rows: 30,
      timeColumn: 'time',
    });
    const cloudtrail = tables.find(({ name }) => name === 'cloudtrail')!;
    expect(cloudtrail).toMatchObject({ kind: 'log', rows: 20, timeColumn: 'eventtime' });
    const identity = cloudtrail.columns.find(({ name }) => name === 'useridentity')!;
    expect(identity.kind).toBe('struct');
    expect(identity.fields!.find(({ name }) => name.toLowerCase() === 'arn')).toMatchObject({
      kind: 'text',
      doc: expect.any(String),
    });
    expect(cloudtrail.columns.every(({ doc }) => doc !== undefined)).toBe(true);
  });
});

describe('tables whose rows can change', () => {
  test('the account is copied when it is opened', async () => {
    await views.run("INSERT INTO logs.main.rejects VALUES (1, 1, 'line 1', 'not JSON', 'ab'::BLOB)");
    const state = await views.openReady(view('rejects'));
    await views.run('DELETE FROM logs.main.rejects');
    expect(await views.page(state.viewId, 0, 5, [column('place'), column('bytes')])).toEqual([['line 1', '6162']]);
    await views.client.close({ viewId: state.viewId });
    expect((await views.openReady(view('rejects'))).matched).toBe(0);
  });

  test('scratch tables and views, whatever their names and columns', async () => {
    await views.run('CREATE TABLE scratch.main."my ""list""" (rowid INTEGER, "a.b" VARCHAR, "SELECT" VARCHAR)');
    await views.run(`INSERT INTO scratch.main."my ""list""" VALUES (7, 'x', 'one'), (9, 'y', 'two')`);
    await views.run('CREATE TABLE scratch.main.holes AS SELECT i FROM range(10) t(i) ORDER BY i');
    await views.run('DELETE FROM scratch.main.holes WHERE i IN (0, 5)');
    await views.run('CREATE VIEW scratch.main.evens AS SELECT i FROM scratch.main.holes WHERE i % 2 = 0');
    const odd = view('scratch.my "list"', { sort: [{ column: column('rowid'), descending: true }] });
    expect(await views.read(odd, [column('rowid'), column('a.b'), column('select')])).toEqual([
      ['9', 'y', 'two'],
      ['7', 'x', 'one'],
    ]);
    const { sql } = await views.client.sql({ view: { ...odd, columns: [column('a.b'), column('select')] } });
    expect(await views.rows(sql)).toEqual([
      { 'a.b': 'y', SELECT: 'two' },
      { 'a.b': 'x', SELECT: 'one' },
    ]);
    expect((await views.read(view('scratch.holes'), [column('i')])).flat()).toEqual([
      '1',
      '2',
      '3',
      '4',
      '6',
      '7',
      '8',
      '9',
    ]);
    expect(
      (
        await views.read(view('scratch.evens', { sort: [{ column: column('i'), descending: true }] }), [column('i')])
      ).flat(),
    ).toEqual(['8', '6', '4', '2']);
    const tables = await views.client.tables();
    expect(tables.filter(({ kind }) => kind === 'scratch').map(({ name, rows }) => [name, rows])).toEqual([
      ['scratch.holes', 8],
      ['scratch.my "list"', 2],
      ['scratch.evens', null],
    ]);
  });

  test('a view over what is no longer there does not spoil the list of tables', async () => {
    await views.run('CREATE TABLE scratch.main.base AS SELECT 1 AS x');
    await views.run('CREATE VIEW scratch.main.stale AS SELECT x FROM scratch.main.base');
    await views.run('DROP TABLE scratch.main.base');
    const tables = await views.client.tables();
    expect(tables.map(({ name }) => name)).toContain('cloudtrail');
    await expect(views.openAll(view('scratch.stale'))).rejects.toMatchObject({
      message: expect.stringContaining('base'),
    });
    await views.run('DROP VIEW scratch.main.stale');
  });

  test('a table that lost rows after it was opened says so instead of showing others', async () => {
    await views.run('CREATE TABLE scratch.main.shrinking AS SELECT i FROM range(10) t(i) ORDER BY i');
    const state = await views.openReady(
      view('scratch.shrinking', { sort: [{ column: column('i'), descending: true }] }),
    );
    await views.run('DELETE FROM scratch.main.shrinking WHERE i = 9');
    await expect(views.page(state.viewId, 0, 5, [column('i')])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await views.run('DROP TABLE scratch.main.shrinking');
    await expect(views.page(state.viewId, 0, 5, [column('i')])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the result of a statement', () => {
  const sql = "SELECT i AS n, i % 3 AS rest, {'rowid': i} AS inner FROM range(100) t(i) ORDER BY i DESC -- the end;";
  const wanted = (run?: string): View => ({ ...view('x'), from: { kind: 'sql', sql, ...(run ? { run } : {}) } });

  test('is paged, filtered, sorted and described like a table', async () => {
    const held = await runToResult(views.state, sql);
    const state = await views.openReady(wanted(held.run));
    expect(state.matched).toBe(100);
    expect(await views.page(state.viewId, 0, 2, [column('n'), column('inner', 'rowid')])).toEqual([
      ['99', '99'],
      ['98', '98'],
    ]);
    const filtered: View = {
      ...wanted(held.run),
      where: [{ id: 'f', op: 'in', column: column('rest'), values: ['0'], negated: false, enabled: true }],
      sort: [{ column: column('n'), descending: false }],
    };
    expect((await views.read(filtered, [column('n')])).slice(0, 2)).toEqual([['0'], ['3']]);
    expect(await views.client.describe({ source: filtered.from })).toMatchObject({
      rows: 100,
      columns: [{ name: 'n', kind: 'number' }, {}, { kind: 'struct' }],
    });
    const shown = await views.client.sql({ view: filtered });
    expect((await views.rows(shown.sql)).map(({ n }) => n).slice(0, 2)).toEqual([0, 3]);
  });

  test('is run again when it is no longer held, and kept while a view looks at it', async () => {
    const state = await views.openReady(wanted('gone'));
    expect(state.matched).toBe(100);
    const first = await runToResult(views.state, 'SELECT 42 AS answer');
    const kept = await views.openReady({ ...view('x'), from: { kind: 'sql', sql: first.sql, run: first.run } });
    for (let i = 0; i < 12; i++) await runToResult(views.state, `SELECT ${i} AS i`);
    expect(await views.page(kept.viewId, 0, 1, [column('answer')])).toEqual([['42']]);
    await views.client.close({ viewId: kept.viewId });
    await runToResult(views.state, 'SELECT 1');
    await runToResult(views.state, 'SELECT 2');
    expect(heldResult(views.state, first.run)).toBeNull();
  });

  test('of a statement that writes is refused', async () => {
    const from = { kind: 'sql' as const, sql: 'CREATE TABLE logs.main.evil AS SELECT 1' };
    await expect(views.openAll({ ...view('x'), from })).rejects.toMatchObject({
      code: expect.stringMatching(/REFUSED|INVALID/),
    });
  });
});
