// Entities whose name holds some text, for a box that one types into.
import { detectEntity, type Entity } from '../../../../shared/query/entity.ts';
import { sessionEntity } from '../../../../shared/query/session-view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';

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
  const found = new Map<string, FoundEntity>();
  for (const row of rows) {
    const value = String(row.value);
    const entity = toEntity(String(row.source), value, String(row.kind), row.is_key === true);
    if (entity === null) continue;
    const key = `${entity.kind} ${entity.value}`;
    const before = found.get(key);
    found.set(key, { entity, count: Math.max(before?.count ?? 0, Number(row.n)) });
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, limit);
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
