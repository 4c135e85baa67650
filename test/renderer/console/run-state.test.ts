// The run's events fold into what the console shows.
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../shared/contract/console.ts';
import {
  countRows,
  idle,
  type RunState,
  readProblem,
  reduceRun,
} from '../../../src-renderer/features/console/run-state.ts';

const columns = [{ name: 'n', type: 'BIGINT', kind: 'number' as const }];

function play(events: RunEvent[], base = 100): RunState {
  let state = reduceRun(idle, { type: 'start', sql: 'x', base, now: 1000 });
  for (const event of events) state = reduceRun(state, { type: 'event', event });
  return state;
}

const statement = (index: number, from: number): RunEvent => ({
  type: 'statement',
  index,
  sql: 'SELECT',
  from,
  to: from + 6,
});
const rows = (index: number, count: number): RunEvent => ({
  type: 'rows',
  index,
  run: `run-${index}`,
  columns,
  rows: count,
  elapsedMs: 5,
  percent: 50,
});
const done = (index: number, count: number, run: string | null = `run-${index}`): RunEvent => ({
  type: 'done',
  index,
  run,
  columns,
  rows: count,
  cut: false,
  elapsedMs: 9,
});

describe('reduceRun', () => {
  it('shows a result as soon as it has rows, and its moving count', () => {
    const state = play([statement(0, 0), rows(0, 2048)]);
    expect(state.outcomes).toMatchObject([
      { run: 'run-0', rows: 2048, percent: 50, state: 'running', from: 100, to: 106 },
    ]);
    expect(state.status).toBe('running');
  });

  it('keeps statements apart and counts result rows only', () => {
    const state = play([statement(0, 0), done(0, 3, null), statement(1, 10), rows(1, 5), done(1, 7)]);
    expect(state.outcomes.map((each) => [each.run, each.rows, each.state])).toEqual([
      [null, 3, 'done'],
      ['run-1', 7, 'done'],
    ]);
    expect(countRows(state)).toBe(7);
  });

  it('marks the statement that was stopped and keeps those before', () => {
    const state = reduceRun(play([statement(0, 0), done(0, 1), statement(1, 10)]), {
      type: 'end',
      status: 'cancelled',
      now: 1500,
    });
    expect(state).toMatchObject({ status: 'cancelled', elapsedMs: 500, problem: null });
    expect(state.outcomes.map((each) => each.state)).toEqual(['done', 'cancelled']);
  });

  it('places an error in the whole text, also when a part of it ran', () => {
    const state = reduceRun(play([statement(0, 0)]), {
      type: 'fail',
      problem: { code: 'SQL', message: 'no such column', offset: 7 },
      now: 1001,
    });
    expect(state.problem).toEqual({ code: 'SQL', message: 'no such column', offset: 107 });
    expect(state.outcomes[0]?.state).toBe('failed');
  });
});

describe('readProblem', () => {
  it('reads typed errors and anything else', () => {
    const typed = Object.assign(new Error('COPY is refused.'), {
      code: 'REFUSED',
      data: { hint: 'Use Export.', offset: 3 },
    });
    expect(readProblem(typed)).toEqual({
      code: 'REFUSED',
      message: 'COPY is refused.',
      hint: 'Use Export.',
      offset: 3,
    });
    expect(readProblem('odd')).toEqual({ code: 'FAILED', message: 'odd' });
  });
});
