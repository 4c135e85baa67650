// How the console says counts and times.
import { formatCount, formatDuration } from '../../../shared/values/sizes.ts';
import type { RunState } from './run-state.ts';
import { countRows } from './run-state.ts';

/** `12 ms`, `3.4 s`, `2 min 05 s`. */
export const runTime = (ms: number): string => (ms < 1000 ? `${Math.max(0, Math.round(ms))} ms` : formatDuration(ms));

export const rowCount = (n: number): string => `${formatCount(n)} ${n === 1 ? 'row' : 'rows'}`;

/** One line about a run that has ended; empty before the first one. */
export function describeRun(state: RunState): string {
  const time = runTime(state.elapsedMs);
  const results = state.outcomes.filter((each) => each.run !== null);
  const rows = results.length > 0 ? rowCount(countRows(state)) : null;
  const many = results.length > 1 ? ` in ${results.length} results` : '';
  switch (state.status) {
    case 'done':
      return rows ? `${rows}${many} · ${time}` : `Done · ${time}`;
    case 'cancelled':
      return rows ? `Stopped after ${time} · ${rows} so far` : `Stopped after ${time}`;
    case 'failed':
      return `Failed after ${time}`;
    default:
      return '';
  }
}

/** The key that goes with Enter, S and the like on this machine. */
export const commandKey = /mac/i.test(globalThis.navigator?.platform ?? '') ? '⌘' : 'Ctrl';
