// Calls about pivots.
import type { PivotResult } from '../../../../shared/contract/pivots.ts';
import type { Pivot } from '../../../../shared/query/pivot.ts';
import { orderChildren, readPivot } from '../../../../shared/query/pivot-table.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os } from '../../implementer.ts';
import { resolveSource } from '../catalog/source.ts';
import { startRun } from '../console/running.ts';
import { runPivot } from './run.ts';
import { type ColumnGroup, writeLong, writeTable } from './shown.ts';

export function pivotRoutes(state: EngineState) {
  return {
    run: os.pivots.run.handler(async ({ input, signal }) => {
      const open = requireCase(state);
      const running = startRun(open, signal);
      try {
        return await open.db.use((connection) => runPivot(state, connection, input.pivot, running.signal));
      } finally {
        running.end();
      }
    }),
    sql: os.pivots.sql.handler(({ input: { pivot, form }, signal }) =>
      requireCase(state).db.use(async (connection) => {
        const source = await resolveSource(state, connection, pivot.view.from, signal);
        if (form === 'long') return { sql: writeLong(source, pivot) };
        // Which columns the table has, and in which order, is known when it is counted.
        const result = await runPivot(state, connection, pivot, signal);
        return { sql: writeTable(source, pivot, listColumns(result, pivot)) };
      }),
    ),
  };
}

/** As on screen: in the order of the columns, the total last. */
function listColumns(result: PivotResult, pivot: Pivot): ColumnGroup[] {
  const heads = JSON.parse(result.columns) as [string, string, ...(string | null)[]][];
  const table = readPivot(result, pivot);
  const inside = (id: number): number[] =>
    orderChildren(table, 'columns', id, pivot.columnSort).flatMap((child) => [child, ...inside(child)]);
  const groups = heads.map(([level, others, ...values]) => ({ level: Number(level), others, values }));
  return [...inside(0), ...(groups.length > 0 ? [0] : [])].map((id) => groups[id]!);
}
