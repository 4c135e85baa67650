import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMicros, formatDistance, formatSpan, microsBetween } from '../../../shared/values/spans.ts';

const micros = fc.integer({ min: -62_000_000_000_000_000 / 1000, max: 253_402_300_799_000_000 / 1000 });
const iso = (ms: number, fraction: string) =>
  `${new Date(ms).toISOString().slice(0, 19)}${fraction ? `.${fraction}` : ''}Z`;

describe('microseconds', () => {
  test('are those of the text, whatever digits it has', () => {
    fc.assert(
      fc.property(micros, fc.integer({ min: 0, max: 999_999 }), (seconds, rest) => {
        const ms = Math.round(seconds / 1000) * 1000;
        if (new Date(ms).getUTCFullYear() < 1000) return;
        const digits = rest === 0 ? '' : String(rest).padStart(6, '0').replace(/0+$/, '');
        expect(epochMicros(iso(ms, digits))).toBe(ms * 1000 + rest);
      }),
    );
  });
  test('more digits are cut; what is no instant has none', () => {
    expect(epochMicros('2026-03-01T00:00:00.123456789Z')).toBe(epochMicros('2026-03-01T00:00:00.123456Z'));
    expect(epochMicros('infinity')).toBeNull();
    expect(epochMicros('2026-03-01')).toBeNull();
    expect(microsBetween('2026-03-01T00:00:00Z', 'x')).toBeNull();
  });
  test('a difference is exact', () => {
    expect(microsBetween('2026-03-01T00:00:00.000001Z', '2026-03-01T00:00:00.00001Z')).toBe(9);
  });
});

describe('spans in words', () => {
  test.each([
    [0, '0 s'],
    [1, '+0.000001 s'],
    [250_000, '+0.25 s'],
    [-59_999_999, '−59.999999 s'],
    [60_000_000, '+00:01:00'],
    [-184_000_000, '−00:03:04'],
    [93_784_500_000, '+1 d 02:03:04.5'],
    [86_400_000_000 * 1234, '+1,234 d 00:00:00'],
  ])('%d → %s', (span, words) => expect(formatSpan(span)).toBe(words));

  test('can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (span) => {
        const match = /^([+−])?(?:([\d,]+) d )?(?:(\d\d):(\d\d):)?(\d+)(?:\.(\d+))?( s)?$/.exec(formatSpan(span));
        const [, sign, days, hours, minutes, seconds, fraction] = match ?? [];
        const whole = [days?.replaceAll(',', ''), hours, minutes].map((part) => Number(part ?? 0));
        const total = ((whole[0]! * 24 + whole[1]!) * 60 + whole[2]!) * 60 + Number(seconds);
        const size = total * 1_000_000 + Number((fraction ?? '').padEnd(6, '0'));
        expect(sign === '−' ? -size : size).toBe(span);
      }),
    );
  });
});

test.each([
  [0, 'now'],
  [999_999, 'now'],
  [5_000_000, '5 s ago'],
  [130_000_000, '2 min 10 s ago'],
  [-130_000_000, 'in 2 min 10 s'],
  [7_200_000_000, '2 h ago'],
  [86_400_000_000 * 12 + 3_600_000_000 * 3, '12 d 3 h ago'],
])('a distance of %d µs is %s', (distance, words) => expect(formatDistance(distance)).toBe(words));
