// What each principal did before and after: counted per kind of value, one scan of the table each, into temporary tables.
//   novelty_watched  one row: since when, and on how many days, anybody was seen in the baseline
//   novelty_who      one row per principal; NULL: those that the records do not name
//   novelty_pairs    one row per kind, principal and value
import { networkBits, type ValueKind, valueKinds } from '../../../../shared/novelty/kinds.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { localTime, type Period, trail } from './period.ts';
import { agentSql, principalSql } from './principal-sql.ts';

/** Says what is done now; each step is one statement. */
export type Steps = { begin(doing: string): void; signal: AbortSignal };

export const noveltyTables = ['novelty_agents', 'novelty_ips', 'novelty_watched', 'novelty_who', 'novelty_pairs'];

/** SQL of a value, and what is joined for it. What is empty text is no value. */
const places: Record<ValueKind, { sql: string; join?: string }> = {
  api: { sql: "CASE WHEN coalesce(eventsource, '') || coalesce(eventname, '') <> '' THEN coalesce(eventsource, '') || ' ' || coalesce(eventname, '') END" },
  network: { sql: 'network', join: 'JOIN novelty_ips USING (sourceipaddress)' },
  ip: { sql: 'CASE WHEN is_address THEN sourceipaddress END', join: 'JOIN novelty_ips USING (sourceipaddress)' },
  agent: { sql: 'agent', join: 'JOIN novelty_agents USING (useragent)' },
  region: { sql: "nullif(awsregion, '')" },
  error: { sql: "nullif(errorcode, '')" },
  hour: { sql: 'CAST(hour(local_time) AS VARCHAR)' },
};

export async function gatherPairs(connection: Connection, period: Period, zone: string, steps: Steps): Promise<void> {
  const { signal } = steps;
  const run = (sql: string) => connection.run(sql, { signal });
  const from = `${trail} WHERE ${period.whole}`;
  const local = localTime(zone);
  steps.begin('Reading addresses and user agents');
  const bits = `${networkBits.ipv4}, ${networkBits.ipv6}`;
  await run(`CREATE OR REPLACE TEMP TABLE novelty_ips AS
    SELECT sourceipaddress, network, network <> sourceipaddress AS is_address
    FROM (SELECT sourceipaddress, ip_network(sourceipaddress, ${bits}) AS network
      FROM (SELECT DISTINCT sourceipaddress FROM ${from} AND sourceipaddress <> ''))`);
  await run(`CREATE OR REPLACE TEMP TABLE novelty_agents AS
    SELECT useragent, ${agentSql('useragent')} AS agent FROM (SELECT DISTINCT useragent FROM ${from} AND useragent <> '')`);
  steps.begin('Counting principals');
  await run(`CREATE OR REPLACE TEMP TABLE novelty_watched AS
    SELECT min(eventtime) AS first_before, count(DISTINCT CAST(${local} AS DATE)) AS days_before FROM ${from} AND ${period.before}`);
  await run(`CREATE OR REPLACE TEMP TABLE novelty_who AS
    SELECT who, ${sums}, count(DISTINCT day) FILTER (is_before) AS days_before, min(day) FILTER (is_before) AS first_day
    FROM (SELECT who, is_before, day, count(*) AS n, count(errorcode) AS failed, count(*) FILTER (is_change) AS changes,
        min(t) AS first, max(t) AS last
      FROM (SELECT ${principalSql} AS who, ${period.before} AS is_before, CAST(${local} AS DATE) AS day, nullif(errorcode, '') AS errorcode,
          eventtime AS t, ${isChange} AS is_change FROM ${from}) GROUP BY ALL) GROUP BY who`);
  await run(`CREATE OR REPLACE TEMP TABLE novelty_pairs (kind VARCHAR, who VARCHAR, value VARCHAR, before BIGINT, calls BIGINT,
    failed BIGINT, changes BIGINT, first_before TIMESTAMP, first TIMESTAMP, last TIMESTAMP, first_day DATE)`);
  for (const kind of valueKinds) {
    steps.begin(`Comparing ${kindsDoing[kind]}`);
    const { sql, join = '' } = places[kind];
    await run(`INSERT INTO novelty_pairs
      SELECT ${quoteLiteral(kind)}, who, value, ${sums}, CAST(min(first_local) AS DATE)
      FROM (SELECT who, value, is_before, count(*) AS n, count(errorcode) AS failed, count(*) FILTER (is_change) AS changes,
          min(t) AS first, max(t) AS last, min(local_time) FILTER (is_before) AS first_local
        FROM (SELECT ${principalSql} AS who, ${sql} AS value, ${period.before} AS is_before, nullif(errorcode, '') AS errorcode, eventtime AS t,
            local_time, ${isChange} AS is_change
          FROM (SELECT *, ${local} AS local_time FROM ${from}) ${join})
        WHERE value IS NOT NULL AND who IS NOT NULL GROUP BY ALL)
      GROUP BY who, value`);
  }
}

/** Succeeded, and by its own word not only reading. */
const isChange = "readonly IS FALSE AND nullif(errorcode, '') IS NULL";

const sums = `coalesce(sum(n) FILTER (is_before), 0)::BIGINT AS before, coalesce(sum(n) FILTER (NOT is_before), 0)::BIGINT AS calls,
  coalesce(sum(failed) FILTER (NOT is_before), 0)::BIGINT AS failed, coalesce(sum(changes) FILTER (NOT is_before), 0)::BIGINT AS changes,
  min(first) FILTER (is_before) AS first_before, min(first) FILTER (NOT is_before) AS first, max(last) FILTER (NOT is_before) AS last`;

const kindsDoing: Record<ValueKind, string> = {
  api: 'APIs',
  network: 'networks',
  ip: 'addresses',
  agent: 'user agents',
  region: 'regions',
  error: 'errors',
  hour: 'hours of the day',
};

export async function dropTables(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names) await connection.run(`DROP TABLE IF EXISTS temp.main.${name}`);
}
