// A place in the matrix, whose columns are of different heights; row −1 is the head of a column.

export type MatrixPlace = { column: number; row: number };

/** The nearest place that is there. `heights`: cells of each column, without the head. */
export function settleInMatrix(heights: readonly number[], { column, row }: MatrixPlace): MatrixPlace {
  const at = Math.max(0, Math.min(heights.length - 1, column));
  return { column: at, row: Math.max(-1, Math.min((heights[at] ?? 0) - 1, row)) };
}

/** Where a key leads to; null: it is none. */
export function moveInMatrix(heights: readonly number[], place: MatrixPlace, key: string): MatrixPlace | null {
  const { column, row } = settleInMatrix(heights, place);
  const moves: Record<string, MatrixPlace> = {
    ArrowLeft: { column: column - 1, row },
    ArrowRight: { column: column + 1, row },
    ArrowUp: { column, row: row - 1 },
    ArrowDown: { column, row: row + 1 },
    Home: { column: 0, row },
    End: { column: heights.length - 1, row },
    PageUp: { column, row: -1 },
    PageDown: { column, row: Number.POSITIVE_INFINITY },
  };
  const to = moves[key];
  return to === undefined ? null : settleInMatrix(heights, to);
}
