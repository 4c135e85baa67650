// Keeps the sessions of the open case up to date in the background: after every load, and when a case opens whose sessions are
// behind its rows.
import type { SessionsProgress } from '../../../shared/contract/sessions.ts';
import type { OpenCase } from '../engine-state.ts';
import { createKeeper, type Keeper } from '../keep-current.ts';
import { readSessionsState, updateSessions } from '../queries/sessions/update.ts';

const keepers = new WeakMap<OpenCase, Keeper<SessionsProgress>>();
const first: SessionsProgress = { state: 'unknown', done: 0, rows: 0, seen: 0, elapsedMs: 0, error: null };

export function sessionsKeeper(open: OpenCase): Keeper<SessionsProgress> {
  let keeper = keepers.get(open);
  if (!keeper) {
    keeper = createKeeper(open, first, (signal, tell) => run(open, signal, tell));
    keepers.set(open, keeper);
  }
  return keeper;
}

async function run(
  open: OpenCase,
  signal: AbortSignal,
  tell: (news: Partial<SessionsProgress>) => void,
): Promise<void> {
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
