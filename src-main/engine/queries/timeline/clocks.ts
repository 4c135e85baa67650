// Clocks of sources: in which zone a source wrote its times, and what its clock was off. They move rows on the timeline alone;
// what the record says stays as it is, in its table and everywhere else.
import type { Clock, ClockSetting } from '../../../../shared/contract/clocks.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { isTimeZone } from '../../../../shared/values/time.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { currentUser } from '../../journal/current-user.ts';
import { raiseClocks } from './clocks-state.ts';
import { rebuildTimeline } from './view.ts';

/** Whether a path is the source or in it. */
const isWithin = (path: string, source: string) =>
  `(${path} = ${source} OR (starts_with(${path}, ${source}) AND (right(${source}, 1) IN ('/', '\\') OR substr(${path}, length(${source}) + 1, 1) IN ('/', '\\'))))`;

/** One row per log type and source: what was loaded, as far as it was told, else the file. */
export async function listClocks(connection: Connection): Promise<Clock[]> {
  const rows = await connection.rows(
    `WITH roots AS (SELECT load_id, unnest(paths) AS root FROM logs.main.loads),
      items AS (
        SELECT e.format, coalesce(min_by(r.root, length(r.root)) FILTER (r.root IS NOT NULL), e.path) AS source,
          any_value(e."rows") AS n, any_value(e.path) AS path
        FROM logs.main.evidence e LEFT JOIN roots r ON r.load_id = e.load_id AND ${isWithin('e.path', 'r.root')}
        WHERE e."rows" > 0 AND e.format IS NOT NULL GROUP BY e.evidence_id, e.format, e.path),
      sources AS (SELECT format, source, count(DISTINCT path) AS files, min(path) AS example, sum(n) AS n FROM items GROUP BY format, source)
     SELECT coalesce(s.format, c.log_type) AS log_type, coalesce(s.source, c.source) AS source, files, example, n, zone, skew_ms,
       ${isoTime('changed')} AS changed, changed_by
     FROM sources s FULL JOIN logs.pugmark.clocks c ON c.log_type = s.format AND c.source = s.source
     ORDER BY log_type, source`,
  );
  return rows.flatMap(toClock).toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}

const isOpen = ({ zoneless, set }: Clock) => zoneless && set === null;

function toClock(row: Row): Clock[] {
  const format = findFormat(String(row.log_type));
  if (!format?.timeline) return [];
  const set =
    row.zone === null
      ? null
      : {
          zone: String(row.zone),
          skewMs: Number(row.skew_ms),
          changed: String(row.changed),
          changedBy: String(row.changed_by),
        };
  return [
    {
      logType: format.name,
      title: format.title,
      source: String(row.source),
      files: Number(row.files ?? 0),
      example: String(row.example ?? ''),
      rows: Number(row.n ?? 0),
      zoneless: format.zoneless === true,
      set,
    },
  ];
}

/** INVALID for a zone that is none, NOT_FOUND for a log type that has no place on the timeline. */
export async function setClock(open: OpenCase, setting: ClockSetting): Promise<Clock[]> {
  const { logType, source, zone, skewMs } = setting;
  if (!isTimeZone(zone))
    throw new EngineError('INVALID', `There is no time zone “${zone}”.`, {
      hint: 'Write it as Europe/Berlin, or UTC.',
    });
  if (!findFormat(logType)?.timeline) throw new EngineError('NOT_FOUND', `${logType} has no place on the timeline.`);
  return await change(open, 'clock.set', setting, async (connection) => {
    await connection.run('DELETE FROM logs.pugmark.clocks WHERE log_type = $1 AND source = $2', {
      values: [logType, source],
    });
    await connection.run('INSERT INTO logs.pugmark.clocks VALUES ($1, $2, $3, $4, $5::TIMESTAMP, $6)', {
      values: [logType, source, zone, skewMs, new Date().toISOString(), currentUser()],
    });
  });
}

export async function unsetClock(open: OpenCase, place: Pick<ClockSetting, 'logType' | 'source'>): Promise<Clock[]> {
  return await change(open, 'clock.unset', place, async (connection) => {
    await connection.run('DELETE FROM logs.pugmark.clocks WHERE log_type = $1 AND source = $2', {
      values: [place.logType, place.source],
    });
  });
}

async function change(
  open: OpenCase,
  action: string,
  detail: Record<string, unknown>,
  write: (connection: Connection) => Promise<void>,
): Promise<Clock[]> {
  const after = await open.db.use((connection) =>
    inTransaction(connection, async () => {
      await write(connection);
      await applyClocks(connection);
      await rebuildTimeline(connection);
      return await listClocks(connection);
    }),
  );
  raiseClocks(open);
  await open.journal.append(action, detail);
  return after;
}

/** Says for each file which clock is its: that of the narrowest source that it is in. Call when files or clocks were added. */
export async function applyClocks(connection: Connection): Promise<void> {
  await connection.run('DELETE FROM logs.pugmark.evidence_clocks');
  await connection.run(
    `INSERT INTO logs.pugmark.evidence_clocks
     SELECT log_type, evidence_id, arg_max(zone, length(source)), arg_max(skew_ms, length(source))
     FROM logs.main.evidence e JOIN logs.pugmark.clocks c ON ${isWithin('e.path', 'c.source')} GROUP BY log_type, evidence_id`,
  );
}
