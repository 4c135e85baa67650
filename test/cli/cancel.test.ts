import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finish, runCli, start } from './command-line.ts';
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
  const caseDir = join(folder, 'cancelled.pugmark');
  const child = start(['load', logs, '--case', caseDir, '--json'], join(folder, 'user'));
  const ended = finish(child);
  await new Promise((resolve) => setTimeout(resolve, 900));
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect(code).toBe(130);
  const account = JSON.parse(stdout) as {
    state: string;
    files: { found: number; loaded: number };
    records: { rows: number };
  };
  expect(account.state).toBe('cancelled');
  const again = await runCli(['load', logs, '--case', caseDir, '--json'], join(folder, 'user'));
  expect(again.code).toBe(0);
  const second = JSON.parse(again.stdout) as typeof account;
  expect(account.records.rows + second.records.rows).toBe(120_000);
  const counted = await runCli(
    ['sql', 'SELECT count(*) AS n FROM cloudtrail', '--case', caseDir, '--json'],
    join(folder, 'user'),
  );
  expect(JSON.parse(counted.stdout)).toMatchObject({ rows: [{ n: 120_000 }] });
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
