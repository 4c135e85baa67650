// Brings findings up to date: rules look at the rows that came since, correlations are made of all hits, and hits are counted
// per rule, actor and day. What a rule found stays while its condition does.
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { openRuleTable, type RuleTable } from '../compile/field-place.ts';
import { indicatorHitsSql } from '../indicators/sources.ts';
import type { Library } from '../library/library.ts';
import { readSettings } from '../library/settings.ts';
import { contribute, createContributions } from '../run/contribute.ts';
import { correlate, createMoments } from '../run/correlate.ts';
import { keepEvents } from '../run/events.ts';
import type { Resolved } from '../run/order-correlations.ts';
import { createHits, runRules } from '../run/run-rules.ts';
import { exceptHits } from './exceptions.ts';
import { groupFindings } from './group-findings.ts';
import { keysOf, type Planned, planRun, storeSources } from './plan-run.ts';
import { storeHits, storeParts } from './store-hits.ts';

export type Updated = { rules: number; rows: number; hits: number; findings: number };

const found = 'work.main.found_hits';
const events = 'logs.pugmark.correlation_events';
/** Temporary tables, which alone may be written beside those of the case. */
const temporary = { excepted: 'pugmark_excepted', moments: 'pugmark_moments', contributions: 'pugmark_contributions' };

/**
 * Not two at once in a case, and not inside a transaction; lists of indicators have been matched before.
 * @param tell is told how far it is, from 0 to 1, and what it is about
 * @throws CANCELLED when aborted; findings then are as they were
 */
