// A first width for each column, from its name and the first rows: enough to read, never so wide that it hides the rest.
import type { ResolvedColumn } from '../columns/resolve.ts';
import { cellOf, type GridRow } from './grid-row.ts';

/** Width of a 12 px monospace letter; the real one differs by a fraction between fonts. */
const letter = 7.23;
const padding = 18;
const headerIcons = 58;
const narrowest = 64;
const widest = 340;

/**
 * Pixels for a column that nobody has sized yet. `shown` turns a cell into the text that is painted; `note` is the word
 * after the column's name.
 */
export function fitWidth(
  column: ResolvedColumn,
  rows: GridRow[],
  shown: (text: string) => string,
  note: string,
): number {
  const lengths = rows.slice(0, 100).map((row) => shown(cellOf(row, column.key) ?? '').length);
  const longest = Math.max(0, ...lengths);
  const header = (column.key.length + note.length) * letter + headerIcons;
  return Math.round(Math.min(widest, Math.max(narrowest, header, longest * letter + padding)));
}
