// Loads through the engine's own door, with real workers and files: the account, loading again, cancel, resume.
import { appendFileSync, chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadProgress } from '../../../../shared/contract/loads.ts';
import { createEngine, type Engine } from '../../../../src-main/engine/app.ts';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { testOptions } from '../../support/case.ts';
import { makeTempDir } from '../../support/temp.ts';

const event = (n: number) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventTime: '2025-01-02T03:04:05Z',
    eventSource: 'iam.amazonaws.com',
    eventName: `Event${n}`,
    eventID: `id-${n}`,
  });
const records = (...numbers: number[]) => `{"Records":[${numbers.map(event).join(',')}]}`;
const span = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine(testOptions());
});
afterAll(() => engine.close());

async function newCase() {
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Load' });
}

async function load(paths: string[], as: 'auto' | 'json' | 'csv' = 'auto', table?: string): Promise<LoadProgress> {
  const { loadId } = await engine.client.loads.start({ paths, as, ...(table ? { table } : {}) });
  return watchToEnd(loadId);
}

async function watchToEnd(loadId: number): Promise<LoadProgress> {
  let last: LoadProgress | undefined;
  for await (const progress of await engine.client.loads.watch({ loadId })) last = progress;
  return last!;
}

const query = (sql: string) => requireCase(engine.state).db.use((connection) => connection.rows(sql));

