// Brings findings up to date: rules look at the rows that came since, correlations are made of all hits, and hits are counted
// per rule, actor and day. What a rule found stays while its condition does.
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { openRuleTable } from '../compile/field-place.ts';
import { indicatorHitsSql } from '../indicators/sources.ts';
import type { Library } from '../library/library.ts';
import { readSettings } from '../library/settings.ts';
import { contribute, createContributions } from '../run/contribute.ts';
import { correlate, createMoments } from '../run/correlate.ts';
import type { Resolved } from '../run/order-correlations.ts';
import { createHits, runRules } from '../run/run-rules.ts';
import { exceptHits } from './exceptions.ts';
import { groupFindings } from './group-findings.ts';
import { keysOf, type Planned, planRun, storeSources } from './plan-run.ts';
import { storeHits } from './store-hits.ts';

export type Updated = { rules: number; rows: number; hits: number; findings: number };

const found = 'work.main.found_hits';
/** Temporary tables, which alone may be written beside those of the case. */
const temporary = { excepted: 'pugmark_excepted', moments: 'pugmark_moments', contributions: 'pugmark_contributions' };

/**
 * Not two at once in a case, and not inside a transaction; lists of indicators have been matched before.
 * @param tell is told how far it is, from 0 to 1
 * @throws CANCELLED when aborted; findings then are as they were
 */
export async function updateFindings(
  connection: Connection,
  library: Library,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<Updated> {
  const planned = await planRun(connection, library, await readSettings(connection));
  await connection.run(`DROP TABLE IF EXISTS ${found}`);
  await connection.run(createHits(found));
  try {
    await findNew(connection, planned, signal, (done) => tell(0.6 * done));
    return await inTransaction(connection, async () => {
      await dropTemporary(connection);
      await keepHits(connection, planned, signal);
      tell(0.7);
      await connection.run(`CREATE TEMPORARY TABLE ${temporary.excepted} (rule UINTEGER, row_id UBIGINT)`);
      await exceptHits(connection, planned, temporary.excepted, null, { signal });
      await correlateAll(connection, planned, signal);
      tell(0.85);
      const counted = await groupFindings(connection, planned, temporary.excepted, signal);
      await dropTemporary(connection);
      const rows = [...new Set(planned.detections.map(({ table }) => table))];
      return {
        rules: planned.detections.length + planned.correlations.length + planned.lists.length,
        rows: rows.reduce((sum, table) => sum + planned.rows.get(table)!, 0),
        ...counted,
      };
    });
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${found}`);
  }
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
      keys: keysOf(first!.from),
      rules: group.map(({ number, from }) => ({ ...from.compiled, number })),
      hits: found,
      from: first!.seen,
      to: rows.get(first!.table)!,
      signal,
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
    const numbers = detections.filter((one) => one.table === table).map(({ number }) => number);
    await storeHits(connection, table, `(SELECT * FROM ${found} WHERE rule IN (${numbers.join(', ')}))`, options);
  }
  for (const { number, list, table } of lists) {
    const hits = await indicatorHitsSql(connection, list, table, undefined);
    if (hits !== null) await storeHits(connection, table, `(SELECT ${number} AS rule, row_id FROM (${hits}))`, options);
  }
  await storeSources(connection, planned);
}

async function correlateAll(connection: Connection, planned: Planned, signal: AbortSignal): Promise<void> {
  const { moments, contributions, excepted } = temporary;
  await connection.run(createMoments(moments, 'TEMPORARY TABLE'));
  await connection.run(createContributions(contributions, 'TEMPORARY TABLE'));
  const byKey = new Map([...planned.detections, ...planned.correlations].map((one) => [one.key, one]));
  for (const { from, number, table } of planned.correlations) {
    if (planned.rows.get(table) === 0) continue;
    const resolved: Resolved = {
      number,
      rule: from.rule,
      members: from.rule.rules.map(({ ref }, i) => {
        const target = byKey.get(from.members[i]!)!;
        return { ref, target: { number: target.number, rule: target.from.rule } };
      }),
    };
    const hits = `(SELECT * FROM logs.main.rule_hits AS h ANTI JOIN ${excepted} AS e ON e.rule = h.rule AND e.row_id = h.row_id)`;
    const request = { table: openRuleTable(table), hits, moments, contributions, signal };
    await correlate(connection, resolved, request);
    await contribute(connection, resolved, request);
    await storeHits(connection, table, `(SELECT DISTINCT rule, row_id FROM ${contributions} WHERE rule = ${number})`, {
      signal,
    });
    await exceptHits(connection, planned, excepted, new Set([number]), { signal });
  }
}
