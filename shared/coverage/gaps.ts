// What of a lane of the coverage map wants to be looked at: nothing known between what is, logs missing or altered.
import { type CoverageCell, stateOf } from './cell.ts';

/** Buckets `from` to `to`, both included. */
export type Gap = { state: 'missing' | 'altered' | 'unknown'; from: number; to: number };

/**
 * In order of time. Before the first and after the last cell that says something there is no gap: where logging is known to
 * begin and end is seen from the cells themselves.
 * @param cells of one lane, in the order of their buckets
 */
export function listGaps(cells: readonly CoverageCell[]): Gap[] {
  const telling = cells.filter((cell) => stateOf(cell) !== 'unknown');
  const gaps: Gap[] = [];
  let last: number | null = null;
  for (const cell of telling) {
    if (last !== null && cell.bucket > last + 1) gaps.push({ state: 'unknown', from: last + 1, to: cell.bucket - 1 });
    const state = stateOf(cell);
    if (state === 'missing' || state === 'altered') {
      const before = gaps.at(-1);
      if (before?.state === state && before.to === cell.bucket - 1) before.to = cell.bucket;
      else gaps.push({ state, from: cell.bucket, to: cell.bucket });
    }
    last = cell.bucket;
  }
  return gaps;
}
