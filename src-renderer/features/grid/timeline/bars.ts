// Where bars stand on the timeline, in whole pixels so that they are crisp.
import type { Histogram } from '../../../../shared/contract/charts.ts';

export type Size = { width: number; height: number };

/** Left edge of a bucket; of the one after the last: the right edge of all. */
export const bucketX = (bucket: number, buckets: number, width: number): number =>
  Math.round((bucket * width) / Math.max(1, buckets));

/** The bucket at a place, the nearest one beyond the ends. */
export const bucketAt = (x: number, buckets: number, width: number): number =>
  Math.max(0, Math.min(buckets - 1, Math.floor((x * buckets) / Math.max(1, width))));

/** The rows of each bucket that match. */
export const totalsOf = ({ series, all }: Pick<Histogram, 'series' | 'all'>): number[] =>
  all.map((_, bucket) => series.reduce((sum, { counts }) => sum + counts[bucket]!, 0));

/** Lowest bar of a bucket that has any row: one event must be seen beside a million. */
const lowest = 2;

/**
 * One SVG path per series, stacked from the bottom in their order. A part that has rows is at least one pixel high where
 * the bar has room for it.
 */
export function barPaths(histogram: Pick<Histogram, 'series' | 'all'>, { width, height }: Size): string[] {
  const totals = totalsOf(histogram);
  const most = Math.max(1, ...totals);
  const paths = histogram.series.map((): string[] => []);
  totals.forEach((total, bucket) => {
    if (total === 0) return;
    const left = bucketX(bucket, totals.length, width);
    const right = bucketX(bucket + 1, totals.length, width);
    const gap = right - left > 3 ? 1 : 0;
    let bottom = height;
    const top = height - Math.max(lowest, Math.round((total / most) * height));
    let below = 0;
    histogram.series.forEach(({ counts }, part) => {
      const count = counts[bucket]!;
      if (count === 0) return;
      below += count;
      const wanted = Math.round(height - (below / total) * (height - top));
      const end = below === total ? top : Math.max(top, Math.min(wanted, bottom - 1));
      if (end < bottom) paths[part]!.push(`M${left} ${end}H${right - gap}V${bottom}H${left}Z`);
      bottom = Math.min(bottom, end);
    });
  });
  return paths.map((parts) => parts.join(''));
}

/** Buckets without any log, as runs `[first, end)`. */
export function emptyRuns(all: number[]): [number, number][] {
  const runs: [number, number][] = [];
  all.forEach((rows, bucket) => {
    if (rows > 0) return;
    const last = runs.at(-1);
    if (last?.[1] === bucket) last[1]++;
    else runs.push([bucket, bucket + 1]);
  });
  return runs;
}
