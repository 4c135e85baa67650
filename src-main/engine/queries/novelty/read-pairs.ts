// What of the gathered pairs is new, with what its score is made of.
import type { ValueKind } from '../../../../shared/novelty/kinds.ts';
import type { Cell, Connection, Row } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { instant } from '../entities/items.ts';

/** A value that a principal had for the first time. `daysSeen`, `daysNew`, `usualNew`, `others`: see NoveltyFacts. */
export type NewPair = {
  kind: ValueKind;
  who: string;
  value: string;
  calls: number;
  failed: number;
  changes: number;
  first: string;
  last: string;
  others: number;
  isNewToAll: boolean;
  daysSeen: number;
  daysNew: number;
  usualNew: number;
  /** Since when the principal is watched. */
  since: string;
};

export type Habit = 'daysSeen' | 'daysNew' | 'usualNew';

/** So many of each kind are looked at, by the chances that count most. */
const mostPairs = 5_000;

/** A busy hour next to a new one is the same habit; what is new in a new network is told with the network. */
const isToldElsewhere = `p.kind = 'hour' AND EXISTS (SELECT 1 FROM novelty_pairs h WHERE h.kind = 'hour' AND h.who = p.who AND h.before > 0
      AND (p.before = 0 OR h.first_day < p.first_day) AND (h.value - p.value + 24) % 24 IN (1, 23))
    OR p.kind = 'ip' AND NOT EXISTS (SELECT 1 FROM novelty_pairs n JOIN novelty_ips i ON i.network = n.value
      WHERE n.kind = 'network' AND n.who = p.who AND n.before > 0 AND (p.before = 0 OR n.first_day < p.first_day) AND i.id = p.value)`;

/**
 * Who has each value; and what was new within the baseline already, by the same rules: after the principal's own first day there.
 * Made once, after `gatherPairs`.
 */
export const derivedTables = {
  novelty_values: `SELECT kind, value, count(who) AS whos, sum(before) = 0 AS is_new, sum(calls) AS calls, sum(failed) AS failed,
      sum(changes) AS changes, min(first) AS first, max(last) AS last, min(first_day) AS first_day
    FROM novelty_pairs GROUP BY kind, value`,
  novelty_past: `SELECT p.kind, p.who, p.first_day, v.whos - 1 AS others
    FROM novelty_pairs p JOIN novelty_values v USING (kind, value) JOIN novelty_who w USING (who)
    WHERE p.before > 0 AND p.first_day > w.first_day AND NOT (${isToldElsewhere})`,
  novelty_habits: `SELECT kind, who, count(*) AS days_new,
      list_aggregate(list_resize(list(n), greatest(any_value(days_before), count(*)), 0), 'median') AS usual_new
    FROM (SELECT kind, who, first_day, count(*) AS n FROM novelty_past GROUP BY ALL) JOIN novelty_who USING (who) GROUP BY kind, who`,
};

/** An hour is its own word. */
const wordOf = (pair: string) =>
  `CASE WHEN ${pair}.kind = 'hour' THEN CAST(${pair}.value AS VARCHAR) ELSE word.value END`;

export async function readNewPairs(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ pairs: NewPair[]; unread: number }> {
  const rows = await connection.rows(
    `SELECT p.* EXCLUDE (who, value, first, last), named.value AS who, ${wordOf('p')} AS value, ${instant('p.first')} AS first,
       ${instant('p.last')} AS last, ${instant('p.since')} AS since
     FROM (SELECT p.kind, p.who, p.value, p.calls, p.failed, p.changes, p.first, p.last, v.whos - 1 AS others, v.is_new, w.days_before,
         coalesce(h.days_new, 0) AS days_new, coalesce(h.usual_new, 0) AS usual_new, w.first_before AS since, count(*) OVER () AS total
       FROM novelty_pairs p JOIN novelty_values v USING (kind, value) JOIN novelty_who w USING (who)
       LEFT JOIN novelty_habits h ON h.kind = p.kind AND h.who = p.who
       WHERE p.before = 0 AND p.calls > 0 AND w.before > 0 AND NOT (${isToldElsewhere})
       QUALIFY row_number() OVER (PARTITION BY p.kind
         ORDER BY (coalesce(h.days_new, 0) + 1.0) / (w.days_before + 2) * v.whos, p.first, p.who, p.value) <= ${mostPairs}) p
     JOIN novelty_words named ON named.kind = 'who' AND named.id = p.who
     LEFT JOIN novelty_words word ON word.kind = p.kind AND word.id = p.value ORDER BY p.first, p.kind, who, value`,
    { signal },
  );
  const pairs = rows.map((row) => ({
    ...countsOf(row),
    kind: text(row.kind) as ValueKind,
    who: text(row.who),
    since: text(row.since),
  }));
  return { pairs, unread: Number(rows[0]?.total ?? 0) - pairs.length };
}

