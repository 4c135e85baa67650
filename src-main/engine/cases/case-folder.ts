// The case as a folder, NAME.pugmark: its layout, its lock, its version. Opening is the one door to the evidence.
import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { CaseInfo } from '../../../shared/contract/cases.ts';
import { builtInFormats } from '../../../shared/formats/registry.ts';
import type { Connection } from '../duckdb/connection.ts';
import { type Database, openDatabase } from '../duckdb/database.ts';
import { inTransaction } from '../duckdb/in-transaction.ts';
import { ipMacros } from '../duckdb/ip-macros.ts';
import { jsonMacros } from '../duckdb/json-macros.ts';
import { macros } from '../duckdb/macros.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import type { EngineOptions, OpenCase } from '../engine-state.ts';
import { refreshLogs } from '../formats/case-formats.ts';
import { openJournal } from '../journal/journal.ts';
import { makeRoom, makeRoomForFormats } from './make-room.ts';
import { currentVersion, firstTables, migrations } from './schema.ts';

const CaseFile = CaseInfo.omit({ dir: true, interruptedLoads: true, journalBreaks: true });
type CaseFile = z.infer<typeof CaseFile>;

export const caseFiles = (dir: string) => ({
  info: join(dir, 'case.json'),
  logs: join(dir, 'case.duckdb'),
  scratch: join(dir, 'scratch.duckdb'),
  journal: join(dir, 'journal.jsonl'),
  journalHead: join(dir, 'journal.head'),
  evidence: join(dir, 'evidence'),
  exports: join(dir, 'exports'),
  temp: join(dir, '.temp'),
});

/**
 * Creates `parent/NAME.pugmark` with an empty database of version 0; opening migrates it. Answers the folder. `asNamed`: the
 * folder is called NAME exactly, and may be there if it is empty, as a path on the command line means it.
 */
