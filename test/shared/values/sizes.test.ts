import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatNoun, formatRate } from '../../../shared/values/sizes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1450, '1.45 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [724_123_456, '724 MB'],
  [10_200_000_000, '10.2 GB'],
  [5e18, '5000 PB'],
])('%d bytes read %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [0, '0.0 s'],
  [440, '0.4 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_700, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [7_620_000, '2 h 07 min'],
  [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h'],
])('%d ms read %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [0, '0'],
  [870.4, '870'],
  [9_999, '9,999'],
  [12_649, '12,600'],
  [1_250_000, '1.25 million'],
])('a rate of %d reads %s', (rate, text) => expect(formatRate(rate)).toBe(text));

test('counts have thousands separators and their noun', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(formatNoun(1, 'file')).toBe('1 file');
  expect(formatNoun(0, 'file')).toBe('0 files');
  expect(formatNoun(2000, 'entry', 'entries')).toBe('2,000 entries');
});
