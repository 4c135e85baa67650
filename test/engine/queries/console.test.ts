import { beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../shared/contract/console.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { runText } from '../../../src-main/engine/queries/console-run.ts';
import { openTestCase } from '../support/case.ts';

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
  await open.db.use((c) =>
    c.run("CREATE TABLE logs.main.t AS SELECT range AS id, 'row ' || range AS name FROM range(1000)"),
  );
});

async function run(sql: string, rowLimit = 10_000, signal?: AbortSignal): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of runText(open, sql, { rowLimit, signal })) events.push(event);
  return events;
}

/** Columns and rows of the last result. */
async function rowsOf(events: RunEvent[]): Promise<unknown[]> {
  const last = events.at(-1)!;
  if (last.type !== 'done' || last.run === null) throw new Error('no result');
  const table = `work.main.result_${last.run.replaceAll('-', '_')}`;
  return await open.db.use((c) => c.rows(`FROM ${table} ORDER BY rowid`));
}

describe('running a text', () => {
  it('runs statements one after another and holds each result', async () => {
    const text = 'CREATE OR REPLACE TABLE scratch.x AS SELECT 1 AS a;\nFROM scratch.x';
    const events = await run(text);
    expect(events.filter((e) => e.type !== 'rows').map((e) => e.type)).toEqual([
      'statement',
      'done',
      'statement',
      'done',
    ]);
    expect(events.at(-1)).toMatchObject({
      rows: 1,
      cut: false,
      columns: [{ name: 'a', type: 'INTEGER', kind: 'number' }],
    });
    expect(await rowsOf(events)).toEqual([{ a: 1 }]);
  });

  it('cuts at the row limit and says so', async () => {
    const events = await run('SELECT * FROM t ORDER BY id', 10);
    expect(events.at(-1)).toMatchObject({ type: 'done', rows: 10, cut: true });
    expect(await rowsOf(events)).toHaveLength(10);
    expect((await run('SELECT * FROM t LIMIT 10', 10)).at(-1)).toMatchObject({ rows: 10, cut: false });
  });

  it.each([
    ['PIVOT t ON id % 3 USING count(*)', [{ '0': 334, '1': 333, '2': 333 }]],
    ['SELECT 1 AS a, 2 AS a', [{ a: 1, a_1: 2 }]],
    ['VALUES (1), (2)', [{ col0: 1 }, { col0: 2 }]],
    ['(SELECT 1 AS a) -- done', [{ a: 1 }]],
  ])('%s', async (sql, rows) => {
    expect(await rowsOf(await run(sql))).toEqual(rows);
  });

  it.each([
    'SHOW TABLES',
    'DESCRIBE t',
    'SUMMARIZE t',
    'EXPLAIN SELECT * FROM t',
    'EXPLAIN ANALYZE SELECT count(*) FROM t',
    'SHOW ALL TABLES',
  ])('%s', async (sql) => {
    expect((await rowsOf(await run(sql))).length).toBeGreaterThan(0);
  });

  it('puts an error at its place in the whole text', async () => {
    const text = 'SELECT 1;\n\nSELECT nme FROM t';
    await expect(run(text)).rejects.toMatchObject({ code: 'SQL', detail: { offset: text.indexOf('nme') } });
    const late = 'SELECT 1;\n SELECT CAST(name AS INTEGER) FROM t';
    await expect(run(late)).rejects.toMatchObject({ code: 'SQL', detail: { offset: late.indexOf('CAST') } });
  });
});
