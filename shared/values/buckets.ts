// Time cut into buckets as a reader's clock shows them: sizes that people think in, and the instants at which they begin.
import { z } from 'zod';
import { zoneOffsetMinutes } from './time.ts';

/** So many units: `{ unit: 'hour', count: 6 }` begins at 0, 6, 12 and 18 o'clock. */
export const BucketSize = z.object({
  unit: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']),
  count: z.number().int().positive(),
});
export type BucketSize = z.infer<typeof BucketSize>;

const sizes = (unit: BucketSize['unit'], counts: number[]): BucketSize[] => counts.map((count) => ({ unit, count }));

/** From the smallest to the largest; those beyond a year are for rows whose clock was centuries off. */
export const bucketSizes: readonly BucketSize[] = [
  ...sizes('second', [1, 2, 5, 10, 15, 30]),
  ...sizes('minute', [1, 2, 5, 10, 15, 30]),
  ...sizes('hour', [1, 2, 3, 6, 12]),
  ...sizes('day', [1]),
  ...sizes('week', [1]),
  ...sizes('month', [1, 3]),
  ...sizes('year', [1, 5, 10, 50, 100, 500]),
];

const hourMs = 3_600_000;
const unitMs: Record<BucketSize['unit'], number> = {
  second: 1_000,
  minute: 60_000,
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30.436_875 * 24 * hourMs,
  year: 365.2425 * 24 * hourMs,
};

/** Its usual length; a day of 23 hours is one too. */
export const usualLengthMs = ({ unit, count }: BucketSize): number => unitMs[unit] * count;

/** The smallest size that needs no more than `most` buckets for the time from `first` to `last`, epoch milliseconds. */
export function chooseBucketSize(first: number, last: number, most: number): BucketSize {
  // One more than the span holds, for the two ends that are cut.
  const fits = bucketSizes.find((size) => (last - first) / usualLengthMs(size) + 1 <= most);
  return fits ?? bucketSizes.at(-1)!;
}

/**
 * Epoch milliseconds at which the buckets begin that hold `first` to `last` (both included), and the end of the last one.
 * They begin when the zone's clock shows a multiple of the size (weeks on Monday), so a day with a clock change has 23 or 25
 * hours. The hour that comes twice in autumn stays two; in larger buckets it is one time.
 */
export function listBucketEdges(first: number, last: number, zone: string, size: BucketSize): number[] {
  const next =
    usualLengthMs(size) <= hourMs ? evenSteps(first, zone, usualLengthMs(size)) : clockSteps(first, zone, size);
  const edges = [next()];
  while (edges.at(-1)! <= last) edges.push(next());
  return edges;
}

const offsetMs = (epochMs: number, zone: string) => (zone === 'UTC' ? 0 : zoneOffsetMinutes(epochMs, zone) * 60_000);

/** Gives one edge after the other, `length` apart unless the clock changes by less than that (Lord Howe: half an hour). */
function evenSteps(first: number, zone: string, length: number): () => number {
  const floor = (epochMs: number) => {
    const offset = offsetMs(epochMs, zone);
    return Math.floor((epochMs + offset) / length) * length - offset;
  };
  let edge: number | null = null;
  return () => {
    const before = edge;
    edge = floor(before === null ? first : before + length);
    if (before !== null && edge <= before) edge = before + length;
    return edge;
  };
}

/** Gives one edge after the other, at each next multiple that the clock shows. */
function clockSteps(first: number, zone: string, size: BucketSize): () => number {
  let face = floorFace(first + offsetMs(first, zone), size);
  let edge = Number.NEGATIVE_INFINITY;
  return () => {
    let found = whenClockShows(face, zone);
    face = addToFace(face, size);
    // A day that a zone left out (Samoa, 2011-12-30) begins and ends at the same instant.
    while (found <= edge) {
      found = whenClockShows(face, zone);
      face = addToFace(face, size);
    }
    edge = found;
    return edge;
  };
}

/** A clock's face as the epoch milliseconds at which a UTC clock has the same. */
function floorFace(face: number, { unit, count }: BucketSize): number {
  const date = new Date(face);
  switch (unit) {
    case 'month':
      return faceOf(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count) * count);
    case 'year':
      return faceOf(Math.floor(date.getUTCFullYear() / count) * count, 0);
    case 'week': {
      const sinceMonday = (date.getUTCDay() + 6) % 7;
      return Math.floor(face / unitMs.day) * unitMs.day - sinceMonday * unitMs.day;
    }
    default: {
      const length = unitMs[unit] * count;
      return Math.floor(face / length) * length;
    }
  }
}

function addToFace(face: number, { unit, count }: BucketSize): number {
  const date = new Date(face);
  if (unit === 'month') return faceOf(date.getUTCFullYear(), date.getUTCMonth() + count);
  if (unit === 'year') return faceOf(date.getUTCFullYear() + count, 0);
  return face + unitMs[unit] * count;
}

/** Not Date.UTC(…), which takes the years 0 to 99 for 1900 to 1999. */
const faceOf = (year: number, month: number) => new Date(0).setUTCFullYear(year, month, 1);

/** The first instant at which the zone's clock shows `face` or, where a clock change leaves it out, something later. */
function whenClockShows(face: number, zone: string): number {
  // Clocks are less than 15 hours from UTC, so the instant lies between these two.
  const [early, late] = [face - 15 * hourMs, face + 15 * hourMs];
  const [before, after] = [offsetMs(early, zone), offsetMs(late, zone)];
  const candidates = [face - before, face - after].filter((at) => at + offsetMs(at, zone) === face);
  if (candidates.length > 0) return Math.min(...candidates);
  // Left out: the change itself, between the two readings of the face.
  let [low, high] = [face - after, face - before];
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (offsetMs(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** `6 hours`, `1 day`. */
export const describeBucketSize = ({ unit, count }: BucketSize): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