export async function updateFindings(
  connection: Connection,
  library: Library,
  signal: AbortSignal,
  tell: (news: { done: number; rules?: number; rows?: number }) => void,
): Promise<Updated> {
  const planned = await planRun(connection, library, await readSettings(connection));
  const sums = sumUp(planned);
  tell({ done: 0, ...sums });
  await connection.run(`DROP TABLE IF EXISTS ${found}`);
  await connection.run(createHits(found));
  try {
    await findNew(connection, planned, signal, (done) => tell({ done: 0.5 * done }));
    return await inTransaction(connection, async () => {
      await dropTemporary(connection);
      await keepHits(connection, planned, signal);
      tell({ done: 0.6 });
      await connection.run(`CREATE TEMPORARY TABLE ${temporary.excepted} (rule UINTEGER, row_id UBIGINT)`);
      await exceptHits(connection, planned, temporary.excepted, null, { signal });
      await correlateAll(connection, planned, signal, (done) => tell({ done: 0.6 + 0.3 * done }));
      const counted = await groupFindings(connection, planned, temporary.excepted, signal);
      await dropTemporary(connection);
      return { ...sums, ...counted };
    });
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${found}`);
  }
}

function sumUp({ detections, correlations, lists, rows }: Planned): { rules: number; rows: number } {
  const tables = [...new Set(detections.map(({ table }) => table))];
  return {
    rules: detections.length + correlations.length + lists.length,
    rows: tables.reduce((sum, table) => sum + rows.get(table)!, 0),
  };
}

async function dropTemporary(connection: Connection): Promise<void> {
  for (const table of Object.values(temporary)) await connection.run(`DROP TABLE IF EXISTS temp.${table}`);
}

/** Rules that have looked at as many rows of a table go together. */
async function findNew(
  connection: Connection,
  { detections, rows }: Planned,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<void> {
  const groups = new Map<string, Planned['detections']>();
  for (const one of detections) {
    if (one.seen >= rows.get(one.table)!) continue;
    const key = `${one.table} ${one.seen}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  let done = 0;
  for (const group of groups.values()) {
    const [first] = group;
    const { format } = openRuleTable(first!.table);
    await runRules(connection, {
      table: first!.table,
      timeColumn: format.timeColumn,
      keys: keysOf(first!.table),
      rules: group.map(({ number, from }) => ({ ...from.compiled, number })),
      hits: found,
      from: first!.seen,
      to: rows.get(first!.table)!,
      signal,
      tell: (share) => tell((done + share * group.length) / detections.length),
    });
    done += group.length;
    tell(done / detections.length);
  }
}

async function keepHits(connection: Connection, planned: Planned, signal: AbortSignal): Promise<void> {
  const options = { signal };
  const { detections, lists, stale } = planned;
  if (stale.length > 0)
    await connection.run(`DELETE FROM logs.main.rule_hits WHERE rule IN (${stale.join(', ')})`, options);
  for (const table of new Set(detections.map((one) => one.table))) {
    if (planned.rows.get(table) === 0) continue;
    const of = (isShown: boolean) =>
      detections.filter((one) => one.table === table && one.isShown === isShown).map(({ number }) => number);
    const hits = (numbers: number[]) => `(SELECT * FROM ${found} WHERE rule IN (${numbers.join(', ')}))`;
    if (of(true).length > 0) await storeHits(connection, table, hits(of(true)), options);
    if (of(false).length > 0) await storeParts(connection, table, hits(of(false)), options);
  }
  for (const { number, list, table } of lists) {
    const hits = await indicatorHitsSql(connection, list, table, undefined);
    if (hits !== null) await storeHits(connection, table, `(SELECT ${number} AS rule, row_id FROM (${hits}))`, options);
  }
  await storeSources(connection, planned);
}

/** Events of all hits for correlations that are new or changed, of the new hits for the others. */
async function keepAllEvents(
  connection: Connection,
  planned: Planned,
  correlations: (Resolved & { isNew: boolean; table: RuleTable })[],
  signal: AbortSignal,
): Promise<void> {
  const { stale, staleCorrelations } = planned;
  const gone = [
    ...(staleCorrelations.length > 0 ? [`correlation IN (${staleCorrelations.join(', ')})`] : []),
    ...(stale.length > 0 ? [`rule IN (${stale.join(', ')})`] : []),
  ];
  if (gone.length > 0) await connection.run(`DELETE FROM ${events} WHERE ${gone.join(' OR ')}`, { signal });
  const hit = new Set((await connection.rows(`SELECT DISTINCT rule FROM ${found}`)).map(({ rule }) => rule));
  for (const { isNew, table, ...resolved } of correlations) {
    // Without any hits DuckDB would read the whole log to join them.
    const steps = resolved.members.flatMap(({ target }, step) => (isNew || hit.has(target.number) ? [step] : []));
    const hits = isNew ? 'logs.main.rule_hits' : found;
    if (steps.length > 0) await keepEvents(connection, resolved, { table, hits, events, steps, signal });
  }
}

async function correlateAll(
  connection: Connection,
  planned: Planned,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<void> {
  const { moments, contributions, excepted } = temporary;
  await connection.run(createMoments(moments, 'TEMPORARY TABLE'));
  await connection.run(createContributions(contributions, 'TEMPORARY TABLE'));
  const correlations = planned.correlations
    .filter(({ table }) => planned.rows.get(table)! > 0)
    .map((one) => ({ ...resolve(one, planned), isNew: one.seen === 0, table: openRuleTable(one.table) }));
  await keepAllEvents(connection, planned, correlations, signal);
  tell(0.5);
  for (const [i, { table, isNew: _isNew, ...resolved }] of correlations.entries()) {
    const { number } = resolved;
    const counted = `(SELECT * FROM ${events} AS h ANTI JOIN ${excepted} AS e ON e.rule = h.rule AND e.row_id = h.row_id)`;
    const request = { events: counted, moments, contributions, signal };
    await correlate(connection, resolved, request);
    await contribute(connection, resolved, request);
    const hits = `(SELECT DISTINCT rule, row_id FROM ${contributions} WHERE rule = ${number})`;
    await storeHits(connection, table.format.name, hits, { signal });
    await exceptHits(connection, planned, excepted, new Set([number]), { signal });
    tell(0.5 + (0.5 * (i + 1)) / correlations.length);
  }
}

function resolve({ from, number }: Planned['correlations'][number], planned: Planned): Resolved {
  const byKey = new Map([...planned.detections, ...planned.correlations].map((one) => [one.key, one]));
  const members = from.rule.rules.map(({ ref }, i) => {
    const target = byKey.get(from.members[i]!)!;
    return { ref, target: { number: target.number, rule: target.from.rule } };
  });
  return { number, rule: from.rule, members };
}
