// What each principal did before and after, in temporary tables. Texts are read once and become numbers, so that counting kind by
// kind is counting numbers.
//   novelty_words    kind (that of a value, or `who`), id, value
//   novelty_ips      sourceipaddress, id, its network's id, whether it is an address
//   novelty_calls    one row per event: who, the ids of its values, day, time, what came of it
//   novelty_watched  one row: since when, and on how many days, anybody was seen in the baseline
//   novelty_who      one row per principal; NULL: those that the records do not name
//   novelty_pairs    one row per kind, principal (NULL as above) and value
import { networkBits, type ValueKind, valueKinds } from '../../../../shared/novelty/kinds.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { identityPlace } from '../sessions/identity.ts';
import { localTime, type Period, trail } from './period.ts';
import { agentSql, principalSql } from './principal-sql.ts';

/** Says what is done now. */
export type Steps = { begin(doing: string): void; signal: AbortSignal };

export const noveltyTables = ['words', 'ips', 'agents', 'calls', 'watched', 'who', 'pairs'].map(
  (name) => `novelty_${name}`,
);

/** Texts of the table that become numbers; what is empty is no value. */
const texts = {
  who: principalSql,
  api: `CASE WHEN coalesce(eventsource, '') <> '' OR coalesce(eventname, '') <> '' THEN coalesce(eventsource, '') || ' ' || coalesce(eventname, '') END`,
  region: "nullif(awsregion, '')",
  account: identityPlace('account'),
  error: "nullif(errorcode, '')",
};
type TextName = keyof typeof texts;
const textNames = Object.keys(texts) as TextName[];

export async function gatherPairs(connection: Connection, period: Period, zone: string, steps: Steps): Promise<void> {
  const { signal } = steps;
  const run = (sql: string) => connection.run(sql, { signal });
  const from = `${trail} WHERE ${period.whole}`;
  steps.begin('Reading names');
  await run('CREATE OR REPLACE TEMP TABLE novelty_words (kind VARCHAR, id INTEGER, value VARCHAR)');
  // Few events differ in these columns, so that few texts are put together.
  const distinct = `SELECT DISTINCT eventsource, eventname, awsregion, errorcode FROM ${from}`;
  await run(addWords('who', `SELECT DISTINCT ${principalSql} AS value FROM ${from}`));
  await run(addWords('account', `SELECT DISTINCT ${texts.account} AS value FROM ${from}`));
  for (const name of ['api', 'region', 'error'] as const)
    await run(addWords(name, `SELECT DISTINCT ${texts[name]} AS value FROM (${distinct})`));
  steps.begin('Reading addresses and user agents');
  await run(addWords('ip', `SELECT DISTINCT sourceipaddress AS value FROM ${from} AND sourceipaddress <> ''`));
  const network = `ip_network(value, ${networkBits.ipv4}, ${networkBits.ipv6})`;
  await run(addWords('network', `SELECT DISTINCT ${network} AS value FROM novelty_words WHERE kind = 'ip'`));
  await run(`CREATE OR REPLACE TEMP TABLE novelty_ips AS
    SELECT i.value AS sourceipaddress, i.id, n.id AS network, n.value <> i.value AS is_address
    FROM (SELECT id, value, ${network} AS network FROM novelty_words WHERE kind = 'ip') i
    JOIN novelty_words n ON n.kind = 'network' AND n.value = i.network`);
  const agents = `SELECT useragent, ${agentSql('useragent')} AS value FROM (SELECT DISTINCT useragent FROM ${from} AND useragent <> '')`;
  await run(addWords('agent', `SELECT DISTINCT value FROM (${agents})`));
  await run(`CREATE OR REPLACE TEMP TABLE novelty_agents AS
    SELECT useragent, w.id FROM (${agents}) JOIN novelty_words w USING (value) WHERE w.kind = 'agent'`);
  steps.begin('Reading events');
  await run(callsTable(period, zone));
  steps.begin('Comparing before and after');
  await run(`CREATE OR REPLACE TEMP TABLE novelty_watched AS
    SELECT min(t) AS first_before, min(day) AS first_day, count(DISTINCT day) AS days_before FROM novelty_calls WHERE is_before`);
  await run(`CREATE OR REPLACE TEMP TABLE novelty_who AS
    SELECT who, ${sums}, count(DISTINCT day) FILTER (is_before) AS days_before FROM novelty_calls GROUP BY who`);
  await run(`CREATE OR REPLACE TEMP TABLE novelty_pairs (kind VARCHAR, who INTEGER, value INTEGER, before BIGINT, calls BIGINT,
    failed BIGINT, changes BIGINT, first_before TIMESTAMP, first TIMESTAMP, last TIMESTAMP, first_day DATE)`);
  for (const kind of valueKinds)
    await run(`INSERT INTO novelty_pairs SELECT ${quoteLiteral(kind)}, who, ${kind}, ${sums}
      FROM novelty_calls WHERE ${kind} IS NOT NULL GROUP BY who, ${kind}`);
}

const addWords = (kind: string, select: string) =>
  `INSERT INTO novelty_words SELECT ${quoteLiteral(kind)}, row_number() OVER (), value FROM (${select}) WHERE value IS NOT NULL`;

/** Hours are numbers already. */
const ids: Record<Exclude<ValueKind, 'hour'> | 'who', string> = {
  who: 'w_who.id',
  api: 'w_api.id',
  network: 'i.network',
  ip: 'CASE WHEN i.is_address THEN i.id END',
  agent: 'g.id',
  region: 'w_region.id',
  account: 'w_account.id',
  error: 'w_error.id',
};

function callsTable({ whole, before }: Period, zone: string): string {
  const local = localTime(zone);
  const joins = textNames.map(
    (name) =>
      `LEFT JOIN novelty_words w_${name} ON w_${name}.kind = ${quoteLiteral(name)} AND w_${name}.value = ${name}_text`,
  );
  return `CREATE OR REPLACE TEMP TABLE novelty_calls AS
    SELECT ${Object.entries(ids)
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(', ')}, hour, day, t, is_before, is_failed, is_change
    FROM (SELECT ${textNames.map((name) => `${texts[name]} AS ${name}_text`).join(', ')}, sourceipaddress, useragent,
        CAST(hour(${local}) AS INTEGER) AS hour, CAST(${local} AS DATE) AS day, eventtime AS t, ${before} AS is_before,
        coalesce(errorcode, '') <> '' AS is_failed, readonly IS FALSE AND coalesce(errorcode, '') = '' AS is_change
      FROM ${trail} WHERE ${whole}) c
    ${joins.join('\n    ')}
    LEFT JOIN novelty_ips i ON i.sourceipaddress = c.sourceipaddress LEFT JOIN novelty_agents g ON g.useragent = c.useragent`;
}

/** A change succeeded, and is by its own word not only reading. */
const sums = `count(*) FILTER (is_before) AS before, count(*) FILTER (NOT is_before) AS calls,
  count(*) FILTER (NOT is_before AND is_failed) AS failed, count(*) FILTER (NOT is_before AND is_change) AS changes,
  min(t) FILTER (is_before) AS first_before, min(t) FILTER (NOT is_before) AS first, max(t) FILTER (NOT is_before) AS last,
  min(day) FILTER (is_before) AS first_day`;

export async function dropTables(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names) await connection.run(`DROP TABLE IF EXISTS temp.main.${name}`);
}
