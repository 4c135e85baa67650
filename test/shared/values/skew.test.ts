import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSkew, parseSkew } from '../../../shared/values/skew.ts';
import '../../random-seed.ts';

it('reads what people write', () => {
  const written: [string, number | null][] = [
    ['', 0],
    ['90', 90_000],
    ['-90 s', -90_000],
    ['+1:30', 90_000],
    ['−1:30', -90_000],
    ['-01:00:00.5', -3_600_500],
    ['2 h', 7_200_000],
    ['250ms', 250],
    ['1,5 min', 90_000],
    ['soon', null],
    ['1:2:3:4', null],
    ['--3', null],
  ];
  for (const [text, ms] of written) expect(parseSkew(text), text).toBe(ms);
});

it('reads what it writes', () => {
  fc.assert(fc.property(fc.integer({ min: -900_000_000, max: 900_000_000 }), (ms) => parseSkew(formatSkew(ms)) === ms));
});
