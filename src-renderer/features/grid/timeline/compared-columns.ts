// Which columns a comparison is of: what was chosen last for the table is there again the next time, else the usual ones.
import { useMemo } from 'react';
import { z } from 'zod';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { readColumnKey } from '../../../../shared/query/column-key.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { useRemembered } from '../../../ui/remembered.ts';
import { knownColumns } from '../columns/resolve.ts';
import { usualComparison } from './compared.ts';

/** Keys of columns, by table. */
const Kept = z.record(z.string(), z.array(z.string()));

export function useComparedColumns(table: TableInfo): [ColumnRef[], (columns: ColumnRef[]) => void] {
  const [kept, keep] = useRemembered('compared-columns', Kept, {});
  const mine = kept[table.name];
  const columns = useMemo(() => chosenColumns(table, mine), [table, mine]);
  return [columns, (next) => keep({ ...kept, [table.name]: next.map(columnKey) })];
}

/** Those of them that the table has; results of queries, which share a name, may have none of another's. */
export function chosenColumns(table: TableInfo, kept: string[] | undefined): ColumnRef[] {
  if (kept?.length === 0) return [];
  const refs = (kept ?? []).flatMap((key) => readColumnKey(key) ?? []);
  const known = knownColumns(table, refs);
  return known.length > 0 ? known : usualComparison(table);
}
