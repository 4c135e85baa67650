// From one range of a map over time to a closer or a farther one.

/** `edges`: where its buckets begin, and the end of the last one. `span`: all of the time that there is. All ISO UTC. */
export type Zoomed = { edges: readonly string[]; span: { from: string; to: string } | null };
/** ISO UTC, `to` not included; null: all of the time. */
export type Range = { from: string; to: string } | null;

const hourMs = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

/**
 * `in`: a quarter of the time around the bucket, `shortest` at least; `out`: four times as much, all of it where that is less.
 *
 * @param shortest milliseconds; a day where it is not said
 */
export function zoomFrom(
  map: Zoomed,
  bucket: number,
  way: 'in' | 'out' | 'all',
  shortest: number = 24 * hourMs,
): Range {
  const first = map.edges[0];
  const last = map.edges.at(-1);
  if (way === 'all' || first === undefined || last === undefined) return null;
  const [start, end] = [Date.parse(first), Date.parse(last)];
  const [from, to] = [Date.parse(map.edges[bucket]!), Date.parse(map.edges[bucket + 1]!)];
  const middle = (from + to) / 2;
  const half = Math.round(way === 'in' ? Math.max(shortest / 2, (end - start) / 8) : (end - start) * 2);
  if (way === 'in') return { from: iso(Math.max(start, middle - half)), to: iso(Math.min(end, middle + half)) };
  const all = map.span && { from: Date.parse(map.span.from), to: Date.parse(map.span.to) };
  if (!all || (middle - half <= all.from && middle + half >= all.to)) return null;
  return { from: iso(Math.max(all.from, middle - half)), to: iso(Math.min(all.to, middle + half)) };
}
