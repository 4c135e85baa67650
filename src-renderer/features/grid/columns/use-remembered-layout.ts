// Remembers the layout of a table as it is changed, so that the next grid of the table opens the same way.
import { useEffect } from 'react';
import { useEngine } from '../../../ui/engine.ts';
import { showProblem } from '../../../ui/problem.ts';
import { trackSave } from '../../../ui/saves.ts';
import { usePaneStore } from '../pane-context.ts';
import { type PaneState, shownColumns } from '../pane-store.ts';
import type { Layout } from './layout.ts';
import { layoutTable, rememberLayout } from './layouts.ts';

const restMs = 800;

/** Null for SQL results. */
export function currentLayout(state: PaneState): Layout | null {
  const table = layoutTable(state.history.present.from);
  return table === null ? null : { table, columns: shownColumns(state), ...state.looks };
}

export function useRememberedLayout(): void {
  const store = usePaneStore();
  const engine = useEngine();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = JSON.stringify(currentLayout(store.getState()));
    const save = () => {
      timer = undefined;
      const layout = currentLayout(store.getState());
      const text = JSON.stringify(layout);
      if (!layout || text === known) return;
      known = text;
      trackSave(rememberLayout(engine, layout)).catch((error: unknown) => showProblem(error, 'remember the layout'));
    };
    const unsubscribe = store.subscribe((state, before) => {
      if (state.history.present.columns === before.history.present.columns && state.looks === before.looks) return;
      clearTimeout(timer);
      timer = setTimeout(save, restMs);
    });
    return () => {
      unsubscribe();
      if (timer === undefined) return;
      clearTimeout(timer);
      save();
    };
  }, [store, engine]);
}
