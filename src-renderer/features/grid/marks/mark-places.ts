// Where the marks of a row are among its cells.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { cellOf, type GridRow } from '../table/grid-row.ts';

export type MarkName = 'tags' | 'star' | 'note';

/** The column of a mark; undefined where rows cannot be marked. */
export function markColumnOf(table: TableInfo, mark: MarkName): ColumnRef | undefined {
  const column = table.columns.find((one) => one.mark === mark);
  return column && { column: column.name, path: [] };
}

export const canMark = (table: TableInfo): boolean => markColumnOf(table, 'tags') !== undefined;

/** Why the rows cannot be tagged, starred or noted, and what to do; null where they can. */
export function whyNoMarks(table: TableInfo): string | null {
  if (canMark(table)) return null;
  // Only the result of a statement has no name.
  return table.name === ''
    ? 'These rows do not say which records they are: select evidence_id and record_no, too, to tag them.'
    : 'These rows are no records of a log: tag those of a log table, or of the timeline.';
}

/** What a grid reads of every row to show its marks. */
export const markRefs = (table: TableInfo): ColumnRef[] =>
  (['tags', 'star', 'note'] as const).flatMap((mark) => markColumnOf(table, mark) ?? []);

export type RowMarks = { tags: string[]; star: boolean; note: boolean };

export function marksOf(table: TableInfo, row: GridRow | undefined): RowMarks {
  const text = (mark: MarkName) => {
    const ref = markColumnOf(table, mark);
    return ref ? (cellOf(row, ref.column) ?? null) : null;
  };
  return { tags: readTags(text('tags')), star: text('star') === 'true', note: text('note') !== null };
}

/** The cell of the tags is a JSON list, or null. */
export const readTags = (cell: string | null): string[] => (cell === null ? [] : parseList(cell));

function parseList(cell: string): string[] {
  // A list longer than a cell may be is cut off; the tags that are whole are shown.
  const whole = cell.endsWith('…') ? `${cell.slice(0, cell.lastIndexOf('","'))}"]` : cell;
  return JSON.parse(whole) as string[];
}

/** `Suspicious, starred, with a note`; empty for a row without marks. */
export const describeMarks = ({ tags, star, note }: RowMarks): string =>
  [...tags, ...(star ? ['starred'] : []), ...(note ? ['with a note'] : [])].join(', ');
