// The pane's colours, and the ways to change them, for whoever offers that: popup, menus, keys.
import { useMemo } from 'react';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { usePane } from '../pane-context.ts';
import type { PaneStore } from '../pane-store.ts';
import { type Colouring, colourRowsBy, toggleColours, toggleRule, toggleValues } from './looks.ts';
import { rulesFor, type UsableRule } from './rules.ts';

export function useColouring() {
  const colouring = usePane((state) => state.looks.colouring);
  const look = usePane((state) => state.look);
  const table = usePane((state) => state.table);
  const ready = useMemo(() => rulesFor(table), [table]);
  const change = (next: Colouring) => look({ colouring: next });
  return {
    colouring,
    ready,
    toggle: () => change(toggleColours(colouring, idsOf(ready))),
    toggleRule: (id: string) => change(toggleRule(colouring, id)),
    toggleValues: (column: ColumnRef) => change(toggleValues(colouring, column)),
    colourRowsBy: (column: ColumnRef | null) => change(colourRowsBy(colouring, column)),
  };
}

export function togglePaneColours(store: PaneStore): void {
  const { looks, look, table } = store.getState();
  look({ colouring: toggleColours(looks.colouring, idsOf(rulesFor(table))) });
}

const idsOf = (ready: UsableRule[]) => ready.map(({ id }) => id);