export async function createCase(parent: string, name: string, asNamed = false): Promise<string> {
  const clean = name.trim();
  if (clean === '' || /[<>:"/\\|?*\p{Cc}]/u.test(clean) || /^\.+$/.test(clean))
    throw new EngineError('INVALID', `“${name}” cannot be a folder name on every system.`, {
      hint: 'Leave out < > : " / \\ | ? * and control characters.',
    });
  const dir = join(resolve(parent), asNamed || clean.endsWith('.pugmark') ? clean : `${clean}.pugmark`);
  const files = caseFiles(dir);
  try {
    await mkdir(resolve(parent), { recursive: true });
    if (!asNamed || !(await isEmptyFolder(dir))) await mkdir(dir, { mode: 0o700 });
    await mkdir(files.evidence, { mode: 0o700 });
    await mkdir(files.exports, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new EngineError('REFUSED', 'Something of that name is there already.', {
        at: dir,
        hint: 'Open it if it is a case, or choose another name.',
      });
    throw new EngineError(
      'FAILED',
      `The case folder cannot be made: ${messageOf(error)}`,
      { at: dir },
      { cause: error },
    );
  }
  const info: CaseFile = {
    id: randomUUID(),
    name: clean.replace(/\.pugmark$/, ''),
    created: new Date().toISOString(),
    formatVersion: 0,
    timeZone: 'UTC',
  };
  await writeCaseFile(dir, info);
  return dir;
}

async function isEmptyFolder(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length === 0;
  } catch {
    return false; // Not there, or not a folder: mkdir then succeeds, or says why not.
  }
}

/** Opens a case folder: reads `case.json`, takes the lock, migrates after a backup, repairs what a crash left. */
export async function openCase(given: string, options: EngineOptions): Promise<OpenCase> {
  const dir = resolve(given);
  const files = caseFiles(dir);
  let stored = await readCaseFile(dir);
  if (stored.formatVersion > currentVersion)
    throw new EngineError(
      'REFUSED',
      `This case was written by a newer Pugmark (case format ${stored.formatVersion}).`,
      {
        at: dir,
        hint: `This Pugmark knows case formats up to ${currentVersion}: update it.`,
      },
    );
  await mkdir(files.evidence, { recursive: true, mode: 0o700 });
  await mkdir(files.exports, { recursive: true, mode: 0o700 });

  const databaseOptions = {
    setup: [...macros, ...ipMacros, ...jsonMacros],
    ...(options.memoryMb === undefined ? {} : { memoryMb: options.memoryMb }),
  };
  const open = () => openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp }, databaseOptions);
  let db = await open();
  if (stored.formatVersion > 0 && stored.formatVersion < currentVersion) {
    await db.close();
    await backUp(dir, stored.formatVersion);
    db = await open();
  }
  const { formatVersion } = stored;
  try {
    stored = await migrate(db, dir, stored);
    await db.use(bringLogsUpToDate);
    await removeRests(files.temp);
    // DuckDB makes its files as the process's mask says, which in an older Pugmark was everybody's.
    for (const file of [files.logs, files.scratch]) await chmod(file, 0o600);
    const journal = await openJournal(files, options.version, expectedJournal(formatVersion));
    const interrupted = await markInterrupted(db);
    const closers: (() => void | Promise<void>)[] = [];
    await journal.append('case.open', {
      name: stored.name,
      id: stored.id,
      host: options.host,
      interruptedLoads: interrupted,
    });
    const opened: OpenCase = {
      info: { ...stored, dir, interruptedLoads: interrupted, journalBreaks: journal.breaks },
      dir,
      db,
      journal,
      onClose: (work) => void closers.push(work),
      async setTimeZone(timeZone) {
        stored = { ...stored, timeZone };
        await writeCaseFile(dir, stored);
        opened.info = { ...opened.info, timeZone };
        await journal.append('case.timeZone', { timeZone });
      },
      async close() {
        for (const work of closers) await work();
        await journal.append('case.close', {});
        await journal.close();
        await db.use((connection) => connection.run('CHECKPOINT logs')).catch(() => undefined); // Only shortens the next opening.
        await db.close();
        await rm(files.temp, { recursive: true, force: true });
      },
    };
    return opened;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Log types may have grown since the case was written, and new ones may have come. */
async function bringLogsUpToDate(connection: Connection): Promise<void> {
  await inTransaction(connection, async () => {
    await makeRoomForFormats(
      connection,
      builtInFormats.map(({ name }) => name),
    );
    await refreshLogs(connection);
  });
}

/** Cases before format 4 do not note the last entry beside the journal. */
const expectedJournal = (formatVersion: number) =>
  formatVersion === 0 ? 'none' : formatVersion < 4 ? 'headless' : 'all';

/** Empties the temporary folder of what a killed process left, once the lock is ours. */
async function removeRests(temp: string): Promise<void> {
  for (const name of await readdir(temp)) await rm(join(temp, name), { recursive: true, force: true });
}

async function readCaseFile(dir: string): Promise<CaseFile> {
  const file = caseFiles(dir).info;
  try {
    return CaseFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new EngineError('NOT_FOUND', 'This is not a Pugmark case: it holds no case.json.', {
        at: dir,
        hint: 'Choose a folder whose name ends in .pugmark.',
      });
    throw new EngineError('INVALID', `case.json cannot be read: ${messageOf(error)}`, { at: file }, { cause: error });
  }
}

async function writeCaseFile(dir: string, info: CaseFile): Promise<void> {
  const file = caseFiles(dir).info;
  await writeFile(`${file}.new`, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Copies what a migration could spoil. Runs while the database is closed: on POSIX, reading the file drops DuckDB's lock. */
async function backUp(dir: string, version: number): Promise<void> {
  const target = join(dir, 'backup', `format-${version}-${new Date().toISOString().replaceAll(':', '')}`);
  const { info, logs, scratch } = caseFiles(dir);
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const file of [info, logs, `${logs}.wal`, scratch, `${scratch}.wal`]) {
    const there = await stat(file).catch(() => null); // A clean close leaves no WAL.
    if (there) await copyFile(file, join(target, file.slice(dir.length + 1)));
  }
}

async function migrate(db: Database, dir: string, info: CaseFile): Promise<CaseFile> {
  if (info.formatVersion === currentVersion) return info;
  await db.use(async (connection) => {
    // A crash between a migration and case.json leaves an older version there than the database is of.
    const from = Math.max(info.formatVersion, await versionOf(connection));
    await inTransaction(connection, async () => {
      const statements = migrations.slice(from).flat();
      await makeRoom(connection, statements);
      for (const statement of statements) await connection.run(statement);
    });
  });
  const current = { ...info, formatVersion: currentVersion };
  await writeCaseFile(dir, current);
  return current;
}

/** The version that the database itself is of, by the newest table there is; 0: nothing is made yet. */
async function versionOf(connection: Connection): Promise<number> {
  const rows = await connection.rows(
    "SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = 'logs'",
  );
  const there = new Set(rows.map((row) => row.name));
  return firstTables.findLastIndex((name) => there.has(name)) + 1;
}

/** Loads that a crash cut off; they are shown as such and end properly when the same paths are loaded again. */
async function markInterrupted(db: Database): Promise<number> {
  return db.use(async (connection) => {
    await connection.run(
      "UPDATE logs.main.loads SET state = 'interrupted' WHERE state NOT IN ('done', 'cancelled', 'failed', 'interrupted')",
    );
    await connection.run(
      "UPDATE logs.main.acquisitions SET state = 'interrupted' WHERE state NOT IN ('listed', 'done', 'cancelled', 'failed', 'interrupted')",
    );
    return Number(await connection.value("SELECT count(*) FROM logs.main.loads WHERE state = 'interrupted'"));
  });
}
