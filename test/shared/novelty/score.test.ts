// The score of what is new: what can only raise it, what can only lower it, and that its parts add up to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burstGapMs, findBursts, groupsOf } from '../../../shared/novelty/bursts.ts';
import { noveltyKinds } from '../../../shared/novelty/kinds.ts';
import { isGoverning, type NoveltyFacts, scoreNovelty } from '../../../shared/novelty/score.ts';

const count = fc.nat(400);
const facts: fc.Arbitrary<NoveltyFacts> = fc
  .record({
    kind: fc.constantFrom(...noveltyKinds),
    daysSeen: count,
    daysNew: count,
    usualNew: count,
    principals: fc.integer({ min: 1, max: 400 }),
    others: count,
    newBefore: count,
    asRare: count,
    calls: fc.integer({ min: 1, max: 400 }),
    failed: count,
    changes: count,
    isGoverning: fc.boolean(),
    together: fc.integer({ min: 1, max: 200 }),
    beside: fc.nat(6),
  })
  .map((one) => ({
    ...one,
    daysNew: Math.min(one.daysNew, Math.max(0, one.daysSeen - 1)),
    others: Math.min(one.others, one.principals - 1),
    asRare: Math.min(one.asRare, one.newBefore),
    failed: Math.min(one.failed, one.calls),
    changes: Math.min(one.changes, one.calls - Math.min(one.failed, one.calls)),
  }));
const pointsOf = (one: NoveltyFacts) => scoreNovelty(one).points;

describe('the score', () => {
  test('is the sum of its parts, and never negative', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { points, parts } = scoreNovelty(one);
        const sum = parts.reduce((total, part) => total + part.points, 0);
        expect(points).toBeCloseTo(Math.max(0, sum), 5);
        expect(parts.every(({ words }) => words.length > 0)).toBe(true);
      }),
    );
  });

  test('rises or stays with what surprises more', () => {
    const more: ((one: NoveltyFacts) => NoveltyFacts)[] = [
      (one) => ({ ...one, daysSeen: one.daysSeen + 1 }),
      (one) => ({ ...one, changes: one.changes + 1 }),
      (one) => ({ ...one, principals: one.principals + 1 }),
      (one) => ({ ...one, newBefore: one.newBefore + 1 }),
      (one) => ({ ...one, together: one.together + 1 }),
      (one) => ({ ...one, beside: one.beside + 1 }),
      (one) => ({ ...one, isGoverning: true }),
      (one) => ({ ...one, failed: one.calls }),
    ];
    fc.assert(
      fc.property(facts, fc.constantFrom(...more), (one, change) => {
        expect(pointsOf(change(one))).toBeGreaterThanOrEqual(pointsOf(one));
      }),
    );
  });

  test('falls or stays with what surprises less', () => {
    const less: ((one: NoveltyFacts) => NoveltyFacts)[] = [
      (one) => ({ ...one, daysNew: one.daysNew + 1 }),
      (one) => ({ ...one, usualNew: one.usualNew + 1 }),
      (one) => ({ ...one, others: one.others + 1 }),
      (one) => ({ ...one, newBefore: one.newBefore + 1, asRare: one.asRare + 1 }),
    ];
    fc.assert(
      fc.property(facts, fc.constantFrom(...less), (one, change) => {
        expect(pointsOf(change(one))).toBeLessThanOrEqual(pointsOf(one));
      }),
    );
  });

  test('little data says little, whoever it is about', () => {
    const little = {
      daysSeen: 1,
      daysNew: 0,
      usualNew: 0,
      principals: 1,
      others: 0,
      newBefore: 0,
      asRare: 0,
      calls: 1,
      failed: 0,
      changes: 0,
    };
    const rest = { kind: 'api', isGoverning: false, together: 1, beside: 0 } as const;
    expect(pointsOf({ ...little, ...rest })).toBe(3.2);
    expect(pointsOf({ ...little, ...rest, daysSeen: 62, principals: 62 })).toBe(12);
    // Where new things are as rare as a rule, it says nothing that this one is.
    expect(pointsOf({ ...little, ...rest, daysSeen: 62, principals: 62, newBefore: 448, asRare: 255 })).toBe(7);
  });

  test('only a change through a governing service governs', () => {
    expect(isGoverning('iam.amazonaws.com', 1)).toBe(true);
    expect(isGoverning('iam.amazonaws.com', 0)).toBe(false);
    expect(isGoverning('s3.amazonaws.com', 5)).toBe(false);
  });
});

test('bursts: all members once, neighbours near each other, bursts apart', () => {
  const start = Date.parse('2026-03-01T00:00:00Z');
  const times = fc.array(
    fc.integer({ min: 0, max: 60 }).map((n) => ({ first: new Date(start + (n * burstGapMs) / 4).toISOString() })),
  );
  fc.assert(
    fc.property(times, (all) => {
      const bursts = findBursts(all);
      expect(new Set(bursts.flat())).toEqual(new Set(all));
      const ms = bursts.map((burst) => burst.map(({ first }) => Date.parse(first)));
      for (const burst of ms)
        for (let i = 1; i < burst.length; i++) {
          expect(burst[i]! - burst[i - 1]!).toBeGreaterThanOrEqual(0);
          expect(burst[i]! - burst[i - 1]!).toBeLessThanOrEqual(burstGapMs);
        }
      for (let i = 1; i < ms.length; i++) expect(ms[i]![0]! - ms[i - 1]!.at(-1)!).toBeGreaterThan(burstGapMs);
    }),
  );
  expect(groupsOf([3, 1, 4, 2], (n) => n % 2)).toEqual(
    new Map([
      [1, [3, 1]],
      [0, [4, 2]],
    ]),
  );
});
