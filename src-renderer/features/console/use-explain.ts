// Asks for the plan of one statement; a new question or cancel stops the one that runs.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useEngine } from '../../ui/engine.ts';
import { isCancelled } from '../../ui/problem.ts';
import { type RunProblem, readProblem } from './run-state.ts';
import type { Piece } from './statements.ts';

export type PlanState = {
  status: 'none' | 'running' | 'done' | 'failed' | 'cancelled';
  analyze: boolean;
  sql: string;
  text: string;
  problem: RunProblem | null;
  startedAt: number;
  elapsedMs: number;
};

const none: PlanState = {
  status: 'none',
  analyze: false,
  sql: '',
  text: '',
  problem: null,
  startedAt: 0,
  elapsedMs: 0,
};

export function useExplain() {
  const engine = useEngine();
  const [plan, setPlan] = useState<PlanState>(none);
  const running = useRef<AbortController | null>(null);

  const explain = useCallback(
    async (piece: Piece, analyze: boolean): Promise<void> => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const startedAt = performance.now();
      const base: PlanState = { ...none, status: 'running', analyze, sql: piece.sql, startedAt };
      const end = (last: Partial<PlanState>) => {
        if (running.current === controller) setPlan({ ...base, elapsedMs: performance.now() - startedAt, ...last });
      };
      setPlan(base);
      try {
        const { plan: text } = await engine.console.explain({ sql: piece.sql, analyze }, { signal: controller.signal });
        end({ status: 'done', text });
      } catch (error) {
        if (controller.signal.aborted || isCancelled(error)) return end({ status: 'cancelled' });
        const problem = readProblem(error);
        const offset = problem.offset === undefined ? {} : { offset: problem.offset + piece.from };
        end({ status: 'failed', problem: { ...problem, ...offset } });
      }
    },
    [engine],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => () => running.current?.abort(), []);
  return { plan, explain, cancel };
}
