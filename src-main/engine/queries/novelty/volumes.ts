// Hours in which a principal called more than ever in such hours. Hours are compared with those of the same weekday and hour where
// the baseline has enough of them, else with the same hour of any day, else with all hours. An hour in which the whole case has
// nothing says nothing; one without calls of the principal, but with others', counts as none.
import type { Baseline, VolumeItem, VolumeSlot, Volumes } from '../../../../shared/contract/novelty.ts';
import { describeValue, valueFilters } from '../../../../shared/novelty/kinds.ts';
import { accountOf, describePrincipal, principalFilters } from '../../../../shared/novelty/principal.ts';
import { describeVolume } from '../../../../shared/novelty/sentence.ts';
import { rowsView } from '../../../../shared/novelty/views.ts';
import { judgeHour, scoreVolume } from '../../../../shared/novelty/volume.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { instant } from '../entities/items.ts';
import { dropTables, type Steps } from './gather.ts';
import { compilePeriod, hasTrail, localTime, trail } from './period.ts';
import { principalSql } from './principal-sql.ts';
import { noSums } from './sums.ts';

/** So many hours alike are enough to compare with. */
export const enoughHours: Record<VolumeSlot, number> = { weekhour: 6, hour: 5, any: 12 };
const tables = ['novelty_hours', 'novelty_watched_hours', 'novelty_busy'];
const mostItems = 500;
const hourMs = 3_600_000;

export async function findVolumes(
  connection: Connection,
  { baseline, zone, least }: { baseline: Baseline; zone: string; least: number },
  steps: Steps,
): Promise<Volumes> {
  const began = performance.now();
  const { signal } = steps;
  const period = compilePeriod(baseline);
  const run = (sql: string) => connection.run(sql, { signal });
  if (!(await hasTrail(connection)))
    return { sums: noSums, hoursBefore: 0, items: [], total: 0, elapsedMs: performance.now() - began };
  try {
    steps.begin('Counting calls by the hour');
    await run(`CREATE OR REPLACE TEMP TABLE novelty_hours AS
      SELECT *, ${slotColumns(localTime(zone, 'hour'))} FROM (
        SELECT who, api, hour, is_before, count(*) AS n, count(errorcode) AS failed FROM (
          SELECT ${principalSql} AS who, coalesce(eventsource, '') || ' ' || coalesce(eventname, '') AS api,
            CAST(date_trunc('hour', eventtime) AS TIMESTAMP) AS hour, ${period.before} AS is_before, nullif(errorcode, '') AS errorcode
          FROM ${trail} WHERE ${period.whole}) GROUP BY ALL)`);
    // A period may begin within an hour: what of it is before, and what after, are two hours.
    await run(`INSERT INTO novelty_hours BY NAME SELECT who, NULL AS api, hour, is_before, sum(n)::BIGINT AS n, sum(failed)::BIGINT AS failed,
      any_value(weekhour) AS weekhour, any_value(hour_of_day) AS hour_of_day FROM novelty_hours GROUP BY who, hour, is_before`);
    steps.begin('Finding hours like each other');
    await run(`CREATE OR REPLACE TEMP TABLE novelty_watched_hours AS
      SELECT DISTINCT hour, weekhour, hour_of_day FROM novelty_hours WHERE is_before`);
    await run(busyTable(least));
    steps.begin('Comparing hours');
    const rows = await connection.rows(comparison, { signal });
    const items = toItems(rows, { least, until: baseline.until, from: baseline.to });
    const { sums, hoursBefore } = await readHourSums(connection, zone, signal);
    return {
      sums,
      hoursBefore,
      items: items.slice(0, mostItems),
      total: items.length,
      elapsedMs: performance.now() - began,
    };
  } finally {
    await dropTables(connection, tables);
  }
}

const slotColumns = (local: string) =>
  `isodow(${local}) * 24 + hour(${local}) AS weekhour, hour(${local}) AS hour_of_day`;

/** Hours with enough calls of principals and APIs that the baseline knows, each with what it is compared with. */
const busyTable = (least: number) => `CREATE OR REPLACE TEMP TABLE novelty_busy AS
  SELECT h.*, CASE WHEN coalesce(w.n, 0) >= ${enoughHours.weekhour} THEN 'weekhour' WHEN coalesce(d.n, 0) >= ${enoughHours.hour} THEN 'hour' ELSE 'any' END AS slot,
    CASE WHEN coalesce(w.n, 0) >= ${enoughHours.weekhour} THEN w.n WHEN coalesce(d.n, 0) >= ${enoughHours.hour} THEN d.n ELSE a.n END AS hours
  FROM novelty_hours h LEFT JOIN (SELECT weekhour, count(*) AS n FROM novelty_watched_hours GROUP BY weekhour) w ON w.weekhour = h.weekhour
    LEFT JOIN (SELECT hour_of_day, count(*) AS n FROM novelty_watched_hours GROUP BY hour_of_day) d ON d.hour_of_day = h.hour_of_day,
    (SELECT count(*) AS n FROM novelty_watched_hours) a
  WHERE NOT h.is_before AND h.n >= ${least} AND h.who IS NOT NULL AND a.n >= ${enoughHours.any}
    AND EXISTS (SELECT 1 FROM novelty_hours b WHERE b.is_before AND b.who = h.who AND b.api IS NOT DISTINCT FROM h.api)`;

const slotPlace = (of: string) =>
  `CASE b.slot WHEN 'weekhour' THEN ${of}.weekhour WHEN 'hour' THEN ${of}.hour_of_day ELSE 0 END`;