/** Values that nobody had before and at least two principals have now: `others` is how many have them, `who` nobody. */
export async function readNewToAll(connection: Connection, signal: AbortSignal): Promise<Omit<NewPair, 'who'>[]> {
  const rows = await connection.rows(
    `WITH days AS (SELECT first_before AS since, first_day, days_before FROM novelty_watched),
     fresh AS (SELECT kind, count(DISTINCT v.first_day) AS days_new FROM novelty_values v, days WHERE NOT is_new AND v.first_day > days.first_day GROUP BY kind)
     SELECT v.kind, ${wordOf('v')} AS value, calls, failed, changes, ${instant('first')} AS first, ${instant('last')} AS last, whos AS others, true AS is_new,
       days_before, coalesce(days_new, 0) AS days_new, 0 AS usual_new, ${instant('since')} AS since
     FROM novelty_values v LEFT JOIN fresh USING (kind) LEFT JOIN novelty_words word ON word.kind = v.kind AND word.id = v.value, days
     WHERE is_new AND whos >= 2 AND v.kind NOT IN ('hour', 'ip')
     ORDER BY whos, v.first, v.kind, value LIMIT ${mostPairs}`,
    { signal },
  );
  return rows.map((row) => ({ ...countsOf(row), kind: text(row.kind) as ValueKind, since: text(row.since) }));
}

export type NewPrincipal = {
  who: string;
  calls: number;
  failed: number;
  changes: number;
  first: string;
  last: string;
  apis: number;
  networks: number;
  /** Values that nobody but it has, rarest kinds first. */
  newToAll: { kind: ValueKind; value: string }[];
  /** Other principals that have the rarest of its values. */
  others: number;
  isGoverning: boolean;
};

/** @param governing SQL text of the event sources that govern, quoted */
export async function readNewPrincipals(
  connection: Connection,
  governing: string,
  signal: AbortSignal,
): Promise<{ principals: NewPrincipal[]; daysNew: number; unread: number }> {
  const rows = await connection.rows(
    `SELECT count(*) OVER () AS total, named.value AS who, w.calls, w.failed, w.changes, ${instant('w.first')} AS first, ${instant('w.last')} AS last, apis, networks, governs, others, own
     FROM novelty_who w LEFT JOIN (
       SELECT who, count(*) FILTER (p.kind = 'api') AS apis, count(*) FILTER (p.kind = 'network') AS networks,
         bool_or(p.kind = 'api' AND p.changes > 0 AND split_part(word.value, ' ', 1) IN (${governing})) AS governs,
         min(v.whos - 1) FILTER (p.kind NOT IN ('hour', 'ip', 'error')) AS others,
         to_json(list({'kind': p.kind, 'value': word.value} ORDER BY p.kind = 'api', p.kind, word.value)
           FILTER (v.whos = 1 AND p.kind NOT IN ('hour', 'ip', 'error'))[1:50]) AS own
       FROM novelty_pairs p JOIN novelty_values v USING (kind, value) LEFT JOIN novelty_words word ON word.kind = p.kind AND word.id = p.value
       WHERE who IN (SELECT who FROM novelty_who WHERE before = 0) GROUP BY who) p USING (who)
     JOIN novelty_words named ON named.kind = 'who' AND named.id = w.who
     WHERE w.before = 0 ORDER BY w.first, named.value LIMIT ${mostPairs}`,
    { signal },
  );
  const daysNew = await connection.value(
    'SELECT count(DISTINCT w.first_day) FROM novelty_who w, novelty_watched d WHERE w.who IS NOT NULL AND w.first_day > d.first_day',
    { signal },
  );
  return {
    daysNew: Number(daysNew),
    unread: Number(rows[0]?.total ?? 0) - rows.length,
    principals: rows.map((row) => ({
      who: text(row.who),
      calls: Number(row.calls),
      failed: Number(row.failed),
      changes: Number(row.changes),
      first: text(row.first),
      last: text(row.last),
      apis: Number(row.apis ?? 0),
      networks: Number(row.networks ?? 0),
      newToAll: (JSON.parse(text(row.own ?? '[]')) ?? []) as NewPrincipal['newToAll'],
      others: Number(row.others ?? 0),
      isGoverning: row.governs === true,
    })),
  };
}

/** What new principals did, those values first that few others have; at most so many of each. `total`: of how many. */
export async function readValuesOf(
  connection: Connection,
  whos: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<(Omit<NewPair, 'since' | Habit> & { total: number })[]> {
  const rows = await connection.rows(
    `SELECT p.kind, named.value AS who, ${wordOf('p')} AS value, p.calls, p.failed, p.changes, ${instant('p.first')} AS first, ${instant('p.last')} AS last,
       v.whos - 1 AS others, v.is_new, count(*) OVER (PARTITION BY p.who) AS total
     FROM novelty_pairs p JOIN novelty_values v USING (kind, value)
     JOIN (SELECT unnest([${whos.map((who) => quoteLiteral(who)).join(', ')}]::VARCHAR[]) AS value) wanted ON true
     JOIN novelty_words named ON named.kind = 'who' AND named.id = p.who AND named.value = wanted.value
     LEFT JOIN novelty_words word ON word.kind = p.kind AND word.id = p.value
     WHERE p.kind NOT IN ('hour', 'ip')
     QUALIFY row_number() OVER (PARTITION BY p.who ORDER BY v.whos, p.first, p.kind, word.value) <= ${most}
     ORDER BY p.who, v.whos, p.first, p.kind, word.value`,
    { signal },
  );
  return rows.map((row) => ({
    ...countsOf(row),
    kind: text(row.kind) as ValueKind,
    who: text(row.who),
    total: Number(row.total),
  }));
}

const text = (cell: Cell | undefined) => String(cell);

const countsOf = (row: Row) => ({
  value: text(row.value),
  calls: Number(row.calls),
  failed: Number(row.failed),
  changes: Number(row.changes),
  first: text(row.first),
  last: text(row.last),
  others: Number(row.others),
  isNewToAll: row.is_new === true,
  daysSeen: Number(row.days_before),
  daysNew: Number(row.days_new),
  usualNew: Number(row.usual_new),
});
