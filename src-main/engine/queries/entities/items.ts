// Rows of counts as the items of an entity's page, each with the View whose rows it counts.
import type { Figure, Item, ItemList } from '../../../../shared/contract/entities.ts';
import { addFilter } from '../../../../shared/query/edit.ts';
import { detectEntity, type Entity, narrow } from '../../../../shared/query/entity.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import type { Cell, Row } from '../../duckdb/connection.ts';

export const column = (name: string, ...path: string[]): ColumnRef => ({ column: name, path });

export const textOrNull = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** SQL of a time as the contract has it. */
export const instant = (sql: string): string => `replace(CAST(${sql} AS VARCHAR), ' ', 'T') || 'Z'`;

/** The aggregates that every item has, over rows with `t` (their time) and `code` (their error). */
export const measures = `count(*) AS n, count(code) AS errors, ${instant('min(t)')} AS first, ${instant('max(t)')} AS last`;

export const withoutErrors = (view: View): View => narrow(view, column('errorcode'), null);

export const onlyErrors = (view: View): View =>
  addFilter(view, { op: 'in', column: column('errorcode'), values: [null], negated: true, enabled: true });

export const among = (view: View, place: ColumnRef, values: string[], negated = false): View =>
  addFilter(view, { op: 'in', column: place, values, negated, enabled: true });

export const figure = (view: View, count: Cell | undefined): Figure => ({ count: Number(count ?? 0), view });

/** @param parts the columns that the row was grouped by, in order; the first names the value */
export function toItem(
  row: Row,
  view: View,
  parts: [ColumnRef, Cell | undefined][],
  detail: string | null = null,
): Item {
  const [[place, value]] = parts as [[ColumnRef, Cell | undefined]];
  const narrowed = parts.reduce((so, [part, cell]) => narrow(so, part, textOrNull(cell)), view);
  const text = textOrNull(value);
  return {
    value: text,
    detail,
    count: Number(row.n),
    errors: Number(row.errors ?? 0),
    first: textOrNull(row.first),
    last: textOrNull(row.last),
    entity: text === null ? null : detectEntity(text, place),
    view: narrowed,
  };
}

export const noItems: ItemList = { items: [], distinct: 0 };

export const toList = (rows: Row[], make: (row: Row) => Item): ItemList => ({
  items: rows.map(make),
  distinct: Number(rows[0]?.of ?? 0),
});

export type EntityRequest = { entity: Entity; scope: 'own' | 'chain'; limit: number };
