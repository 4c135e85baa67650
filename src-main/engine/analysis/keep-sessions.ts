// Keeps the sessions of the open case up to date in the background: after every load, and when a case opens whose sessions are
// behind its rows.
import type { SessionsProgress } from '../../../shared/contract/sessions.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import type { OpenCase } from '../engine-state.ts';
import { readSessionsState, updateSessions } from '../queries/sessions/update.ts';

export type SessionsKeeper = {
  /** Begins to bring them up to date; while that goes on, once more afterwards. */
  update(): void;
  /** Stops; they stay as they were before. */
  cancel(): Promise<void>;
  progress(): SessionsProgress;
  /** Whether the case is closed, after which there is no news any more. */
  isClosed(): boolean;
  /** Resolves at the next change of the progress. */
  news(): Promise<void>;
};

const keepers = new WeakMap<OpenCase, SessionsKeeper>();

export function sessionsKeeper(open: OpenCase): SessionsKeeper {
  let keeper = keepers.get(open);
  if (!keeper) {
    keeper = createKeeper(open);
    keepers.set(open, keeper);
  }
  return keeper;
}

function createKeeper(open: OpenCase): SessionsKeeper {
  let progress: SessionsProgress = { state: 'unknown', done: 0, rows: 0, seen: 0, elapsedMs: 0, error: null };
  let running: { abort: AbortController; done: Promise<void> } | null = null;
  let isWantedAgain = false;
  let isClosed = false;
  const waiting: (() => void)[] = [];
  const tell = (news: Partial<SessionsProgress>) => {
    progress = { ...progress, ...news };
    for (const wake of waiting.splice(0)) wake();
  };

  async function run(signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const connection = await open.db.connect();
    try {
      const before = await readSessionsState(connection);
      if (before.seen === before.rows) return tell({ ...before, state: 'current', done: 1, error: null });
      tell({ ...before, state: 'running', done: 0, error: null });
      const after = await updateSessions(connection, signal, (done) =>
        tell({ done, elapsedMs: performance.now() - began }),
      );
      const elapsedMs = Math.round(performance.now() - began);
      await open.journal.append('sessions.update', { rows: after.rows - before.seen, elapsedMs });
      tell({ ...after, state: 'current', done: 1, elapsedMs });
    } finally {
      connection.close();
    }
  }

  function update(): void {
    isWantedAgain = true;
    if (running) return;
    const abort = new AbortController();
    const done = (async () => {
      while (isWantedAgain && !abort.signal.aborted) {
        isWantedAgain = false;
        await run(abort.signal);
      }
    })()
      .catch((error: unknown) => {
        const isStopped = abort.signal.aborted || (error instanceof EngineError && error.code === 'CANCELLED');
        tell(isStopped ? { state: 'cancelled' } : { state: 'failed', error: messageOf(error) });
      })
      .finally(() => {
        running = null;
      });
    running = { abort, done };
  }

  async function cancel(): Promise<void> {
    isWantedAgain = false;
    running?.abort.abort();
    await running?.done;
  }

  open.onClose(async () => {
    isClosed = true;
    await cancel();
    tell({});
  });
  return {
    update,
    cancel,
    progress: () => progress,
    isClosed: () => isClosed,
    news: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