describe('a load', () => {
  test('accounts for every file and record, in progress, summary and tables alike', async () => {
    await newCase();
    const dir = makeTempDir();
    writeFileSync(join(dir, 'a.json.gz'), gzipSync(records(1, 2, 3)));
    writeFileSync(join(dir, 'b.json'), records(3, 4));
    writeFileSync(join(dir, 'cut.json'), records(5, 6, 7).slice(0, -40));
    writeFileSync(join(dir, 'notes.txt'), 'nothing of interest\n');
    writeFileSync(join(dir, 'empty'), '');
    writeFileSync(
      join(dir, 'bad.json'),
      `${event(8)}\n{"eventName":"X","eventSource":"y","eventTime":oops}\n${event(9)}\n`,
    );
    const last = await load([dir]);
    const account = {
      files: { found: 6, loaded: 2, partly: 2, skipped: 2, failed: 0 },
      records: { found: 11, rows: 8, duplicates: 1, rejects: 2 },
    };
    expect(last).toMatchObject({ state: 'done', error: null, account });
    const [summary] = await engine.client.loads.list();
    expect(summary).toMatchObject({ state: 'done', account, tables: { cloudtrail: 8 } });
    expect(await query('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 8 }]);
    expect(await query('SELECT count(*) AS n FROM duplicates')).toEqual([{ n: 1 }]);
    expect(await query('SELECT count(*) AS n FROM rejects')).toEqual([{ n: 2 }]);
    const { total, problems } = await engine.client.loads.problems({ loadId: summary!.loadId });
    expect(total).toBe(4);
    for (const problem of problems) expect(problem.reason).not.toBe('');
  });

  test('of the same folder again adds nothing; a new and a changed file add what is new in them', async () => {
    await newCase();
    const dir = makeTempDir();
    writeFileSync(join(dir, 'a.json'), records(1, 2));
    writeFileSync(join(dir, 'notes.txt'), 'nothing\n');
    await load([dir]);
    const again = await load([dir]);
    expect(again.account).toEqual({
      files: { found: 2, loaded: 0, partly: 0, skipped: 2, failed: 0 },
      records: { found: 0, rows: 0, duplicates: 0, rejects: 0 },
    });
    writeFileSync(join(dir, 'a.json'), records(1, 2, 3));
    utimesSync(join(dir, 'a.json'), new Date(1e12), new Date(1e12));
    writeFileSync(join(dir, 'b.json'), records(4));
    const more = await load([dir]);
    expect(more.account).toEqual({
      files: { found: 3, loaded: 2, partly: 0, skipped: 1, failed: 0 },
      records: { found: 4, rows: 2, duplicates: 2, rejects: 0 },
    });
    expect(await query('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 4 }]);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'goes on after a file it may not read',
    async () => {
      await newCase();
      const dir = makeTempDir();
      writeFileSync(join(dir, 'a.json'), records(1));
      writeFileSync(join(dir, 'locked.json'), records(2));
      chmodSync(join(dir, 'locked.json'), 0);
      expect((await load([dir])).account.files).toMatchObject({ found: 2, loaded: 1, failed: 1 });
    },
  );

  test('of something that is not there says so', async () => {
    await newCase();
    const last = await load([join(makeTempDir(), 'gone')]);
    expect(last.account.files).toMatchObject({ found: 1, failed: 1 });
    const { problems } = await engine.client.loads.problems({ loadId: last.loadId });
    expect(problems[0]!.reason).toMatch(/not|no such/i);
  });

  test('of unknown JSON and CSV is skipped with advice, and loads when asked', async () => {
    await newCase();
    const dir = makeTempDir();
    writeFileSync(join(dir, 'app.json'), '{"at":"2025-01-02T03:04:05Z","n":1}\n{"at":"2025-01-02T03:04:06Z","n":2}\n');
    writeFileSync(join(dir, 'table.csv'), 'name,count\nana,1\n"Gómez, Luis",2\n');
    const first = await load([dir]);
    expect(first.account.files).toMatchObject({ found: 2, skipped: 2 });
    await load([join(dir, 'app.json')], 'json', 'app');
    await load([join(dir, 'table.csv')], 'csv', 'people');
    expect(await query('SELECT n, "at"::VARCHAR AS at FROM app ORDER BY n')).toEqual([
      { n: 1, at: '2025-01-02 03:04:05' },
      { n: 2, at: '2025-01-02 03:04:06' },
    ]);
    expect(await query('SELECT name, count, raw FROM people ORDER BY count')).toEqual([
      { name: 'ana', count: 1, raw: 'ana,1' },
      { name: 'Gómez, Luis', count: 2, raw: '"Gómez, Luis",2' },
    ]);
    expect(await query('SELECT count(*) AS n FROM evidence')).toEqual([{ n: 2 }]);
  });

  test('cancelled keeps whole files’ rows, and loading again takes the rest, once', async () => {
    await newCase();
    const dir = makeTempDir();
    for (let i = 0; i < 400; i++) writeFileSync(join(dir, `f${i}.json.gz`), gzipSync(records(...span(i * 50, 50))));
    const { loadId } = await engine.client.loads.start({ paths: [dir] });
    for await (const progress of await engine.client.loads.watch({ loadId })) if (progress.bytesRead > 0) break;
    await engine.client.loads.cancel({ loadId });
    const [cut] = await engine.client.loads.list();
    expect(cut!.account.files.found).toBe(400);
    const { files } = cut!.account;
    expect(files.loaded + files.partly + files.skipped + files.failed).toBe(400);
    expect(await query('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: cut!.account.records.rows }]);
    const rest = await load([dir]);
    expect(rest.state).toBe('done');
    expect(await query('SELECT count(*) AS n, count(DISTINCT eventid) AS d FROM cloudtrail')).toEqual([
      { n: 20_000, d: 20_000 },
    ]);
    expect(await query('SELECT count(*) AS n FROM duplicates')).toEqual([{ n: 0 }]);
    expect(await query('SELECT DISTINCT outcome, unfinished FROM evidence')).toEqual([
      { outcome: 'loaded', unfinished: false },
    ]);
  });

  test('of one large file that was cut off goes on in it', async () => {
    await newCase();
    const file = join(makeTempDir(), 'large.jsonl');
    writeFileSync(file, '');
    for (let i = 0; i < 30; i++)
      appendFileSync(
        file,
        `${span(i * 10_000, 10_000)
          .map(event)
          .join('\n')}\n`,
      );
    const { loadId } = await engine.client.loads.start({ paths: [file] });
    for await (const progress of await engine.client.loads.watch({ loadId }))
      if (progress.account.records.rows > 0) break;
    await engine.client.loads.cancel({ loadId });
    const [cut] = await engine.client.loads.list();
    const last = await load([file]);
    expect(last).toMatchObject({ state: 'done', error: null });
    expect(cut!.account.records.rows).toBeGreaterThan(0);
    expect(await query('SELECT count(*) AS n, count(DISTINCT eventid) AS d FROM cloudtrail')).toEqual([
      { n: 300_000, d: 300_000 },
    ]);
    expect(await query('SELECT count(*) AS n FROM duplicates')).toEqual([{ n: 0 }]);
    expect(await query('SELECT count(*) AS n, min(records)::INTEGER AS records FROM evidence')).toEqual([
      { n: 1, records: 300_000 },
    ]);
  });

  test('pauses, also while it still lists files, and goes on; a second one is refused meanwhile', async () => {
    await newCase();
    const dir = makeTempDir();
    mkdirSync(join(dir, 'deep/er'), { recursive: true });
    for (let i = 0; i < 200; i++) writeFileSync(join(dir, `deep/er/f${i}.json`), records(...span(i * 50, 50)));
    const { loadId } = await engine.client.loads.start({ paths: [dir] });
    await engine.client.loads.pause({ loadId });
    await expect(engine.client.loads.start({ paths: [dir] })).rejects.toMatchObject({ code: 'REFUSED' });
    for await (const { state, account } of await engine.client.loads.watch({ loadId })) {
      expect(['listing', 'paused']).toContain(state);
      expect(account.records.found).toBe(0);
      if (state === 'paused') break;
    }
    await engine.client.loads.resume({ loadId });
    expect(await watchToEnd(loadId)).toMatchObject({ state: 'done', account: { records: { rows: 10_000 } } });
  });
});
