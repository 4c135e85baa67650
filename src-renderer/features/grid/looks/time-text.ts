// A time as the person chose to read it, and the words that say which way that is. Nothing but the picture changes.
import { formatDistance, formatSpan, microsBetween } from '../../../../shared/values/spans.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { cellOf, type GridRow } from '../table/grid-row.ts';
import type { Looks } from './looks.ts';

export type TimeFrame = Pick<Looks, 'times' | 'anchor'> & { zone: string };

export const absoluteTimes = (zone: string): TimeFrame => ({ times: 'absolute', anchor: null, zone });

/** `now`: epoch milliseconds. `row`: the row of the value; its `prior` is the one before. */
export function timeText(iso: string, key: string, row: GridRow | undefined, frame: TimeFrame, now: number): string {
  if (frame.times === 'relative') {
    const distance = microsBetween(iso, new Date(now).toISOString());
    return distance === null ? iso : formatDistance(distance);
  }
  if (frame.times === 'previous') return sincePrevious(iso, key, row);
  if (frame.times === 'anchor' && frame.anchor) {
    const span = microsBetween(frame.anchor, iso);
    return span === null ? iso : formatSpan(span);
  }
  return formatInstant(iso, frame.zone);
}

function sincePrevious(iso: string, key: string, row: GridRow | undefined): string {
  // Its page is on its way once more, with the row before it.
  if (row?.prior === undefined) return '…';
  if (row.prior === null) return 'first row';
  const before = cellOf(row.prior, key);
  if (before == null) return 'no time before';
  const span = microsBetween(before, iso);
  return span === null ? iso : formatSpan(span);
}

/** After the name of a column of times; short, the status line has it in full. */
export function timeNote(frame: TimeFrame): string {
  if (frame.times === 'relative') return 'ago';
  if (frame.times === 'previous') return 'Δ row before';
  if (frame.times === 'anchor' && frame.anchor) return 'Δ anchor';
  return frame.zone;
}

/** In the status line. */
export function timeWords(frame: TimeFrame): string {
  if (frame.times === 'relative') return 'Times as distance from now';
  if (frame.times === 'previous') return 'Times since the row before';
  if (frame.times === 'anchor' && frame.anchor)
    return `Times since ${formatInstant(frame.anchor, frame.zone)} (${frame.zone})`;
  return `Times in ${frame.zone}`;
}
