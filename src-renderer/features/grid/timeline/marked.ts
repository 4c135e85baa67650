// The marks of rows as lanes above the bars: which there are, how they look, and what a click on one does to the view.
import type { MarkCounts, TagInfo } from '../../../../shared/contract/marks.ts';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { filterIn, filterOut, setTime } from '../../../../shared/query/edit.ts';
import type { Range, View } from '../../../../shared/query/view.ts';
import { tagColor } from '../../../ui/tags.ts';
import { type MarkName, markColumnOf } from '../marks/mark-places.ts';
import { describeSpan } from './axis.ts';
import { bucketX } from './bars.ts';
import { rowsText } from './read-out.ts';

type Mark = MarkCounts['mark'];
/** `color`: of CSS. */
export type Lane = { mark: Mark; label: string; color: string; counts: number[] };

/** A tick narrower than this is hard to see and to hit. */
const narrowest = 6;

/** Tags as they stand in the list of tags, then stars, then notes. */
export function lanesOf(counted: MarkCounts[], tags: TagInfo[]): Lane[] {
  const place = ({ mark }: MarkCounts) =>
    mark.kind === 'tag' ? tags.findIndex(({ name }) => name === mark.tag) : mark.kind === 'star' ? 1e6 : 1e6 + 1;
  return counted
    .toSorted((a, b) => place(a) - place(b))
    .map(({ mark, counts }) => ({ mark, counts, label: labelOf(mark), color: colorOf(mark, tags) }));
}

const labelOf = (mark: Mark) => (mark.kind === 'tag' ? mark.tag : mark.kind === 'star' ? 'Starred' : 'With a note');
const colorOf = (mark: Mark, tags: TagInfo[]) =>
  mark.kind === 'tag' ? tagColor(tags, mark.tag) : mark.kind === 'star' ? 'var(--pm-star)' : 'var(--pm-accent)';

export const describeLane = ({ label, counts }: Lane): string =>
  `${label}: ${rowsText(counts.reduce((a, b) => a + b, 0))}`;

/** `Suspicious: 3 rows, 2026-03-01 10:00 – 11:00`, on the clock of `zone`. */
export const describeTick = ({ label, counts }: Lane, edges: string[], bucket: number, zone: string): string =>
  `${label}: ${rowsText(counts[bucket]!)}, ${describeSpan(edges[bucket]!, edges[bucket + 1]!, zone)}`;

/** Over its bucket, in whole pixels, and inside the width. */
export function tickPlace(bucket: number, buckets: number, width: number): { left: number; width: number } {
  const [from, to] = [bucketX(bucket, buckets, width), bucketX(bucket + 1, buckets, width)];
  const wide = Math.max(narrowest, to - from - 1);
  const left = Math.round((from + to - wide) / 2);
  return { left: Math.max(0, Math.min(width - wide, left)), width: wide };
}

/** Only the rows of that time with that mark. */
export function keepMarked(view: View, table: TableInfo, mark: Mark, time: Range): View {
  const name: MarkName = mark.kind === 'tag' ? 'tags' : mark.kind;
  const column = markColumnOf(table, name);
  const there = setTime(view, time);
  if (!column) return there;
  if (mark.kind === 'note') return filterOut(there, column, null);
  return filterIn(there, column, mark.kind === 'tag' ? mark.tag : 'true');
}
