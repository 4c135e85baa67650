import { expect, it } from 'vitest';
import type { TableInfo } from '../../../shared/contract/views.ts';

import type { CellActions } from '../../../src-renderer/features/grid/cells/cell-actions.ts';
import { handleCellKey } from '../../../src-renderer/features/grid/cells/cell-keys.ts';
import { plainLooks } from '../../../src-renderer/features/grid/columns/layout.ts';
import { createPaneStore } from '../../../src-renderer/features/grid/pane-store.ts';
import type { EngineClient } from '../../../src-renderer/ui/engine.ts';
import { startView } from '../../shared/query/arbitrary.ts';

const table: TableInfo = {
  name: 'cloudtrail',
  title: 'CloudTrail events',
  kind: 'log',
  rows: 3,
  timeColumn: null,
  defaultColumns: [],
  columns: [
    { name: 'eventname', type: 'VARCHAR', kind: 'text' },
    { name: 'tags', type: 'VARCHAR[]', kind: 'list', mark: 'tags' },
  ],
};
const column = { column: 'eventname', path: [] };

it('acts on the cell that the key went to, before the table has told which one is focused', async () => {
  const store = createPaneStore({ table, view: startView, looks: plainLooks }, () => undefined);
  store.setState({
    opened: {
      viewId: 'v1',
      key: '',
      view: startView,
      matched: 3,
      total: 3,
      scanned: 3,
      elapsedMs: 1,
      ready: true,
      attempt: 0,
    },
  });
  const asked: unknown[] = [];
  const change = async (input: unknown) => {
    asked.push(input);
    return (async function* () {})();
  };
  const engine = { marks: { change } } as unknown as EngineClient;
  const press = (key: string, index: number) => {
    const event = { key, preventDefault() {}, stopPropagation() {} } as KeyboardEvent;
    return handleCellKey(event, index, column, store, {} as CellActions, engine);
  };
  expect(press('s', 2)).toBe(true);
  expect(press('s', 1)).toBe(true);
  const star = { kind: 'star' };
  expect(asked).toEqual([
    { viewId: 'v1', rows: [[2, 3]], change: star },
    { viewId: 'v1', rows: [[1, 2]], change: star },
  ]);
  expect(store.getState().focus).toEqual({ index: 1, column });
});
