// Ways from a pivot to other parts of the floor: its table as a file, or as SQL in the console.
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { counted } from './ask-pivot.ts';
import { usePivotStore } from './pivot-context.ts';

export function usePivotExits(): { openExport: () => void; openAsSql: () => void } {
  const engine = useEngine();
  const store = usePivotStore();
  const pivot = () => counted(store.getState().history.present);
  return {
    openExport() {
      const rows = store.getState().answer?.table.rows.length ?? 0;
      engine.pivots
        .sql({ pivot: pivot(), form: 'table' })
        .then(({ sql }) =>
          useWorkspace.getState().showDialog({
            kind: 'export',
            request: { view: { from: { kind: 'sql', sql }, where: [], sort: [] } },
            matched: rows,
          }),
        )
        .catch((error: unknown) => showProblem(error, 'write the pivot as SQL'));
    },
    openAsSql() {
      engine.pivots
        .sql({ pivot: pivot() })
        .then(({ sql }) => useWorkspace.getState().openConsole(sql, 'Pivot as SQL'))
        .catch((error: unknown) => showProblem(error, 'write the pivot as SQL'));
    },
  };
}
