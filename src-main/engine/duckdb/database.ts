// Opens the case's DuckDB: one in-memory instance with the case's files attached, settings made, then locked so that no
// SQL can change them. Catalogs:
//   logs     case.duckdb      evidence tables and the case's own documents; written by the engine alone
//   scratch  scratch.duckdb   the user's own tables; a separate file, so DuckDB itself keeps a writing transaction in it
//   work     in memory        opened views and held results; gone when the case closes
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance, version } from '@duckdb/node-api';

import { EngineError, messageOf } from '../engine-error.ts';
import { type Connection, wrapConnection } from './connection.ts';
import { quoteLiteral } from './quote.ts';
import { registerRecordFeed } from './record-feed.ts';

export const duckdbVersion: () => string = version;

export type Database = {
  /** A connection of the caller's own until it closes it; closing rolls back what is open. Waits when all are taken. */
  connect(): Promise<Connection>;
  /** The same for a load, the only one at a time: without progress, so `percent` answers null. */
  connectWriter(): Promise<Connection>;
  /** Lends a connection for the time of `work`, which ends its own transactions. */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Interrupts what runs, waits until nothing does, and closes the files. What is asked for afterwards fails. */
  close(): Promise<void>;
};

export type DatabaseFiles = { logs: string; scratch: string; temp: string };
export type DatabaseOptions = {
  /** DuckDB's memory limit in MiB; 1 GiB lets a whole-record export or a sort of 10 million rows run in several threads. */
  memoryMb?: number;
  threads?: number;
  /** Statements run once, before settings are locked; for macros. */
  setup?: string[];
};

const searchPath = "SET search_path = 'logs.main,work.main'";

/**
 * Rows of a row group, the unit of compression and of parallel work: at the default 122,880 compression runs single-threaded at COMMIT. Not persisted: every ATTACH says it.
 * v1.3.0 is the first version with DICT_FSST, which keeps the JSON columns at half the size; DuckDB 1.3 and newer open it.
 */
export const rowGroupRows = 20_480;
const attachOptions = `STORAGE_VERSION 'v1.3.0', ROW_GROUP_SIZE ${rowGroupRows}`;

/**
 * Connections, all made before the settings are locked, since progress reporting is a per-connection setting. DuckDB holds
 * one thread of libuv's pool per running query, so the entries set UV_THREADPOOL_SIZE above this.
 */
const poolSize = 12;
const interruptEveryMs = 20;

export async function openDatabase(files: DatabaseFiles, options: DatabaseOptions = {}): Promise<Database> {
  await mkdir(files.temp, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
    threads: String(options.threads ?? availableParallelism()),
    memory_limit: `${options.memoryMb ?? 1024}MiB`,
  });
  const pool: Connection[] = [];
  const readers = createLending();
  const writers = createLending();
  try {
    const first = wrapConnection(await instance.connect());
    registerRecordFeed(first.driver);
    for (const statement of [
      `ATTACH ${quoteLiteral(files.logs)} AS logs (${attachOptions})`,
      `ATTACH ${quoteLiteral(files.scratch)} AS scratch (${attachOptions})`,
      "ATTACH ':memory:' AS work",
      "SET GLOBAL TimeZone = 'UTC'",
      // A join with up to this many row ids reads only the vectors that hold them: 22 times faster pages (see queries/page.ts).
      'SET GLOBAL dynamic_or_filter_threshold = 8192',
      // Every batch of a load ends in row groups that are not full; putting them together again at each checkpoint cost a
      // load a tenth of its time and the file a fifth of its size.
      'SET GLOBAL max_vacuum_tasks = 0',
      `SET temp_directory = ${quoteLiteral(files.temp)}`,
      ...(options.setup ?? []),
    ])
      await first.run(statement);
    for (let i = 0; i < poolSize; i++) {
      const connection = wrapConnection(await instance.connect());
      await connection.run('SET enable_progress_bar = true');
      await connection.run('SET enable_progress_bar_print = false');
      await connection.run(searchPath);
      pool.push(connection);
      readers.giveBack(connection);
    }
    // While other threads have the work, the one that asked for it spins; with progress it computes that at every turn,
    // which cost a load an eighth of its processor time.
    const writer = wrapConnection(await instance.connect());
    await writer.run(searchPath);
    pool.push(writer);
    writers.giveBack(writer);
    await first.run('SET enable_external_access = false');
    await first.run('SET lock_configuration = true');
    first.close();
  } catch (error) {
    instance.closeSync();
    if (/lock on file/i.test(messageOf(error)))
      throw new EngineError(
        'REFUSED',
        'The case is open in another process.',
        { at: files.logs, hint: 'Close it there first.' },
        { cause: error },
      );
    throw new EngineError(
      'FAILED',
      `The case's database does not open: ${messageOf(error)}`,
      { at: files.logs },
      { cause: error },
    );
  }

  return {
    connect: () => lendWhole(readers),
    connectWriter: () => lendWhole(writers),
    async use(work) {
      const connection = await readers.take();
      try {
        return await work(connection);
      } finally {
        readers.giveBack(connection);
      }
    },
    async close() {
      readers.end();
      writers.end();
      for (;;) {
        const busy = pool.filter((connection) => connection.isBusy());
        if (busy.length === 0) break;
        // Again and again: an interrupt that comes just before a statement begins does not stop it.
        for (const connection of busy) connection.interrupt();
        await Promise.race([Promise.all(busy.map((connection) => connection.settled())), setTimeout(interruptEveryMs)]);
      }
      for (const connection of pool) connection.close();
      instance.closeSync();
    },
  };
}

type Lending = {
  take(): Promise<Connection>;
  giveBack(connection: Connection): void;
  /** From now on nothing is lent; who waits is told so. */
  end(): void;
};

/** Connections that are lent to one at a time; who comes when all are out waits. */
function createLending(): Lending {
  const idle: Connection[] = [];
  const waiting: { resolve(this: void, connection: Connection): void; reject(this: void, error: Error): void }[] = [];
  let ended = false;
  const refusal = () => new EngineError('REFUSED', 'The case is closed.');
  return {
    take: () =>
      new Promise((resolve, reject) => {
        if (ended) return reject(refusal());
        const connection = idle.pop();
        if (connection) resolve(connection);
        else waiting.push({ resolve, reject });
      }),
    giveBack(connection) {
      const next = waiting.shift();
      if (next) next.resolve(connection);
      else idle.push(connection);
    },
    end() {
      ended = true;
      for (const { reject } of waiting.splice(0)) reject(refusal());
    },
  };
}

/** A connection that goes back when it is closed. */
async function lendWhole(lending: Lending): Promise<Connection> {
  const pooled = await lending.take();
  let closed = false;
  return {
    ...pooled,
    close() {
      if (closed) return;
      closed = true;
      // A statement cut off by an interrupt leaves its explicit transaction open. Without one, ROLLBACK fails; once the
      // database has closed everything does, and nobody is lent this connection again.
      const tidy = async () => {
        await pooled.run('ROLLBACK').catch(() => undefined);
        await pooled.run(searchPath).catch(() => undefined);
      };
      void pooled.guard(tidy).then(() => lending.giveBack(pooled));
    },
  };
}
