// A bucket of time as people read it.
import { formatInstant } from '../../../../shared/values/time.ts';

/** `2026-03-11 22:00 – 23:00` on the clock of the zone; the day is said again where it is another. */
export function describeTime(edges: readonly string[], bucket: number, zone: string): string {
  const short = (iso: string) => formatInstant(iso, zone).slice(0, 16);
  const [from, to] = [short(edges[bucket]!), short(edges[bucket + 1]!)];
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}
