// What became of the last run, as plain data: the reducer that the run's events are folded into.
import type { RunEvent } from '../../../shared/contract/console.ts';
import type { ColumnInfo } from '../../../shared/contract/views.ts';

/** One statement of the run. `from`/`to` are places in the editor's text at the time of the run. */
export type Outcome = {
  index: number;
  sql: string;
  from: number;
  to: number;
  /**
   * The held result that a grid can open; null for a statement without one, or before its first rows. It may change when
   * the statement ends: the first rows are held apart from the whole result.
   */
  run: string | null;
  columns: ColumnInfo[];
  rows: number;
  elapsedMs: number;
  percent: number | null;
  cut: boolean;
  /** Where the statement means something else than in Athena; shown with its result. */
  notes?: string[];
  state: 'running' | 'done' | 'failed' | 'cancelled';
};

/** `offset` is a place in the editor's text. */
export type RunProblem = { code: string; message: string; hint?: string; offset?: number };

export type RunState = {
  status: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  /** What was run, and where it began in the text. */
  sql: string;
  base: number;
  /** performance.now() at start; wall-clock milliseconds once ended. */
  startedAt: number;
  elapsedMs: number;
  outcomes: Outcome[];
  problem: RunProblem | null;
};

export const idle: RunState = {
  status: 'idle',
  sql: '',
  base: 0,
  startedAt: 0,
  elapsedMs: 0,
  outcomes: [],
  problem: null,
};

export type RunAction =
  | { type: 'start'; sql: string; base: number; now: number }
  | { type: 'event'; event: RunEvent }
  | { type: 'end'; status: 'done' | 'cancelled'; now: number }
  | { type: 'fail'; problem: RunProblem; now: number };

export function reduceRun(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'start':
      return { ...idle, status: 'running', sql: action.sql, base: action.base, startedAt: action.now };
    case 'event':
      return { ...state, outcomes: applyEvent(state, action.event) };
    case 'end':
      return { ...finish(state, action.status, action.now), problem: null };
    case 'fail':
      return { ...finish(state, 'failed', action.now), problem: shift(action.problem, state.base) };
  }
}

function applyEvent(state: RunState, event: RunEvent): Outcome[] {
  if (event.type === 'statement') {
    const { index, sql } = event;
    const fresh = {
      run: null,
      columns: [],
      rows: 0,
      elapsedMs: 0,
      percent: null,
      cut: false,
      state: 'running',
    } as const;
    return [
      ...state.outcomes,
      { ...fresh, columns: [], index, sql, from: event.from + state.base, to: event.to + state.base },
    ];
  }
  return state.outcomes.map((outcome) => {
    if (outcome.index !== event.index) return outcome;
    const { run, columns, rows, elapsedMs } = event;
    if (event.type === 'rows') {
      // Before its first rows a run holds nothing: opening it would run the statement a second time.
      const held = rows > 0 ? run : null;
      return { ...outcome, run: held, columns, rows, elapsedMs, percent: event.percent };
    }
    const notes = event.notes ? { notes: event.notes } : {};
    return {
      ...outcome,
      run,
      columns,
      rows,
      elapsedMs,
      percent: null,
      cut: event.cut,
      ...notes,
      state: 'done' as const,
    };
  });
}

function finish(state: RunState, status: 'done' | 'cancelled' | 'failed', now: number): RunState {
  const outcomes = state.outcomes.map((each) => (each.state === 'running' ? { ...each, state: status } : each));
  return { ...state, status, outcomes, elapsedMs: now - state.startedAt };
}

function shift(problem: RunProblem, base: number): RunProblem {
  return problem.offset === undefined ? problem : { ...problem, offset: problem.offset + base };
}

/** Rows over all statements that gave a result. */
export function countRows(state: RunState): number {
  return state.outcomes.reduce((sum, each) => sum + (each.run === null ? 0 : each.rows), 0);
}

/** Reads the engine's typed error (SQL, REFUSED, …); anything else keeps its own message. */
export function readProblem(error: unknown): RunProblem {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: { hint?: unknown; offset?: unknown } | null };
  return {
    code: typeof code === 'string' ? code : 'FAILED',
    message: error instanceof Error ? error.message : String(error),
    ...(typeof data?.hint === 'string' ? { hint: data.hint } : {}),
    ...(typeof data?.offset === 'number' ? { offset: data.offset } : {}),
  };
}
