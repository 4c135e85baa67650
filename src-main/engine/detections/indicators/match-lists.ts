// Brings the hits of all lists up to date, slice by slice: what came since is looked through once for all lists that lack it.
// Two that do this at the same time share the work.
import type { MatchProgress } from '../../../../shared/contract/indicators.ts';
import type { IndicatorKind } from '../../../../shared/indicators/indicator.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import type { OpenCase } from '../../engine-state.ts';
import { inTurn } from './in-turn.ts';
import { type LogTable, readLogTables } from './log-tables.ts';
import { matchSlice } from './match-slice.ts';

/** Ten row groups: enough for every thread, few enough to show progress and to stop soon. */
const sliceRows = 204_800;

export type MatchOptions = {
  signal?: AbortSignal | undefined;
  tell?: ((progress: Omit<MatchProgress, 'state'>) => void) | undefined;
};

/**
 * Not inside a transaction: what others of the case committed is to be seen, and the hits are committed per slice.
 * @throws CANCELLED when aborted; what was found until then is kept
 */
export async function matchLists(open: OpenCase, { signal, tell }: MatchOptions = {}): Promise<void> {
  const connection = await open.db.connect();
  const began = performance.now();
  let rows = 0;
  try {
    for (;;) {
      const done = await inTurn(open, () => matchNext(connection, signal));
      if (done === null) break;
      rows += done.rows;
      tell?.({ rows, totalRows: rows + done.left });
    }
    if (rows > 0)
      await open.journal.append('indicators.match', {
        rows,
        elapsedMs: Math.round(performance.now() - began),
        records: Number(
          await connection.value(
            'SELECT count(DISTINCT (table_name, evidence_id, record_no)) FROM logs.main.indicator_hits',
          ),
        ),
      });
  } finally {
    connection.close();
  }
}

/** Null: nothing is left to do. */
async function matchNext(
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<{ rows: number; left: number } | null> {
  const pending = await readPending(connection);
  const [next] = pending;
  if (!next) return null;
  const { table, seen } = next;
  const from = Math.min(...seen.values());
  const lists = [...seen].filter(([, at]) => at === from).map(([list]) => list);
  const others = [...seen.values()].filter((at) => at > from);
  const to = Math.min(table.rows, from + sliceRows, ...others);
  await inTransaction(connection, async () => {
    await matchSlice(connection, { table, from, to, lists, kinds: await readKinds(connection, lists) }, signal);
    const { name } = table;
    for (const list of lists) {
      await connection.run('DELETE FROM logs.pugmark.indicator_seen WHERE list_id = $1 AND table_name = $2', {
        values: [list, name],
      });
      await connection.run('INSERT INTO logs.pugmark.indicator_seen VALUES ($1, $2, $3)', { values: [list, name, to] });
    }
  });
  return { rows: to - from, left: countLeft(pending) - (to - from) };
}

/** Tables that some list was not looked for in to their end, with how far each list is. */
type Pending = { table: LogTable; seen: Map<number, number> };

async function readPending(connection: Connection): Promise<Pending[]> {
  const lists = (await connection.rows('SELECT list_id FROM logs.pugmark.indicator_lists')).map(({ list_id }) =>
    Number(list_id),
  );
  if (lists.length === 0) return [];
  const marks = await connection.rows('SELECT list_id, table_name, seen FROM logs.pugmark.indicator_seen');
  return (await readLogTables(connection)).flatMap((table) => {
    const seen = new Map<number, number>();
    for (const list of lists) {
      const mark = marks.find((one) => one.list_id === list && one.table_name === table.name);
      const at = Number(mark?.seen ?? 0);
      if (at < table.rows) seen.set(list, at);
    }
    return seen.size === 0 ? [] : [{ table, seen }];
  });
}

const countLeft = (pending: Pending[]): number =>
  pending.reduce((sum, { table, seen }) => sum + table.rows - Math.min(...seen.values()), 0);

/** Records that some list was not looked for in. */
export const countBehind = async (connection: Connection): Promise<number> => countLeft(await readPending(connection));

async function readKinds(connection: Connection, lists: number[]): Promise<IndicatorKind[]> {
  const rows = await connection.rows(
    `SELECT DISTINCT kind FROM logs.main.indicators WHERE list_id IN (${lists.join(', ')})`,
  );
  return rows.map(({ kind }) => kind as IndicatorKind);
}
