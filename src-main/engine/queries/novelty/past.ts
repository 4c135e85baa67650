// How rare the new things of the baseline were, kind by kind: what is new now surprises by what was new before.
import type { NoveltyKind } from '../../../../shared/novelty/kinds.ts';
import type { Connection } from '../../duckdb/connection.ts';

/** New things of the baseline of a kind: how many there were, and how many of them at most so many others have. */
export type Past = (kind: NoveltyKind, others: number) => { newBefore: number; asRare: number };

const past = 'SELECT kind, others, count(*) AS n FROM novelty_past GROUP BY kind, others';
/** New principals by the rarest of their values. */
const newcomers = `SELECT 'principal' AS kind, others, count(*) AS n FROM (
    SELECT p.who, min(v.whos - 1) AS others FROM novelty_pairs p JOIN novelty_values v USING (kind, value)
    JOIN novelty_who w USING (who), novelty_watched d
    WHERE w.first_day > d.first_day AND p.kind NOT IN ('hour', 'ip', 'error') GROUP BY p.who)
  GROUP BY others`;
/** What was new to everybody and is had by two or more. */
const newToAll = `SELECT v.kind, v.whos - 1 AS others, count(*) AS n FROM novelty_values v, novelty_watched d
  WHERE NOT v.is_new AND v.first_day > d.first_day AND v.whos >= 2 GROUP BY v.kind, v.whos`;

export const readPast = (connection: Connection, signal: AbortSignal): Promise<Past> =>
  readCounts(connection, `${past} UNION ALL ${newcomers}`, signal);
export const readPastOfAll = (connection: Connection, signal: AbortSignal): Promise<Past> =>
  readCounts(connection, newToAll, signal);

async function readCounts(connection: Connection, sql: string, signal: AbortSignal): Promise<Past> {
  const rows = await connection.rows(sql, { signal });
  const byKind = new Map<string, { others: number; n: number }[]>();
  for (const { kind, others, n } of rows) {
    const list = byKind.get(String(kind)) ?? byKind.set(String(kind), []).get(String(kind))!;
    list.push({ others: Number(others), n: Number(n) });
  }
  const sum = (some: { n: number }[]) => some.reduce((total, { n }) => total + n, 0);
  return (kind, others) => {
    const list = byKind.get(kind) ?? [];
    return { newBefore: sum(list), asRare: sum(list.filter((one) => one.others <= others)) };
  };
}
