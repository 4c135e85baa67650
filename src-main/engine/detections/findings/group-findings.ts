// Hits as findings: one for each rule, actor and day, under a number that stays theirs.
import type { Connection } from '../../duckdb/connection.ts';
import { hasFailed } from '../../queries/timeline/outcomes.ts';
import type { Planned } from './plan-run.ts';

/** Of addresses, calls, accounts and regions a finding names the most frequent ones. */
const mostNamed = 10;
const counted = 'pugmark_counted';

/**
 * Makes findings and their hits anew, inside the caller's transaction.
 * @param excepted table of the hits (rule, row_id) that do not count
 */
export async function groupFindings(
  connection: Connection,
  planned: Planned,
  excepted: string,
  signal: AbortSignal,
): Promise<{ hits: number; findings: number }> {
  const options = { signal };
  const shown = [...planned.detections, ...planned.correlations, ...planned.lists].filter(({ isShown }) => isShown);
  await connection.run(`DROP TABLE IF EXISTS temp.${counted}`);
  await connection.run(
    `CREATE TEMPORARY TABLE ${counted} AS
     SELECT h.*, coalesce(a.actor_name, h.caller) AS actor, CAST(h.event_time AS DATE) AS day, e.rule IS NOT NULL AS is_excepted
     FROM logs.main.rule_hits AS h LEFT JOIN logs.pugmark.actors AS a ON a.actor_key = h.actor_key
     LEFT JOIN (SELECT DISTINCT rule, row_id FROM ${excepted}) AS e ON e.rule = h.rule AND e.row_id = h.row_id
     WHERE list_contains([${shown.map(({ number }) => number).join(', ')}]::UINTEGER[], h.rule)`,
    options,
  );
  await connection.run('DELETE FROM logs.main.findings');
  await connection.run('DELETE FROM logs.main.finding_hits');
  const same = (a: string, b: string) =>
    `${a}.actor IS NOT DISTINCT FROM ${b}.actor AND ${a}.day IS NOT DISTINCT FROM ${b}.day`;
  const groups = `(SELECT rule, actor, day, count_if(NOT is_excepted) AS hits, count_if(is_excepted) AS excepted,
      min(event_time) FILTER (NOT is_excepted) AS first, max(event_time) FILTER (NOT is_excepted) AS last,
      count_if(NOT is_excepted AND ${hasFailed('outcome')}) AS failed,
      ${named('source_ip')}, count(DISTINCT source_ip) FILTER (NOT is_excepted) AS source_ip_count,
      ${named('action')}, count(DISTINCT action) FILTER (NOT is_excepted) AS action_count,
      ${named('account')}, ${named('region')}
    FROM ${counted} GROUP BY rule, actor, day HAVING hits > 0)`;
  await connection.run(
    `INSERT INTO logs.pugmark.finding_numbers
     SELECT (SELECT coalesce(max(finding), 0) FROM logs.pugmark.finding_numbers) + row_number() OVER (ORDER BY g.day, r.rule_key, g.actor),
       r.rule_key, g.actor, g.day
     FROM (SELECT DISTINCT rule, actor, day FROM ${counted} WHERE NOT is_excepted) AS g JOIN logs.main.rules AS r USING (rule)
     ANTI JOIN logs.pugmark.finding_numbers AS n ON n.rule_key = r.rule_key AND ${same('n', 'g')}`,
    options,
  );
  await connection.run(
    `INSERT INTO logs.main.findings
     SELECT n.finding, g.rule, g.actor, g.day, g.hits, g.excepted, g.first, g.last, g.failed, g.source_ips, g.source_ip_count,
       g.actions, g.action_count, g.accounts, g.regions
     FROM ${groups} AS g JOIN logs.main.rules AS r USING (rule)
     JOIN logs.pugmark.finding_numbers AS n ON n.rule_key = r.rule_key AND ${same('n', 'g')} ORDER BY n.finding`,
    options,
  );
  await connection.run(
    `INSERT INTO logs.main.finding_hits
     SELECT f.finding, c.evidence_id, c.record_no FROM ${counted} AS c JOIN logs.main.findings AS f ON f.rule = c.rule AND ${same('f', 'c')}
     WHERE NOT c.is_excepted ORDER BY f.finding, c.evidence_id, c.record_no`,
    options,
  );
  await connection.run(`DROP TABLE temp.${counted}`);
  const [sums] = await connection.rows(
    'SELECT count(*) AS findings, coalesce(sum(hits), 0) AS hits FROM logs.main.findings',
  );
  return { hits: Number(sums!.hits), findings: Number(sums!.findings) };
}

const named = (column: string) =>
  `coalesce(approx_top_k(${column}, ${mostNamed}) FILTER (NOT is_excepted AND ${column} IS NOT NULL), []) AS ${column}s`;
