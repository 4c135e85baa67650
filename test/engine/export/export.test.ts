// Exports through the engine's own door, read back independently.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportRequest, ExportState } from '../../../shared/contract/exports.ts';
import type { View } from '../../../shared/query/view.ts';
import { createEngine, type Engine } from '../../../src-main/engine/app.ts';
import { requireCase } from '../../../src-main/engine/engine-state.ts';
import type { Manifest } from '../../../src-main/engine/export/manifest.ts';
import { storeBatch } from '../../../src-main/engine/ingest/store/store-batch.ts';
import { makeBatch, makeSlab } from '../support/batch.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';
import { parseCsv } from './parse-csv.ts';

let engine: Engine;
const out = makeTempDir();
const nasty = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\tx',
  'a,b',
  'say "hi"',
  'line\nbreak',
  '',
  ' ',
  'é 漢字 🐾',
  "'quoted'",
  'שלום',
];
const events = nasty.map((userAgent, n) => ({
  eventVersion: '1.11',
  eventTime: `2025-01-02T03:04:${String(59 - n).padStart(2, '0')}Z`,
  eventSource: 'iam.amazonaws.com',
  eventName: `Event${n}`,
  userAgent,
  requestParameters: { text: userAgent },
}));

beforeAll(async () => {
  engine = await createEngine(testOptions());
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Export' });
  const { db } = requireCase(engine.state);
  await db.use(async (connection) => {
    const slab = makeSlab(
      'cloudtrail',
      null,
      1,
      events.map((event) => ({ raw: JSON.stringify(event) })),
    );
    await storeBatch(
      connection,
      makeBatch([slab]),
      { genericTable: 'imported', madeTables: new Set() },
      async () => undefined,
    );
    await connection.run(
      "CREATE TABLE scratch.main.many AS SELECT i, i % 7 AS n, 'row ' || i AS name FROM range(300_000) t(i) ORDER BY i",
    );
  });
});
afterAll(() => engine.close());

const cloudtrail: View = { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] };
const shown = ['eventtime', 'eventname', 'useragent', 'requestparameters'].map((column) => ({ column, path: [] }));
let files = 0;

async function run(request: Omit<ExportRequest, 'path'> & { path?: string }): Promise<ExportState> {
  const path = request.path ?? join(out, `file-${++files}`);
  let last: ExportState | undefined;
  for await (const state of await engine.client.exports.start({ ...request, path })) last = state;
  return last!;
}

const read = (state: ExportState) => readFileSync(state.path!, 'utf8');
const manifestOf = (state: ExportState) => JSON.parse(readFileSync(state.manifestPath!, 'utf8')) as Manifest;

test('CSV holds every cell exactly, times in UTC, and its manifest says what it is', async () => {
  const done = await run({ view: cloudtrail, columns: shown, format: 'csv', neutraliseFormulas: false });
  const [header, ...rows] = parseCsv(read(done), ',');
  expect(header).toEqual(['eventtime', 'eventname', 'useragent', 'requestparameters']);
  expect(rows).toEqual(
    events.map((event) => [event.eventTime, event.eventName, event.userAgent, JSON.stringify(event.requestParameters)]),
  );
  const manifest = manifestOf(done);
  expect(manifest).toMatchObject({
    rows: events.length,
    columns: header,
    bytes: readFileSync(done.path!).length,
    format: { name: 'csv', delimiter: ',', formulasNeutralised: false },
    view: cloudtrail,
    case: { name: 'Export' },
    pugmark: '0.0.0-test',
  });
  expect(manifest.sql).toContain('FROM cloudtrail');
  expect(manifest.sha256).toBe(createHash('sha256').update(readFileSync(done.path!)).digest('hex'));
  expect(done.sha256).toBe(manifest.sha256);
});

test('formulas are neutralised unless told otherwise, and nothing else is touched', async () => {
  const done = await run({ view: cloudtrail, columns: [{ column: 'useragent', path: [] }], format: 'csv' });
  const [, ...rows] = parseCsv(read(done), ',');
  expect(rows.map(([cell]) => cell)).toEqual(nasty.map((text) => (/^[=+\-@\t\n\r]/.test(text) ? `'${text}` : text)));
  expect(manifestOf(done).format.formulasNeutralised).toBe(true);
});

test('delimiter and byte order mark are as chosen', async () => {
  const done = await run({ view: cloudtrail, columns: shown, format: 'csv', delimiter: ';', bom: true });
  expect(read(done).startsWith('\ufeffeventtime;eventname;')).toBe(true);
});

test('JSON Lines nest what is nested', async () => {
  const done = await run({ view: cloudtrail, columns: shown, format: 'jsonl' });
  const rows = read(done)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(rows).toEqual(
    events.map((event) => ({
      eventtime: event.eventTime,
      eventname: event.eventName,
      useragent: event.userAgent,
      requestparameters: event.requestParameters,
    })),
  );
});

