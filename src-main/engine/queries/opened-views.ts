// The views that are open in a case. A view is a handle on a row index; equal views on unchanged data share one, and one
// that nobody holds any more stays for a while, so that undo and redo cost nothing. Old ones are dropped, and made again
// when they are paged after all.
import type { ViewState } from '../../../shared/contract/views.ts';
import { liveView, rowsKey } from '../../../shared/query/edit.ts';
import type { View } from '../../../shared/query/view.ts';
import type { Connection } from '../duckdb/connection.ts';
import { qualify } from '../duckdb/quote.ts';
import { EngineError } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { type Found, findRows } from './row-index.ts';
import { addressRows, type Rows } from './rows.ts';
import { type ResolvedSource, resolveSource } from './source.ts';

/** Row indexes kept; each may be 4 bytes a row, and spills to disk when memory is short. */
const keptIndexes = 24;
const reportEveryMs = 200;

export type RowIndex = {
  name: string;
  /** Same key and same data: same rows in the same order. */
  key: string;
  view: View;
  source: ResolvedSource;
  rows: Rows;
  found: Found;
  state: 'running' | 'ready' | 'dropped';
  elapsedMs: number;
  /** Ids of the views that hold it. */
  users: Set<string>;
  used: number;
  /** Settles when the index is ready; rejects when it failed or was cancelled. */
  done: Promise<void>;
  cancel: AbortController;
  /** Wakes who waits for news. */
  wake: Set<() => void>;
};

export type OpenedViews = {
  open(view: View, signal: AbortSignal | undefined): AsyncGenerator<ViewState>;
  close(viewId: string): Promise<void>;
  /** NOT_FOUND when the view is not open. Waits while a dropped index is made again. */
  find(viewId: string): Promise<RowIndex>;
  /** A ready index with the rows of a view, in any order. */
  findSameRows(view: View): RowIndex | undefined;
};

const perCase = new WeakMap<OpenCase, OpenedViews>();

export function openedViews(state: EngineState): OpenedViews {
  const open = requireCase(state);
  let views = perCase.get(open);
  if (!views) {
    views = createOpenedViews(state, open);
    perCase.set(open, views);
  }
  return views;
}

