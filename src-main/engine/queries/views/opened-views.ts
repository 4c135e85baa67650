// The views that are open in a case. A view is a handle on a row index; equal views on unchanged data share one, and one
// that nobody holds any more stays for a while, so that undo and redo cost nothing. Old ones are dropped, and made again
// when they are paged after all.
import type { ViewState } from '../../../../shared/contract/views.ts';
import { rowsKey } from '../../../../shared/query/edit.ts';
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import { isCurrent } from '../compile/virtual-versions.ts';
import { awaitNews, buildIndex, createIndex, dropIndex, type RowIndex } from './row-index.ts';

/** Row indexes kept. DuckDB moves them to disk when memory is short. */
const keptIndexes = 24;
/** Rows in all of them, 4 to 6 bytes each, beyond which those that nobody holds go. */
const keptRows = 50_000_000;
const reportEveryMs = 200;

export type OpenedViews = {
  /** Reports until the view is ready. Ending the iteration before that cancels it, unless another one waits for the same. */
  open(view: View, signal: AbortSignal | undefined): AsyncGenerator<ViewState>;
  close(viewId: string): Promise<void>;
  /** Works with an open view, whose index stays as it is meanwhile. NOT_FOUND when the view is not open. */
  read<T>(viewId: string, work: (index: RowIndex, connection: Connection) => Promise<T>): Promise<T>;
  /** Works with the table of ids of a ready index that has a view's rows, in any order; null when there is none. */
  withSameRows<T>(view: View, work: (index: RowIndex | null) => Promise<T>): Promise<T>;
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
  const indexes = new Set<RowIndex>();
  const views = new Map<string, RowIndex>();
  let opened = 0;
  let clock = 0;

  const isUpToDate = ({ versions }: RowIndex) => isCurrent(open, versions);

  open.onClose(async () => {
    for (const index of indexes) index.cancel.abort();
    await Promise.allSettled([...indexes].map((index) => index.done));
  });

  async function drop(index: RowIndex): Promise<void> {
    indexes.delete(index);
    await dropIndex(db, index);
  }

  /** Those that nobody holds go first, then the least recently used. */
  async function dropOldest(): Promise<void> {
    const kept = [...indexes].filter((index) => index.state === 'ready' && (isHeavy(index) || index.users.size === 0));
    let count = kept.length;
    let rows = kept.filter(isHeavy).reduce((sum, index) => sum + index.found.matched, 0);
    for (const index of kept.toSorted(byNeed)) {
      if (count <= keptIndexes && (rows <= keptRows || index.users.size > 0)) break;
      count--;
      rows -= isHeavy(index) ? index.found.matched : 0;
      await drop(index);
    }
  }

  function start(index: RowIndex): void {
    indexes.add(index);
    index.done = buildIndex(db, index).catch((error: unknown) => {
      indexes.delete(index);
      throw error;
    });
    index.done.catch(() => undefined); // Whoever waits for it hears of it; when all have left there is nobody to tell.
  }

  async function release(viewId: string): Promise<void> {
    const index = views.get(viewId);
    views.delete(viewId);
    if (!index) return;
    index.users.delete(viewId);
    // A copy is made anew at each opening, and a held result should be free to go.
    const isSingleUse = index.rows.copy !== null || index.source.held !== null;
    if (index.users.size === 0 && (index.state === 'running' || isSingleUse)) await drop(index);
  }

  return {
    async *open(view, signal) {
      const made = await createIndex(state, db, view, signal);
      const same = made.rows.copy === null ? [...indexes].find((one) => one.key === made.key) : undefined;
      const index = same ?? made;
      if (same) made.releaseSource();
      else start(made);
      const viewId = `view-${++opened}`;
      views.set(viewId, index);
      index.users.add(viewId);
      index.used = ++clock;
      let isReady = false;
      try {
        let reported = Number.NEGATIVE_INFINITY;
        while (index.state === 'running') {
          await awaitNews(index, signal, reported + reportEveryMs - performance.now());
          if (index.state !== 'running') break;
          reported = performance.now();
          yield stateOf(viewId, index);
        }
        await index.done;
        await dropOldest();
        isReady = true; // Before the last yield: who stops listening there has got its view.
        yield stateOf(viewId, index);
      } finally {
        if (!isReady) await release(viewId);
      }
    },
    close: release,
    async read(viewId, work) {
      const index = views.get(viewId);
      if (!index) throw new EngineError('NOT_FOUND', 'This view is no longer open.', { hint: 'Open it again.' });
      index.used = ++clock;
      if (index.state === 'dropped') {
        if (index.rows.copy !== null || !isUpToDate(index))
          throw new EngineError('NOT_FOUND', 'This view was put away to save memory.', { hint: 'Open it again.' });
        index.state = 'running';
        start(index);
        await index.done;
      }
      // A copy, since the index may get its whole order while this reads its head.
      const reading = db.use((connection) => work({ ...index }, connection));
      index.reads.add(reading);
      try {
        return await reading;
      } finally {
        index.reads.delete(reading);
        index.readsDone++;
      }
    },
    async withSameRows(view, work) {
      const key = rowsKey({ ...view, sort: [] });
      const index = [...indexes].find(
        (one) =>
          one.state === 'ready' &&
          one.found.table !== null &&
          isUpToDate(one) &&
          rowsKey({ ...one.view, sort: [] }) === key,
      );
      if (!index) return await work(null);
      const reading = work(index);
      index.reads.add(reading);
      try {
        return await reading;
      } finally {
        index.reads.delete(reading);
      }
    },
  };
}

const isHeavy = ({ found, rows }: RowIndex) => found.table !== null || rows.copy !== null;
const byNeed = (a: RowIndex, b: RowIndex) => Number(a.users.size > 0) - Number(b.users.size > 0) || a.used - b.used;

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
