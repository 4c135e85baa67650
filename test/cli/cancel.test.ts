import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finish, type Ran, runCli, start } from './command-line.ts';
import { recordsFile } from './events.ts';

let folder: string;
let logs: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-cancel-'));
  logs = join(folder, 'logs');
  await mkdir(logs);
  const perFile = 2000;
  for (let n = 0; n < 60; n++) await writeFile(join(logs, `${n}.json.gz`), recordsFile(n * perFile, perFile));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('Ctrl+C ends a load cleanly: what is committed stays, and loading again completes it', async () => {
  const user = join(folder, 'user');
  const caseDir = join(folder, 'cancelled.pugmark');
  let stopped: Ran | null = null;
  // A fast machine may be done before it is stopped; then earlier.
  for (const delay of [1200, 800, 500, 300]) {
    await rm(caseDir, { recursive: true, force: true });
    const child = start(['load', logs, '--case', caseDir, '--json'], user);
    const ended = finish(child);
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGINT');
    stopped = await ended;
    if (stopped.code !== 0) break;
  }
  expect(stopped).toMatchObject({ code: 130, stderr: '' });
  expect(JSON.parse(stopped!.stdout)).toMatchObject({ state: 'cancelled' });
  const again = await runCli(['load', logs, '--case', caseDir, '--json'], user);
  expect(again.code).toBe(0);
  const sql = `SELECT count(*) AS "rows", count(DISTINCT eventid) AS events, (SELECT count(*) FROM duplicates) AS d FROM cloudtrail`;
  const counted = await runCli(['sql', sql, '--case', caseDir, '--json'], user);
  expect(JSON.parse(counted.stdout)).toMatchObject({ rows: [{ rows: 120_000, events: 120_000, d: 0 }] });
});

it('Ctrl+C interrupts a long query at once', async () => {
  const caseDir = join(folder, 'query.pugmark');
  await runCli(['load', join(logs, '0.json.gz'), '--case', caseDir], join(folder, 'user'));
  const sql = 'SELECT count(*) FROM range(100000000) a, range(100000000) b';
  const child = start(['sql', sql, '--case', caseDir], join(folder, 'user'));
  const ended = finish(child);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const at = performance.now();
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stdout: '' });
  expect(performance.now() - at).toBeLessThan(3000);
});
