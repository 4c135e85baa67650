// What a correlation needs of the hits of its rules: time, record, the values that group them, and what is counted. Kept beside
// the hits, so that rows that come later cost no second look at the records that were there.
import type { CorrelationRule } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { placeField, type RuleTable } from '../compile/field-place.ts';
import type { Resolved } from './order-correlations.ts';

/** `step`: which of the correlation's rules, from 0; `rule`: its number. Only hits that belong to a group. */
export const eventColumns = `correlation UINTEGER, step UTINYINT, rule UINTEGER, row_id UBIGINT, evidence_id UINTEGER,
  record_no UINTEGER, event_time TIMESTAMP, groups VARCHAR[], counted VARCHAR[]`;

/** `hits`: as `createHits` has them, as SQL names them. */
export type HitsOf = { table: RuleTable; hits: string };

/**
 * SELECT of the events that the hits of a correlation's rules are; null when it refers to correlations alone.
 * @param steps absent: all
 * @throws RuleError for a field that is too deep
 */
export function eventsSql(
  { rule, number, members }: Resolved,
  { table, hits }: HitsOf,
  steps?: number[],
): string | null {
  const parts = members.flatMap(({ ref, target }, step) => {
    if (target.rule.kind === 'correlation' || (steps && !steps.includes(step))) return [];
    const { groups, list } = groupsOf(rule, ref);
    const text = (field: string) => placeField(table, field, rule.line).text;
    return `SELECT ${number} AS correlation, ${step} AS step, hit.rule, hit.row_id, hit.evidence_id, hit.record_no, hit.event_time,
        ${groups(text)} AS groups, ${list(rule.countedFields, text)} AS counted
      FROM ${hits} AS hit JOIN ${logTable(table.format.name)} AS log ON log.rowid = hit.row_id
      WHERE hit.rule = ${quoteLiteral(target.number)}`;
  });
  if (parts.length === 0) return null;
  return `SELECT * FROM (${parts.join(' UNION ALL ')}) WHERE event_time IS NOT NULL AND len(list_filter(groups, lambda g: g IS NULL)) = 0`;
}

/** Adds them to a table of `eventColumns`. */
export async function keepEvents(
  connection: Connection,
  resolved: Resolved,
  { events, steps, signal, ...hits }: HitsOf & { events: string; steps?: number[]; signal?: AbortSignal },
): Promise<void> {
  const select = eventsSql(resolved, hits, steps);
  if (select !== null) await connection.run(`INSERT INTO ${events} ${select}`, signal ? { signal } : {});
}

/** SQL for the values of `group-by` as a list, given that of a field; for the rule that `ref` names. */
export function groupsOf(rule: CorrelationRule, ref: string) {
  const fieldOf = (name: string) => rule.aliases[name]?.[ref] ?? name;
  const list = (names: string[], text: (field: string) => string) =>
    `[${names.map((name) => text(fieldOf(name))).join(', ')}]::VARCHAR[]`;
  return { list, groups: (text: (field: string) => string) => list(rule.groupBy, text) };
}
