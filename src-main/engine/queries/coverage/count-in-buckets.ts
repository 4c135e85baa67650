// Counts per account, region and bucket in one scan. Rows are grouped by steps of even length, as large as fit between all
// edges (an hour where a day has 23 of them); what is left, one row per step, is then laid into the buckets.
import type { Connection, Row } from '../../duckdb/connection.ts';

/**
 * @param rows a SELECT of `account`, `region`, `t` and what `counts` needs
 * @param counts alias → aggregate that can be summed
 * @param edges epoch milliseconds, ascending, at least two
 * @returns rows of `account`, `region`, `bucket` (index of its edge) and the counts
 */
export function countInBuckets(
  connection: Connection,
  rows: string,
  counts: Record<string, string>,
  edges: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Row[]> {
  const [first, end] = [edges[0]!, edges.at(-1)!];
  const step = edges.reduce((length, edge) => greatestDivisor(length, edge - first), 0);
  const names = Object.keys(counts);
  const at = (ms: number) => `make_timestamp(${BigInt(ms) * 1000n})`;
  const starts = edges.slice(0, -1).map((edge) => (edge - first) / step);
  return connection.rows(
    `WITH steps AS MATERIALIZED (
       SELECT account, region, (epoch_us(t) - ${BigInt(first) * 1000n}) // ${BigInt(step) * 1000n} AS step,
         ${names.map((name) => `${counts[name]!} AS ${name}`).join(', ')}
       FROM (${rows}) WHERE t >= ${at(first)} AND t < ${at(end)} GROUP BY ALL),
     buckets AS (SELECT step, bucket FROM (SELECT DISTINCT step FROM steps) ASOF JOIN (
       SELECT unnest([${starts.join(', ')}]::BIGINT[]) AS start, generate_subscripts([${starts.join(', ')}]::BIGINT[], 1) - 1 AS bucket)
       ON step >= start)
     SELECT account, region, bucket, ${names.map((name) => `sum(${name})::BIGINT AS ${name}`).join(', ')}
     FROM steps JOIN buckets USING (step) GROUP BY account, region, bucket`,
    { signal },
  );
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
