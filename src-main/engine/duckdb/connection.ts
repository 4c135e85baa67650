// One DuckDB connection with what the engine needs of it: rows as plain values, interruption by AbortSignal, errors as
// EngineError. A connection runs one statement at a time; DuckDB silently ends an open stream when a second one starts.
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { EngineError, messageOf } from '../engine-error.ts';

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;
export type RunOptions = { values?: DuckDBValue[]; signal?: AbortSignal | undefined };

export type Connection = {
  /** Runs a statement for its effect; answers the number of rows changed (0 for DDL). */
  run(sql: string, options?: RunOptions): Promise<number>;
  /** All rows. BIGINT and wider become numbers when exact, else text; nested values and times become text. */
  rows(sql: string, options?: RunOptions): Promise<Row[]>;
  /** First column of the first row, or null. */
  value(sql: string, options?: RunOptions): Promise<Cell>;
  /** Result chunk by chunk, without holding it whole. */
  stream(sql: string, options?: RunOptions): Promise<DuckDBResult>;
  /** Percent done of the running statement, or null when DuckDB cannot tell. */
  percent(): number | null;
  interrupt(): void;
  /** Runs what uses `driver` itself, so that the connection is not closed under it. */
  guard<T>(work: () => Promise<T>): Promise<T>;
  isBusy(): boolean;
  /** Resolves when what runs now has ended, in whatever way. */
  settled(): Promise<unknown>;
  /** Not while something runs: DuckDB would go on in freed memory. */
  close(): void;
  /** The driver's own connection, for rooms inside engine/duckdb only. */
  readonly driver: DuckDBConnection;
};

export type Chunk = DuckDBDataChunk;

export function wrapConnection(driver: DuckDBConnection): Connection {
  const running = new Set<Promise<unknown>>();

  function guard<T>(work: () => Promise<T>): Promise<T> {
    const done = work().finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  const interruptible = <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> =>
    guard(() => untilAborted(signal, work));

  async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    const onAbort = () => driver.interrupt();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
      throw toSqlError(error);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    driver,
    run: (sql, { values, signal } = {}) =>
      interruptible(signal, async () => {
        const result = await driver.run(sql, values);
        return result.rowsChanged;
      }),
    rows: (sql, { values, signal } = {}) =>
      interruptible(signal, async () => {
        const reader = await driver.runAndReadAll(sql, values);
        return reader.getRowObjectsJson().map((row) => {
          const out: Row = {};
          const types = reader.columnTypes();
          reader.deduplicatedColumnNames().forEach((name, i) => {
            out[name] = toCell(row[name], types[i]!.toString());
          });
          return out;
        });
      }),
    async value(sql, options) {
      const [first] = await this.rows(sql, options);
      return first === undefined ? null : (Object.values(first)[0] ?? null);
    },
    stream: (sql, { values, signal } = {}) => interruptible(signal, () => driver.stream(sql, values)),
    percent() {
      const { percentage } = driver.progress;
      return percentage < 0 ? null : percentage;
    },
    interrupt: () => driver.interrupt(),
    guard,
    isBusy: () => running.size > 0,
    settled: () => Promise.allSettled(running),
    close: () => driver.closeSync(),
  };
}

const integerTypes = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT']);

function toCell(value: unknown, type: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (!integerTypes.has(type)) return value;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  return JSON.stringify(value);
}

/** DuckDB's message, with the offset that its `LINE n: … ^` marker points at when the statement text is at hand. */
export function toSqlError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const message = messageOf(error);
  if (/INTERRUPT/i.test(message)) return new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
  return new EngineError('SQL', message, {}, { cause: error });
}
