// How many marked rows of a view fall into each bucket of its time: the marks above a histogram's bars.
import type { View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import { parseInstant } from '../literal.ts';
import { withMatched } from '../matched.ts';
import { findPlace } from '../place.ts';

/**
 * @param edges instants in ascending order; bucket i is `[edges[i], edges[i + 1])`
 * @returns marked rows of each bucket, one fewer than edges
 * @throws INVALID when the source has no time column, or an edge is no time
 */
export async function countMarked(
  state: EngineState,
  connection: Connection,
  { view, edges }: { view: View; edges: string[] },
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const instants = edges.map((edge) => {
    const instant = parseInstant(edge);
    if (instant === null) throw new EngineError('INVALID', `“${edge}” is no time.`);
    return quoteLiteral(instant);
  });
  const counts = Array.from({ length: Math.max(0, edges.length - 1) }, () => 0);
  if (counts.length === 0) return counts;
  return await withMatched(state, connection, view, signal, async ({ source, select }) => {
    if (!source.columns.some((column) => column.mark)) return counts;
    if (source.timeColumn === null) throw new EngineError('INVALID', `${source.name} has no time column.`);
    const time = findPlace(source, { column: source.timeColumn, path: [] });
    const marked = select([`CAST(${time.sql} AS TIMESTAMP) AS t`, 'pugmark_marks.pugmark_evidence AS marked']);
    const rows = await connection.rows(
      `SELECT e.i, count(*) AS n FROM (SELECT t FROM (${marked}) WHERE marked IS NOT NULL AND t IS NOT NULL) AS r
       ASOF JOIN (SELECT unnest([${instants.join(',')}]::TIMESTAMP[]) AS start, unnest(range(${instants.length})) AS i) AS e ON r.t >= e.start
       GROUP BY e.i`,
      { signal },
    );
    for (const { i, n } of rows) if (Number(i) < counts.length) counts[Number(i)] = Number(n);
    return counts;
  });
}
