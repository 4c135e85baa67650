// What an entity did, counted in one scan of its rows: by day, API, address, agent, region, key, principal, account, error.
import type { EntitySummary, ItemList } from '../../../../shared/contract/entities.ts';
import { addFilter } from '../../../../shared/query/edit.ts';
import { entityPlaces, entityView } from '../../../../shared/query/entity.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import type { EngineState } from '../../engine-state.ts';
import { findPlace } from '../compile/place.ts';
import { withMatched } from '../views/matched.ts';
import { column, type EntityRequest, figure, measures, onlyErrors, textOrNull, toItem, toList } from './items.ts';

/** Lists of the page: the columns that each is grouped by. */
const lists = {
  apis: [column('eventname'), column('eventsource')],
  ips: [entityPlaces.ip],
  agents: [entityPlaces.agent],
  regions: [column('awsregion')],
  keys: [entityPlaces.key],
  principals: [entityPlaces.arn],
  accounts: [entityPlaces.account],
  errorCodes: [column('errorcode')],
} satisfies Record<string, ColumnRef[]>;
type ListName = keyof typeof lists;
const names = Object.keys(lists) as ListName[];

/** Aliases of a list's columns in the scan. */
const aliasesOf = (name: ListName) => lists[name].map((_, i) => `${name}_${i}`);

export async function summarise(
  state: EngineState,
  connection: Connection,
  { entity, scope, limit }: EntityRequest,
  signal: AbortSignal | undefined,
): Promise<EntitySummary> {
  const view = entityView(entity, scope);
  const rows = await withMatched(state, connection, view, signal, ({ source, select }) => {
    const items = names.flatMap((name) =>
      lists[name].map((ref, i) => `${findPlace(source, ref).sql} AS ${aliasesOf(name)[i]!}`),
    );
    const sets = names.map((name) => `(${aliasesOf(name).join(', ')})`);
    const columns = names.flatMap(aliasesOf);
    const scan = select(['CAST(eventtime AS DATE) AS day', 'eventtime AS t', 'errorcode AS code', ...items]);
    return connection.rows(
      `SELECT * EXCLUDE (place) FROM (
         SELECT *, count(*) OVER (PARTITION BY list) AS of, row_number() OVER (PARTITION BY list ORDER BY n DESC, ${columns.join(', ')}) AS place
         FROM (SELECT ${listOf()} AS list, CAST(day AS VARCHAR) AS day, ${columns.join(', ')}, ${measures}
           FROM (${scan}) GROUP BY GROUPING SETS ((), (day), ${sets.join(', ')})))
       WHERE place <= ${limit} OR list = 'day' ORDER BY list, place`,
      { signal },
    );
  });
  const of = (list: string) => rows.filter((row) => row.list === list);
  const listed = (name: ListName): ItemList =>
    toList(of(name), (row) => {
      const parts = lists[name].map((ref, i): [ColumnRef, Row[string] | undefined] => [ref, row[aliasesOf(name)[i]!]]);
      return toItem(row, view, parts, parts.length > 1 ? textOrNull(parts[1]![1]) : null);
    });
  const [whole] = of('all');
  const errorCodes = listed('errorCodes');
  return {
    entity,
    all: figure(view, whole?.n),
    errors: figure(onlyErrors(view), whole?.errors),
    first: textOrNull(whole?.first),
    last: textOrNull(whole?.last),
    days: of('day')
      .filter((row) => row.day !== null)
      .map((row) => ({
        day: String(row.day),
        count: Number(row.n),
        errors: Number(row.errors),
        view: onDay(view, String(row.day)),
      }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    apis: listed('apis'),
    ips: listed('ips'),
    agents: listed('agents'),
    regions: listed('regions'),
    keys: listed('keys'),
    principals: listed('principals'),
    accounts: listed('accounts'),
    errorCodes: withoutMissing(errorCodes),
  };
}

/** Which of the grouping sets a row is of, by the columns that are grouped. */
function listOf(): string {
  const tests = names.map((name) => `WHEN grouping(${aliasesOf(name)[0]!}) = 0 THEN '${name}'`);
  return `CASE WHEN grouping(day) = 0 THEN 'day' ${tests.join(' ')} ELSE 'all' END`;
}

const dayMs = 86_400_000;

function onDay(view: View, day: string): View {
  const from = `${day}T00:00:00Z`;
  const to = new Date(Date.parse(from) + dayMs).toISOString().replace('.000Z', 'Z');
  return addFilter(view, {
    op: 'range',
    column: column('eventtime'),
    from,
    to,
    includeTo: false,
    negated: false,
    enabled: true,
  });
}

/** Requests without an error are no error of their own. */
function withoutMissing({ items, distinct }: ItemList): ItemList {
  const kept = items.filter(({ value }) => value !== null);
  return { items: kept, distinct: distinct - (items.length - kept.length) };
}
