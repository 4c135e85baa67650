// Looks for the indicators of some lists in a slice of a table. The texts of a record that may be indicators are taken out of
// it once, by their looks; that there may be a hundred thousand indicators then costs a join and no more reading.
import type { IndicatorKind } from '../../../../shared/indicators/indicator.ts';
import {
  addressOfRun,
  arnTail,
  escapePattern,
  keyPattern,
  tokenPatterns,
} from '../../../../shared/indicators/tokens.ts';
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
  /** What these lists hold. */
  kinds: IndicatorKind[];
};

/** Adds the hits to `logs.main.indicator_hits`, one per indicator, record and text. Runs in the caller's transaction. */
export async function matchSlice(connection: Connection, slice: Slice, signal?: AbortSignal): Promise<void> {
  const run = (sql: string) => connection.run(sql, { signal });
  const has = (kind: IndicatorKind) => slice.kinds.includes(kind);
  for (const kind of ['arn', 'hash'] as const) if (has(kind)) await run(hitsSql(slice, exactSql(slice, kind)));
  if (has('key')) await run(hitsSql(slice, exactSql(slice, 'key', await keysOf(connection, slice))));
  for (const kind of ['ip', 'domain'] as const) {
    if (!has(kind)) continue;
    // Of the texts in a slice the different ones are few; what each of them matches is found out once.
    await run(`CREATE OR REPLACE TEMP TABLE indicator_texts AS ${tokensSql(slice, tokenPatterns[kind], 'token')}`);
    await run(`CREATE OR REPLACE TEMP TABLE indicator_terms AS ${termsSql[kind]}`);
    // By itself: DuckDB would join the texts first, and compare every one of them.
    await run(`CREATE OR REPLACE TEMP TABLE indicator_matches AS ${matchesSql(slice, kind)}`);
    await run(hitsSql(slice, foundSql));
    for (const table of ['texts', 'terms', 'matches']) await run(`DROP TABLE temp.indicator_${table}`);
  }
  const agent = agentOf(slice.table);
  if (has('agent') && agent !== null) await run(hitsSql(slice, agentSql(slice, agent)));
}

const hitsSql = ({ table }: Slice, matches: string): string =>
  `INSERT INTO logs.main.indicator_hits SELECT list_id, indicator, ${quoteLiteral(table.name)}, evidence_id, record_no, event_time, found
   FROM (${matches})`;

const inLists = ({ lists }: Slice, kind: IndicatorKind): string =>
  `(SELECT list_id, indicator, value, first_address, last_address, prefix_length FROM logs.main.indicators
    WHERE kind = ${quoteLiteral(kind)} AND list_id IN (${lists.join(', ')}))`;

const recordOf = ({ table: { timeColumn } }: Slice): string =>
  `evidence_id, record_no, ${timeColumn === null ? 'NULL::TIMESTAMP' : `TRY_CAST(${nameIdentifier(timeColumn)} AS TIMESTAMP)`} AS event_time`;
const rowsOf = ({ table, from, to }: Slice): string => `${table.relation} WHERE rowid >= ${from} AND rowid < ${to}`;

/** The record without JSON's escapes; few records have any. */
const plain = `CASE WHEN contains(raw, '\\') THEN
  regexp_replace(regexp_replace(raw, ${quoteLiteral(escapePattern)}, ' ', 'g'), '\\\\+', '', 'g') ELSE raw END`;

/** Every text that looks like the kind, once per record. @param change SQL over `token` */
function tokensSql(slice: Slice, pattern: string, change: string): string {
  const texts = `regexp_extract_all(${plain}, ${quoteLiteral(pattern)})`;
  return `SELECT ${recordOf(slice)}, unnest(list_distinct(list_transform(${texts}, lambda token: ${change}))) AS token FROM ${rowsOf(slice)}`;
}

const spellings = { arn: `rtrim(token, ${quoteLiteral(arnTail)})`, key: 'token', hash: 'lower(token)' };

const exactSql = (slice: Slice, kind: 'arn' | 'key' | 'hash', pattern: string = tokenPatterns[kind]): string =>
  `SELECT i.list_id, i.indicator, r.evidence_id, r.record_no, r.event_time, r.token AS found
   FROM (${tokensSql(slice, pattern, spellings[kind])}) AS r JOIN ${inLists(slice, kind)} AS i ON i.value = r.token`;

