import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, isTimeZone, offsetLabel, parseInstant } from '../../../shared/values/time.ts';

describe('formatInstant', () => {
  it('shows UTC as it stands, keeping every digit of the fraction', () => {
    expect(formatInstant('2024-01-02T03:04:05Z', 'UTC')).toBe('2024-01-02 03:04:05');
    expect(formatInstant('2024-01-02T03:04:05.123456Z', 'UTC')).toBe('2024-01-02 03:04:05.123456');
  });
  it('moves the clock to the zone, daylight saving included', () => {
    expect(formatInstant('2024-01-02T03:04:05.5Z', 'Europe/Berlin')).toBe('2024-01-02 04:04:05.5');
    expect(formatInstant('2024-07-02T23:04:05Z', 'Europe/Berlin')).toBe('2024-07-03 01:04:05');
    expect(formatInstant('2024-01-01T00:00:00Z', 'Asia/Kolkata')).toBe('2024-01-01 05:30:00');
  });
  it('leaves alone what is no instant', () => {
    expect(formatInstant('infinity', 'Europe/Berlin')).toBe('infinity');
    expect(formatInstant('2024-01-02', 'Europe/Berlin')).toBe('2024-01-02');
  });
});

describe('parseInstant', () => {
  it('reads what people type', () => {
    expect(parseInstant('2024-01-02', 'UTC')).toBe('2024-01-02T00:00:00Z');
    expect(parseInstant(' 2024-1-2 3:04 ', 'UTC')).toBe('2024-01-02T03:04:00Z');
    expect(parseInstant('2024/01/02 03:04:05.120', 'UTC')).toBe('2024-01-02T03:04:05.12Z');
    expect(parseInstant('2024-01-02T03:04:05Z', 'Asia/Tokyo')).toBe('2024-01-02T03:04:05Z');
    expect(parseInstant('2024-01-02T03:04:05+02:00', 'Asia/Tokyo')).toBe('2024-01-02T01:04:05Z');
    expect(parseInstant('2024-01-02 03:04:05', 'Asia/Tokyo')).toBe('2024-01-01T18:04:05Z');
    expect(parseInstant('1704164645', 'Asia/Tokyo')).toBe('2024-01-02T03:04:05Z');
    expect(parseInstant('1704164645250', 'UTC')).toBe('2024-01-02T03:04:05.25Z');
  });
  it('refuses what is no time', () => {
    for (const text of ['', 'yesterday', '2024-13-01', '2024-02-30', '2024-01-01 25:00', '42'])
      expect(parseInstant(text, 'UTC'), text).toBeNull();
  });
  it('reads a wall time next to a clock change', () => {
    expect(parseInstant('2024-03-31 01:59:59', 'Europe/Berlin')).toBe('2024-03-31T00:59:59Z');
    expect(parseInstant('2024-03-31 03:00:00', 'Europe/Berlin')).toBe('2024-03-31T01:00:00Z');
    expect(parseInstant('2024-10-27 02:30:00', 'Europe/Berlin')).toBe('2024-10-27T00:30:00Z');
    expect(parseInstant('2024-10-27 12:00:00', 'Europe/Berlin')).toBe('2024-10-27T11:00:00Z');
  });
  it('reads back what formatInstant shows, in any zone (outside the hour a clock change repeats)', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, zones, (at, zone) => {
        const iso = `${new Date(at * 1000).toISOString().slice(0, -5)}Z`;
        const back = parseInstant(formatInstant(iso, zone), zone);
        const apart = Math.abs(Date.parse(back ?? '') - at * 1000);
        return apart === 0 || apart === 3_600_000;
      }),
    );
  });
});

it('labels offsets and knows zones', () => {
  expect(offsetLabel('2024-07-01T00:00:00Z', 'Europe/Berlin')).toBe('+02:00');
  expect(offsetLabel('2024-07-01T00:00:00Z', 'UTC')).toBe('+00:00');
  expect(offsetLabel('2024-01-01T00:00:00Z', 'America/St_Johns')).toBe('-03:30');
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
