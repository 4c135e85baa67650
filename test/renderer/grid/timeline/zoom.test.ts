import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Range, View } from '../../../../shared/query/view.ts';
import {
  rangeOfBuckets,
  rangeOfSpan,
  spanOf,
  widerRange,
  zoomSpan,
} from '../../../../src-renderer/features/grid/timeline/zoom.ts';

const at = (minute: number) => `2024-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
const ms = (minute: number) => Date.parse(at(minute));
const edges = [0, 10, 20, 30].map(at);
const past = (...times: (Range | undefined)[]): View[] =>
  times.map((time) => ({ from: { kind: 'table', table: 't' }, where: [], sort: [], ...(time ? { time } : {}) }));

describe('a choice of bars', () => {
  test('is the time from the first to the end of the last, in either direction', () => {
    expect(rangeOfBuckets(edges, 1, 1, undefined)).toEqual({ from: at(10), to: at(20) });
    expect(rangeOfBuckets(edges, 2, 0, undefined)).toEqual({ from: at(0), to: at(30) });
  });

  test('does not reach over the range that is set', () => {
    const present = { from: at(5), to: at(25) };
    expect(rangeOfBuckets(edges, 0, 2, present)).toEqual(present);
    expect(rangeOfBuckets(edges, 0, 0, present)).toEqual({ from: at(5), to: at(10) });
    expect(rangeOfBuckets(edges, 0, 2, { ...present, enabled: false })).toEqual({ from: at(0), to: at(30) });
  });
});

describe('zooming', () => {
  test('keeps what is pointed at where it is, within a second', () => {
    const wanted = fc.tuple(
      fc.integer({ min: 10, max: 10_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0.5, 0.8, 1.25, 2),
    );
    fc.assert(
      fc.property(wanted, ([seconds, share, factor]) => {
        const span = { from: ms(0), to: ms(0) + seconds * 1000 };
        const point = span.from + share * (span.to - span.from);
        const next = zoomSpan(span, factor, point);
        expect([next.from % 1000, next.to % 1000]).toEqual([0, 0]);
        expect(next.to - next.from).toBeGreaterThanOrEqual(1000);
        expect(Math.abs(next.to - next.from - (span.to - span.from) * factor)).toBeLessThanOrEqual(2000);
        expect(Math.abs(next.from + share * (next.to - next.from) - point)).toBeLessThanOrEqual(3000);
      }),
    );
  });

  test('ends at a second, and at all of time', () => {
    expect(zoomSpan({ from: ms(0), to: ms(0) + 1000 }, 0.5, ms(0) + 500)).toEqual({ from: ms(0), to: ms(0) + 1000 });
    const everything = { from: ms(10), to: ms(20) };
    expect(rangeOfSpan({ from: ms(5), to: ms(20) }, everything)).toBeUndefined();
    expect(rangeOfSpan({ from: ms(11), to: ms(20) }, everything)).toEqual({ from: at(11), to: at(20) });
    expect(rangeOfSpan({ from: ms(0), to: ms(59) }, null)).toEqual({ from: at(0), to: at(59) });
  });

  test('starts from the range that is set, else from the bars', () => {
    expect(spanOf(edges, { from: at(5) })).toEqual({ from: ms(5), to: ms(30) });
    expect(spanOf(edges, undefined)).toEqual({ from: ms(0), to: ms(30) });
    expect(spanOf([], undefined)).toBeNull();
  });
});

describe('the way back out', () => {
  test('leads from range to wider range to all of time, whatever was done between', () => {
    const [wide, middle, narrow] = [
      { from: at(0), to: at(40) },
      { from: at(10), to: at(30) },
      { from: at(15), to: at(20) },
    ];
    const steps = past(undefined, wide, middle, middle);
    expect(widerRange(steps, narrow)).toEqual(middle);
    expect(widerRange([...steps, ...past(narrow)], middle)).toEqual(wide);
    expect(widerRange([...steps, ...past(narrow, middle)], wide)).toBeUndefined();
    expect(widerRange(steps, undefined)).toBeNull();
  });

  test('passes over ranges that do not hold the present one, and those switched off', () => {
    const elsewhere = { from: at(30), to: at(50) };
    expect(widerRange(past(elsewhere, { from: at(0), enabled: false }), { from: at(10), to: at(20) })).toBeUndefined();
    expect(widerRange(past({ from: at(10) }), { from: at(10), to: at(20) })).toEqual({ from: at(10) });
  });
});
