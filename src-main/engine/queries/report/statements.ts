// The queries behind a report's figures. Each is written as the engine runs it; `forConsole` is how a reader runs it again.

import { listBlinding } from '../../../../shared/coverage/blinding.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { qualify, quoteLiteral } from '../../duckdb/quote.ts';

/** Tables of the case are found in the console without their database. */
export const forConsole = (sql: string): string =>
  sql
    .replaceAll('"logs"."main".', '')
    .replaceAll('logs.main.', '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

export const filesByOutcome = `SELECT outcome, count(*) AS files, sum(records) AS records, sum("rows") AS rows,
  sum(duplicates) AS duplicates, sum(rejects) AS rejects, sum(size) AS bytes
FROM logs.main.evidence GROUP BY outcome ORDER BY outcome`;

export const loadsWithFiles = `SELECT l.load_id, l.paths, ${isoTime('l.started')} AS started, l.state, l.acquisition_id,
  count(e.evidence_id) AS files, coalesce(sum(e.records), 0) AS records, coalesce(sum(e."rows"), 0) AS rows,
  coalesce(sum(e.duplicates), 0) AS duplicates, coalesce(sum(e.rejects), 0) AS rejects
FROM logs.main.loads AS l LEFT JOIN logs.main.evidence AS e USING (load_id)
GROUP BY ALL ORDER BY l.load_id`;

export const unloadedFiles = `SELECT path, member, outcome, reason
FROM logs.main.evidence WHERE outcome <> 'loaded' ORDER BY outcome, path, member`;

/** Archives before their members. */
export const allFiles = `SELECT path, member, outcome, format, "rows", sha256, content_sha256
FROM logs.main.evidence
UNION ALL SELECT path, member, 'archive', kind, NULL, sha256, NULL FROM logs.main.evidence_archives
ORDER BY path, member NULLS FIRST, sha256`;

/** @param time the column that says when; null: the table has none */
export function tableSpan(table: string, time: string | null): string {
  const relation = qualify('logs', 'main', table);
  if (time === null) return `SELECT count(*) AS n FROM ${relation}`;
  const finite = (sql: string) => `${sql} FILTER (isfinite(${time}))`;
  return `SELECT count(*) AS n, ${isoTime(finite(`min(${time})`))} AS first, ${isoTime(finite(`max(${time})`))} AS last FROM ${relation}`;
}

export const rulesThatRan = `SELECT count(*) FILTER (kind <> 'indicators' AND is_shown) AS rules,
  count(DISTINCT name) FILTER (kind = 'indicators') AS lists, max(seen) AS rows FROM logs.main.rules`;

export const findingsOfRules = `SELECT f.finding, r.name, r.level, f.actor, CAST(f.day AS VARCHAR) AS day, f.hits, f.failed,
  ${isoTime('f.first')} AS first, ${isoTime('f.last')} AS last, m.state, m.reason, m.note
FROM logs.main.findings AS f JOIN logs.main.rules AS r USING (rule) LEFT JOIN logs.main.finding_marks AS m USING (finding)
ORDER BY list_position(['critical', 'high', 'medium', 'low', 'informational'], r.level), f.first, f.finding`;

/** Condition over `row_marks`. */
export const tagged = (tags: string[] | null): string =>
  tags === null ? 'tags IS NOT NULL' : `list_has_any(tags, [${tags.map(quoteLiteral).join(', ')}]::VARCHAR[])`;

export const markedRows = (
  tags: string[] | null,
): string => `SELECT table_name, evidence_id, record_no, tags, starred, note
FROM logs.main.row_marks WHERE ${tagged(tags)} ORDER BY evidence_id, record_no`;

/** The file of each tagged row, a row per row. */
export const filesOfTagged = (tags: string[] | null): string =>
  `SELECT evidence_id FROM logs.main.row_marks WHERE ${tagged(tags)}`;

export const everyMark = `SELECT table_name, evidence_id, record_no, tags, starred, note
FROM logs.main.row_marks ORDER BY evidence_id, record_no`;

export const rowsWithTag = (tag: string): string => `SELECT table_name, evidence_id, record_no, note
FROM logs.main.row_marks WHERE list_contains(tags, ${quoteLiteral(tag)}) ORDER BY evidence_id, record_no`;

export const filesOfMarked = (
  tags: string[] | null,
): string => `SELECT e.path, e.member, e.sha256, e.content_sha256, count(*) AS marked
FROM logs.main.row_marks AS m JOIN logs.main.evidence AS e USING (evidence_id)
WHERE ${tagged(tags)} GROUP BY ALL ORDER BY e.path, e.member NULLS FIRST`;

export const lastVerification = `SELECT ${isoTime('started')} AS started, keys, signatures, bucket
FROM logs.main.verifications ORDER BY verification_id DESC LIMIT 1`;

export const verdictsOf = (table: 'log_verdicts' | 'digest_verdicts'): string =>
  `SELECT verdict, reason, count(*) AS n FROM ${qualify('logs', 'main', table)} GROUP BY verdict, reason ORDER BY n DESC, reason`;

export const chainFindings = `SELECT reason, count(*) AS n FROM logs.main.chain_findings GROUP BY reason ORDER BY n DESC, reason`;

export const eventKinds = `SELECT coalesce(eventcategory, CASE managementevent WHEN true THEN 'Management' WHEN false THEN 'Data' END) AS category,
  eventsource, count(*) AS n, count(*) FILTER (readonly) AS reads, count(errorcode) AS errors
FROM logs.main.cloudtrail GROUP BY ALL ORDER BY n DESC, category, eventsource`;

export const otherLogs = `SELECT log_type, account, region, count(*) AS n,
  ${isoTime('min(time) FILTER (isfinite(time))')} AS first, ${isoTime('max(time) FILTER (isfinite(time))')} AS last
  FROM logs.main.timeline WHERE NOT starts_with(log_type, 'cloudtrail')
  GROUP BY ALL ORDER BY log_type, account, region LIMIT 200`;

export const lanesOfEvents = `SELECT recipientaccountid AS account, awsregion AS region, count(*) AS n,
  ${isoTime('min(eventtime) FILTER (isfinite(eventtime))')} AS first, ${isoTime('max(eventtime) FILTER (isfinite(eventtime))')} AS last
FROM logs.main.cloudtrail GROUP BY ALL ORDER BY account NULLS LAST, region NULLS LAST`;

export function loggingChanges(): string {
  const pairs = listBlinding().map(({ source, name }) => `(${quoteLiteral(source)}, ${quoteLiteral(name)})`);
  return `SELECT ${isoTime('eventtime')} AS at, eventsource, eventname, recipientaccountid AS account, awsregion AS region,
  useridentity.arn AS caller, errorcode
FROM logs.main.cloudtrail WHERE (eventsource, eventname) IN (
  ${pairs.join(',\n  ')})
ORDER BY eventtime, evidence_id, record_no`;
}

/** Values of the tagged CloudTrail rows by which an entity can be told, with how many of those rows have them. */
export const namedValues = (tags: string[] | null): string => `WITH tagged AS (
  SELECT * FROM logs.main.cloudtrail WHERE (evidence_id, record_no) IN (
    SELECT evidence_id, record_no FROM logs.main.row_marks WHERE table_name = 'cloudtrail' AND ${tagged(tags)}))
SELECT place, value, count(*) AS n FROM (
  SELECT 'key' AS place, useridentity.accesskeyid AS value FROM tagged
  UNION ALL SELECT 'principal', useridentity.arn FROM tagged
  UNION ALL SELECT 'ip', sourceipaddress FROM tagged
  UNION ALL SELECT 'account', recipientaccountid FROM tagged
  UNION ALL SELECT 'bucket', requestparameters ->> '$.bucketName' FROM tagged
  UNION ALL SELECT 'agent', useragent FROM tagged)
WHERE value IS NOT NULL AND value <> '' GROUP BY place, value ORDER BY n DESC, place, value`;
