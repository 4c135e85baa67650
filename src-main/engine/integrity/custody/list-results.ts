// What the last verification of the evidence found, with the rows that came from each item.
import {
  type CustodyCounts,
  type CustodyResult,
  type CustodyVerdict,
  custodyVerdicts,
} from '../../../../shared/contract/custody.ts';
import type { Row } from '../../duckdb/connection.ts';
import type { OpenCase } from '../../engine-state.ts';

const totalSql = "SELECT count(*) FROM logs.pugmark.custody_checks WHERE $1 = false OR verdict <> 'same'";
const pageSql = `SELECT e.evidence_id, e.path, e.member, e."rows" AS n, c.verdict, c.reason, nullif(e.sha256, '') AS expected, c.sha256 AS found,
    CASE WHEN e."rows" > 0 THEN CASE WHEN e.format IN ('json', 'csv', 'parquet') THEN l.target_table ELSE e.format END END AS name
  FROM logs.pugmark.custody_checks c JOIN logs.main.evidence e USING (evidence_id) LEFT JOIN logs.main.loads l ON l.load_id = e.load_id
  WHERE $1 = false OR c.verdict <> 'same'
  ORDER BY CASE c.verdict WHEN 'changed' THEN 0 WHEN 'missing' THEN 1 WHEN 'unreadable' THEN 2 WHEN 'same' THEN 4 ELSE 3 END, e.path, e.member
  LIMIT $2 OFFSET $3`;

export async function listResults(open: OpenCase, ask: { offset: number; limit: number; problemsOnly: boolean }) {
  return open.db.use(async (connection) => {
    const sums = await connection.rows(
      `SELECT verdict, count(*) AS n, strftime(max(checked), '%Y-%m-%dT%H:%M:%S.%gZ') AS checked
        FROM logs.pugmark.custody_checks GROUP BY verdict`,
    );
    const counts = Object.fromEntries(custodyVerdicts.map((verdict) => [verdict, 0])) as CustodyCounts;
    for (const { verdict, n } of sums) counts[verdict as CustodyVerdict] = Number(n);
    const total = Number(await connection.value(totalSql, { values: [ask.problemsOnly] }));
    const rows = await connection.rows(pageSql, { values: [ask.problemsOnly, ask.limit, ask.offset] });
    const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : String(value));
    const results = rows.map(
      (row): CustodyResult => ({
        evidenceId: Number(row.evidence_id),
        path: String(row.path),
        member: text(row.member),
        table: text(row.name),
        rows: Number(row.n),
        verdict: row.verdict as CustodyVerdict,
        reason: text(row.reason),
        expected: text(row.expected),
        found: text(row.found),
      }),
    );
    return { checked: text(sums[0]?.checked ?? null), counts, total, results };
  });
}
