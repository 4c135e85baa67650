// Instants as text. The engine always speaks ISO 8601 UTC (`2024-01-02T03:04:05[.ffffff]Z`); people read and type them in
// the zone of the case. Fractions are carried as digits, never through a Date, so microseconds survive.

const isoUtc = /^([+-]?\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z$/;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** Wall-clock time of an instant in a zone, as the epoch milliseconds that a UTC clock with the same face would have. */
function wallMs(epochMs: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(zone).formatToParts(epochMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return utcMs(year, month, day, hour, minute, second);
}

/** Like Date.UTC, but years 0–99 are meant literally. */
function utcMs(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Minutes that a zone's clock is ahead of UTC at an instant. Unknown zones throw RangeError. */
export function zoneOffsetMinutes(epochMs: number, zone: string): number {
  const wholeSeconds = Math.floor(epochMs / 1000) * 1000;
  return Math.round((wallMs(wholeSeconds, zone) - wholeSeconds) / 60_000);
}

/** Whether the runtime knows an IANA zone by this name. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false; // RangeError is Intl's only way to say no.
  }
}

export const isUtc = (zone: string) => zone === 'UTC' || zone === 'Etc/UTC' || zone === 'Z';

/**
 * An ISO UTC text as people read it, `2024-01-02 04:04:05.123`, on the clock of `zone`. Text that is not an ISO UTC
 * instant (`infinity`, a plain date) comes back unchanged.
 */
export function formatInstant(iso: string, zone: string): string {
  const match = isoUtc.exec(iso);
  if (!match) return iso;
  const fraction = match[7] ?? '';
  if (isUtc(zone)) return `${iso.slice(0, iso.indexOf('T'))} ${match[4]}:${match[5]}:${match[6]}${fraction}`;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six;
  const epoch = utcMs(year, month, day, hour, minute, second);
  if (!Number.isFinite(epoch)) return iso;
  return `${facePart(new Date(wallMs(epoch, zone)))}${fraction}`;
}
type Six = [number, number, number, number, number, number];

const facePart = (face: Date) => face.toISOString().slice(0, -5).replace('T', ' ');

/** `+02:00` and the like: what must be subtracted from the clock of `zone` at this instant to get UTC. */
export function offsetLabel(iso: string, zone: string): string {
  const minutes = isUtc(zone) ? 0 : zoneOffsetMinutes(Date.parse(iso), zone);
  if (!Number.isFinite(minutes)) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

const typed =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads what a person types or pastes as a time: `2024-01-02`, `2024-01-02 03:04`, `…:05.123`, with `T` or a space, with
 * `Z` or an offset; without one it is on the clock of `zone`. Ten and thirteen digits are Unix seconds and milliseconds.
 * Gives ISO UTC text, or null. A wall time that a clock change skips or repeats is read with the offset before the change.
 */
export function parseInstant(text: string, zone: string): string | null {
  const trimmed = text.trim();
  if (/^\d{10}$|^\d{13}$/.test(trimmed)) {
    return isoText(trimmed.length === 10 ? Number(trimmed) * 1000 : Number(trimmed), '');
  }
  const match = typed.exec(trimmed);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0)) as Six;
  const wall = utcMs(year, month, day, hour, minute, second);
  const sane = new Date(wall).getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
  if (!sane) return null;
  const fraction = match[7] ?? '';
  const given = match[8];
  if (given) return isoText(wall - offsetMinutes(given) * 60_000, fraction);
  if (isUtc(zone)) return isoText(wall, fraction);
  const before = zoneOffsetMinutes(wall - 86_400_000, zone);
  const guess = wall - before * 60_000;
  const right = zoneOffsetMinutes(guess, zone) === before ? guess : wall - zoneOffsetMinutes(guess, zone) * 60_000;
  return isoText(wallMs(right, zone) === wall ? right : guess, fraction);
}

function offsetMinutes(given: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(given);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

function isoText(epochMs: number, fraction: string): string | null {
  const time = new Date(epochMs);
  if (Number.isNaN(time.getTime())) return null;
  const text = time.toISOString();
  const millis = text.slice(-5, -1);
  const digits = fraction || (millis === '.000' ? '' : millis);
  return `${text.slice(0, -5)}${digits.replace(/\.?0+$/, '')}Z`;
}
