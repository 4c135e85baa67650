// A load that is killed again and again, and started again each time, ends as one that was never disturbed: nothing is
// lost, nothing is there twice. PUGMARK_CRASH_SEED chooses other moments.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeArchive } from '../../../generate/archive.ts';
import { seedRandom } from '../../../generate/random.ts';
import { type Ask, describeCase, look } from '../../support/look-into-case.ts';
import { tar } from '../support/pack.ts';

const random = seedRandom(process.env.PUGMARK_CRASH_SEED ?? 'crash');
/** After this, no more kills: the test ends in a known time on a slow machine too. */
const killsUntilMs = 3_000;
const leastKills = 3;

let folder: string;
let logs: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-crash-'));
  logs = join(folder, 'logs');
  await mkdir(logs);
  await writeLogs(logs);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Some 200,000 records, so several transactions; most are tiny. */
async function writeLogs(dir: string): Promise<void> {
  await writeArchive({
    dir,
    seed: 'crash',
    events: 4_000,
    days: 3,
    shape: { perFile: 60 },
    duplicates: 0.02,
    level: 1,
  });
  const small = (file: number, count: number) => Array.from({ length: count }, (_, i) => tinyEvent(file, i)).join(',');
  for (let file = 0; file < 30; file++) {
    // The last records of a file come again in the next.
    const again = file > 0 && file % 7 === 0 ? `,${tinyEvent(file - 1, 4)},${tinyEvent(file - 1, 5)}` : '';
    await writeFile(join(dir, `small-${file}.json.gz`), pack(`{"Records":[${small(file, 1_200)}${again}]}`));
  }
  // Two files that no single transaction holds.
  for (const file of [900, 901]) {
    const lines = Array.from({ length: 70_000 }, (_, i) => (i === 50_000 ? '{"broken":' : tinyEvent(file, i)));
    await writeFile(join(dir, `long-${file}.jsonl.gz`), pack(lines.join('\n')));
  }
  const members = Array.from({ length: 12 }, (_, i) => ({
    name: `member-${i}.json`,
    bytes: Buffer.from(`{"Records":[${small(500 + i, 2_000)}]}`),
  }));
  await writeFile(join(dir, 'bundle.tar.gz'), gzipSync(tar(members), { level: 1 }));
  const cut = pack(`{"Records":[${small(700, 5_000)}]}`);
  await writeFile(join(dir, 'cut.json.gz'), cut.subarray(0, cut.length * 0.6));
  await writeFile(join(dir, 'notes.txt'), 'not a log\n');
}

const pack = (text: string) => gzipSync(text, { level: 1 });
const tinyEvent = (file: number, i: number) =>
  `{"eventVersion":"1.11","eventTime":"2026-02-0${1 + (file % 9)}T0${i % 10}:00:0${i % 7}Z","eventSource":"s3.amazonaws.com","eventName":"${i % 3 ? 'GetObject' : 'PutObject'}","awsRegion":"eu-west-1","eventID":"${file}-${i}"}`;

type Ended = { code: number | null; signal: string | null; stdout: string };

/** @param killAfterMs SIGKILL then; null: let it end */
async function runLoad(caseDir: string, killAfterMs: number | null): Promise<Ended> {
  const args = ['out/main/cli.js', 'load', logs, '--case', caseDir, '--json'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PUGMARK_USER_DIR: join(folder, 'user'), UV_THREADPOOL_SIZE: '16' },
  });
  let stdout = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  return { code, signal, stdout };
}

/** After a kill: what is there is consistent, and says that it is not all. Answers whether the kill came after all was there. */
async function checkKilled(ask: Ask): Promise<boolean> {
  const [state] =
    await ask(`SELECT (SELECT count(*) FROM loads WHERE state = 'interrupted') AS interrupted, (SELECT count(*) FROM loads WHERE state = 'done') AS done,
      (SELECT coalesce(sum("rows"), 0) FROM evidence) AS accounted, (SELECT coalesce(sum(duplicates), 0) FROM evidence) AS copies,
      (SELECT count(*) FROM duplicates) AS duplicates`);
  const tables = await ask(`SELECT table_name FROM duckdb_tables() WHERE table_name = 'cloudtrail'`);
  const [{ n } = { n: 0 }] = tables.length === 0 ? [] : await ask('SELECT count(*) AS n FROM cloudtrail');
  expect(state).toMatchObject({ accounted: n, copies: state!.duplicates });
  return state!.done !== 0;
}

it('ends as if it had never been killed', { timeout: 120_000 }, async () => {
  const clean = join(folder, 'clean.pugmark');
  const began = performance.now();
  const whole = await runLoad(clean, null);
  let cleanMs = performance.now() - began;
  expect(whole.code).toBe(3);
  const expected = await look(clean, describeCase);

  const crashed = join(folder, 'crashed.pugmark');
  const until = performance.now() + killsUntilMs;
  let kills = 0;
  for (;;) {
    const moment = kills < leastKills ? 0.1 + 0.5 * random.unit() : 0.2 + random.unit();
    const ended = await runLoad(crashed, kills < leastKills || performance.now() < until ? moment * cleanMs : null);
    if (ended.signal === null) expect(ended.code).toBe(3);
    const isDone =
      ended.signal === null || (existsSync(join(crashed, 'case.json')) && (await look(crashed, checkKilled)));
    if (isDone) {
      if (kills >= leastKills) break;
      // It was quicker than the clean load, which had less of the machine: from the start, and killed earlier.
      await rm(crashed, { recursive: true, force: true });
      [kills, cleanMs] = [0, cleanMs / 2];
      continue;
    }
    kills++;
  }
  expect(kills).toBeGreaterThanOrEqual(leastKills);
  expect(await look(crashed, describeCase)).toEqual(expected);
  const loads = await look(crashed, (ask) => ask('SELECT state, count(*) AS n FROM loads GROUP BY ALL ORDER BY ALL'));
  expect(loads.at(-1)).toMatchObject({ state: 'interrupted' });
  expect(loads[0]).toEqual({ state: 'done', n: 1 });
});