/** Those that have more calls than any hour like them. Hours without calls are the zeros that the list is filled up with. */
const comparison = `WITH wanted AS (SELECT DISTINCT who, api, slot, ${slotPlace('b')} AS place FROM novelty_busy b),
  compared AS (
    SELECT b.who, b.api, b.slot, b.place, list(h.n) AS counts, max(h.n) AS most
    FROM wanted b JOIN novelty_hours h ON h.who = b.who AND h.api IS NOT DISTINCT FROM b.api AND h.is_before
      AND (b.slot = 'any' OR b.slot = 'hour' AND h.hour_of_day = b.place OR b.slot = 'weekhour' AND h.weekhour = b.place)
    GROUP BY ALL)
  SELECT b.who, b.api, ${instant('b.hour')} AS hour, b.n, b.failed, b.slot, b.hours, coalesce(b.most, 0) AS most,
    list_aggregate(filled, 'median') AS median, list_aggregate(filled, 'mad') AS spread
  FROM (SELECT b.*, c.most, list_resize(coalesce(c.counts, []::BIGINT[]), b.hours, 0) AS filled
    FROM novelty_busy b LEFT JOIN compared c ON c.who = b.who AND c.api IS NOT DISTINCT FROM b.api AND c.slot = b.slot AND c.place = ${slotPlace('b')}
    WHERE b.n > coalesce(c.most, 0)) b
  ORDER BY b.who, b.api NULLS FIRST, b.hour`;

async function readHourSums(connection: Connection, zone: string, signal: AbortSignal) {
  const [row] = await connection.rows(
    `SELECT coalesce(sum(n) FILTER (is_before), 0)::BIGINT AS before, coalesce(sum(n) FILTER (NOT is_before), 0)::BIGINT AS after,
       count(DISTINCT who) FILTER (is_before) AS whos, coalesce(sum(n) FILTER (NOT is_before AND who IS NULL), 0)::BIGINT AS nameless,
       (SELECT count(DISTINCT CAST(${localTime(zone, 'hour')} AS DATE)) FROM novelty_watched_hours) AS days,
       (SELECT count(*) FROM novelty_watched_hours) AS hours FROM novelty_hours WHERE api IS NULL`,
    { signal },
  );
  return {
    hoursBefore: Number(row!.hours),
    sums: {
      before: Number(row!.before),
      after: Number(row!.after),
      principalsBefore: Number(row!.whos),
      nameless: Number(row!.nameless),
      daysBefore: Number(row!.days),
    },
  };
}

type Hour = { who: string; api: string | null; at: number; failed: number; slot: VolumeSlot; distance: number } & {
  calls: number;
  hours: number;
  median: number;
  spread: number;
  most: number;
};

function toItems(
  rows: readonly Row[],
  asked: { least: number; from: string; until: string | undefined },
): VolumeItem[] {
  const hours = rows.map(toHour).map((hour) => ({ ...hour, distance: judgeHour(hour, asked.least) }));
  const unusual = hours.filter(({ distance }) => distance > 0);
  const episodes: Hour[][] = [];
  for (const hour of unusual) {
    const open = episodes.at(-1);
    const last = open?.at(-1);
    if (last && last.who === hour.who && last.api === hour.api && hour.at - last.at === hourMs) open!.push(hour);
    else episodes.push([hour]);
  }
  return episodes
    .map((episode) => toItem(episode, asked))
    .toSorted((a, b) => b.points - a.points || (a.from < b.from ? -1 : 1));
}

const toHour = (row: Row): Omit<Hour, 'distance'> => ({
  who: String(row.who),
  api: row.api === null ? null : String(row.api),
  at: Date.parse(String(row.hour)),
  calls: Number(row.n),
  failed: Number(row.failed),
  slot: row.slot as VolumeSlot,
  hours: Number(row.hours),
  median: Number(row.median),
  spread: Number(row.spread),
  most: Number(row.most),
});

const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

function toItem(
  episode: readonly Hour[],
  { from: begin, until }: { from: string; until: string | undefined },
): VolumeItem {
  const peak = episode.reduce((best, hour) => (hour.distance > best.distance ? hour : best));
  const { who, api } = peak;
  const [first, end] = [episode[0]!.at, episode.at(-1)!.at + hourMs];
  // The first hour of what is asked about may have begun before, the last one may go on.
  const from = Date.parse(begin) > first ? begin : iso(first);
  const to = until !== undefined && Date.parse(until) < end ? until : iso(end);
  const sum = (count: (hour: Hour) => number) => episode.reduce((total, hour) => total + count(hour), 0);
  const by = { key: who, name: describePrincipal(who), account: accountOf(who) };
  const counts = { calls: sum(({ calls }) => calls), failed: sum(({ failed }) => failed) };
  const peakTold = {
    hour: iso(peak.at),
    calls: peak.calls,
    slot: peak.slot,
    hoursCompared: peak.hours,
    median: peak.median,
    spread: peak.spread,
    most: peak.most,
  };
  return {
    id: JSON.stringify([who, api, from]),
    by,
    api: api === null ? null : describeValue('api', api),
    from,
    to,
    hours: episode.length,
    ...counts,
    peak: peakTold,
    points: scoreVolume(peak, episode.length),
    sentence: describeVolume({
      by: by.name,
      api: api === null ? null : describeValue('api', api),
      hours: episode.length,
      ...counts,
      peak: peakTold,
    }),
    view: rowsView({ from, to }, [...principalFilters(who), ...(api === null ? [] : valueFilters('api', api, 'UTC'))]),
  };
}
