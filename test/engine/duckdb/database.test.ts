// The database's own promises: connections are lent, and closing waits for what runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src-main/engine/duckdb/database.ts';
import { runChange } from '../../../src-main/engine/duckdb/statements.ts';

const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11';

let dir: string;
let db: Database;
const open = () =>
  openDatabase({
    logs: path.join(dir, 'case.duckdb'),
    scratch: path.join(dir, 'scratch.duckdb'),
    temp: path.join(dir, 'temp'),
  });

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pugmark-db-'));
  db = await open();
});
afterEach(async () => {
  await db.close();
  await rm(dir, { recursive: true, force: true });
});

test('closing interrupts what runs, waits for it, and leaves a database that opens again', async () => {
  await db.use((connection) => connection.run('CREATE TABLE logs.main.kept AS SELECT 42 AS n'));
  const writer = await db.connectWriter();
  await writer.run('BEGIN');
  await writer.run('INSERT INTO logs.main.kept VALUES (43)');
  const outcomes = [
    db.use((connection) => connection.run(endless)),
    db.use((connection) => connection.rows(endless)),
    db.use((connection) => runChange(connection, `CREATE TABLE scratch.main.big AS ${endless}`)),
    writer.run(endless).finally(() => writer.close()),
  ].map((work) =>
    work.then(
      () => 'ended',
      (error: { code: string }) => error.code,
    ),
  );
  await db.close();
  expect(await Promise.all(outcomes)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'CANCELLED']);
  db = await open();
  expect(await db.use((connection) => connection.rows('SELECT n FROM logs.main.kept'))).toEqual([{ n: 42 }]);
});

test('what is asked for after closing is refused, also by those who were waiting for a connection', async () => {
  const lent = await Promise.all(Array.from({ length: 12 }, () => db.connect()));
  const waiting = db.use((connection) => connection.value('SELECT 1')).catch((error: Error) => error.message);
  const closing = db.close();
  expect(await waiting).toBe('The case is closed.');
  await closing;
  for (const connection of lent) connection.close();
  await expect(db.use((connection) => connection.value('SELECT 1'))).rejects.toMatchObject({ code: 'REFUSED' });
  db = await open();
});
