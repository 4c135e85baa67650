import { describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { filterIn, hideColumn, rowsKey, showColumn } from '../../../shared/query/edit.ts';
import type { View } from '../../../shared/query/view.ts';
import { plainLooks } from '../../../src-renderer/features/grid/columns/layout.ts';
import {
  createPaneStore,
  type Opened,
  rowsToken,
  showsOldRows,
} from '../../../src-renderer/features/grid/pane-store.ts';
import { startView } from '../../shared/query/arbitrary.ts';

const table: TableInfo = {
  name: 'cloudtrail',
  title: 'CloudTrail events',
  kind: 'log',
  rows: 10,
  timeColumn: null,
  defaultColumns: [],
  columns: [{ name: 'eventname', type: 'VARCHAR', kind: 'text' }],
};
const column = { column: 'eventname', path: [] };

function start() {
  const told: View[] = [];
  const store = createPaneStore({ table, view: startView, looks: plainLooks }, (view) => told.push(view));
  return { store, told };
}

const opened = (view: View, viewId = 'v1'): Opened => ({
  viewId,
  key: rowsKey(view),
  view,
  matched: 10,
  total: 10,
  scanned: 10,
  elapsedMs: 1,
  ready: true,
  attempt: 0,
});

describe('steps', () => {
  it('tells of every change, undo and redo, and of nothing else', () => {
    const { store, told } = start();
    const { edit, undo, redo, adopt } = store.getState();
    edit((view) => filterIn(view, column, 'A'));
    edit((view) => view);
    undo();
    undo();
    redo();
    adopt(filterIn(startView, column, 'B'));
    expect(told.map((view) => view.where.length)).toEqual([1, 0, 1]);
    expect(store.getState().history.past).toHaveLength(2);
  });
  it('edits the columns that are shown, also while the view names none', () => {
    const { store } = start();
    const more = { column: 'x', path: [] };
    store.getState().edit((view, shown) => showColumn(view, shown, more));
    expect(store.getState().history.present.columns).toEqual([column, more]);
    store.getState().edit((view, shown) => hideColumn(view, shown, column));
    expect(store.getState().history.present.columns).toEqual([more]);
  });
});

describe('cancel', () => {
  it('goes back to the view whose rows are on screen, and the step can be redone', () => {
    const { store } = start();
    let stopped = false;
    store.setState({ opened: opened(startView) });
    store.getState().edit((view) => filterIn(view, column, 'slow'));
    store.setState({
      opening: { began: 0, matched: 0, total: 0, scanned: 0 },
      stop: () => {
        stopped = true;
      },
    });
    store.getState().cancel();
    expect(stopped).toBe(true);
    expect(store.getState().opening).toBeNull();
    expect(store.getState().history.present).toEqual(startView);
    store.getState().redo();
    expect(store.getState().history.present.where).toHaveLength(1);
  });
  it('puts back the complete view when the first rows of the new one were on screen already', () => {
    const { store } = start();
    const slow = filterIn(startView, column, 'slow');
    store.getState().edit(() => slow);
    store.setState({ previous: opened(startView), opened: { ...opened(slow, 'v2'), ready: false } });
    store.getState().cancel();
    expect(store.getState().opened?.viewId).toBe('v1');
    expect(store.getState().history.present).toEqual(startView);
  });
  it('says so when there is nothing to go back to', () => {
    const { store } = start();
    store.getState().cancel();
    expect(store.getState().failure?.title).toMatch(/^Stopped/);
  });
});

describe('showsOldRows', () => {
  it('until the rows of the present view are painted', () => {
    const { store } = start();
    expect(showsOldRows(store.getState())).toBe(false);
    const now = opened(startView);
    store.setState({ opened: now });
    expect(showsOldRows(store.getState())).toBe(true);
    store.setState({ painted: rowsToken(now) });
    expect(showsOldRows(store.getState())).toBe(false);
    store.getState().edit((view) => filterIn(view, column, 'A'));
    store.setState({ opening: { began: 0, matched: 0, total: 0, scanned: 0 } });
    expect(showsOldRows(store.getState())).toBe(true);
  });
});
