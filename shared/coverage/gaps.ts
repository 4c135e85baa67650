// Stretches of a lane of the coverage map of which nothing is known, or whose logs are missing, between what is known.
import { type CoverageCell, stateOf } from './cell.ts';

/** Buckets `from` to `to`, both included. */
export type Gap = { state: 'missing' | 'unknown'; from: number; to: number };

/**
 * In order of time. Before the first and after the last cell that says something there are none: where logging is known to
 * begin and end is seen from the cells themselves.
 * @param cells of one lane, in the order of their buckets
 */
export function listGaps(cells: readonly CoverageCell[]): Gap[] {
  const telling = cells.filter((cell) => stateOf(cell) !== 'unknown');
  const gaps: Gap[] = [];
  let last: number | null = null;
  for (const cell of telling) {
    if (last !== null && cell.bucket > last + 1) gaps.push({ state: 'unknown', from: last + 1, to: cell.bucket - 1 });
    if (stateOf(cell) === 'missing') {
      const before = gaps.at(-1);
      if (before?.state === 'missing' && before.to === cell.bucket - 1) before.to = cell.bucket;
      else gaps.push({ state: 'missing', from: cell.bucket, to: cell.bucket });
    }
    last = cell.bucket;
  }
  return gaps;
}
