// Bursts of reading calls that one page of the AWS console makes, as one line each; and all rows without what these stand for.
import type { PageView, PageViews } from '../../../../shared/contract/novelty.ts';
import { consoleMarks, pageView } from '../../../../shared/novelty/page-view.ts';
import { accountOf, describePrincipal } from '../../../../shared/novelty/principal.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { instant, textOrNull } from '../entities/items.ts';
import { identityPlace } from '../sessions/identity.ts';
import { dropTables, type Steps } from './gather.ts';
import { compileRange, hasTrail, trail } from './period.ts';
import { principalSql } from './principal-sql.ts';

type Asked = { from?: string | undefined; to?: string | undefined; seconds: number; least: number; limit: number };

const isConsoleRead = `readonly AND (sessioncredentialfromconsole OR starts_with(useragent, ${quoteLiteral(consoleMarks.startsWith)})
    OR contains(lower(useragent), ${quoteLiteral(consoleMarks.holds)})) AND NOT coalesce(contains(lower(useragent), ${quoteLiteral(consoleMarks.not)}), false)`;
const key = identityPlace('key');
const arn = identityPlace('arn');

/**
 * Reading calls of the console, in bursts: `burst` numbers them, `place` counts within each. Calls of nobody are none.
 * @param columns more columns of the table
 */
const burstsSql = (table: string, range: string, seconds: number, columns: readonly string[]) =>
  `SELECT *, count(*) FILTER (begins) OVER (ORDER BY key, arn, ip, t, evidence_id, record_no ROWS UNBOUNDED PRECEDING) AS burst
  FROM (SELECT *, coalesce(epoch_us(t) - epoch_us(lag(t) OVER (PARTITION BY key, arn, ip ORDER BY t, evidence_id, record_no)) > ${Math.round(seconds * 1_000_000)}, true) AS begins
    FROM (SELECT ${[`${key} AS key`, `CASE WHEN ${key} IS NULL THEN ${arn} END AS arn`, "nullif(sourceipaddress, '') AS ip", 'eventtime AS t', 'evidence_id', 'record_no', ...columns].join(', ')}
      FROM ${table} WHERE ${isConsoleRead} AND coalesce(${key}, ${arn}) IS NOT NULL AND ${range}))`;

/** What names a row, and the columns that one reads first. */
const shownColumns = `evidence_id, record_no, eventtime, eventname, eventsource, useridentity, sourceipaddress, useragent, errorcode, awsregion, recipientaccountid, readonly, requestparameters`;

/** All rows but those that a page view stands for; its first row says how many calls it is. Runs in the console as it is. */
export const restSql = ({ seconds, least }: Pick<Asked, 'seconds' | 'least'>): string => `WITH bursts AS (
  ${burstsSql('cloudtrail', 'isfinite(eventtime)', seconds, [])}
), clicks AS (
  SELECT evidence_id, record_no, count(*) OVER (PARTITION BY burst) AS page_view_calls,
    row_number() OVER (PARTITION BY burst ORDER BY t, evidence_id, record_no) AS place
  FROM bursts
)
SELECT ${shownColumns.replace('evidence_id, record_no', 'c.evidence_id, c.record_no')},
  CASE WHEN page_view_calls >= ${least} THEN page_view_calls END AS page_view_calls
FROM cloudtrail c LEFT JOIN clicks p ON p.evidence_id = c.evidence_id AND p.record_no = c.record_no
WHERE p.place IS NULL OR p.place = 1 OR p.page_view_calls < ${least}`;

export async function findPageViews(connection: Connection, asked: Asked, steps: Steps): Promise<PageViews> {
  const began = performance.now();
  const { signal } = steps;
  const sql = restSql(asked);
  const rest: PageViews['rest'] = {
    from: { kind: 'sql', sql },
    where: [],
    sort: [{ column: { column: 'eventtime', path: [] }, descending: false }],
  };
  if (!(await hasTrail(connection)))
    return { items: [], total: 0, reads: 0, folded: 0, rest, sql, elapsedMs: performance.now() - began };
  try {
    steps.begin('Reading calls of the console');
    const range = 'isfinite(eventtime)';
    const isAsked = `n >= ${asked.least} AND ${compileRange(asked.from, asked.to, 'novelty_clicks.first')}`;
    const columns = ['eventsource', "nullif(errorcode, '') AS errorcode", `${principalSql} AS who`];
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE novelty_clicks AS
       SELECT key, arn, ip, burst, any_value(who) AS who, count(*) AS n, count(errorcode) AS failed, min(t) AS first, max(t) AS last,
         list_sort(list(DISTINCT eventsource)) AS services
       FROM (${burstsSql(trail, range, asked.seconds, columns)}) GROUP BY ALL`,
      { signal },
    );
    steps.begin('Listing page views');
    const [sums] = await connection.rows(
      `SELECT coalesce(sum(n), 0)::BIGINT AS reads, count(*) FILTER (${isAsked}) AS total,
         coalesce(sum(n - 1) FILTER (n >= ${asked.least}), 0)::BIGINT AS folded FROM novelty_clicks`,
      { signal },
    );
    const rows = await connection.rows(
      `SELECT key, arn, ip, who, n, failed, ${instant('first')} AS first, ${instant('last')} AS last, to_json(services) AS services
       FROM novelty_clicks WHERE ${isAsked} ORDER BY novelty_clicks.first, burst LIMIT ${asked.limit}`,
      { signal },
    );
    return {
      items: rows.map(toPageView),
      total: Number(sums!.total),
      reads: Number(sums!.reads),
      folded: Number(sums!.folded),
      rest,
      sql,
      elapsedMs: performance.now() - began,
    };
  } finally {
    await dropTables(connection, ['novelty_clicks']);
  }
}

function toPageView(row: Row): PageView {
  const who = textOrNull(row.who);
  const [first, last, ip] = [String(row.first), String(row.last), textOrNull(row.ip)];
  const of = { key: textOrNull(row.key), arn: textOrNull(row.arn), ip, first, last };
  return {
    id: JSON.stringify([of.key, of.arn, ip, first]),
    by: who === null ? null : { key: who, name: describePrincipal(who), account: accountOf(who) },
    ip,
    services: (JSON.parse(String(row.services)) as (string | null)[])
      .filter((service) => service !== null)
      .map((service) => service.replace(/\.amazonaws\.com$/, '')),
    calls: Number(row.n),
    failed: Number(row.failed),
    first,
    last,
    view: pageView(of),
  };
}
