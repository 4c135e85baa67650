// A time as it is typed, which may be a whole day or month: `2024`, `2024-01`, `2024-01-31`, `2024-01-31T10:15`.
import { parseInstant } from '../../values/time.ts';

/** From an instant until before another, in ISO 8601 UTC; `to` undefined: there is no later year. */
export type Period = { from: string; to: string | undefined };

const form =
  /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]+(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Null when it is no time. Without an offset it is read on the clock of `zone`. */
export function readPeriod(written: string, zone: string): Period | null {
  const trimmed = written.trim();
  if (/^\d{10}$|^\d{13}$/.test(trimmed)) {
    const from = parseInstant(trimmed, zone);
    return from === null ? null : { from, to: addMicros(from, trimmed.length === 10 ? 1_000_000n : 1000n) };
  }
  const match = form.exec(trimmed);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, offset = ''] = match;
  const on = (y: number, m: number, d: number, clock = '00:00') =>
    parseInstant(`${String(y).padStart(4, '0')}-${m}-${d} ${clock}${offset}`, zone);
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  if (hour === undefined) {
    const from = on(y, m, d);
    if (from === null) return null;
    const end = new Date(0);
    end.setUTCFullYear(
      month === undefined ? y + 1 : y,
      (day === undefined && month !== undefined ? m + 1 : m) - 1,
      day === undefined ? 1 : d + 1,
    );
    const to = end.getUTCFullYear() > 9999 ? null : on(end.getUTCFullYear(), end.getUTCMonth() + 1, end.getUTCDate());
    return { from, to: to ?? undefined };
  }
  const clock = `${hour}:${minute ?? '00'}:${second ?? '00'}${fraction === undefined ? '' : `.${fraction}`}`;
  const from = on(y, m, d, clock);
  if (from === null) return null;
  const micros =
    minute === undefined
      ? 3_600_000_000n
      : second === undefined
        ? 60_000_000n
        : 10n ** BigInt(6 - Math.min(6, fraction?.length ?? 0));
  return { from, to: addMicros(from, micros) };
}

/** Digits below a microsecond are dropped. */
function addMicros(iso: string, micros: bigint): string | undefined {
  const [, seconds = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(iso) ?? [];
  const all = BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0')) + micros;
  const [ms, rest] = [all / 1000n, all % 1000n];
  const end = new Date(Number(rest < 0n ? ms - 1n : ms));
  if (end.getUTCFullYear() > 9999) return undefined;
  const digits = `${end.toISOString().slice(20, 23)}${String((rest + 1000n) % 1000n).padStart(3, '0')}`.replace(
    /0+$/,
    '',
  );
  return `${end.toISOString().slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`;
}