/** The pattern of the ids that lists hold: most are access keys. */
async function keysOf(connection: Connection, slice: Slice): Promise<string> {
  const rows = await connection.rows(
    `SELECT DISTINCT left(value, 4) AS beginning FROM ${inLists(slice, 'key')} ORDER BY 1`,
  );
  return keyPattern(rows.map(({ beginning }) => String(beginning)).join('|'));
}

const dotted = `${octetPattern}(\\.${octetPattern}){3}`;
/** Where IPv4 addresses are among those of IPv6: ::ffff:0:0. */
const mapped = String(0xffffn << 32n);
const addressOf = (version: 'ip4' | 'ip6', token: string) =>
  `regexp_extract(${token}, ${quoteLiteral(addressOfRun[version])}, 1)`;
/** ::ffff:1.2.3.4:443 has a port; of other addresses of IPv6 without brackets it cannot be told. */
const withoutPort = String.raw`regexp_replace(token, '(:\d+\.\d+\.\d+\.\d+):\d{1,5}', '\1')`;

/** Every different text with the text that is `found`, and what it is compared by. */
const termsSql = {
  ip: `SELECT token, ip4 AS found, ${mapped}::UHUGEINT + CAST(work.main.ip4_number(ip4) AS UHUGEINT) AS term
    FROM (SELECT token, ${addressOf('ip4', 'token')} AS ip4 FROM (SELECT DISTINCT token FROM temp.indicator_texts))
    WHERE regexp_full_match(ip4, ${quoteLiteral(dotted)})
    UNION ALL SELECT token, ip6, work.main.ip6_number(ip6)
    FROM (SELECT token, ${addressOf('ip6', withoutPort)} AS ip6 FROM (SELECT DISTINCT token FROM temp.indicator_texts))
    WHERE contains(ip6, ':') AND work.main.ip6_number(ip6) IS NOT NULL`,
  // A name and all that it is under: a.b.example, b.example, example.
  domain: `SELECT token, token AS found, unnest(list_transform(range(1, len(labels) + 1), lambda k: array_to_string(labels[k:], '.'))) AS term
    FROM (SELECT token, string_split(lower(token), '.') AS labels FROM (SELECT DISTINCT token FROM temp.indicator_texts))`,
};

/** Networks are compared by their beginning, length by length: there are few lengths, and the join is one of equals. */
function matchesSql(slice: Slice, kind: 'ip' | 'domain'): string {
  const lists = inLists(slice, kind);
  const select = 'SELECT t.token, t.found, i.list_id, i.indicator';
  if (kind === 'domain') return `${select} FROM temp.indicator_terms AS t JOIN ${lists} AS i ON i.value = t.term`;
  const host = 'CAST(128 - n.prefix_length AS UHUGEINT)';
  return `${select} FROM (
      SELECT token, found, prefix_length, (term >> ${host}) << ${host} AS network
      FROM temp.indicator_terms CROSS JOIN (SELECT DISTINCT prefix_length FROM ${lists} WHERE prefix_length IS NOT NULL) AS n) AS t
    JOIN ${lists} AS i ON i.prefix_length = t.prefix_length AND i.first_address = t.network
    UNION ALL ${select} FROM temp.indicator_terms AS t JOIN (SELECT * FROM ${lists} WHERE prefix_length IS NULL) AS i
    ON t.term >= i.first_address AND t.term <= i.last_address`;
}

const foundSql = `SELECT DISTINCT m.list_id, m.indicator, t.evidence_id, t.record_no, t.event_time, m.found
  FROM temp.indicator_texts AS t JOIN temp.indicator_matches AS m ON m.token = t.token`;

function agentSql(slice: Slice, agent: string): string {
  const rows = `SELECT ${recordOf(slice)}, ${agent} AS agent FROM ${rowsOf(slice)}`;
  return `WITH records AS (${rows})
    SELECT m.list_id, m.indicator, r.evidence_id, r.record_no, r.event_time, r.agent AS found FROM records AS r JOIN (
      SELECT a.agent, i.list_id, i.indicator FROM (SELECT DISTINCT agent FROM records WHERE agent IS NOT NULL) AS a
      JOIN ${inLists(slice, 'agent')} AS i ON contains(lower(a.agent), i.value)) AS m ON m.agent = r.agent`;
}
