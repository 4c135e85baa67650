// The records that a correlation rests on: those hits of its rules, of the group, that lie in the time in which it holds.
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { type CorrelateRequest, episodesSql, interval } from './correlate.ts';
import { groupsOf } from './events.ts';
import type { Resolved } from './order-correlations.ts';

/** One row per correlation, group (`keys`: the values of `group-by`) and record. */
export const createContributions = (contributions: string, kind: 'TABLE' | 'TEMPORARY TABLE' = 'TABLE'): string =>
  `CREATE ${kind} ${contributions} (
    rule INTEGER, keys VARCHAR[], row_id BIGINT, evidence_id UINTEGER, record_no UINTEGER, event_time TIMESTAMP)`;

/** Adds the records of a correlation whose moments, and those of the correlations it refers to, have been found. */
export async function contribute(
  connection: Connection,
  { rule, number, members }: Resolved,
  { events, moments, signal, contributions }: CorrelateRequest & { contributions: string },
): Promise<void> {
  const own = `SELECT groups AS keys, row_id, evidence_id, record_no, event_time, to_seconds(0) AS earlier FROM ${events} WHERE correlation = ${number}`;
  const inner = members.flatMap(({ ref, target }) => {
    if (target.rule.kind !== 'correlation') return [];
    const { groupBy, timespanSeconds } = target.rule;
    const keyOf = (field: string) => `hit.keys[${groupBy.indexOf(field) + 1}]`;
    return `SELECT ${groupsOf(rule, ref).groups(keyOf)} AS keys, hit.row_id, hit.evidence_id, hit.record_no, hit.event_time,
        ${interval(timespanSeconds)} AS earlier FROM ${contributions} AS hit WHERE hit.rule = ${quoteLiteral(target.number)}`;
  });
  await connection.run(
    `INSERT INTO ${contributions}
      SELECT DISTINCT ${quoteLiteral(number)}, part.keys, part.row_id, part.evidence_id, part.record_no, part.event_time
      FROM (${[own, ...inner].join(' UNION ALL ')}) AS part
      JOIN (${episodesSql(`(SELECT * FROM ${moments} WHERE rule = ${quoteLiteral(number)})`)}) AS episode ON part.keys = episode.keys
      WHERE part.event_time BETWEEN episode.began - part.earlier AND episode.ended`,
    signal ? { signal } : {},
  );
}
