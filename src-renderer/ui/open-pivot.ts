// A new pivot from anywhere: of the rows that are in front, else of the log table with the most rows.
import { freshView } from '../../shared/query/fresh-view.ts';
import { freshPivot } from '../../shared/query/pivot.ts';
import { useTables } from './tables.ts';
import { useWorkspace } from './window/workspace.ts';

export function openNewPivot(): void {
  const { tabs, activeId, openPivot } = useWorkspace.getState();
  const front = tabs.find(({ id }) => id === activeId);
  if (front?.kind === 'grid') return void openPivot(freshPivot(front.view));
  if (front?.kind === 'pivot') return void openPivot(freshPivot(front.pivot.view));
  const [largest] = useTables
    .getState()
    .tables.filter(({ kind }) => kind === 'log')
    .toSorted((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
  if (largest) openPivot(freshPivot(freshView(largest)));
}
