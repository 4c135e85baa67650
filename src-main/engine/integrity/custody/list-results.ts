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
const pageSql = `SELECT c.evidence_id, coalesce(e.path, a.path) AS path, coalesce(e.member, a.member) AS member,
    CASE WHEN e.evidence_id IS NOT NULL THEN e."rows" ELSE (
      SELECT coalesce(sum(m."rows"), 0) FROM logs.main.evidence m WHERE m.path = a.path AND m.file_size = a.file_size
        AND m.modified = a.modified AND (a.member IS NULL OR starts_with(m.member, a.member || ' › '))) END AS n,
    c.verdict, c.reason, coalesce(nullif(e.sha256, ''), a.sha256) AS expected, c.sha256 AS found,
    CASE WHEN e."rows" > 0 THEN CASE WHEN e.format IN ('json', 'csv', 'parquet') THEN l.target_table ELSE e.format END END AS name
  FROM logs.pugmark.custody_checks c LEFT JOIN logs.main.evidence e ON e.evidence_id = c.evidence_id
    LEFT JOIN logs.main.evidence_archives a ON a.archive_id = c.archive_id LEFT JOIN logs.main.loads l ON l.load_id = e.load_id
  WHERE $1 = false OR c.verdict <> 'same'
  ORDER BY CASE c.verdict WHEN 'changed' THEN 0 WHEN 'missing' THEN 1 WHEN 'unreadable' THEN 2 WHEN 'same' THEN 4 ELSE 3 END,
    coalesce(e.path, a.path), coalesce(e.member, a.member) NULLS FIRST
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
        evidenceId: row.evidence_id === null ? null : Number(row.evidence_id),
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
