// Remembers the layout of a table as it is changed, so that the next grid of the table opens the same way.
import { type PaneState, shownColumns } from '../pane-store.ts';
import { type Kept, useKept } from '../use-kept.ts';
import type { Layout } from './layout.ts';
import { layoutTable, rememberLayout } from './layouts.ts';

/** Null for SQL results. */
export function currentLayout(state: PaneState): Layout | null {
  const table = layoutTable(state.history.present.from);
  return table === null ? null : { table, columns: shownColumns(state), ...state.looks };
}

const keptLayout: Kept<Layout> = {
  parts: ({ history, looks }) => [history.present.columns, looks],
  read: currentLayout,
  save: rememberLayout,
  doing: 'remember the layout',
};

export const useRememberedLayout = (): void => useKept(keptLayout);
