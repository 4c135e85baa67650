// Which groups of rows and columns a place of the table stands for. Rows from -2 up are the headers of the columns' groups, the
// innermost lowest.
import type { CellPlace } from '../../../../shared/query/pivot-drill.ts';
import type { PivotGroup } from '../../../../shared/query/pivot-table.ts';
import type { ColumnHead } from '../layout.ts';
import type { Cursor } from './keys.ts';
import type { Shown } from './use-shown.ts';

/** The row of the headers of a level of the columns' groups. */
export const headRow = (level: number, levels: number): number => level - levels - 1;

/** The header of a group of columns at a place; null elsewhere. */
export function headAt({ layout }: Pick<Shown, 'layout'>, { row, column }: Cursor): ColumnHead | null {
  const heads = layout.heads[row + layout.heads.length + 1];
  return (row < -1 && heads?.find(({ from, to }) => column >= from && column < to)) || null;
}

/** Null: the headers, or the names of the rows. */
export function groupsAt(
  shown: Pick<Shown, 'layout'>,
  at: Cursor,
): { row: PivotGroup | null; column: PivotGroup | null } {
  const { rows, leaves } = shown.layout;
  const column = at.row < -1 ? headAt(shown, at)?.group : leaves[at.column]?.group;
  return { row: rows[at.row]?.group ?? null, column: column ?? null };
}

export function placeOf(shown: Pick<Shown, 'layout'>, at: Cursor): CellPlace {
  const { row, column } = groupsAt(shown, at);
  return { row: row?.keys ?? [], column: column?.keys ?? [] };
}

/** The values of a group, as a sort names it; null where it is “others” of something. */
export function valuesOf(group: PivotGroup | null): (string | null)[] | null {
  const values = (group?.keys ?? []).map((key) => ('othersThan' in key ? undefined : key.value));
  return values.includes(undefined) ? null : (values as (string | null)[]);
}

/** Where an arrow leads from a header over several columns: past it, not within it; null: no such header or key. */
export function stepOverHead(shown: Pick<Shown, 'layout'>, at: Cursor, key: string): Cursor | null {
  const head = headAt(shown, at);
  if (!head || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return null;
  if (key === 'ArrowLeft') return { row: at.row, column: head.from - 1 };
  return { row: at.row, column: head.to < shown.layout.leaves.length ? head.to : head.from };
}
