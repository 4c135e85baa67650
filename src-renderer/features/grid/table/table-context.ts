// What the parts of one table share.
import type { GridApi } from 'ag-grid-community';
import { type ResolvedColumn, resolveColumn } from '../columns/resolve.ts';
import type { TimeFrame } from '../looks/time-text.ts';
import { type PaneStore, shownColumns } from '../pane-store.ts';
import type { GridRow } from './grid-row.ts';

export type TableContext = {
  /** The element that AG Grid stands in. */
  element: HTMLElement;
  store: PaneStore;
  /** AG Grid's handle; only from its first event on. */
  api: () => GridApi<GridRow>;
  /** IANA zone in which times are shown. */
  zone: () => string;
};

export function resolvedColumns({ store }: Pick<TableContext, 'store'>): ResolvedColumn[] {
  const state = store.getState();
  return shownColumns(state).map((ref) => resolveColumn(state.table, ref));
}

/** How times are shown now. */
export function frameOf({ store, zone }: Pick<TableContext, 'store' | 'zone'>): TimeFrame {
  const { times, anchor } = store.getState().looks;
  return { times, anchor, zone: zone() };
}

/** Undefined for the row number column. */
export const columnById = (context: Pick<TableContext, 'store'>, id: string): ResolvedColumn | undefined =>
  resolvedColumns(context).find((column) => column.key === id);
