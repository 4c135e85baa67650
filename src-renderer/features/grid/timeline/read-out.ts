// The timeline in words: of one bucket, and of all of it for those who do not see it.
import type { Histogram, Series, Stack } from '../../../../shared/contract/charts.ts';
import { describeBucketSize } from '../../../../shared/values/buckets.ts';
import { describeSpan } from './axis.ts';
import { totalsOf } from './bars.ts';
import { seriesLabel } from './stacks.ts';

const exact = (n: number) => n.toLocaleString('en-US');
export type Chart = { histogram: Histogram; stack: Stack | null; zone: string };

export const rowsText = (n: number): string => `${exact(n)} ${n === 1 ? 'row' : 'rows'}`;

/** `2026-03-01 10:00 – 11:00: 120 rows, of them Error 20`; says whether there are no logs or only no matches. */
export function describeBucket(chart: Chart, bucket: number): string {
  const { edges } = chart.histogram;
  return `${describeSpan(edges[bucket]!, edges[bucket + 1]!, chart.zone)}: ${describeRows(chart, bucket)}`;
}

function describeRows({ histogram, stack, zone }: Chart, bucket: number): string {
  const parts = histogram.series.flatMap((one) => {
    const rows = one.counts[bucket]!;
    return one.kind === 'all' || rows === 0 ? [] : [`${seriesLabel(one, stack, zone)} ${exact(rows)}`];
  });
  const count = describeCount(histogram, { first: bucket, last: bucket });
  return parts.length === 0 ? count : `${count}: ${parts.join(', ')}`;
}

/** Buckets `first` to `last`. */
export type Pointed = { first: number; last: number };

/** `120 rows`, `no match among 500 rows`, `no logs at all`. */
export function describeCount(histogram: Pick<Histogram, 'series' | 'all'>, { first, last }: Pointed): string {
  const sum = (counts: number[]) => counts.slice(first, last + 1).reduce((a, b) => a + b, 0);
  const [matched, all] = [sum(totalsOf(histogram)), sum(histogram.all)];
  if (all === 0) return 'no logs at all';
  return matched === 0 ? `no match among ${rowsText(all)}` : rowsText(matched);
}

/** Rows of one part in the buckets pointed at, else in all. */
export function countPart({ counts, rows }: Series, pointed: Pointed | null): number {
  return pointed ? counts.slice(pointed.first, pointed.last + 1).reduce((a, b) => a + b, 0) : rows;
}

export function describeTimeline(chart: Chart): string {
  const { histogram, zone } = chart;
  const { edges, size, all, untimed } = histogram;
  if (size === null) return `No row has a time here. ${describeUntimed(untimed.matched)}`.trim();
  const totals = totalsOf(histogram);
  const highest = totals.indexOf(Math.max(...totals));
  const empty = all.filter((rows) => rows === 0).length;
  return [
    `${exact(totals.length)} bars of ${describeBucketSize(size)} from ${describeSpan(edges[0]!, edges.at(-1)!, zone)}, times in ${zone}.`,
    `All together ${rowsText(totals.reduce((a, b) => a + b, 0))}.`,
    totals[highest]! > 0 ? `Most in ${describeBucket(chart, highest)}.` : '',
    empty > 0 ? `${exact(empty)} ${empty === 1 ? 'bar has' : 'bars have'} no logs at all.` : '',
    describeUntimed(untimed.matched),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Empty when every row has a time. */
export const describeUntimed = (rows: number): string =>
  rows === 0 ? '' : `${rowsText(rows)} without a time ${rows === 1 ? 'is' : 'are'} not shown.`;
