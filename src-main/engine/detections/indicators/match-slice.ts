// Looks for the indicators of some lists in a slice of a table. The texts of a record that may be indicators are taken out of
// it once, by their looks; that there may be a hundred thousand indicators then costs a join and no more reading.
import type { IndicatorKind } from '../../../../shared/indicators/indicator.ts';
import { addressOfRun, escapePattern, type TokenKind, tokenPatterns } from '../../../../shared/indicators/tokens.ts';
import { octetPattern } from '../../../../shared/values/ip.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { agentOf, type LogTable } from './log-tables.ts';

export type Slice = {
  table: LogTable;
  /** Rows `[from, to)`, by rowid. */
  from: number;
  to: number;
  lists: number[];
  /** What these lists hold; `isIp6`: addresses of IPv6 too. */
  kinds: IndicatorKind[];
  isIp4: boolean;
  isIp6: boolean;
};

/** Adds the hits to `logs.main.indicator_hits`, one per indicator, record and text. Runs in the caller's transaction. */
export async function matchSlice(connection: Connection, slice: Slice, signal?: AbortSignal): Promise<void> {
  const { kinds, isIp4, isIp6, table } = slice;
  const options = { signal };
  for (const kind of ['arn', 'key', 'hash'] as const)
    if (kinds.includes(kind)) await connection.run(hitsSql(slice, exactSql(slice, kind)), options);
  const runs: TokenKind[] = [...(isIp4 ? ['ip4' as const] : []), ...(isIp6 ? ['ip6' as const] : [])];
  if (kinds.includes('domain')) runs.push('domain');
  for (const kind of runs) {
    const pairs = 'temp.indicator_texts';
    await connection.run(`CREATE OR REPLACE TEMP TABLE indicator_texts AS ${tokensSql(slice, kind, 'token')}`, options);
    await connection.run(hitsSql(slice, distinctSql(slice, kind, pairs)), options);
    await connection.run(`DROP TABLE ${pairs}`);
  }
  const agent = agentOf(table);
  if (kinds.includes('agent') && agent !== null) await connection.run(hitsSql(slice, agentSql(slice, agent)), options);
}

const hitsSql = ({ table }: Slice, matches: string): string =>
  `INSERT INTO logs.main.indicator_hits SELECT list_id, indicator, ${quoteLiteral(table.name)}, evidence_id, record_no, event_time, found
   FROM (${matches})`;

const inLists = ({ lists }: Slice, kind: IndicatorKind): string =>
  `(SELECT list_id, indicator, value, first_address, last_address FROM logs.main.indicators
    WHERE kind = ${quoteLiteral(kind)} AND list_id IN (${lists.join(', ')}))`;

const recordOf = ({ table: { timeColumn } }: Slice): string =>
  `evidence_id, record_no, ${timeColumn === null ? 'NULL::TIMESTAMP' : `TRY_CAST(${nameIdentifier(timeColumn)} AS TIMESTAMP)`} AS event_time`;
const rowsOf = ({ table, from, to }: Slice): string => `${table.relation} WHERE rowid >= ${from} AND rowid < ${to}`;

/** The record without JSON's escapes; few records have any. */
const plain = `CASE WHEN contains(raw, '\\') THEN
  regexp_replace(regexp_replace(raw, ${quoteLiteral(escapePattern)}, ' ', 'g'), '\\\\+', '', 'g') ELSE raw END`;

/** Every text that looks like the kind, once per record. @param change SQL over `token` */
function tokensSql(slice: Slice, kind: TokenKind, change: string): string {
  const texts = `regexp_extract_all(${plain}, ${quoteLiteral(tokenPatterns[kind])}, 1)`;
  return `SELECT ${recordOf(slice)}, unnest(list_distinct(list_transform(${texts}, lambda token: ${change}))) AS token FROM ${rowsOf(slice)}`;
}

const spellings = { arn: "rtrim(token, '.:)]}')", key: 'token', hash: 'lower(token)' };

function exactSql(slice: Slice, kind: 'arn' | 'key' | 'hash'): string {
  return `SELECT i.list_id, i.indicator, r.evidence_id, r.record_no, r.event_time, r.token AS found
    FROM (${tokensSql(slice, kind, spellings[kind])}) AS r JOIN ${inLists(slice, kind)} AS i ON i.value = r.token`;
}

/** Of the texts that a slice has, the different ones are few; what each matches is found out once. */
function distinctSql(slice: Slice, kind: TokenKind, pairs: string): string {
  const matched = kind === 'domain' ? domainSql(slice, pairs) : addressSql(slice, kind, pairs);
  return `SELECT m.list_id, m.indicator, p.evidence_id, p.record_no, p.event_time, p.token AS found
    FROM ${pairs} AS p JOIN (${matched}) AS m ON m.token = p.token`;
}

/** A name and all that it is under: a.b.example, b.example, example. */
const domainSql = (slice: Slice, pairs: string): string =>
  `SELECT s.token, i.list_id, i.indicator FROM (
     SELECT token, unnest(list_transform(range(1, len(labels) + 1), lambda k: array_to_string(labels[k:], '.'))) AS name
     FROM (SELECT token, string_split(lower(token), '.') AS labels FROM (SELECT DISTINCT token FROM ${pairs}))) AS s
   JOIN ${inLists(slice, 'domain')} AS i ON i.value = s.name`;

const dotted = `${octetPattern}(\\.${octetPattern}){3}`;
/** Where IPv4 addresses are among those of IPv6: ::ffff:0:0. */
const mapped = String(0xffffn << 32n);
const numbers = {
  ip4: `CASE WHEN regexp_full_match(address, ${quoteLiteral(dotted)})
    THEN ${mapped}::UHUGEINT + CAST(work.main.ip4_number(address) AS UHUGEINT) END`,
  ip6: 'work.main.ip6_number(address)',
};
const addresses = { ip4: `regexp_extract(token, ${quoteLiteral(addressOfRun)}, 1)`, ip6: "rtrim(token, '.')" };

function addressSql(slice: Slice, kind: TokenKind, pairs: string): string {
  const ip = kind === 'ip6' ? 'ip6' : 'ip4';
  return `SELECT t.token, i.list_id, i.indicator FROM (
      SELECT token, ${numbers[ip]} AS number FROM (SELECT token, ${addresses[ip]} AS address FROM (SELECT DISTINCT token FROM ${pairs}))) AS t
    JOIN ${inLists(slice, 'ip')} AS i ON t.number >= i.first_address AND t.number <= i.last_address`;
}

function agentSql(slice: Slice, agent: string): string {
  const rows = `SELECT ${recordOf(slice)}, ${agent} AS agent FROM ${rowsOf(slice)}`;
  return `WITH records AS (${rows})
    SELECT m.list_id, m.indicator, r.evidence_id, r.record_no, r.event_time, r.agent AS found FROM records AS r JOIN (
      SELECT a.agent, i.list_id, i.indicator FROM (SELECT DISTINCT agent FROM records WHERE agent IS NOT NULL) AS a
      JOIN ${inLists(slice, 'agent')} AS i ON contains(lower(a.agent), i.value)) AS m ON m.agent = r.agent`;
}
