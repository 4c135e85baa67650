// Where a source's rows lie in time as a whole: the frame of every histogram over it. Kept while no row is added, since a
// histogram is asked for at every change of a filter and this stays the same.
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError } from '../../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { kindOf } from '../compile/column-type.ts';
import { findPlace } from '../compile/place.ts';
import { clocksVersion } from '../timeline/clocks-state.ts';

/** Epoch milliseconds of whole seconds, both included; null when no row has a time. */
export type SourceTimes = { untimed: number; span: { first: number; last: number } | null };

/** A TIMESTAMP in UTC. INVALID when the source has no time column. */
export function timeOf(source: ResolvedSource): string {
  if (source.timeColumn === null)
    throw new EngineError('INVALID', `${source.name} has no time column.`, {
      hint: 'A histogram needs one that holds dates or times.',
    });
  const { sql, type, label } = findPlace(source, { column: source.timeColumn, path: [] });
  if (kindOf(type) !== 'time' || type.base !== 'scalar')
    throw new EngineError('INVALID', `${label} holds no times.`, { at: label });
  return type.name === 'TIMESTAMP' ? sql : `CAST(${sql} AS TIMESTAMP)`;
}

type Kept = { version: string; values: Map<string, unknown> };
const perCase = new WeakMap<OpenCase, Map<string, Kept>>();
/** Values kept for one source: a few numbers for each bucket that was looked at. */
const keptValues = 64;

/** Answers what was found for `key` before, as long as the source has the same rows. */
export type Keep = <T>(key: string, find: () => Promise<T>) => Promise<T>;

/** For one request: whether the source has the same rows is asked once. */
export async function keepWhileSame(state: EngineState, connection: Connection, source: ResolvedSource): Promise<Keep> {
  const open = requireCase(state);
  const version = await versionOf(open, connection, source);
  if (version === null) return (_key, find) => find();
  const sources = perCase.get(open) ?? perCase.set(open, new Map<string, Kept>()).get(open)!;
  let kept = sources.get(source.relation);
  if (kept?.version !== version) {
    kept = { version, values: new Map() };
    sources.set(source.relation, kept);
  }
  const { values } = kept;
  return async <T>(key: string, find: () => Promise<T>) => {
    if (values.has(key)) return values.get(key) as T;
    const found = await find();
    values.set(key, found);
    if (values.size > keptValues) values.delete(values.keys().next().value!);
    return found;
  };
}

/** Changes when the source's rows do; null where that cannot be told cheaply (tables that are written to in place). */
async function versionOf(open: OpenCase, connection: Connection, source: ResolvedSource): Promise<string | null> {
  if (source.held) return 'held';
  const isTimeline = source.kind === 'view' && source.name === 'timeline';
  if (source.kind !== 'log' && !isTimeline) return null;
  const count = String(await connection.value(`SELECT count(*) FROM ${source.relation}`));
  return isTimeline ? `${count} ${clocksVersion(open)}` : count;
}

export function readSourceTimes(
  keep: Keep,
  connection: Connection,
  source: ResolvedSource,
  signal: AbortSignal | undefined,
): Promise<SourceTimes> {
  return keep('times', async () => {
    const t = timeOf(source);
    const [all, isUsual] = await measure(connection, source, t, signal);
    if (isUsual) return all;
    // Infinity and the like are rare, and leaving them out means to look at every row.
    const inCalendar = `CASE WHEN ${t} BETWEEN ${calendar[0]} AND ${calendar[1]} THEN ${t} END`;
    const [usable] = await measure(connection, source, inCalendar, signal);
    return usable;
  });
}

const calendar = ["TIMESTAMP '0001-01-01 00:00:00'", "TIMESTAMP '9999-12-31 23:59:59.999999'"] as const;

/** @param t a TIMESTAMP; the second answer is whether all are in the calendar */
async function measure(
  connection: Connection,
  source: ResolvedSource,
  t: string,
  signal: AbortSignal | undefined,
): Promise<[SourceTimes, boolean]> {
  const seconds = (value: string) => `epoch_ms(date_trunc('second', CASE WHEN isfinite(${value}) THEN ${value} END))`;
  const [row] = await connection.rows(
    `SELECT untimed, ${seconds('first')} AS first, ${seconds('last')} AS last,
       (first >= ${calendar[0]} AND last <= ${calendar[1]}) IS NOT FALSE AS usual FROM (
       SELECT count(*) - count(t) AS untimed, min(t) AS first, max(t) AS last FROM (SELECT ${t} AS t FROM ${source.relation}))`,
    { signal },
  );
  const span = row?.first == null || row.last == null ? null : { first: Number(row.first), last: Number(row.last) };
  return [{ untimed: Number(row?.untimed ?? 0), span }, row?.usual === true];
}
