// Entities whose name holds some text, for a box that one types into.
import type { EntityMeaning } from '../../../../shared/formats/format.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { detectEntity, type Entity } from '../../../../shared/query/entity.ts';
import { entityColumnsOf } from '../../../../shared/query/entity-columns.ts';
import { sessionEntity } from '../../../../shared/query/session-view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { type CatalogTable, readCatalog } from '../catalog/schema.ts';
import { findPlace } from '../compile/place.ts';

export type FoundEntity = { entity: Entity; count: number };

export async function findEntities(
  connection: Connection,
  { text, limit }: { text: string; limit: number },
  signal: AbortSignal | undefined,
): Promise<FoundEntity[]> {
  const word = quoteLiteral(text.trim().toLowerCase());
  const has = (sql: string) => `contains(lower(${sql}), ${word})`;
  const distinct = (sql: string, kind: string) =>
    `SELECT '${kind}' AS source, ${sql} AS value, NULL AS kind, NULL AS is_key, count(*) AS n FROM logs.main.cloudtrail GROUP BY ${sql} HAVING ${has(sql)}`;
  const found = new Map<string, FoundEntity>();
  const add = (entity: Entity | null, count: number): void => {
    if (entity === null) return;
    const key = `${entity.kind} ${entity.value}`;
    found.set(key, { entity, count: Math.max(found.get(key)?.count ?? 0, count) });
  };
  const tables = await readCatalog(connection);
  for (const { value, meaning, count } of await findInLogs(connection, tables, has, 2 * limit, signal))
    add(detectEntity(value, undefined, meaning), count);
  if (!tables.some(({ name }) => name === 'cloudtrail')) return busiest(found, limit);
  const rows = await connection.rows(
    `SELECT * FROM (
       SELECT 'session' AS source, session AS value, kind, is_key, events AS n FROM logs.pugmark.sessions WHERE ${has('session')}
       UNION ALL SELECT 'principal', principal, NULL, NULL, sum(events) FROM logs.pugmark.sessions
         WHERE ${has('principal')} AND principal <> session GROUP BY principal
       UNION ALL SELECT 'role', role, NULL, NULL, sum(events) FROM logs.pugmark.sessions WHERE ${has('role')} GROUP BY role
       UNION ALL ${distinct('sourceipaddress', 'ip')}
       UNION ALL ${distinct('useragent', 'agent')}
       UNION ALL ${distinct('recipientaccountid', 'account')})
     ORDER BY n DESC, value LIMIT ${2 * limit}`,
    { signal },
  );
  for (const row of rows)
    add(toEntity(String(row.source), String(row.value), String(row.kind), row.is_key === true), Number(row.n));
  return busiest(found, limit);
}

const busiest = (found: Map<string, FoundEntity>, limit: number) =>
  [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, limit);

/** Values of the columns that name entities, in the logs beside CloudTrail, which says more of its own. */
async function findInLogs(
  connection: Connection,
  tables: CatalogTable[],
  has: (sql: string) => string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<{ value: string; meaning: EntityMeaning; count: number }[]> {
  const places = tables.flatMap((table) => {
    const format = table.kind === 'log' && table.name !== 'cloudtrail' ? findFormat(table.name) : undefined;
    return (format ? entityColumnsOf(format) : [])
      .filter(({ isList }) => !isList)
      .map(({ column, path, entity }) => ({
        relation: table.relation,
        sql: findPlace(table, { column, path }).sql,
        entity,
      }));
  });
  if (places.length === 0) return [];
  const counts = places.map(
    ({ relation, sql, entity }) =>
      `SELECT ${quoteLiteral(entity)} AS meaning, CAST(${sql} AS VARCHAR) AS value, count(*) AS n FROM ${relation} GROUP BY ALL HAVING ${has('value')}`,
  );
  const rows = await connection.rows(
    `SELECT meaning, value, sum(n)::BIGINT AS n FROM (${counts.join(' UNION ALL ')}) GROUP BY ALL ORDER BY n DESC, value LIMIT ${limit}`,
    { signal },
  );
  return rows.map(({ meaning, value, n }) => ({
    value: String(value),
    meaning: meaning as EntityMeaning,
    count: Number(n),
  }));
}

function toEntity(source: string, value: string, kind: string, hasKey: boolean): Entity | null {
  switch (source) {
    case 'session':
      return sessionEntity({ session: value, kind, hasKey });
    case 'agent':
      return { kind: 'agent', value };
    default:
      return detectEntity(value);
  }
}
