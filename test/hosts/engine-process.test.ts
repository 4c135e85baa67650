// The desktop app's engine process without Electron: the built entry, driven through a real MessagePort.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-engine-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('answers through its port, stops what the page aborts, keeps the case over a reload, and closes it on request', async () => {
  const driver = join(import.meta.dirname, 'support', 'drive-engine-process.mjs');
  const env = { ...process.env, PUGMARK_USER_DIR: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [driver], { env, timeout: 25_000 });
  const told = JSON.parse(stdout) as { dir: string };
  expect(told).toMatchObject({ host: 'electron', ended: 'by the page', isSameCase: true });
  // Closing checkpoints, and says so in the journal.
  expect(existsSync(join(told.dir, 'case.duckdb.wal'))).toBe(false);
  expect(await readFile(join(told.dir, 'journal.jsonl'), 'utf8')).toContain('case.close');
});
