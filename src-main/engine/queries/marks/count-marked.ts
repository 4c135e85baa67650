// How many marked rows of a view fall into each bucket of its time, for each mark: the marks above a histogram's bars.
import type { MarkCounts } from '../../../../shared/contract/marks.ts';
import type { View } from '../../../../shared/query/view.ts';
import type { Cell, Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import { parseInstant } from '../compile/literal.ts';
import { findPlace } from '../compile/place.ts';
import { withMatched } from '../views/matched.ts';

/**
 * @param edges instants in ascending order; bucket i is `[edges[i], edges[i + 1])`
 * @returns the rows of each bucket, one number fewer than edges, for each mark that any row has
 * @throws INVALID when the source has no time column, or an edge is no time
 */
export async function countMarked(
  state: EngineState,
  connection: Connection,
  { view, edges }: { view: View; edges: string[] },
  signal: AbortSignal | undefined,
): Promise<MarkCounts[]> {
  const instants = edges.map((edge) => {
    const instant = parseInstant(edge);
    if (instant === null) throw new EngineError('INVALID', `“${edge}” is no time.`);
    return quoteLiteral(instant);
  });
  const buckets = edges.length - 1;
  if (buckets < 1) return [];
  return await withMatched(state, connection, view, signal, async ({ source, select }) => {
    if (!source.columns.some((column) => column.mark)) return [];
    if (source.timeColumn === null) throw new EngineError('INVALID', `${source.name} has no time column.`);
    if (!(await connection.value('SELECT count(*) FROM logs.main.row_marks'))) return [];
    const time = findPlace(source, { column: source.timeColumn, path: [] });
    const marked = select([
      `CAST(${time.sql} AS TIMESTAMP) AS t`,
      'pugmark_marks.pugmark_evidence AS marked',
      'pugmark_marks.pugmark_tags AS tags',
      'pugmark_marks.pugmark_star AS star',
      'pugmark_marks.pugmark_note AS note',
    ]);
    const rows = await connection.rows(
      `WITH placed AS MATERIALIZED (SELECT i, tags, star, note FROM
         (SELECT t, tags, star, note FROM (${marked}) WHERE marked IS NOT NULL AND t IS NOT NULL) AS r
         ASOF JOIN (SELECT unnest([${instants.join(',')}]::TIMESTAMP[]) AS start, unnest(range(${instants.length})) AS i) AS e ON r.t >= e.start)
       SELECT 'tag' AS kind, tag, i, count(*) AS n FROM (SELECT unnest(tags) AS tag, i FROM placed) GROUP BY tag, i
       UNION ALL SELECT 'star', NULL, i, count(*) FROM placed WHERE star GROUP BY i
       UNION ALL SELECT 'note', NULL, i, count(*) FROM placed WHERE note IS NOT NULL GROUP BY i
       ORDER BY kind DESC, tag, i`,
      { signal },
    );
    return gather(rows, buckets);
  });
}

/** Tags by name, then stars, then notes, as the rows come. What lies at or after the last edge is left out. */
function gather(rows: Record<string, Cell>[], buckets: number): MarkCounts[] {
  const byMark = new Map<string, MarkCounts>();
  for (const { kind, tag, i, n } of rows) {
    if (Number(i) >= buckets) continue;
    const key = `${kind} ${tag}`;
    const known = byMark.get(key) ?? { mark: markOf(String(kind), tag), counts: Array<number>(buckets).fill(0) };
    byMark.set(key, known);
    known.counts[Number(i)] = Number(n);
  }
  return [...byMark.values()];
}

function markOf(kind: string, tag: Cell | undefined): MarkCounts['mark'] {
  if (kind === 'tag') return { kind, tag: String(tag) };
  return { kind: kind === 'star' ? 'star' : 'note' };
}