test('Parquet keeps types, all columns, raw records included', async () => {
  const done = await run({ view: cloudtrail, format: 'parquet' });
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT typeof(eventtime) AS type, useridentity, raw FROM read_parquet('${done.path!}') ORDER BY record_no`,
  );
  const rows = reader.getRowObjectsJson();
  expect(rows.map((row) => row.raw)).toEqual(events.map((event) => JSON.stringify(event)));
  expect(rows[0]!.type).toBe('TIMESTAMP WITH TIME ZONE');
  connection.closeSync();
});

test('rows come in the order of the view: their own, sorted, and at 300,000 rows', async () => {
  const many: View = { from: { kind: 'table', table: 'scratch.many' }, where: [], sort: [] };
  const column = (name: string) => ({ column: name, path: [] });
  const own = parseCsv(read(await run({ view: many, columns: [column('i')], format: 'csv' })), ',').slice(1);
  expect(own.map(([i]) => Number(i))).toEqual(Array.from({ length: 300_000 }, (_, i) => i));
  const sorted = await run({
    view: { ...many, sort: [{ column: column('n'), descending: true }] },
    columns: [column('n'), column('i')],
    format: 'csv',
  });
  const pairs = parseCsv(read(sorted), ',')
    .slice(1)
    .map(([n, i]) => [Number(n), Number(i)] as const);
  expect(pairs).toHaveLength(300_000);
  expect(
    pairs.every(
      ([n, i], at) => at === 0 || pairs[at - 1]![0] > n || (pairs[at - 1]![0] === n && pairs[at - 1]![1] < i),
    ),
  ).toBe(true);
});

test.each(['csv', 'jsonl', 'parquet'] as const)(
  'the manifest of a large %s has the hash of its bytes',
  async (format) => {
    const view: View = { from: { kind: 'table', table: 'scratch.many' }, where: [], sort: [] };
    const done = await run({ view, format, bom: format === 'csv' });
    const bytes = readFileSync(done.path!);
    expect(manifestOf(done)).toMatchObject({ rows: 300_000, bytes: bytes.length });
    expect(done.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(manifestOf(done).sha256).toBe(done.sha256);
  },
);

test('Parquet and JSON Lines keep the order of the rows too', async () => {
  const view: View = { from: { kind: 'table', table: 'scratch.many' }, where: [], sort: [] };
  const lines = read(await run({ view, format: 'jsonl' }))
    .trimEnd()
    .split('\n');
  expect(lines.every((line, i) => (JSON.parse(line) as { i: number }).i === i)).toBe(true);
  const parquet = await run({ view, format: 'parquet' });
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER AS n, count(*) FILTER (i <> file_row_number)::INTEGER AS wrong FROM read_parquet('${parquet.path!}', file_row_number = true)`,
  );
  expect(reader.getRowObjectsJson()).toEqual([{ n: 300_000, wrong: 0 }]);
  connection.closeSync();
});

test('the timeline exports its tables one after the other; a table without rows gives a header', async () => {
  const timeline: View = { from: { kind: 'table', table: 'timeline' }, where: [], sort: [] };
  const rows = parseCsv(read(await run({ view: timeline, format: 'csv' })), ',');
  expect(rows).toHaveLength(events.length + 1);
  const rejects: View = { from: { kind: 'table', table: 'rejects' }, where: [], sort: [] };
  expect(parseCsv(read(await run({ view: rejects, format: 'csv' })), ',')).toEqual([
    ['evidence_id', 'record_no', 'place', 'reason', 'bytes'],
  ]);
});

test('filters apply, and selected rows are those of the view, in its order', async () => {
  const view: View = {
    ...cloudtrail,
    where: [
      {
        id: 'f',
        op: 'contains',
        column: { column: 'useragent', path: [] },
        value: '1',
        caseSensitive: false,
        negated: false,
        enabled: true,
      },
    ],
    sort: [{ column: { column: 'eventtime', path: [] }, descending: false }],
  };
  const all = parseCsv(
    read(await run({ view, columns: [{ column: 'eventname', path: [] }], format: 'csv' })),
    ',',
  ).slice(1);
  expect(all.map(([name]) => name)).toEqual(['Event2', 'Event1', 'Event0']);
  let viewId = '';
  for await (const state of await engine.client.views.open({ view })) viewId = state.viewId;
  const some = await run({
    view,
    viewId,
    selection: [2, 0],
    columns: [{ column: 'eventname', path: [] }],
    format: 'csv',
  });
  expect(parseCsv(read(some), ',').slice(1)).toEqual([['Event0'], ['Event2']]);
  expect(manifestOf(some).selected).toBe(2);
  await expect(run({ view, selection: [0], format: 'csv' })).rejects.toMatchObject({ code: 'INVALID' });
});

test('a query result exports like a table', async () => {
  const done = await run({
    view: {
      from: { kind: 'sql', sql: "SELECT 1 AS a, '=x' AS b, NULL AS c UNION ALL SELECT 2, '', 'n' ORDER BY a" },
      where: [],
      sort: [],
    },
    format: 'csv',
  });
  expect(read(done)).toBe('a,b,c\n1,\'=x,\n2,"",n\n');
});

