// Correlations over the hits of rules. At every hit the correlation looks back over its timespan, both ends included, within
// the group that the hit belongs to; a hit without a value for some field of `group-by` belongs to none.
import { RuleError } from '../../../../shared/sigma/problem.ts';
import type { CorrelationRule, CountTest } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { signs } from '../compile/compile-text.ts';
import { groupsOf } from './events.ts';
import type { Resolved } from './order-correlations.ts';

/**
 * One row for each moment at which a correlation holds: `groups` a JSON object of the fields of `group-by`, `keys` their values,
 * `began` the first hit that the moment rests on, `count` what was counted.
 */
export const createMoments = (moments: string, kind: 'TABLE' | 'TEMPORARY TABLE' = 'TABLE'): string =>
  `CREATE ${kind} ${moments} (rule INTEGER, groups JSON, keys VARCHAR[], began TIMESTAMP, event_time TIMESTAMP, count BIGINT)`;

/** Relation with `eventColumns`, and a table made by `createMoments`, as SQL names them. */
export type CorrelateRequest = { events: string; moments: string; signal?: AbortSignal };

/** Adds the moments of a correlation whose events are kept; those that it refers to come before it. */
export async function correlate(connection: Connection, resolved: Resolved, request: CorrelateRequest): Promise<void> {
  await connection.run(
    `INSERT INTO ${request.moments} ${momentsSql(resolved, request)}`,
    request.signal ? { signal: request.signal } : {},
  );
}

/** @throws RuleError for what such a correlation cannot ask */
export function momentsSql(resolved: Resolved, request: Omit<CorrelateRequest, 'signal'>): string {
  const { rule, number } = resolved;
  const counted = rule.type === 'temporal_ordered' ? chainSql(resolved) : windowSql(rule);
  const names = rule.groupBy.map((field, i) => `${quoteLiteral(field)}, groups[${i + 1}]`).join(', ');
  return `WITH grouped AS (${allEventsSql(resolved, request)}),
      counted AS (${counted})
    SELECT DISTINCT ${quoteLiteral(number)} AS rule, json_object(${names}) AS groups, groups AS keys, began, event_time, count
    FROM counted WHERE ${holds(rule)}`;
}

function holds({ type, counts }: CorrelationRule): string {
  if (type === 'temporal_ordered') return 'true';
  return counts.map(({ op, count }) => `count ${signOf(op)} ${quoteLiteral(count)}`).join(' AND ');
}

const signOf = (op: CountTest['op']) => (op === 'neq' ? '<>' : signs[op]);

/** Events, and moments of the correlations that it refers to, which are no records. */
function allEventsSql(
  { rule, number, members }: Resolved,
  { events, moments }: Omit<CorrelateRequest, 'signal'>,
): string {
  const inner = members.flatMap(({ ref, target }, step) => {
    if (target.rule.kind !== 'correlation') return [];
    const { groups, list } = groupsOf(rule, ref);
    const text = (field: string) => `(groups->>${quoteLiteral(`/${pointer(field)}`)})`;
    return `SELECT * FROM (SELECT ${step} AS step, event_time, NULL AS evidence_id, NULL AS record_no, ${groups(text)} AS groups,
        ${list(rule.countedFields, text)} AS counted FROM ${moments} WHERE rule = ${quoteLiteral(target.number)})
      WHERE len(list_filter(groups, lambda g: g IS NULL)) = 0`;
  });
  const own = `SELECT step, event_time, evidence_id, record_no, groups, counted FROM ${events} WHERE correlation = ${number}`;
  return [own, ...inner].join(' UNION ALL ');
}

const pointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

function windowSql({ type, timespanSeconds }: CorrelationRule): string {
  const count = {
    event_count: 'count(*)',
    value_count: 'count(DISTINCT CASE WHEN len(list_filter(counted, lambda v: v IS NULL)) = 0 THEN counted END)',
    temporal: 'count(DISTINCT step)',
    temporal_ordered: '',
  }[type];
  // A record that two of the rules match is one event.
  const from =
    type === 'event_count' ? '(SELECT DISTINCT event_time, evidence_id, record_no, groups FROM grouped)' : 'grouped';
  return `SELECT groups, min(event_time) OVER back AS began, event_time, ${count} OVER back AS count FROM ${from}
    WINDOW back AS (PARTITION BY groups ORDER BY event_time RANGE BETWEEN ${interval(timespanSeconds)} PRECEDING AND CURRENT ROW)`;
}

/**
 * For each record the latest start of a chain through other records, one for each step before; where the last step is matched
 * and that start is no further back than the timespan, the correlation holds. Records of one moment count as in order, since
 * CloudTrail's clock shows seconds.
 */
function chainSql({ rule, members }: Resolved): string {
  const { line, counts } = rule;
  if (counts.length !== 1 || counts[0]!.op !== 'gte' || counts[0]!.count !== members.length)
    throw new RuleError(
      line,
      'A temporal_ordered correlation holds when all of its rules follow each other; it takes no other condition.',
    );
  const matches = (step: number) => `list_contains(steps, ${step})`;
  // Moments of correlations are no records, and each is one of its own.
  let chain = `SELECT *, CASE WHEN ${matches(0)} THEN event_time END AS began FROM (
    SELECT groups, event_time, list(step) AS steps FROM grouped
    GROUP BY groups, event_time, evidence_id, record_no, CASE WHEN evidence_id IS NULL THEN step END)`;
  for (let step = 1; step < members.length; step++)
    chain = `SELECT * REPLACE (CASE WHEN ${matches(step)} THEN max(began) OVER so_far END AS began) FROM (${chain})
      WINDOW so_far AS (PARTITION BY groups ORDER BY event_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW)`;
  return `SELECT groups, began, event_time, ${members.length} AS count FROM (${chain})
    WHERE event_time - began <= ${interval(rule.timespanSeconds)}`;
}

export const interval = (seconds: number) => `to_seconds(${quoteLiteral(seconds)})`;

/** Moments that overlap, as one: `began` and `ended`, the most that was counted, and how many moments. Per rule and group. */
export const episodesSql = (moments: string): string =>
  `SELECT rule, groups, any_value(keys) AS keys, min(began) AS began, max(event_time) AS ended, max(count) AS count, count(*) AS moments
  FROM (SELECT *, sum(CAST(is_new AS INTEGER)) OVER (PARTITION BY rule, groups ORDER BY event_time, began) AS episode
    FROM (SELECT *, coalesce(began > max(event_time) OVER (PARTITION BY rule, groups ORDER BY event_time, began
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_new FROM ${moments}))
  GROUP BY rule, groups, episode`;
