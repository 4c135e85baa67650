// The life of one row index: made for a view over its source as it is now, built in the background, dropped.
import { liveView, rowsKey } from '../../../../shared/query/edit.ts';
import type { View } from '../../../../shared/query/view.ts';
import type { Database } from '../../duckdb/database.ts';
import { qualify } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { type ResolvedSource, resolveSource } from '../catalog/source.ts';
import { checkRegexes } from '../compile/check-regex.ts';
import { compileOrder, compileWhere } from '../compile/compile.ts';
import { type Versions, versionsOf } from '../compile/virtual-versions.ts';
import { actorsStamp } from '../sessions/actor-column.ts';
import { type Found, findRows } from './find-rows.ts';
import { addressRows, type Rows } from './rows.ts';

export type RowIndex = {
  /** Name of its table in `work.main`. */
  name: string;
  /** Same key: same rows in the same order. */
  key: string;
  view: View;
  /** Of what it depends on beside the rows. */
  versions: Versions;
  source: ResolvedSource;
  rows: Rows;
  found: Found;
  state: 'running' | 'ready' | 'failed' | 'dropped';
  elapsedMs: number;
  /** Ids of the views that hold it, and when one was last used. */
  users: Set<string>;
  used: number;
  /** Settles when it is ready; rejects when that failed or was cancelled. */
  done: Promise<void>;
  cancel: AbortController;
  /** Wakes who waits for news. */
  wake: Set<() => void>;
  /** What reads it now, and how many reads have ended. */
  reads: Set<Promise<unknown>>;
  readsDone: number;
  /** Lets go of the held result behind it. */
  releaseSource: () => void;
  began: number;
};

let counter = 0;

/** Fixes which rows there are; nothing is looked for yet. */
export async function createIndex(
  state: EngineState,
  db: Database,
  view: View,
  signal: AbortSignal | undefined,
): Promise<RowIndex> {
  const began = performance.now();
  const name = `view_${++counter}`;
  const [source, stamp, versions] = await db.use(async (connection) => {
    const resolved = await resolveSource(state, connection, view.from, signal);
    await checkRegexes(connection, resolved, view);
    const order = compileOrder(resolved, view.sort).map(({ sql }) => sql);
    const expressions = [...compileWhere(resolved, view), ...order];
    const stamp = await actorsStamp(connection, expressions);
    return [resolved, stamp, versionsOf(requireCase(state), [...expressions, resolved.relation])] as const;
  });
  const releaseSource = source.held?.retain() ?? (() => undefined);
  try {
    const rows = await db.use((connection) => addressRows(connection, source, `${name}_rows`, signal));
    return {
      name,
      key: JSON.stringify([rowsKey(view), source.relation, rows.parts.map((part) => part.rows), stamp, versions]),
      view: liveView(view),
      versions,
      source,
      rows,
      found: nothing,
      state: 'running',
      elapsedMs: 0,
      users: new Set(),
      used: 0,
      done: Promise.resolve(),
      cancel: new AbortController(),
      wake: new Set(),
      reads: new Set(),
      readsDone: 0,
      releaseSource,
      began,
    };
  } catch (error) {
    releaseSource();
    throw error;
  }
}

const nothing: Found = { matched: 0, scanned: 0, head: null, table: null };

export async function buildIndex(db: Database, index: RowIndex): Promise<void> {
  const tell = (found: Found) => {
    index.found = found;
    index.elapsedMs = performance.now() - index.began;
    for (const wake of index.wake) wake();
  };
  const obsolete: string[] = [];
  try {
    const report = {
      found: tell,
      headShown: () => firstPageServed(index),
      obsolete: (table: string) => void obsolete.push(table),
    };
    const found = await db.use((connection) =>
      findRows(connection, index.source, index.rows, index.view, index.name, report, index.cancel.signal),
    );
    index.state = 'ready';
    tell(found);
  } catch (error) {
    index.state = 'failed';
    for (const wake of index.wake) wake();
    throw error;
  } finally {
    await dropTables(db, index, obsolete);
  }
}

/** Cancels what is being built, and frees what is there. */
export async function dropIndex(db: Database, index: RowIndex): Promise<void> {
  index.cancel.abort();
  await index.done.catch(() => undefined); // Who waited for it was told; here it only matters that it has ended.
  const { found, rows } = index;
  index.state = 'dropped';
  index.found = nothing;
  index.cancel = new AbortController();
  await dropTables(
    db,
    index,
    [found.table, rows.copy].filter((table) => table !== null),
  );
  // A view that is made again needs the result it was made from.
  if (index.users.size === 0) index.releaseSource();
}

async function dropTables(db: Database, index: RowIndex, tables: string[]): Promise<void> {
  if (tables.length === 0) return;
  await Promise.allSettled(index.reads);
  await db.use(async (connection) => {
    for (const table of tables) await connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', table)}`);
  });
}

/** Until a page that is asked for within 100 ms is read: on few cores it would otherwise wait for the whole sort. */
async function firstPageServed(index: RowIndex): Promise<void> {
  const { readsDone } = index;
  const until = performance.now() + 100;
  const isWorthwhile = () => index.readsDone === readsDone && !index.cancel.signal.aborted;
  while (isWorthwhile() && (index.reads.size > 0 || performance.now() < until))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Waits for news, at least `atLeastMs`; ends at once when the index is ready or failed. CANCELLED when aborted. */
export async function awaitNews(index: RowIndex, signal: AbortSignal | undefined, atLeastMs: number): Promise<void> {
  const until = performance.now() + Math.max(0, atLeastMs);
  do {
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    await new Promise<void>((resolve) => {
      const wake = () => {
        index.wake.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      index.wake.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
  } while (index.state === 'running' && performance.now() < until);
}