test('an existing file, the case’s own files, a missing and a locked folder are refused, with nothing left', async () => {
  const path = join(out, 'there.csv');
  writeFileSync(path, 'mine');
  await expect(run({ view: cloudtrail, format: 'csv', path })).rejects.toMatchObject({ code: 'REFUSED' });
  expect(readFileSync(path, 'utf8')).toBe('mine');
  await run({ view: cloudtrail, format: 'csv', path, overwrite: true });
  expect(readFileSync(path, 'utf8')).not.toBe('mine');
  const { dir } = requireCase(engine.state);
  await expect(
    run({ view: cloudtrail, format: 'csv', path: join(dir, 'case.json'), overwrite: true }),
  ).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(run({ view: cloudtrail, format: 'csv', path: join(out, 'no', 'x.csv') })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(run({ view: cloudtrail, format: 'csv', path: 'x.csv' })).rejects.toMatchObject({ code: 'INVALID' });
  if (process.getuid?.() !== 0 && process.platform !== 'win32') {
    mkdirSync(join(out, 'locked'));
    chmodSync(join(out, 'locked'), 0o500);
    await expect(run({ view: cloudtrail, format: 'csv', path: join(out, 'locked', 'x.csv') })).rejects.toMatchObject({
      code: 'FAILED',
    });
  }
});

test('a cancelled export leaves nothing: no file, no part', async () => {
  const folder = makeTempDir();
  const { dir } = requireCase(engine.state);
  const before = readdirSync(join(dir, '.temp'));
  const slow: View = {
    from: { kind: 'table', table: 'scratch.many' },
    where: [],
    sort: [{ column: { column: 'name', path: [] }, descending: true }],
  };
  const abort = new AbortController();
  const states = await engine.client.exports.start(
    { view: slow, format: 'csv', path: join(folder, 'x.csv') },
    { signal: abort.signal },
  );
  await expect(
    (async () => {
      for await (const _ of states) abort.abort();
    })(),
  ).rejects.toThrow();
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  expect(readdirSync(join(dir, '.temp'))).toEqual(before);
});

test('an export that runs ends with its case, and leaves nothing', async () => {
  const other = await createEngine(testOptions());
  await other.client.cases.create({ parent: makeTempDir(), name: 'Closing' });
  const { db, dir } = requireCase(other.state);
  await db.use((connection) =>
    connection.run('CREATE TABLE scratch.main.wide AS SELECT i, md5(i::VARCHAR) AS h FROM range(1_000_000) t(i)'),
  );
  const folder = makeTempDir();
  const view: View = {
    from: { kind: 'table', table: 'scratch.wide' },
    where: [],
    sort: [{ column: { column: 'h', path: [] }, descending: false }],
  };
  const states = await other.client.exports.start({ view, format: 'csv', path: join(folder, 'x.csv') });
  const reading = (async () => {
    for await (const _ of states) void other.close();
  })();
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(readdirSync(folder)).toEqual([]);
  await expect.poll(() => readdirSync(dir).includes('.temp')).toBe(false);
});

const otherDisk = ['/dev/shm', '/run/shm'].find((path) => existsSync(path) && statSync(path).dev !== statSync(out).dev);
test.skipIf(otherDisk === undefined)('a file on another disk is copied there, and nothing is left behind', async () => {
  const folder = mkdtempSync(join(otherDisk!, 'pugmark-test-'));
  try {
    const done = await run({ view: cloudtrail, columns: shown, format: 'csv', path: join(folder, 'x.csv') });
    expect(readdirSync(folder).toSorted()).toEqual(['x.csv', 'x.csv.manifest.json']);
    expect(createHash('sha256').update(readFileSync(done.path!)).digest('hex')).toBe(done.sha256);
    expect(readdirSync(join(requireCase(engine.state).dir, '.temp')).filter((name) => name.endsWith('.part'))).toEqual(
      [],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without a path the file goes to the exports folder, under a name that is free', async () => {
  const names = new Set<string>();
  for (let i = 0; i < 3; i++) {
    let last: ExportState | undefined;
    for await (const state of await engine.client.exports.start({ view: cloudtrail, format: 'jsonl' })) last = state;
    expect(last!.path).toMatch(/exports[/\\]cloudtrail-\d{8}-\d{6}(-\d+)?\.jsonl$/);
    names.add(last!.path!);
  }
  expect(names.size).toBe(3);
});

test('any text comes back from CSV as it went in', async () => {
  const { db } = requireCase(engine.state);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 }), async (texts) => {
      const clean = texts.map((text) => text.replaceAll('\u0000', ''));
      await db.use((connection) =>
        connection.run(
          `CREATE OR REPLACE TABLE scratch.main.texts AS SELECT unnest(from_json($1, '["VARCHAR"]')) AS a, 'end' AS b`,
          { values: [JSON.stringify(clean)] },
        ),
      );
      const done = await run({
        view: { from: { kind: 'table', table: 'scratch.texts' }, where: [], sort: [] },
        format: 'csv',
        neutraliseFormulas: false,
      });
      expect(parseCsv(read(done), ',').slice(1)).toEqual(clean.map((text) => [text, 'end']));
    }),
    { numRuns: 30 },
  );
});
