// What coverage is counted from, as SELECTs of `account`, `region` and `t` (TIMESTAMP, UTC): events, log files that are here,
// log files that digests name. Files are known by their names, which say where and when they were delivered and are unique.
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { type Branch, readBranches } from '../timeline/branches.ts';

const logName = String.raw`^(\d{12})_CloudTrail(?:-(?:Insight|NetworkActivity|Aggregated))?_([a-z0-9-]+)_(\d{8}T\d{4})Z_`;

/** A STRUCT of `account`, `region` and `at`, each '' when the name is no log file's. */
const readName = (name: string) => `regexp_extract(${name}, '${logName}', ['account', 'region', 'at'])`;
const lastPart = (path: string) => `parse_filename(${path}, false, 'both_slash')`;
const timeOfName = (name: string) => `try_strptime(${name}.at, '%Y%m%dT%H%M')`;

const isUsable = (t: string) => `${t} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999'`;
const usable = (t: string) => `CASE WHEN ${isUsable(t)} THEN ${t} END`;

/** Log files of CloudTrail that are here and could be read, also those whose name says nothing (NULLs). */
const filesSql = `SELECT evidence_id, duplicates, name, nullif(p.account, '') AS account, nullif(p.region, '') AS region,
    ${timeOfName('p')} AS t
  FROM (SELECT *, ${readName('name')} AS p FROM (
    SELECT evidence_id, duplicates, ${lastPart('coalesce(member, path)')} AS name FROM logs.main.evidence
    WHERE format IN ('cloudtrail', 'cloudtrail_insight') AND outcome IN ('loaded', 'partly')))`;
export const hereFiles = 'SELECT * FROM temp.main.coverage_files';

/** Reads the names of all files once, for what `work` counts with `hereFiles`. */
export async function withFiles<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE coverage_files AS ${filesSql}`, { signal });
  try {
    return await work();
  } finally {
    await connection.run('DROP TABLE temp.main.coverage_files');
  }
}

/** @param late how many minutes after an event its file may be delivered */
export const events = (late: number) => `SELECT recipientaccountid AS account, awsregion AS region, eventtime AS t,
    eventtime < f.latest AS is_late
  FROM logs.main.cloudtrail LEFT JOIN (
    SELECT evidence_id, t - INTERVAL ${late} MINUTE AS latest FROM (${hereFiles}) WHERE t IS NOT NULL) f USING (evidence_id)`;

/** Digests by what their own key says of account and region, which for an organisation's trail is the member's. */
export const digests = String.raw`SELECT coalesce(nullif(p.account, ''), awsaccountid) AS account, nullif(p.region, '') AS region,
    digeststarttime AS starts, digestendtime AS ends, logfiles
  FROM (SELECT *, regexp_extract(digests3object, '(\d{12})/CloudTrail-Digest/([a-z0-9-]+)/', ['account', 'region']) AS p
    FROM logs.main.cloudtrail_digest)`;

/** Each log file once, though several digests (of a chain and its backfill) may name it. `t` is the digest's end where the name has no time. */
export const namedFiles = `SELECT any_value(account) AS account, any_value(region) AS region, min(t) AS t,
    bool_and(name NOT IN (SELECT name FROM (${hereFiles}))) AS is_absent
  FROM (SELECT name, coalesce(nullif(p.account, ''), account) AS account, coalesce(nullif(p.region, ''), region) AS region,
      coalesce(${timeOfName('p')}, ends - INTERVAL 1 SECOND) AS t
    FROM (SELECT *, ${readName('name')} AS p FROM (
      SELECT account, region, ends, ${lastPart('key')} AS name
      FROM (SELECT account, region, ends, unnest(logfiles).s3Object AS key FROM (${digests})))))
  WHERE name IS NOT NULL GROUP BY name`;

/** Log files that the last verification found altered. */
export const alteredFiles = `SELECT nullif(p.account, '') AS account, nullif(p.region, '') AS region, ${timeOfName('p')} AS t
  FROM (SELECT ${readName(lastPart('key'))} AS p FROM logs.main.log_verdicts WHERE verdict = 'altered')`;

/** Stretches of time that digests cover without a break, however many trails there are: `account`, `region`, `starts`, `ends`. */
export const coveredStretches = `SELECT account, region, min(starts) AS starts, max(ends) AS ends FROM (
    SELECT *, count(*) FILTER (is_new) OVER (PARTITION BY account, region ORDER BY starts, ends ROWS UNBOUNDED PRECEDING) AS stretch
    FROM (SELECT account, region, starts, ends, coalesce(starts > max(ends) OVER (
        PARTITION BY account, region ORDER BY starts, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_new
      FROM (${digests}) WHERE ${isUsable('starts')} AND ${isUsable('ends')} AND starts < ends))
  GROUP BY account, region, stretch`;

export type Tables = { cloudtrail: boolean; cloudtrail_digest: boolean };

/** Tables of logs are made by the first load that needs them. */
export async function findTables(connection: Connection): Promise<Tables> {
  const names = ['cloudtrail', 'cloudtrail_digest'] as const;
  const rows = await connection.rows(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main'
       AND table_name IN (${names.map((name) => quoteLiteral(name)).join(', ')})`,
  );
  const made = new Set(rows.map(({ name }) => name));
  return Object.fromEntries(names.map((name) => [name, made.has(name)])) as Tables;
}

/** Logs beside CloudTrail that are on the timeline: rows alone say what they cover. */
export const readOthers = async (connection: Connection): Promise<Branch[]> =>
  (await readBranches(connection)).filter(({ table }) => !table.startsWith('cloudtrail'));

/** @param sql a branch of the timeline */
export const rowsOf = (sql: string): string => `SELECT account, region, ${usable('time')} AS t FROM (${sql})`;

/** Epoch milliseconds of the first and the last thing of which a time is known, and what has none. */
export async function readExtent(
  connection: Connection,
  tables: Tables,
  signal: AbortSignal | undefined,
): Promise<{ span: { first: number; last: number } | null; untimed: number; unnamed: number }> {
  const none = 'SELECT NULL::TIMESTAMP AS first, NULL::TIMESTAMP AS last, 0 AS without';
  const ends = (t: string, from: string) =>
    `SELECT min(${t}) AS first, max(${t}) AS last, count(*) - count(${t}) AS without FROM ${from}`;
  const parts = [
    tables.cloudtrail ? ends(usable('eventtime'), 'logs.main.cloudtrail') : none,
    ends('t', `(${hereFiles})`),
    tables.cloudtrail_digest ? `SELECT min(starts), max(ends) - INTERVAL 1 SECOND, 0 FROM (${coveredStretches})` : none,
    tables.cloudtrail_digest ? `SELECT min(t), max(t), 0 FROM (${namedFiles})` : none,
    ...(await readOthers(connection)).map(({ sql }) => ends('t', `(${rowsOf(sql)})`)),
  ];
  const rows = await connection.rows(
    parts
      .map(
        (part, i) =>
          `SELECT ${i} AS part, epoch_ms(first) AS first, epoch_ms(last) AS last, without FROM (${part}) s(first, last, without)`,
      )
      .join(' UNION ALL '),
    { signal },
  );
  const times = rows
    .flatMap(({ first, last }) => [first, last])
    .filter((ms) => ms != null)
    .map(Number);
  const without = (part: number) => Number(rows.find((row) => row.part === part)?.without ?? 0);
  return {
    span: times.length === 0 ? null : { first: Math.min(...times), last: Math.max(...times) },
    untimed: without(0),
    unnamed: without(1),
  };
}
