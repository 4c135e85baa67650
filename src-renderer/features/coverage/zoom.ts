// From one range of the map to a closer or a farther one.
import type { CoverageMap } from '../../../shared/contract/coverage.ts';
import type { Range } from './use-coverage.ts';

const hourMs = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** `in`: a quarter of the time around the bucket, a day at least; `out`: four times as much, all of it where that is less. */
export function zoomFrom(map: CoverageMap, bucket: number, way: 'in' | 'out' | 'all'): Range {
  const first = map.edges[0];
  const last = map.edges.at(-1);
  if (way === 'all' || first === undefined || last === undefined) return null;
  const [start, end] = [Date.parse(first), Date.parse(last)];
  const [from, to] = [Date.parse(map.edges[bucket]!), Date.parse(map.edges[bucket + 1]!)];
  const middle = (from + to) / 2;
  const half = Math.round(way === 'in' ? Math.max(12 * hourMs, (end - start) / 8) : (end - start) * 2);
  if (way === 'in') return { from: iso(Math.max(start, middle - half)), to: iso(Math.min(end, middle + half)) };
  const all = map.span && { from: Date.parse(map.span.from), to: Date.parse(map.span.to) };
  if (!all || (middle - half <= all.from && middle + half >= all.to)) return null;
  return { from: iso(Math.max(all.from, middle - half)), to: iso(Math.min(all.to, middle + half)) };
}
