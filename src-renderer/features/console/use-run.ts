// Runs SQL on the engine and keeps what is known about the run; one run at a time per console.
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { isCancelled, showProblem } from '../../ui/problem.ts';
import { addToHistory } from './history.ts';
import { countRows, idle, type RunAction, type RunState, readProblem, reduceRun } from './run-state.ts';
import type { Piece } from './statements.ts';

export type Runner = {
  state: RunState;
  start: (piece: Piece, rowLimit: number) => void;
  cancel: () => void;
};

export function useRun(): Runner {
  const engine = useEngine();
  const [state, dispatch] = useReducer(reduceRun, idle);
  const running = useRef<AbortController | null>(null);

  const start = useCallback(
    (piece: Piece, rowLimit: number) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const started = new Date().toISOString();
      let now: RunState = idle;
      const act = (action: RunAction) => {
        now = reduceRun(now, action);
        // A run that was replaced by another one no longer speaks for this console.
        if (running.current === controller) dispatch(action);
      };
      act({ type: 'start', sql: piece.sql, base: piece.from, now: performance.now() });
      const run = async () => {
        try {
          const events = await engine.console.run({ sql: piece.sql, rowLimit }, { signal: controller.signal });
          for await (const event of events) act({ type: 'event', event });
          act({ type: 'end', status: 'done', now: performance.now() });
        } catch (error) {
          if (controller.signal.aborted || isCancelled(error))
            act({ type: 'end', status: 'cancelled', now: performance.now() });
          else act({ type: 'fail', problem: readProblem(error), now: performance.now() });
        }
        if (now.outcomes.some((each) => each.run === null && each.state === 'done')) useDataVersion.getState().bump();
        await addToHistory(engine, {
          sql: piece.sql,
          started,
          rows: now.outcomes.some((each) => each.run !== null) ? countRows(now) : null,
          elapsedMs: Math.round(now.elapsedMs),
          error: now.status === 'cancelled' ? 'Cancelled' : (now.problem?.message ?? null),
        });
      };
      run().catch((error: unknown) => showProblem(error, 'keep the run in the history'));
    },
    [engine],
  );

  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, start, cancel };
}
