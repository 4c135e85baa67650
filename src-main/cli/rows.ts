// Runs SQL through the console's own path (sandbox, journal, held results) and reads a result page by page.
import { ORPCError } from '@orpc/server';
import type { ColumnInfo } from '../../shared/contract/views.ts';
import type { Session } from './session.ts';

export type StatementResult = {
  sql: string;
  columns: ColumnInfo[];
  rows: number;
  /** The result was cut at the row limit. */
  cut: boolean;
  /** Held result; null for a statement without one. */
  run: string | null;
};
export type Cells = (string | null)[];

const pageRows = 2000;

export async function runSql(
  { client, signal }: Session,
  sql: string,
  rowLimit: number | undefined,
  onRows: (rows: number, elapsedMs: number) => void = () => undefined,
): Promise<StatementResult[]> {
  const results: StatementResult[] = [];
  let statement = sql;
  const input = { sql, ...(rowLimit === undefined ? {} : { rowLimit }) };
  for await (const event of await client.console.run(input, { signal })) {
    if (event.type === 'statement') statement = event.sql;
    else if (event.type === 'rows') onRows(event.rows, event.elapsedMs);
    else results.push({ ...event, sql: statement });
  }
  return results;
}

/** The rows of a held result, in pages. Cells are text as the contract says, whole. */
export async function* readRows(session: Session, result: StatementResult, limit: number): AsyncGenerator<Cells[]> {
  if (result.run === null) return;
  const { client, signal } = session;
  const view = { from: { kind: 'sql' as const, sql: result.sql, run: result.run } };
  let opened: { viewId: string; matched: number } | null = null;
  for await (const state of await client.views.open({ view }, { signal })) opened = state;
  if (opened === null) throw new Error('The engine opened a result without saying so.');
  const { viewId } = opened;
  const end = Math.min(opened.matched, limit);
  const columns = result.columns.map(({ name }) => ({ column: name }));
  try {
    for (let offset = 0; offset < end; offset += pageRows) {
      if (signal.aborted) throw new ORPCError('CANCELLED', { message: 'Cancelled.' });
      const page = await client.views.page({
        viewId,
        offset,
        limit: Math.min(pageRows, end - offset),
        columns,
        whole: true,
      });
      yield JSON.parse(page.rows) as Cells[];
    }
  } finally {
    await client.views.close({ viewId });
  }
}
