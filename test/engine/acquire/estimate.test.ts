import { expect, it } from 'vitest';
import { estimate, usualPrices } from '../../../src-main/engine/acquire/estimate.ts';

const gb = 1024 ** 3;
const speed = { objectsPerSecond: 500, bytesPerSecond: 20_000_000 };

it('sums requests, money and time', () => {
  const sums = new Map([
    ['STANDARD', { objects: 1_000_000, bytes: 100 * gb }],
    ['STANDARD_IA', { objects: 10_000, bytes: 10 * gb }],
    ['SNOW', { objects: 3, bytes: 0 }],
  ]);
  const seen = estimate(sums, 1_010, usualPrices, speed);
  expect(seen).toMatchObject({
    objects: 1_010_003,
    bytes: 110 * gb,
    requests: { list: 1_010, get: 1_010_003 },
    unpriced: 3,
  });
  expect(seen.money.requests).toBeCloseTo(1.01 * 0.005 + 1000 * 0.0004 + 10 * 0.001 + 10 * 0.01, 6);
  expect(seen.money.transfer).toBeCloseTo(9.9, 6);
  expect(seen.seconds).toBeCloseTo((110 * gb) / 20_000_000, 3);
});

it('small objects take the time of their requests', () => {
  const { seconds } = estimate(new Map([['STANDARD', { objects: 10_000, bytes: 1 }]]), 10, usualPrices, speed);
  expect(seconds).toBe(20);
});

it('nothing costs nothing', () => {
  expect(estimate(new Map(), 0, usualPrices, speed)).toMatchObject({ objects: 0, seconds: 0, unpriced: 0 });
});
