// From a cell of a pivot to its exact rows: the pivot's View with the cell's place added as filters.
import { parseInstant, zoneOffsetMinutes } from '../values/time.ts';
import type { Derivation } from './derivation.ts';
import { addFilter, type NewFilter } from './edit.ts';
import type { Dimension, Pivot } from './pivot.ts';
import type { ColumnRef, View } from './view.ts';

/** A value of a dimension as text (null: missing), or all that its top does not keep. */
export type PivotKey = { value: string | null } | { othersThan: (string | null)[] };

/** Values of the axes from the outermost on; a total has fewer than there are dimensions. */
export type CellPlace = { row: PivotKey[]; column: PivotKey[] };

/** The view of exactly the rows that a cell counts. */
export function drillPivot(pivot: Pick<Pivot, 'view' | 'rows' | 'columns'>, place: CellPlace): View {
  const onRows = keepKeys(pivot.view, pivot.rows, place.row);
  return keepKeys(onRows, pivot.columns, place.column);
}

const keepKeys = (view: View, dimensions: Dimension[], keys: PivotKey[]): View =>
  keys.reduce((kept, key, level) => keepKey(kept, dimensions[level]!.column, key), view);

/** Keeps the rows with a dimension's value. */
export const keepKey = (view: View, column: ColumnRef, key: PivotKey): View =>
  addFilter(view, conditionOf(column, key));

/** Drops the rows of a group: those that have all of its values, outermost first. */
export function dropGroup(view: View, dimensions: Dimension[], keys: PivotKey[]): View {
  const conditions = keys.map((key, level) => conditionOf(dimensions[level]!.column, key));
  const [only] = conditions;
  if (!only) return view;
  if (conditions.length === 1) return addFilter(view, { ...only, negated: !only.negated });
  const filters = conditions.map((one, i) => ({ ...one, id: `f${i + 1}` }));
  return addFilter(view, { op: 'all', filters, negated: true, enabled: true });
}

/** A time bucket becomes the range of its instants. */
function conditionOf(column: ColumnRef, key: PivotKey): NewFilter {
  if ('othersThan' in key) return { op: 'in', column, values: key.othersThan, negated: true, enabled: true };
  const range = key.value === null ? null : bucketRange(column, key.value);
  if (!range) return { op: 'in', column, values: [key.value], negated: false, enabled: true };
  const plain = { column: column.column, path: column.path };
  return { op: 'range', column: plain, ...range, includeTo: false, negated: false, enabled: true };
}

type Bucket = Extract<Derivation, { kind: 'bucket' }>;

/** The instants of a bucket; null where its end is not plain to tell, or the value is no bucket. */
export function bucketRange(column: ColumnRef, start: string): { from: string; to: string } | null {
  if (column.by?.kind !== 'bucket' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(start)) return null;
  const end = bucketEnd(column.by, start);
  return end === null ? null : { from: start, to: end };
}

const fixed: Partial<Record<Bucket['unit'], number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

function bucketEnd({ unit, zone }: Bucket, start: string): string | null {
  const began = Date.parse(start);
  const length = fixed[unit];
  if (length !== undefined) {
    // An hour in which the clock is changed by half an hour is cut in two.
    if (zoneOffsetMinutes(began, zone) !== zoneOffsetMinutes(began + length - 1, zone)) return null;
    return toText(began + length);
  }
  const face = new Date(began + zoneOffsetMinutes(began, zone) * 60_000);
  const [year, month, day] = [face.getUTCFullYear(), face.getUTCMonth(), face.getUTCDate()];
  const next = {
    day: [year, month, day + 1],
    week: [year, month, day + 7],
    month: [year, month + 1, 1],
    quarter: [year, month + 3, 1],
    year: [year + 1, 0, 1],
  }[unit as 'day' | 'week' | 'month' | 'quarter' | 'year'] as [number, number, number];
  const midnight = new Date(Date.UTC(...next)).toISOString().slice(0, 10);
  const end = parseInstant(midnight, zone);
  // Where midnight is skipped or comes twice, this clock and DuckDB's may not agree which instant it is.
  return end !== null && isPlain(Date.parse(end), zone) && isPlain(began, zone) ? end : null;
}

/** Whether the clock shows midnight at this instant, and at no other of that night. */
function isPlain(instant: number, zone: string): boolean {
  const midnight = instant + zoneOffsetMinutes(instant, zone) * 60_000;
  if (midnight % 86_400_000 !== 0) return false;
  const near = [instant - 10_800_000, instant + 10_800_000].map((time) => zoneOffsetMinutes(time, zone));
  const all = [...new Set(near)].map((offset) => ({ offset, time: midnight - offset * 60_000 }));
  const shown = all.filter(({ offset, time }) => zoneOffsetMinutes(time, zone) === offset);
  return shown.length === 1 && shown[0]!.time === instant;
}

const toText = (epochMs: number) => new Date(epochMs).toISOString().replace('.000Z', 'Z');
