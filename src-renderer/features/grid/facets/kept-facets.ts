// Which columns are facets: the case remembers them for each table.
import { z } from 'zod';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { ColumnRef } from '../../../../shared/query/view.ts';
import { allFields } from '../columns/all-fields.ts';
import { freshColumns, resolveColumn } from '../columns/resolve.ts';

export const KeptFacets = z.object({ columns: z.array(ColumnRef) });
export type KeptFacets = z.infer<typeof KeptFacets>;

const usualCount = 12;
const isNested = (kind: string) => ['struct', 'list', 'json', 'bytes'].includes(kind);

/** The columns that a fresh grid shows, then others until there are enough; nested values as a whole tell little. */
export function usualFacets(table: TableInfo): ColumnRef[] {
  const shown = freshColumns(table).filter((ref) => !isNested(resolveColumn(table, ref).kind));
  const time = shown.filter((ref) => ref.column === table.timeColumn);
  return [...shown.filter((ref) => !time.includes(ref)), ...time].slice(0, usualCount);
}

/** What can be a facet, besides what is looked up inside JSON: columns, fields, and what the grid shows of them. */
export function choosableFacets(table: TableInfo, shown: ColumnRef[]): ColumnRef[] {
  const derived = shown.filter((ref) => ref.by !== undefined || resolveColumn(table, ref).kind === 'text');
  return [...allFields(table).map(({ ref }) => ref), ...derived];
}
