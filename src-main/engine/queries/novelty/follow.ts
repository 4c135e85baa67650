// An analysis as a stream: what it does now, how far that is, and what came of it.

import type { Connection } from '../../duckdb/connection.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { followWork } from '../../follow-work.ts';
import type { Steps } from './gather.ts';

export type Following<T> = { state: 'running'; doing: string; percent: number | null } | { state: 'done'; result: T };

/** @throws CANCELLED when the signal fired, or the reader left */
export async function* follow<T>(
  state: EngineState,
  given: AbortSignal | undefined,
  work: (connection: Connection, steps: Steps) => Promise<T>,
): AsyncGenerator<Following<T>> {
  const { db } = requireCase(state);
  let doing = 'Beginning';
  let connection: Connection | null = null;
  yield* followWork<Following<T>>(
    given,
    () => ({ state: 'running', doing, percent: connection?.percent() ?? null }),
    (signal) =>
      db.use(async (lent) => {
        connection = lent;
        try {
          return { state: 'done', result: await work(lent, { signal, begin: (now) => (doing = now) }) };
        } finally {
          connection = null;
        }
      }),
  );
}
