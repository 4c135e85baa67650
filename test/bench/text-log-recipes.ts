// What a skilled user would write by hand for each text log: read_csv with every option and column told, which is also the fastest
// that DuckDB reads it, and awk. Columns are named as Pugmark names them, so that both are asked the same questions.
import { findFormat } from '../../shared/formats/registry.ts';
import { preciseTime, type TextLogName } from './text-log-lines.ts';

export type TextLogRecipe = {
  title: string;
  /** Options of read_csv beside the columns. */
  options: string;
  /** Column → type, in the order of a line. */
  columns: Record<string, string>;
  /** Select list over those columns. */
  select: string;
  /** Columns that the questions are about. */
  time: string;
  bytes: string;
  outcome: string;
  /** An awk program's rule that adds to `lines`, `fields`, `bytes` and `outcomes`; that for the time, as `timeText` writes it. */
  awk: string;
  awkTime: string;
  timeText: (at: number) => string;
  separator?: string;
  /** lnav's table of it and the column for bytes, where it knows all such lines. */
  lnav?: { table: string; bytes: string };
};

const vpcflowColumns =
  'version:INTEGER account_id:VARCHAR interface_id:VARCHAR srcaddr:VARCHAR dstaddr:VARCHAR srcport:INTEGER dstport:INTEGER protocol:INTEGER packets:BIGINT bytes:BIGINT start:BIGINT end:BIGINT action:VARCHAR log_status:VARCHAR';
const albColumns =
  'type:VARCHAR time:TIMESTAMP elb:VARCHAR client:VARCHAR target:VARCHAR request_processing_time:DOUBLE target_processing_time:DOUBLE response_processing_time:DOUBLE elb_status_code:INTEGER target_status_code:INTEGER received_bytes:BIGINT sent_bytes:BIGINT request:VARCHAR user_agent:VARCHAR ssl_cipher:VARCHAR ssl_protocol:VARCHAR target_group_arn:VARCHAR trace_id:VARCHAR domain_name:VARCHAR chosen_cert_arn:VARCHAR matched_rule_priority:INTEGER request_creation_time:TIMESTAMP actions_executed:VARCHAR redirect_url:VARCHAR lambda_error_reason:VARCHAR target_port_list:VARCHAR target_status_code_list:VARCHAR classification:VARCHAR classification_reason:VARCHAR conn_trace_id:VARCHAR';
const s3accessColumns =
  'bucketowner:VARCHAR bucket_name:VARCHAR time_and:VARCHAR zone:VARCHAR remoteip:VARCHAR requester:VARCHAR requestid:VARCHAR operation:VARCHAR key:VARCHAR request_uri:VARCHAR httpstatus:INTEGER errorcode:VARCHAR bytessent:BIGINT objectsize:BIGINT totaltime:BIGINT turnaroundtime:BIGINT referrer:VARCHAR useragent:VARCHAR versionid:VARCHAR hostid:VARCHAR sigv:VARCHAR ciphersuite:VARCHAR authtype:VARCHAR endpoint:VARCHAR tlsversion:VARCHAR accesspointarn:VARCHAR aclrequired:BOOLEAN';
const weblogColumns =
  'remote_addr:VARCHAR ident:VARCHAR remote_user:VARCHAR time_and:VARCHAR zone:VARCHAR request:VARCHAR status:INTEGER bytes:BIGINT referer:VARCHAR user_agent:VARCHAR';
const zeekColumns =
  'ts:DOUBLE uid:VARCHAR id_orig_h:VARCHAR id_orig_p:INTEGER id_resp_h:VARCHAR id_resp_p:INTEGER proto:VARCHAR service:VARCHAR duration:DOUBLE orig_bytes:BIGINT resp_bytes:BIGINT conn_state:VARCHAR local_orig:BOOLEAN local_resp:BOOLEAN missed_bytes:BIGINT history:VARCHAR orig_pkts:BIGINT orig_ip_bytes:BIGINT resp_pkts:BIGINT resp_ip_bytes:BIGINT tunnel_parents:VARCHAR';

const columnsOf = (list: string) =>
  Object.fromEntries(list.split(' ').map((one) => one.split(':') as [string, string]));
/** Of `[05/Jan/2026:00:00:55` and `+0000]`, which read_csv takes for two columns. */
const apacheTime = (name: string) =>
  `* EXCLUDE (time_and, zone), strptime(time_and || zone, '[%d/%b/%Y:%H:%M:%S%z]') AT TIME ZONE 'UTC' AS ${name}`;
/** The same in awk, of the part before the first quote. */
const apacheTimeInAwk = `{
  text = substr($1, index($1, "[") + 1)
  month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", substr(text, 4, 3)) + 2) / 3
  at = sprintf("%s-%02d-%sT%sZ", substr(text, 8, 4), month, substr(text, 1, 2), substr(text, 13, 8))
}`;
const isoSeconds = (at: number) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

