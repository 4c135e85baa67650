// Widths of the figures' columns, in pixels: as wide as the words in them, within bounds.
import type { Pivot } from '../../../../shared/query/pivot.ts';
import type { PivotTable } from '../../../../shared/query/pivot-table.ts';
import type { ColumnHead, Layout } from '../layout.ts';
import { figureWords, measureTitle } from '../words.ts';

const letter = 7.3;
const padding = 20;
const [least, most] = [64, 320];
/** Rows that are looked at; a longer word further down is cut, and whole in its tooltip. */
const looked = 200;

/** `starts` has one more entry than there are leaves: the end of the last. */
export type Widths = { starts: number[]; total: number };

export function fitWidths(
  table: PivotTable,
  pivot: Pivot,
  { rows, leaves, heads }: Layout,
  headWords: (head: ColumnHead) => string,
  zone: string,
): Widths {
  const starts = [0];
  // A header over one column alone makes room for itself, and for the mark that opens it.
  const alone = new Map(
    heads
      .flat()
      .flatMap((head) =>
        head.to === head.from + 1 ? [[head.from, headWords(head).length + (head.open === null ? 2 : 5)] as const] : [],
      )
      .sort((a, b) => a[1] - b[1]),
  );
  leaves.forEach((leaf, at) => {
    const measure = pivot.values[leaf.measure]!;
    let letters = Math.max(measureTitle(measure).length + 2, alone.get(at) ?? 0);
    for (const row of [...rows.slice(0, looked), ...rows.slice(-1)]) {
      const figure = table.cell(row.group.id, leaf.group.id)?.figures[leaf.measure] ?? null;
      letters = Math.max(letters, figureWords(figure, measure, zone)?.length ?? 0);
    }
    starts.push(starts.at(-1)! + Math.round(Math.max(least, Math.min(most, letters * letter + padding))));
  });
  return { starts, total: starts.at(-1)! };
}

/** First and one past the last of what lies between two pixels, with a little more on both sides. */
export function spanOf(starts: number[], from: number, to: number): [number, number] {
  const count = starts.length - 1;
  const first = find(starts, from);
  const last = find(starts, to);
  return [Math.max(0, first - 2), Math.min(count, last + 3)];
}

/** The last place that begins at or before a pixel. */
function find(starts: number[], pixel: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}
