// The keys of the pivot's table: where the cursor goes, and what a key does where it stands.

/** `row` -1: the headers of figures, less: those of the columns' groups; `column` -1: the names of rows. */
export type Cursor = { row: number; column: number };

/** `heads`: lines of headers above those of the figures. */
type Bounds = { rows: number; columns: number; page: number; heads: number };

const arrows: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** Where the cursor stands after a key; null: the key moves nothing. */
export function moveCursor(
  { row, column }: Cursor,
  press: Press,
  { rows, columns, page, heads }: Bounds,
): Cursor | null {
  if (press.altKey) return null;
  const isFar = press.ctrlKey || press.metaKey;
  const to = (nextRow: number, nextColumn: number): Cursor => ({
    row: Math.max(-1 - heads, Math.min(rows - 1, nextRow)),
    column: Math.max(-1, Math.min(columns - 1, nextColumn)),
  });
  const arrow = arrows[press.key];
  if (arrow) {
    const [down, right] = arrow;
    return isFar ? to(row + down * (rows + heads + 1), column + right * columns) : to(row + down, column + right);
  }
  switch (press.key) {
    case 'PageDown':
      return to(row + page, column);
    case 'PageUp':
      return to(Math.max(0, row - page), column);
    case 'Home':
      return isFar ? to(0, -1) : to(row, -1);
    case 'End':
      return isFar ? to(rows - 1, columns - 1) : to(row, columns - 1);
    default:
      return null;
  }
}
