// Calls about looking at rows.
import type { EngineState } from '../../engine-state.ts';
import { requireCase } from '../../engine-state.ts';
import { os, typedErrors } from '../../implementer.ts';
import { listTables } from '../catalog/schema.ts';
import { countRows, describeSource, resolveSource } from '../catalog/source.ts';
import { describeView } from '../compile/compile.ts';
import { listPaths } from '../compile/paths.ts';
import { locateTime } from './locate.ts';
import { openedViews } from './opened-views.ts';
import { readCells, readIds } from './page.ts';
import { readCell, readRecord } from './record.ts';
import { listValues } from './values.ts';

export function viewRoutes(state: EngineState) {
  return {
    tables: os.views.tables.handler(() => requireCase(state).db.use((connection) => listTables(connection))),
    open: os.views.open.handler(({ input, signal }) => typedErrors(openedViews(state).open(input.view, signal))),
    close: os.views.close.handler(({ input }) => openedViews(state).close(input.viewId)),
    page: os.views.page.handler(({ input }) => {
      const began = performance.now();
      return openedViews(state).read(input.viewId, async ({ source, rows, found }, connection) => {
        const ids = await readIds(connection, found, input.offset, input.limit);
        const cells = await readCells(connection, source, rows, ids, input.columns, input);
        return { offset: input.offset, count: ids.length, rows: cells, elapsedMs: performance.now() - began };
      });
    }),
    values: os.views.values.handler(({ input, signal }) =>
      requireCase(state).db.use((connection) => listValues(state, connection, input, signal)),
    ),
    describe: os.views.describe.handler(({ input, signal }) =>
      requireCase(state).db.use(async (connection) => {
        const source = await resolveSource(state, connection, input.source, signal);
        return describeSource(source, source.isView ? null : await countRows(connection, source));
      }),
    ),
    locate: os.views.locate.handler(({ input }) =>
      openedViews(state).read(input.viewId, async (index, connection) => ({
        index: await locateTime(connection, index, input.time),
      })),
    ),
    paths: os.views.paths.handler(({ input, signal }) =>
      requireCase(state).db.use(async (connection) => {
        const source = await resolveSource(state, connection, input.source, signal);
        return await listPaths(connection, source, input.column, signal);
      }),
    ),
    cell: os.views.cell.handler(({ input }) =>
      openedViews(state).read(input.viewId, async (index, connection) => ({
        value: await readCell(connection, index, input.index, input.column),
      })),
    ),
    record: os.views.record.handler(({ input }) =>
      openedViews(state).read(input.viewId, (index, connection) => readRecord(connection, index, input.index)),
    ),
    sql: os.views.sql.handler(({ input, signal }) =>
      requireCase(state).db.use(async (connection) => ({
        sql: describeView(await resolveSource(state, connection, input.view.from, signal), input.view),
      })),
    ),
  };
}
