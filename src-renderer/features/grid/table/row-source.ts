// Feeds AG Grid's infinite row model from `views.page`: only the shown columns, only of the view that is on screen.
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import type { Opened } from '../pane-store.ts';
import { type GridRow, linkRows, readPage } from './grid-row.ts';

export type RowSourceDeps = {
  engine: EngineClient;
  opened: () => Opened | null;
  columns: () => ColumnRef[];
  /** Whether each row must know the row before it. */
  linked: () => boolean;
  /** A page is about to be shown. */
  onRows: (rows: GridRow[], opened: Opened) => void;
  /** It is shown. */
  onPainted: (opened: Opened) => void;
  onFailure: (error: unknown) => void;
};

/** `stop` aborts the pages under way: their view is no longer looked at. */
export function createRowSource(deps: RowSourceDeps): IDatasource & { stop(): void } {
  let abort = new AbortController();

  async function read(params: IGetRowsParams): Promise<void> {
    const opened = deps.opened();
    const { signal } = abort;
    const limit = Math.min(params.endRow, opened?.matched ?? 0) - params.startRow;
    if (!opened || limit <= 0) return params.successCallback([], opened?.matched);
    const columns = deps.columns();
    const linked = deps.linked();
    const before = linked && params.startRow > 0 ? 1 : 0;
    try {
      const request = { viewId: opened.viewId, offset: params.startRow - before, limit: limit + before, columns };
      const page = await deps.engine.views.page(request, { signal });
      const read = readPage(page.rows, page.offset, opened.viewId, columns.map(columnKey));
      const rows = linked ? linkRows(read, params.startRow) : read;
      if (signal.aborted) return params.failCallback();
      deps.onRows(rows, opened);
      params.successCallback(rows, deps.opened()?.matched);
      deps.onPainted(opened);
    } catch (error) {
      params.failCallback();
      if (!signal.aborted) deps.onFailure(error);
    }
  }

  return {
    getRows: (params) => void read(params),
    stop() {
      abort.abort();
      abort = new AbortController();
    },
  };
}
