import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BucketSize,
  bucketSizes,
  chooseBucketSize,
  listBucketEdges,
  usualLengthMs,
} from '../../../shared/values/buckets.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'];
const clocks = new Map(
  [...zones, 'Asia/Beirut', 'Pacific/Apia'].map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
  ]),
);
/** What a clock in the zone shows, from the runtime itself. */
function face(ms: number, zone: string) {
  const part = Object.fromEntries(
    clocks
      .get(zone)!
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const seconds = Number(part.hour) * 3600 + Number(part.minute) * 60 + Number(part.second);
  return { ...part, seconds } as Record<'year' | 'month' | 'day' | 'weekday', string> & { seconds: number };
}
const shown = (ms: number, zone: string) => {
  const { year, month, day, seconds } = face(ms, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${month}-${day} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
};

const hour = 3_600_000;
const changes = [
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2024-11-03T06:00Z',
  '2024-04-06T15:00Z',
  '2024-10-05T15:30Z',
];
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2026, 0) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * hour, max: 3 * hour }))
    .map(([at, by]) => Date.parse(at) + by),
);
const sized = fc.tuple(fc.constantFrom(...bucketSizes), fc.constantFrom(...zones), instant, fc.nat(40));

/** Whether a clock shows a multiple of the size. */
function isAligned(ms: number, zone: string, { unit, count }: BucketSize): boolean {
  const { year, month, day, weekday, seconds } = face(ms, zone);
  const units = { second: 1, minute: 60, hour: 3600 } as const;
  if (unit in units) return seconds % (units[unit as keyof typeof units] * count) === 0;
  if (seconds !== 0) return false;
  if (unit === 'day') return true;
  if (unit === 'week') return weekday === 'Mon';
  if (day !== '01') return false;
  return unit === 'month' ? (Number(month) - 1) % count === 0 : month === '01' && Number(year) % count === 0;
}

describe('bucket edges', () => {
  test('hold the times between, in order, and begin where the clock shows a multiple', () => {
    fc.assert(
      fc.property(sized, ([size, zone, first, buckets]) => {
        const last = first + buckets * usualLengthMs(size);
        const edges = listBucketEdges(first, last, zone, size);
        expect(edges[0]!).toBeLessThanOrEqual(first);
        expect(edges[1]!).toBeGreaterThan(first);
        expect(edges.at(-1)!).toBeGreaterThan(last);
        expect(edges.at(-2)!).toBeLessThanOrEqual(last);
        for (const [i, edge] of edges.entries()) {
          if (i > 0) {
            expect(edge).toBeGreaterThan(edges[i - 1]!);
            expect(edge - edges[i - 1]!).toBeLessThanOrEqual(usualLengthMs(size) * 1.05 + 2 * hour);
          }
          expect(isAligned(edge, zone, size), `${shown(edge, zone)} in ${zone}`).toBe(true);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('the size chosen is the smallest that needs no more than so many', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 3e11 }), fc.integer({ min: 2, max: 300 }), (first, span, most) => {
        const size = chooseBucketSize(first, first + span, most);
        expect(listBucketEdges(first, first + span, 'UTC', size).length - 1).toBeLessThanOrEqual(most + 2);
        const smaller = bucketSizes[bucketSizes.indexOf(size) - 1];
        if (smaller) expect(span / usualLengthMs(smaller) + 1).toBeGreaterThan(most);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  const list = (from: string, to: string, zone: string, size: BucketSize) =>
    listBucketEdges(Date.parse(from), Date.parse(to), zone, size).map((edge) =>
      new Date(edge).toISOString().slice(0, 16),
    );

  test('the hour that comes twice stays two hours, and is in one bucket of three', () => {
    expect(list('2024-10-26T23:00Z', '2024-10-27T02:30Z', 'Europe/Berlin', { unit: 'hour', count: 1 })).toEqual([
      '2024-10-26T23:00',
      '2024-10-27T00:00',
      '2024-10-27T01:00',
      '2024-10-27T02:00',
      '2024-10-27T03:00',
    ]);
    expect(list('2024-10-27T00:30Z', '2024-10-27T03:00Z', 'Europe/Berlin', { unit: 'hour', count: 3 })).toEqual([
      '2024-10-26T22:00',
      '2024-10-27T02:00',
      '2024-10-27T05:00',
    ]);
  });

  test('days have 23 and 25 hours', () => {
    const day = { unit: 'day', count: 1 } as const;
    expect(list('2024-03-31T00:00Z', '2024-03-31T20:00Z', 'Europe/Berlin', day)).toEqual([
      '2024-03-30T23:00',
      '2024-03-31T22:00',
    ]);
    expect(list('2024-10-27T00:00Z', '2024-10-27T20:00Z', 'Europe/Berlin', day)).toEqual([
      '2024-10-26T22:00',
      '2024-10-27T23:00',
    ]);
  });

  test('a day without a midnight begins at the change, and a day left out is none', () => {
    const day = { unit: 'day', count: 1 } as const;
    // Beirut goes from 24:00 to 01:00.
    expect(list('2024-03-30T12:00Z', '2024-03-31T12:00Z', 'Asia/Beirut', day)).toEqual([
      '2024-03-29T22:00',
      '2024-03-30T22:00',
      '2024-03-31T21:00',
    ]);
    // Samoa went from the 29th to the 31st.
    expect(list('2011-12-29T12:00Z', '2011-12-31T00:00Z', 'Pacific/Apia', day)).toEqual([
      '2011-12-29T10:00',
      '2011-12-30T10:00',
      '2011-12-31T10:00',
    ]);
  });
});
