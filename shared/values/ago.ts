// How long ago something was, in words; exact times belong beside it as a tooltip.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `5 minutes ago`, `yesterday`, `12 days ago`, then the date (`2026-03-01`). A time to come reads `just now`. */
export function formatAgo(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return iso;
  const age = now - then;
  if (age < 45_000) return 'just now';
  if (age < hour) return ago(Math.max(1, Math.round(age / minute)), 'minute');
  if (age < day) return ago(Math.round(age / hour), 'hour');
  if (age < 2 * day) return 'yesterday';
  if (age < 31 * day) return ago(Math.floor(age / day), 'day');
  return new Date(then).toISOString().slice(0, 10);
}

const ago = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'} ago`;