function createOpenedViews(state: EngineState, open: OpenCase): OpenedViews {
  const { db } = open;
  const indexes = new Map<string, RowIndex>();
  const views = new Map<string, RowIndex>();
  let counter = 0;
  let clock = 0;

  open.onClose(async () => {
    for (const index of indexes.values()) index.cancel.abort();
    await Promise.allSettled([...indexes.values()].map((index) => index.done));
  });

  async function drop(index: RowIndex): Promise<void> {
    indexes.delete(index.name);
    index.cancel.abort();
    await index.done.catch(() => undefined); // Its maker has told; here it only matters that it stopped.
    index.state = 'dropped';
    const tables = [index.found.table, index.rows.copy].filter((table) => table !== null);
    index.found = { matched: 0, scanned: 0, head: null, table: null };
    if (tables.length > 0)
      await db.use(async (connection) => {
        for (const table of tables) await connection.run(`DROP TABLE IF EXISTS ${qualify('work', 'main', table)}`);
      });
  }

  async function dropOldest(): Promise<void> {
    const ready = [...indexes.values()].filter((index) => index.state === 'ready');
    const heavy = ready.filter((index) => index.found.table !== null || index.rows.copy !== null);
    const order = heavy.toSorted((a, b) => Number(a.users.size > 0) - Number(b.users.size > 0) || a.used - b.used);
    for (const index of order.slice(0, Math.max(0, heavy.length - keptIndexes))) await drop(index);
  }

  /** Resolves the source, then finds the rows in the background. */
  async function create(view: View, signal: AbortSignal | undefined): Promise<RowIndex> {
    const began = performance.now();
    const name = `view_${++counter}`;
    const cancel = new AbortController();
    return await db.use(async (connection) => {
      const source = await resolveSource(state, connection, view.from, signal);
      const rows = await addressRows(connection, source, `${name}_rows`, signal ?? cancel.signal);
      const key = dataKey(view, source, rows);
      const same = [...indexes.values()].find((index) => index.key === key);
      if (same && rows.copy === null) return same;
      const index: RowIndex = {
        name,
        key,
        view: liveView(view),
        source,
        rows,
        cancel,
        found: { matched: 0, scanned: 0, head: null, table: null },
        state: 'running',
        elapsedMs: 0,
        users: new Set(),
        used: ++clock,
        done: Promise.resolve(),
        wake: new Set(),
      };
      index.done = build(index, began);
      index.done.catch(() => undefined); // Who opened it hears of it; without one (all left) there is nobody to tell.
      indexes.set(name, index);
      return index;
    });
  }

  async function build(index: RowIndex, began: number): Promise<void> {
    const news = (found: Found) => {
      index.found = found;
      index.elapsedMs = performance.now() - began;
      for (const wake of index.wake) wake();
    };
    try {
      const found = await db.use((connection) =>
        findRows(connection, index.source, index.rows, index.view, index.name, news, index.cancel.signal),
      );
      index.state = 'ready';
      news(found);
    } catch (error) {
      indexes.delete(index.name);
      throw error;
    }
  }

  return {
    async *open(view, signal) {
      const index = await create(view, signal);
      const viewId = `v${++counter}`;
      index.users.add(viewId);
      index.used = ++clock;
      views.set(viewId, index);
      let opened = false;
      try {
        let reported = Number.NEGATIVE_INFINITY;
        while (index.state === 'running') {
          await news(index, signal, reported + reportEveryMs - performance.now());
          if (index.state !== 'running') break;
          reported = performance.now();
          yield stateOf(viewId, index);
        }
        await index.done;
        yield stateOf(viewId, index);
        opened = true;
      } finally {
        if (!opened) await release(viewId);
      }
      await dropOldest();
    },
    close: release,
    async find(viewId) {
      const index = views.get(viewId);
      if (!index) throw new EngineError('NOT_FOUND', 'This view is no longer open.', { hint: 'Open it again.' });
      index.used = ++clock;
      if (index.state === 'dropped') await restore(index);
      return index;
    },
    findSameRows(view) {
      const key = rowsKey({ ...view, sort: [] });
      return [...indexes.values()].find(
        (index) => index.state === 'ready' && rowsKey({ ...index.view, sort: [] }) === key,
      );
    },
  };

  async function release(viewId: string): Promise<void> {
    const index = views.get(viewId);
    views.delete(viewId);
    if (!index) return;
    index.users.delete(viewId);
    if (index.users.size === 0 && (index.state === 'running' || index.rows.copy !== null)) await drop(index);
  }

  async function restore(index: RowIndex): Promise<void> {
    if (index.rows.copy !== null)
      throw new EngineError('NOT_FOUND', 'This view was put away to save memory.', { hint: 'Open it again.' });
    index.state = 'running';
    index.cancel = new AbortController();
    index.done = build(index, performance.now());
    indexes.set(index.name, index);
    await index.done;
  }
}

function dataKey(view: View, source: ResolvedSource, rows: Rows): string {
  return JSON.stringify([rowsKey(view), source.relation, rows.parts.map((part) => part.rows)]);
}

function stateOf(viewId: string, index: RowIndex): ViewState {
  return {
    viewId,
    state: index.state === 'ready' ? 'ready' : 'running',
    matched: index.found.matched,
    total: index.rows.total,
    scanned: index.found.scanned,
    elapsedMs: Math.round(index.elapsedMs),
  };
}

/** Waits for news of an index, at least `atLeastMs`; ends at once when it is ready or the wait is aborted. */
async function news(index: RowIndex, signal: AbortSignal | undefined, atLeastMs: number): Promise<void> {
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
      index.done.then(wake, wake);
    });
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
  } while (index.state === 'running' && performance.now() < until);
}

export type { Connection };
