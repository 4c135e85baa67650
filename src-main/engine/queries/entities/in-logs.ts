// An entity in all logs: how many rows of each log type name it, when, and what they say was done most often.
import type { EntityLogs, LogOfEntity } from '../../../../shared/contract/entities.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { type Entity, narrow } from '../../../../shared/query/entity.ts';
import { entityInLog, entityOnTimeline } from '../../../../shared/query/entity-in-logs.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { readCatalog } from '../catalog/schema.ts';
import { hasFailed } from '../timeline/outcomes.ts';
import { withMatched } from '../views/matched.ts';
import { column, figure, instant, textOrNull, toItem } from './items.ts';

/** Actions of each log type that are listed. */
const mostActions = 6;

export async function readInLogs(
  state: EngineState,
  connection: Connection,
  entity: Entity,
  signal: AbortSignal | undefined,
): Promise<EntityLogs> {
  const view = entityOnTimeline(entity);
  if ((await readCatalog(connection, 'timeline')).length === 0) return { all: figure(view, 0), logs: [] };
  const rows = await withMatched(state, connection, view, signal, ({ select }) =>
    connection.rows(
      `SELECT * FROM (
         SELECT log_type, action, grouping(action) AS is_whole, count(*) AS n, count(*) FILTER (${hasFailed('outcome')}) AS errors,
           ${instant('min(time)')} AS first, ${instant('max(time)')} AS last,
           count(*) OVER (PARTITION BY log_type) - 1 AS of,
           row_number() OVER (PARTITION BY log_type ORDER BY grouping(action) DESC, count(*) DESC, action) AS place
         FROM (${select(['log_type', 'action', 'outcome', 'time'])}) GROUP BY GROUPING SETS ((log_type), (log_type, action)))
       WHERE place <= ${mostActions + 1} ORDER BY log_type, place`,
      { signal },
    ),
  );
  const wholes = rows.filter((row) => Number(row.is_whole) === 1);
  const logs = wholes
    .map((whole): LogOfEntity => {
      const type = String(whole.log_type);
      const own = narrow(view, column('log_type'), type);
      const format = findFormat(type);
      const actions = rows.filter((row) => row.log_type === whole.log_type && Number(row.is_whole) === 0);
      return {
        logType: type,
        title: format?.title ?? type,
        ...timesOf(whole),
        count: Number(whole.n),
        errors: Number(whole.errors),
        view: own,
        table: format ? entityInLog(entity, format) : null,
        actions: {
          items: actions.map((row) => toItem(row, own, [[column('action'), row.action]])),
          distinct: Number(whole.of),
        },
      };
    })
    .toSorted((a, b) => b.count - a.count);
  return {
    all: figure(
      view,
      logs.reduce((sum, { count }) => sum + count, 0),
    ),
    logs,
  };
}

const timesOf = (row: Row) => ({ first: textOrNull(row.first), last: textOrNull(row.last) });
