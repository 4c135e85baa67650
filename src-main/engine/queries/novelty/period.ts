// The times that an analysis looks at: the baseline, and what comes after it.
import type { Baseline, TrailExtent } from '../../../../shared/contract/novelty.ts';
import { isTimeZone, isUtc, parseInstant } from '../../../../shared/values/time.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { instant, textOrNull } from '../entities/items.ts';

export const trail = 'logs.main.cloudtrail';

const isUsable = "eventtime BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999'";

/** Tables of logs are made by the first load that needs them. */
export async function hasTrail(connection: Connection): Promise<boolean> {
  const found = await connection.value(
    "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main' AND table_name = 'cloudtrail'",
  );
  return Number(found) > 0;
}

export async function readExtent(connection: Connection, signal: AbortSignal | undefined): Promise<TrailExtent> {
  if (!(await hasTrail(connection))) return { events: 0, untimed: 0, first: null, last: null };
  const [row] = await connection.rows(
    `SELECT count(*) FILTER (${isUsable}) AS timed, count(*) AS n, ${instant(`min(eventtime) FILTER (${isUsable})`)} AS first,
       ${instant(`max(eventtime) FILTER (${isUsable})`)} AS last FROM ${trail}`,
    { signal },
  );
  const timed = Number(row!.timed);
  return { events: timed, untimed: Number(row!.n) - timed, first: textOrNull(row!.first), last: textOrNull(row!.last) };
}

/** Conditions on `eventtime`. `whole`: of the baseline or of what is asked about; `before`: which of the two, within it. */
export type Period = { whole: string; before: string };

/** @throws INVALID for an end that is no time, or ends that are in no order */
export function compilePeriod({ from, to, until }: Baseline): Period {
  const [start, cut, end] = [from, to, until].map((text) => (text === undefined ? null : readTime(text)));
  if ((start && cut! <= start) || (end && end <= cut!))
    throw new EngineError(
      'INVALID',
      'The baseline has to begin before it ends, and to end before what is asked about.',
    );
  const literal = (iso: string) => `TIMESTAMP ${quoteLiteral(iso.replace('T', ' ').replace('Z', ''))}`;
  const parts = [
    isUsable,
    ...(start ? [`eventtime >= ${literal(start)}`] : []),
    ...(end ? [`eventtime < ${literal(end)}`] : []),
  ];
  return { whole: parts.join(' AND '), before: `eventtime < ${literal(cut!)}` };
}

/** A condition for a period that may be open. */
export function compileRange(from: string | undefined, to: string | undefined, time: string): string {
  const literal = (text: string) => `TIMESTAMP ${quoteLiteral(readTime(text).replace('T', ' ').replace('Z', ''))}`;
  return [
    `${time} IS NOT NULL`,
    ...(from === undefined ? [] : [`${time} >= ${literal(from)}`]),
    ...(to === undefined ? [] : [`${time} < ${literal(to)}`]),
  ].join(' AND ');
}

function readTime(text: string): string {
  const read = parseInstant(text, 'UTC');
  if (read !== null) return read;
  throw new EngineError('INVALID', `“${text}” is no time.`, { hint: 'Write 2026-03-11 or 2026-03-11 21:00.' });
}

/** What a clock in the zone shows at `eventtime`. @throws INVALID for an unknown zone */
export function localTime(zone: string, time = 'eventtime'): string {
  if (isUtc(zone)) return time;
  if (!isTimeZone(zone)) throw new EngineError('INVALID', `There is no time zone “${zone}”.`);
  return `timezone(${quoteLiteral(zone)}, timezone('UTC', ${time}))`;
}