export const textLogRecipes: Record<TextLogName, TextLogRecipe> = {
  vpcflow: {
    title: 'VPC Flow Logs, version 2',
    options: "delim = ' ', quote = '', escape = '', header = true, nullstr = '-'",
    columns: columnsOf(vpcflowColumns),
    select: `*, make_timestamp("start" * 1000000) AS start_time, make_timestamp("end" * 1000000) AS end_time`,
    time: 'start_time',
    bytes: 'bytes',
    outcome: 'action',
    awk: '$1 != "version" { lines++; fields += NF; bytes += $10; outcomes[$13]++ }',
    awkTime: '$1 != "version" { at = $11 }',
    timeText: String,
  },
  alb: {
    title: 'ALB access logs',
    options: `delim = ' ', quote = '"', escape = '', header = false, nullstr = '-'`,
    columns: columnsOf(albColumns),
    select: '*',
    time: 'time',
    bytes: 'sent_bytes',
    outcome: 'elb_status_code',
    awk: '{ lines++; fields += NF; bytes += $12; outcomes[$9]++ }',
    awkTime: '{ at = $2 }',
    timeText: preciseTime,
  },
  s3access: {
    title: 'S3 server access logs',
    options: `delim = ' ', quote = '"', escape = '', header = false, nullstr = '-'`,
    columns: columnsOf(s3accessColumns),
    select: apacheTime('requestdatetime'),
    time: 'requestdatetime',
    bytes: 'bytessent',
    outcome: 'httpstatus',
    // A request line may have any number of spaces: what follows it is counted from its quote.
    separator: '"',
    awk: '{ lines++; fields += NF; split($3, after, " "); bytes += after[3]; outcomes[after[1]]++ }',
    awkTime: apacheTimeInAwk,
    timeText: isoSeconds,
  },
  weblog: {
    title: 'Web server access logs, combined',
    options: `delim = ' ', quote = '"', escape = '\\', header = false, nullstr = '-'`,
    columns: columnsOf(weblogColumns),
    select: apacheTime('time'),
    time: 'time',
    bytes: 'bytes',
    outcome: 'status',
    separator: '"',
    awk: '{ lines++; fields += NF; split($3, after, " "); bytes += after[2]; outcomes[after[1]]++ }',
    awkTime: apacheTimeInAwk,
    timeText: isoSeconds,
    lnav: { table: 'access_log', bytes: 'sc_bytes' },
  },
  zeek: {
    title: 'Zeek conn.log',
    options: `delim = '\\t', quote = '', escape = '', header = false, comment = '#', nullstr = ['-', '(empty)']`,
    columns: columnsOf(zeekColumns),
    select: '* REPLACE (make_timestamp(CAST(round(ts * 1000000) AS BIGINT)) AS ts)',
    time: 'ts',
    bytes: 'resp_bytes',
    outcome: 'conn_state',
    separator: '\t',
    awk: '!/^#/ { lines++; fields += NF; bytes += $11; outcomes[$12]++ }',
    awkTime: '!/^#/ { at = $1 }',
    timeText: (at) => at.toFixed(6),
    lnav: { table: 'bro_conn_log', bytes: 'bro_resp_bytes' },
  },
};

/** Columns that Pugmark computes from those that the lines have, by the same SQL; the times are in every recipe. */
export function derivedColumns(name: TextLogName): string[] {
  const { columns, select } = textLogRecipes[name];
  const isThere = (sql: string) => [...sql.matchAll(/"([a-z_]+)"/g)].every(([, column]) => column! in columns);
  return findFormat(name)!.columns.flatMap(({ name: own, derive }) =>
    derive === undefined || select.includes(` AS ${own}`) || !isThere(derive) ? [] : [`${derive} AS "${own}"`],
  );
}

export function recipeSql(name: TextLogName, files: string, derived: string[]): string {
  const { options, columns, select } = textLogRecipes[name];
  const list = Object.entries(columns).map(([column, type]) => `'${column}': '${type}'`);
  const read = `SELECT ${select} FROM read_csv('${files}', auto_detect = false, ${options}, columns = {${list.join(', ')}})`;
  const made = derived.length === 0 ? read : `SELECT *, ${derived.join(', ')} FROM (${read})`;
  return `CREATE TABLE ${name} AS ${made}`;
}

/** Sums of the whole table; times in microseconds since 1970. */
export function sumsSql(name: TextLogName): string {
  const { time, bytes } = textLogRecipes[name];
  return `SELECT count(*)::BIGINT AS lines, coalesce(sum(${bytes}), 0)::BIGINT AS bytes, epoch_us(min(${time})) AS first, epoch_us(max(${time})) AS last FROM ${name}`;
}
export function outcomesSql(name: TextLogName): string {
  const { outcome } = textLogRecipes[name];
  return `SELECT coalesce(CAST(${outcome} AS VARCHAR), '-') AS outcome, count(*) AS n FROM ${name} GROUP BY 1`;
}

/** Prints lines, fields and bytes, then each outcome with its lines. */
export const awkProgram = (name: TextLogName): string =>
  `${textLogRecipes[name].awk} END { printf "%d %d %.0f\\n", lines, fields, bytes; for (one in outcomes) print one, outcomes[one] }`;

/** Prints the first and the last time. */
export const awkTimes = (name: TextLogName): string => {
  const { awkTime } = textLogRecipes[name];
  return `${awkTime} at != "" { if (least == "" || at < least) least = at; if (most == "" || at > most) most = at } END { print least; print most }`;
};

/** Prints lines and bytes as JSON; null where lnav does not know the lines. */
export function lnavCommands(name: TextLogName): string[] | null {
  const { lnav } = textLogRecipes[name];
  if (!lnav) return null;
  return [
    '-n',
    '-c',
    `;SELECT count(*) AS lines, sum(${lnav.bytes}) AS bytes FROM ${lnav.table}`,
    '-c',
    ':write-json-to -',
  ];
}
