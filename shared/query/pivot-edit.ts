// Pure edits of a Pivot: every change that a person can make to one. Each gives a new Pivot and leaves its argument alone.
import { type Axis, canShare, type Dimension, hasColumn, type Measure, type Pivot, type PivotSort } from './pivot.ts';
import { type ColumnRef, columnKey } from './view.ts';

/** Where a dimension or a measure stands. */
export type Spot = { zone: Axis | 'values'; at: number };

/** Adds a dimension at the end of an axis, or at place `at`; an axis has a column once. */
export function addDimension(pivot: Pivot, axis: Axis, column: ColumnRef, at = pivot[axis].length): Pivot {
  if (hasColumn(pivot[axis], column)) return pivot;
  return settle({ ...pivot, [axis]: pivot[axis].toSpliced(at, 0, { column }) });
}

export function changeDimension(pivot: Pivot, axis: Axis, at: number, next: Dimension): Pivot {
  const isTwice = pivot[axis].some((one, i) => i !== at && columnKey(one.column) === columnKey(next.column));
  return isTwice || !pivot[axis][at] ? pivot : settle({ ...pivot, [axis]: pivot[axis].with(at, next) });
}

export function addMeasure(pivot: Pivot, measure: Measure, at = pivot.values.length): Pivot {
  const moved = (n: number) => (n >= at ? n + 1 : n);
  return renumber({ ...pivot, values: pivot.values.toSpliced(at, 0, measure) }, moved);
}

export function changeMeasure(pivot: Pivot, at: number, measure: Measure): Pivot {
  return pivot.values[at] ? { ...pivot, values: pivot.values.with(at, measure) } : pivot;
}

export function removeAt(pivot: Pivot, { zone, at }: Spot): Pivot {
  if (!pivot[zone][at]) return pivot;
  if (zone !== 'values') return settle({ ...pivot, [zone]: pivot[zone].toSpliced(at, 1) });
  const gone = (n: number) => (n === at ? null : n > at ? n - 1 : n);
  return renumber({ ...pivot, values: pivot.values.toSpliced(at, 1) }, gone);
}

/**
 * Moves a dimension or a measure to place `to.at` of what is there without it. Between the axes it stays what it is; a dimension
 * that goes to the values becomes a count of its different values, a measure that goes to an axis its column.
 */
export function moveTo(pivot: Pivot, from: Spot, to: Spot): Pivot {
  const rest = removeAt(pivot, from);
  if (rest === pivot) return pivot;
  if (from.zone === 'values') {
    const measure = pivot.values[from.at]!;
    if (to.zone !== 'values') {
      if (!('column' in measure) || hasColumn(rest[to.zone], measure.column)) return pivot;
      return addDimension(rest, to.zone, measure.column, to.at);
    }
    const at = Math.min(to.at, rest.values.length);
    const back = (n: number) => (n === from.at ? at : shift(n > from.at ? n - 1 : n, at));
    return renumber({ ...pivot, values: rest.values.toSpliced(at, 0, measure) }, back);
  }
  const dimension = pivot[from.zone][from.at]!;
  if (to.zone === 'values') return addMeasure(rest, { kind: 'distinct', column: dimension.column }, to.at);
  if (hasColumn(rest[to.zone], dimension.column)) return pivot;
  return settle({ ...rest, [to.zone]: rest[to.zone].toSpliced(to.at, 0, dimension) });
}

const shift = (n: number, inserted: number) => (n >= inserted ? n + 1 : n);

/** Rows and columns change places. */
export const transpose = (pivot: Pivot): Pivot => ({
  ...pivot,
  rows: pivot.columns,
  columns: pivot.rows,
  sort: withoutPlace(pivot.columnSort),
  columnSort: withoutPlace(pivot.sort),
  rowTotals: pivot.columnTotals,
  columnTotals: pivot.rowTotals,
});

const sortName = { rows: 'sort', columns: 'columnSort' } as const;

/** In which order the values of an axis stand. */
export const sortOf = (pivot: Pick<Pivot, 'sort' | 'columnSort'>, axis: Axis): PivotSort => pivot[sortName[axis]];

export const setSort = (pivot: Pivot, sort: PivotSort, axis: Axis = 'rows'): Pivot => ({
  ...pivot,
  [sortName[axis]]: sort,
});

/** The click on a figure's header: largest first → smallest first → the axis's own order. */
export function cycleSort(pivot: Pivot, measure: number, at?: (string | null)[], axis: Axis = 'rows'): Pivot {
  const sort = sortOf(pivot, axis);
  const isSame = sort.measure === measure && JSON.stringify(sort.at ?? null) === JSON.stringify(at ?? null);
  if (isSame && !sort.descending) return setSort(pivot, { measure: null, descending: false }, axis);
  return setSort(pivot, { measure, descending: !isSame, ...(at ? { at } : {}) }, axis);
}

const withoutPlace = ({ measure, descending }: PivotSort): PivotSort => ({ measure, descending });

/** A sort at a place that the changed axes may no longer have goes back to the totals. */
const settle = (pivot: Pivot): Pivot => ({
  ...pivot,
  sort: withoutPlace(pivot.sort),
  columnSort: withoutPlace(pivot.columnSort),
});

/** What names a measure by number follows it; what named one that is gone is dropped. */
function renumber(pivot: Pivot, next: (n: number) => number | null): Pivot {
  const sorts = (sort: PivotSort): PivotSort => {
    const measure = sort.measure === null ? null : next(sort.measure);
    return measure === null ? { measure: null, descending: false } : { ...sort, measure };
  };
  const tops = (dimension: Dimension): Dimension => {
    if (!dimension.top) return dimension;
    return { ...dimension, top: { ...dimension.top, by: next(dimension.top.by) ?? 0 } };
  };
  return {
    ...pivot,
    rows: pivot.rows.map(tops),
    columns: pivot.columns.map(tops),
    sort: sorts(pivot.sort),
    columnSort: sorts(pivot.columnSort),
  };
}

/** The same measure of another kind; what has no column yet takes `column`. */
export function measureAs(kind: Measure['kind'], column: ColumnRef | null, before?: Measure): Measure {
  const of = before && canShare(before) && before.of ? { of: before.of } : {};
  if (kind === 'count' || column === null) return { kind: 'count', ...of };
  if (kind === 'percentile') return { kind, column, at: before?.kind === 'percentile' ? before.at : 95 };
  if (kind === 'distinct' || kind === 'sum') return { kind, column, ...of };
  return { kind, column };
}
