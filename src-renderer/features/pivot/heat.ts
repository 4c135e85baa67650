// How strongly a cell is coloured: its figure against the largest of the table, of its row, or of its column. Totals and
// groups that are open are not coloured, and count for nothing here.
import type { Pivot } from '../../../shared/query/pivot.ts';
import type { PivotTable } from '../../../shared/query/pivot-table.ts';
import type { ColumnLeaf, Layout, RowLine } from './layout.ts';
import { isNumeric } from './words.ts';

/** From 0 to 1. */
export type Heat = (row: RowLine, leaf: ColumnLeaf) => number;

export function makeHeat(table: PivotTable, pivot: Pivot, { rows, leaves }: Layout): Heat {
  if (pivot.heat === 'none') return () => 0;
  const numberAt = (row: RowLine, leaf: ColumnLeaf): number => {
    if (row.isTotal || leaf.isTotal || row.open || !isNumeric(pivot.values[leaf.measure]!)) return 0;
    const number = Number(table.cell(row.group.id, leaf.group.id)?.figures[leaf.measure] ?? 0);
    return Number.isFinite(number) && number > 0 ? number : 0;
  };
  const placeOf = (row: RowLine, leaf: ColumnLeaf) => {
    if (pivot.heat === 'row') return `${leaf.measure} ${row.group.id}`;
    return pivot.heat === 'column' ? `${leaf.measure} ${leaf.group.id}` : `${leaf.measure}`;
  };
  const largest = new Map<string, number>();
  for (const row of rows)
    for (const leaf of leaves) {
      const number = numberAt(row, leaf);
      const place = placeOf(row, leaf);
      if (number > (largest.get(place) ?? 0)) largest.set(place, number);
    }
  // The square root lets small figures be told from none, next to a large one.
  return (row, leaf) => Math.sqrt(numberAt(row, leaf) / (largest.get(placeOf(row, leaf)) ?? 1));
}
