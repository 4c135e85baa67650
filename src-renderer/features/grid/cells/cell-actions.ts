// What can be done with a cell, whichever way it is asked for: menu, key or record panel.
import { useMemo } from 'react';
import { filterIn, filterOut, filterRange } from '../../../../shared/query/edit.ts';
import { printRecord } from '../../../../shared/query/query-text/print-record.ts';
import { type ColumnRef, columnKey, type Scalar } from '../../../../shared/query/view.ts';
import { type EngineClient, useEngine } from '../../../ui/engine.ts';
import { showProblem } from '../../../ui/problem.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { setAnchor } from '../looks/looks.ts';
import { usePaneStore } from '../pane-context.ts';
import { type CellPlace, type PaneStore, shownColumns } from '../pane-store.ts';
import { jsonText } from '../record/json-lines.ts';
import { parseJson } from '../record/json-parse.ts';
import { countRows } from '../table/selection.ts';
import { copyText } from './clipboard.ts';
import { createInvestigation } from './investigate.ts';
import { readCell, readRows } from './read-cells.ts';
import { toTsv } from './tsv.ts';

/** More rows than this do not belong on a clipboard. */
export const mostCopiedRows = 50_000;

export type CellActions = ReturnType<typeof createCellActions>;

export function useCellActions(): CellActions {
  const store = usePaneStore();
  const engine = useEngine();
  return useMemo(() => createCellActions(store, engine), [store, engine]);
}

export function createCellActions(store: PaneStore, engine: EngineClient) {
  const { edit } = store.getState();

  /** Runs with the whole value of a cell; a failure is shown. */
  const withCell = (doing: string, run: (value: string | null, place: CellPlace) => unknown) => (place: CellPlace) =>
    void readCell(store, engine, place)
      .then((value) => run(value, place))
      .catch((error: unknown) => showProblem(error, doing));

  const searchEverywhere = (value: string) => {
    const { from } = store.getState().history.present;
    const view = { from, where: [], sort: [], query: { text: printRecord({ value, regex: false }) } };
    useWorkspace.getState().openGrid(view, `“${value.slice(0, 24)}”`);
  };

  async function copyRows(indexes?: number): Promise<void> {
    const state = store.getState();
    if (!state.opened) return;
    const selection = indexes === undefined ? state.selection : [[indexes, indexes + 1] as const];
    const count = countRows(selection);
    if (count > mostCopiedRows) {
      throw new Error(`${count.toLocaleString('en-US')} rows are too many for the clipboard. Export them to a file.`);
    }
    const columns = shownColumns(state);
    const rows = await readRows(engine, state.opened.viewId, selection, columns);
    const head = indexes === undefined ? [columns.map(columnKey)] : [];
    await copyText(toTsv([...head, ...rows]), count === 1 ? 'the row' : `${count.toLocaleString('en-US')} rows`);
  }

  async function copyRecord(index: number): Promise<void> {
    const { opened } = store.getState();
    if (!opened) return;
    const { raw, values } = await engine.views.record({ viewId: opened.viewId, index });
    const node = (raw === null ? null : parseJson(raw)) ?? parseJson(values);
    await copyText(node ? jsonText(node) : values, 'the row as JSON');
  }

  const report = (doing: string) => (error: unknown) => showProblem(error, doing);

  return {
    ...createInvestigation(store, engine),
    filterIn: withCell('filter by this value', (value, { column }) => edit((view) => filterIn(view, column, value))),
    filterOut: withCell('filter by this value', (value, { column }) => edit((view) => filterOut(view, column, value))),
    filterInValue: (column: ColumnRef, value: Scalar) => edit((view) => filterIn(view, column, value)),
    filterOutValue: (column: ColumnRef, value: Scalar) => edit((view) => filterOut(view, column, value)),
    /** Rows at or after the cell's value. */
    filterFrom: withCell('filter by this value', (value, { column }) =>
      edit((view) => filterRange(view, column, { from: value })),
    ),
    /** Rows before the cell's value. */
    filterBefore: withCell('filter by this value', (value, { column }) =>
      edit((view) => filterRange(view, column, { to: value })),
    ),
    /** Times are told since this one; once more takes that back. */
    setTimeAnchor: withCell('set this time as anchor', (value) => {
      const { looks, look } = store.getState();
      if (value) look(setAnchor(looks, value));
    }),
    copyCell: withCell('copy the value', (value) => copyText(value ?? '', 'the value')),
    copyRow: (index: number) => void copyRows(index).catch(report('copy the row')),
    copySelection: () => void copyRows().catch(report('copy the selected rows')),
    copyRecord: (index: number) => void copyRecord(index).catch(report('copy the row as JSON')),
    searchEverywhere: withCell('search for this value', (value) => value && searchEverywhere(value)),
    showRecord: () => store.setState({ dock: 'record' }),
  };
}
