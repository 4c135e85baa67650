// Spans between two instants, exact to the microsecond that DuckDB keeps.

const instant = /^(.+T\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?Z$/;

/** Microseconds since 1970, or null for text that is not an ISO UTC instant. Exact until the year 2255. */
export function epochMicros(iso: string): number | null {
  const match = instant.exec(iso);
  if (!match) return null;
  const seconds = Date.parse(`${match[1]}Z`);
  return Number.isNaN(seconds) ? null : seconds * 1000 + Number((match[2] ?? '').padEnd(6, '0'));
}

/** From one instant to another in microseconds; null where either is none. */
export function microsBetween(from: string, to: string): number | null {
  const [a, b] = [epochMicros(from), epochMicros(to)];
  return a === null || b === null ? null : b - a;
}

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const two = (n: number) => String(n).padStart(2, '0');

/** Exact and signed: `0 s`, `+0.25 s`, `−00:03:04`, `+1 d 02:03:04.5`. */
export function formatSpan(micros: number): string {
  if (micros === 0) return '0 s';
  const size = Math.abs(micros);
  const sign = micros < 0 ? '−' : '+';
  if (size < minute) return `${sign}${Math.floor(size / second)}${fraction(size)} s`;
  const days = Math.floor(size / day);
  const clock = [
    Math.floor((size % day) / hour),
    Math.floor((size % hour) / minute),
    Math.floor((size % minute) / second),
  ];
  return `${sign}${days > 0 ? `${days.toLocaleString('en-US')} d ` : ''}${clock.map(two).join(':')}${fraction(size)}`;
}

function fraction(micros: number): string {
  const rest = micros % second;
  return rest === 0 ? '' : `.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
}

const units = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
] as const;

/** How long before `now` an instant was, in its two largest units: `12 d 3 h ago`, `5 s ago`, `in 2 min 10 s`, `now`. */
export function formatDistance(micros: number): string {
  const size = Math.abs(micros);
  const at = units.findIndex(([unit]) => size >= unit);
  if (at < 0) return 'now';
  const [unit, name] = units[at]!;
  const next = units[at + 1];
  const rest = next ? Math.floor((size % unit) / next[0]) : 0;
  const words = `${Math.floor(size / unit).toLocaleString('en-US')} ${name}${next && rest > 0 ? ` ${rest} ${next[1]}` : ''}`;
  return micros < 0 ? `in ${words}` : `${words} ago`;
}
