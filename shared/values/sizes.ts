// Bytes, counts, rates and durations as people read them. English digits on purpose: figures are quoted in reports.

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1234567` → `1,234,567`. */
export const formatCount = (n: number): string => count.format(n);

/** Decimal units, three significant digits: `0 B`, `999 B`, `1.45 kB`, `724 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would round to 1000 of its unit; the next one reads better.
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : shortest(value)} ${units[unit]}`;
}

/** Per second, of anything: `0`, `870`, `12,600`, `1.25 million`. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 1_000_000) return `${shortest(perSecond / 1_000_000)} million`;
  if (perSecond >= 10_000) return formatCount(Math.round(perSecond / 100) * 100);
  return formatCount(perSecond);
}

/** Milliseconds: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `1 file`, `2 files`: the count with its noun. */
export const formatNoun = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

const shortest = (value: number) => String(Number(value.toPrecision(3)));
const two = (n: number) => String(n).padStart(2, '0');
