// Selected rows of an opened view, by row index: sorted, disjoint, half-open ranges, so that "all of ten million" is one pair.

/** `[from, to)` pairs in ascending order that neither overlap nor touch. */
export type Selection = readonly (readonly [from: number, to: number])[];

export const noRows: Selection = [];

export const allRows = (count: number): Selection => (count > 0 ? [[0, count]] : noRows);

export const countRows = (selection: Selection): number => selection.reduce((sum, [from, to]) => sum + to - from, 0);

/** Whether row `index` is selected: binary search, it runs for every visible row. */
export function isSelected(selection: Selection, index: number): boolean {
  let low = 0;
  let high = selection.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = selection[middle] ?? [0, 0];
    if (index < from) high = middle - 1;
    else if (index >= to) low = middle + 1;
    else return true;
  }
  return false;
}

/** Adds `[from, to)`. */
export function selectRange(selection: Selection, from: number, to: number): Selection {
  if (to <= from) return selection;
  const apart = selection.filter(([a, b]) => b < from || a > to);
  const joined = selection.filter(([a, b]) => b >= from && a <= to);
  const start = Math.min(from, ...joined.map(([a]) => a));
  const end = Math.max(to, ...joined.map(([, b]) => b));
  return [...apart, [start, end] as const].sort((a, b) => a[0] - b[0]);
}

/** Takes `[from, to)` out. */
export function unselectRange(selection: Selection, from: number, to: number): Selection {
  if (to <= from) return selection;
  return selection.flatMap(([a, b]) => {
    const left: [number, number] = [a, Math.min(b, from)];
    const right: [number, number] = [Math.max(a, to), b];
    return [left, right].filter(([start, end]) => start < end);
  });
}

export function toggleRow(selection: Selection, index: number): Selection {
  return isSelected(selection, index)
    ? unselectRange(selection, index, index + 1)
    : selectRange(selection, index, index + 1);
}

/** Every selected index, ascending, up to `limit`. */
export function listRows(selection: Selection, limit = Number.POSITIVE_INFINITY): number[] {
  const rows: number[] = [];
  for (const [from, to] of selection) {
    for (let index = from; index < to; index++) {
      if (rows.length >= limit) return rows;
      rows.push(index);
    }
  }
  return rows;
}
