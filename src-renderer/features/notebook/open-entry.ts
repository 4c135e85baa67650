// Shows a row of the notebook in its table: that record, found by where it came from.
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import type { Filter, View } from '../../../shared/query/view.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';

const is = (id: string, column: string, value: number): Filter => ({
  id,
  op: 'in',
  column: { column, path: [] },
  values: [value],
  negated: false,
  enabled: true,
});

export const viewOf = ({ table, evidenceId, recordNo }: NotebookEntry): View => ({
  from: { kind: 'table', table },
  where: [is('f1', 'evidence_id', evidenceId), is('f2', 'record_no', recordNo)],
  sort: [],
});

export const openEntry = (entry: NotebookEntry): string =>
  useWorkspace.getState().openGrid(viewOf(entry), `${entry.action ?? entry.table} (finding)`);
