// The console's way of running text: events, held results, order, limits, cancelling, memory, errors and journal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient, ORPCError } from '@orpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../shared/contract/console.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { consoleRoutes } from '../../../../src-main/engine/queries/console/console.ts';
import { runText } from '../../../../src-main/engine/queries/console/console-run.ts';
import { heldResult, runToResult } from '../../../../src-main/engine/queries/console/results.ts';
import { openTestCase, stateOf, testOptions } from '../../support/case.ts';

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
  return await open.db.use((c) => c.rows(`FROM ${tableOf(last.run)} ORDER BY rowid`));
}

const tableOf = (run: string | null) => `work.main.result_${run!.replaceAll('-', '_')}`;

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
    ['PIVOT (SELECT id % 3 AS k FROM t) ON k USING count(*)', [{ '0': 334, '1': 333, '2': 333 }]],
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

describe('long results', () => {
  it('keeps the order of a million rows', async () => {
    await open.db.use((c) =>
      c.run('CREATE TABLE logs.main.many AS SELECT range AS id, (range * 7919) % 1000003 AS k FROM range(1000000)'),
    );
    const events = await run('SELECT * FROM many ORDER BY k DESC', 2_000_000);
    const last = events.at(-1)!;
    if (last.type !== 'done') throw new Error('not done');
    expect(last).toMatchObject({ rows: 1_000_000, cut: false });
    const table = tableOf(last.run);
    const [facts] = await open.db.use((c) =>
      c.rows(`SELECT count(*) AS n, max(r) AS last, count(*) FILTER (k >= before) AS wrong
              FROM (SELECT rowid AS r, k, lag(k) OVER (ORDER BY rowid) AS before FROM ${table})`),
    );
    expect(facts).toEqual({ n: 1_000_000, last: 999_999, wrong: 0 });
  });

  it('shows first rows while a statement runs that hands rows on, ten times a second at most', async () => {
    const started = performance.now();
    let events = 0;
    for await (const event of runText(open, 'SELECT range AS id, md5(range::VARCHAR) AS h FROM range(10000000000)', {
      rowLimit: 50_000_000,
    })) {
      events++;
      if (event.type !== 'rows' || event.rows === 0) continue;
      expect(event).toMatchObject({ rows: 2000, columns: [{ name: 'id' }, { name: 'h' }] });
      expect(await open.db.use((c) => c.value(`SELECT count(*) FROM ${tableOf(event.run)}`))).toBe(2000);
      break;
    }
    expect(events).toBeLessThanOrEqual(2 + (performance.now() - started) / 95);
  });

  it.each([
    ['a join without end', 'SELECT count(*) FROM many a, many b WHERE a.k + b.k = -1'],
    ['a sort', 'SELECT a.*, b.id AS other FROM many a, range(60) b(id) ORDER BY hash(a.k, b.id)'],
    [
      'a recursion without end',
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
    ],
  ])('cancels %s at once', async (_, sql) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    const started = performance.now();
    await expect(run(sql, 50_000_000, stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - started).toBeLessThan(1_500);
    // Nothing is left of it, and the case answers.
    expect(await rowsOf(await run('SELECT count(*) AS n FROM t'))).toEqual([{ n: 1000 }]);
  });

  it('stops the query when nobody listens any more', async () => {
    for await (const event of runText(open, 'SELECT count(*) FROM many a, many b WHERE a.k + b.k = -1', {
      rowLimit: 10,
    }))
      if (event.type === 'rows') break;
    const started = performance.now();
    expect(await rowsOf(await run('SELECT count(*) AS n FROM many'))).toEqual([{ n: 1_000_000 }]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('ends with the case', async () => {
    const other = await openTestCase();
    const endless = runText(
      other,
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
      {
        rowLimit: 10,
      },
    );
    const ended = (async () => {
      for await (const _ of endless);
    })();
    const outcome = expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const started = performance.now();
    await other.close();
    await outcome;
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('holds a result larger than the memory limit', async () => {
    const small = await openTestCase({ ...testOptions(), memoryMb: 128 });
    const events: RunEvent[] = [];
    const sql = 'SELECT range AS id, repeat(md5(range::VARCHAR), 10) AS text FROM range(1000000)';
    for await (const event of runText(small, sql, { rowLimit: 5_000_000 })) events.push(event);
    const last = events.at(-1)!;
    if (last.type !== 'done') throw new Error('not done');
    expect(last.rows).toBe(1_000_000);
    const [facts] = await small.db.use((c) =>
      c.rows(
        `SELECT count(*) AS n, count(*) FILTER (text <> repeat(md5(id::VARCHAR), 10)) AS wrong FROM ${tableOf(last.run)}`,
      ),
    );
    expect(facts).toEqual({ n: 1_000_000, wrong: 0 });
    await small.close();
  });
});

describe('held results', () => {
  it('drops the least recently used beyond eight, but not what is in use', async () => {
    const state = stateOf(open);
    const runs: string[] = [];
    for (let i = 0; i < 3; i++) runs.push((await runToResult(state, `SELECT ${i} AS i`)).run);
    const release = heldResult(state, runs[0]!)!.retain();
    heldResult(state, runs[1]!);
    for (let i = 3; i < 9; i++) runs.push((await runToResult(state, `SELECT ${i} AS i`)).run);
    expect(runs.map((run) => heldResult(state, run) !== null)).toEqual([true, true, false, ...Array(6).fill(true)]);
    const gone = await open.db.use((c) =>
      c.rows(`SELECT 1 FROM duckdb_tables() WHERE table_name = '${tableOf(runs[2]!).split('.')[2]}'`),
    );
    expect(gone).toEqual([]);
    release();
    for (let i = 0; i < 8; i++) await runToResult(state, `SELECT ${i} AS i`);
    expect(heldResult(state, runs[0]!)).toBeNull();
    expect(heldResult(state, 'never was')).toBeNull();
  });

  it('runs only one reading statement for a view', async () => {
    const state = stateOf(open);
    await expect(runToResult(state, 'SELECT 1; SELECT 2')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(runToResult(state, 'CREATE TABLE scratch.no AS SELECT 1')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(runToResult(state, 'DROP TABLE t')).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

describe('what a run leaves', () => {
  it('keeps what ran before an error, and runs nothing when any statement is refused', async () => {
    await expect(run('CREATE TABLE scratch.kept AS SELECT 1 AS a; SELECT nope FROM t')).rejects.toMatchObject({
      code: 'SQL',
    });
    expect(await rowsOf(await run('FROM scratch.kept'))).toEqual([{ a: 1 }]);
    await expect(run('CREATE TABLE scratch.never AS SELECT 1; DROP TABLE t')).rejects.toMatchObject({
      code: 'REFUSED',
    });
    await expect(run('FROM scratch.never')).rejects.toMatchObject({ code: 'SQL' });
  });

  it('rolls a failing change back whole', async () => {
    await run('CREATE TABLE scratch.sums (a INTEGER CHECK (a < 500))');
    await expect(run('INSERT INTO scratch.sums SELECT id FROM t')).rejects.toMatchObject({ code: 'SQL' });
    expect(await rowsOf(await run('SELECT count(*) AS n FROM scratch.sums'))).toEqual([{ n: 0 }]);
    expect((await run('INSERT INTO scratch.sums SELECT id FROM t WHERE id < 10')).at(-1)).toMatchObject({
      rows: 10,
      run: null,
    });
  });

  it('is in the journal with its text, counts and outcome', async () => {
    const lines: { action: string; detail: Record<string, unknown> }[] = readFileSync(
      join(open.dir, 'journal.jsonl'),
      'utf8',
    )
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const entries = lines.filter((entry) => entry.action === 'sql').map((entry) => entry.detail);
    expect(entries).toContainEqual(expect.objectContaining({ sql: 'FROM scratch.kept', rows: [1], outcome: 'done' }));
    expect(entries).toContainEqual(
      expect.objectContaining({ outcome: 'REFUSED', sql: expect.stringContaining('DROP TABLE t') }),
    );
    expect(entries).toContainEqual(expect.objectContaining({ outcome: 'CANCELLED' }));
  });
});

describe('the calls', () => {
  const client = () => createRouterClient({ console: consoleRoutes(stateOf(open)) });

  it('end a stream with a typed error at its place', async () => {
    const sql = 'SELECT 1;\nDETACH logs';
    const error = await (async () => {
      for await (const _ of await client().console.run({ sql }));
    })().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'REFUSED', defined: true, data: { offset: sql.indexOf('DETACH') } });
    await expect(client().console.explain({ sql: 'SELECT nope FROM t' })).rejects.toMatchObject({
      code: 'SQL',
      data: { offset: 7 },
    });
    await expect(client().console.explain({ sql: 'SELECT 1; SELECT 2' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(client().console.explain({ sql: 'DROP TABLE scratch.x', analyze: true })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  it('explain a SELECT, and measure it', async () => {
    expect((await client().console.explain({ sql: 'SELECT count(*) FROM t' })).plan).toMatch(/AGGREGATE/);
    expect((await client().console.explain({ sql: 'EXPLAIN SELECT count(*) FROM t', analyze: true })).plan).toMatch(
      /Total Time/,
    );
  });

  it('list each function once, without refused ones', async () => {
    await run('CREATE MACRO scratch.mine(x) AS x + 1');
    const functions = await client().console.functions();
    const names = functions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['count', 'json_extract_scalar', 'unnest', 'regexp_matches', 'scratch.mine']),
    );
    for (const name of ['read_text', 'glob', 'query', 'current_setting', 'duckdb_settings'])
      expect(names).not.toContain(name);
    expect(functions.find(({ name }) => name === 'scratch.mine')).toMatchObject({ signature: 'scratch.mine(x)' });
  });
});
