// Calls about pivots.
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os } from '../../implementer.ts';
import { startRun } from '../running.ts';
import { resolveSource } from '../source.ts';
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
        // Which columns the table has is known when it is counted.
        const { columns } = await runPivot(state, connection, pivot, signal);
        return { sql: writeTable(source, pivot, readGroups(columns)) };
      }),
    ),
  };
}

function readGroups(json: string): ColumnGroup[] {
  const rows = JSON.parse(json) as [string, string, ...(string | null)[]][];
  return rows.map(([level, others, ...values]) => ({ level: Number(level), others, values }));
}
