// Ways from the pane to other parts of the floor: export these rows, or see the view as SQL in the console.
import { liveView } from '../../../shared/query/edit.ts';
import { freshPivot } from '../../../shared/query/pivot.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { usePaneStore } from './pane-context.ts';
import { shownColumns } from './pane-store.ts';
import { countRows, listRows } from './table/selection.ts';

export function usePaneExits(): { openExport: () => void; openAsSql: () => void; openPivot: () => void } {
  const store = usePaneStore();
  const engine = useEngine();
  return {
    openExport() {
      const { opened, selection, history } = store.getState();
      if (!opened) return;
      const isPart = selection.length > 0 && countRows(selection) < opened.matched;
      const columns = shownColumns(store.getState());
      const view = { ...liveView(history.present), columns };
      const chosen = isPart ? { selection: listRows(selection) } : {};
      const request = { view, viewId: opened.viewId, columns, ...chosen };
      useWorkspace.getState().showDialog({ kind: 'export', request, matched: opened.matched });
    },
    openPivot: () => void useWorkspace.getState().openPivot(freshPivot(store.getState().history.present)),
    openAsSql() {
      const state = store.getState();
      const view = { ...liveView(state.history.present), columns: shownColumns(state) };
      engine.views
        .sql({ view })
        .then(({ sql }) => useWorkspace.getState().openConsole(sql))
        .catch((error: unknown) => showProblem(error, 'write the view as SQL'));
    },
  };
}
