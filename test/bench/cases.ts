// Cases that several benchmarks look at: one loaded by Pugmark itself, and a larger one made by copying its rows with
// shifted times and new ids. Kept under .bench/ like the archives.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../src-main/engine/duckdb/database.ts';
import { findArchive } from './archives.ts';
import type { BenchOptions } from './load.ts';
import { runMeasured } from './measure.ts';
import { textLogNames } from './text-log-lines.ts';
import { findTextLog } from './text-logs.ts';

const version = 1;

/** 2 million events (a tenth with `quick`), as the archive `trail` holds them. */
export async function findLoadedCase(options: BenchOptions): Promise<string> {
  const dir = path.join(options.root, 'cases', `loaded${options.quick ? '-quick' : ''}-v${version}.pugmark`);
  if (existsSync(path.join(dir, 'case.json'))) return dir;
  const archive = await findArchive(options.root, 'trail', options.quick ? 0.1 : 1);
  console.error('Loading the case …');
  return await loadCase(options, [archive.dir], dir);
}

/** 2 million rows of six log types over the same 30 days: 500,000 events and 300,000 lines of each text log (a tenth with `quick`). */
export async function findTimelineCase(options: BenchOptions): Promise<string> {
  const dir = path.join(options.root, 'cases', `timeline${options.quick ? '-quick' : ''}-v${version}.pugmark`);
  if (existsSync(path.join(dir, 'case.json'))) return dir;
  const { dir: events } = await findArchive(options.root, 'large', options.quick ? 0.1 : 1);
  const lines = options.quick ? 30_000 : 300_000;
  const folders = [events];
  for (const name of textLogNames) folders.push((await findTextLog(options.root, name, lines, 'plain')).dir);
  console.error('Loading the case of six log types …');
  return await loadCase(options, folders, dir);
}

async function loadCase(options: BenchOptions, folders: string[], dir: string): Promise<string> {
  const making = dir.replace('.pugmark', '-part.pugmark');
  await rm(making, { recursive: true, force: true });
  await mkdir(path.dirname(dir), { recursive: true });
  const run = await runMeasured(process.execPath, [options.cli, 'load', ...folders, '--case', making, '--json']);
  if (run.code !== 0) throw new Error(`The case could not be loaded (${run.code}):\n${run.stderr}`);
  await rename(making, dir);
  return dir;
}

/** Five times as many rows: 10 million (1 million with `quick`). */
export async function findBigCase(options: BenchOptions): Promise<string> {
  const copies = 5;
  const dir = path.join(options.root, 'cases', `big${options.quick ? '-quick' : ''}-v${version}.pugmark`);
  if (existsSync(path.join(dir, 'case.json'))) return dir;
  const base = await findLoadedCase(options);
  console.error('Making the big case …');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  for (const name of ['case.duckdb', 'scratch.duckdb', 'journal.jsonl'])
    await copyFile(path.join(base, name), path.join(dir, name));
  const temp = path.join(options.root, 'temp');
  const database = await openDatabase({
    logs: path.join(dir, 'case.duckdb'),
    scratch: path.join(dir, 'scratch.duckdb'),
    temp,
  });
  await database.use(async (connection) => {
    const rows = Number(await connection.value('SELECT count(*) FROM cloudtrail'));
    for (let copy = 1; copy < copies; copy++) {
      await connection.run(`INSERT INTO logs.main.cloudtrail SELECT * REPLACE (
        eventtime + INTERVAL ${copy * 90} DAY AS eventtime,
        eventid[:-2] || '${copy}' AS eventid,
        replace(raw, eventid, eventid[:-2] || '${copy}') AS raw
        ) FROM logs.main.cloudtrail WHERE rowid < ${rows}`);
      console.error(`  ${copy + 1} of ${copies}`);
    }
    await connection.run('CHECKPOINT logs');
  });
  await database.close();
  await rm(temp, { recursive: true, force: true });
  await copyFile(path.join(base, 'case.json'), path.join(dir, 'case.json'));
  return dir;
}
