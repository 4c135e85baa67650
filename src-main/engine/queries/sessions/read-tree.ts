// The sessions around an entity: what they came from, up to the origin, and what came from them.
import type { Session, SessionTree } from '../../../../shared/contract/sessions.ts';
import { type Entity, entityView } from '../../../../shared/query/entity.ts';
import { recordView, sessionEntity, sessionView } from '../../../../shared/query/session-view.ts';
import type { Cell, Connection, Row } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import type { EngineState } from '../../engine-state.ts';
import { withMatched } from '../views/matched.ts';
import { callerName, identityPlace } from './identity.ts';

const sessionOfRow = `coalesce(${identityPlace('key')}, ${callerName(identityPlace)})`;
const shownIps = 5;

export async function readTree(
  state: EngineState,
  connection: Connection,
  entity: Entity,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<SessionTree> {
  const own = await findOwn(state, connection, entity, signal);
  if (own.length === 0) return { sessions: [], own, left: 0 };
  const listed = await connection.rows(
    `WITH RECURSIVE own AS (SELECT unnest([${own.map((one) => quoteLiteral(one)).join(', ')}]) AS session),
       up AS (SELECT session FROM own UNION SELECT unnest([s.parent, s.made_by]) FROM up JOIN logs.pugmark.sessions s USING (session)),
       -- A key that was made leads to its owner, and to what else the owner did.
       down AS (SELECT session FROM own UNION (
         SELECT s.session FROM down JOIN logs.pugmark.sessions s ON s.parent = down.session
         UNION ALL SELECT unnest([s.session, s.parent]) FROM down JOIN logs.pugmark.sessions s ON s.made_by = down.session)),
       wanted AS (SELECT session, min(far) AS far FROM (
         SELECT session, 0 AS far FROM up UNION ALL SELECT session, 1 FROM down) WHERE session IS NOT NULL GROUP BY session)
     SELECT s.rowid AS id, count(*) OVER () AS total FROM wanted JOIN logs.pugmark.sessions s USING (session)
     ORDER BY far, s.session NOT IN (SELECT session FROM own), s.events = 0, depth NULLS LAST, first_use NULLS LAST, s.session LIMIT ${limit}`,
    { signal },
  );
  const rows = await readSessions(
    connection,
    listed.map((row) => Number(row.id)),
    signal,
  );
  const kept = new Set(rows.map((row) => String(row.session)));
  const ips = await readIps(connection, [...kept], signal);
  const sessions = rows.map((row) => toSession(row, ips.get(String(row.session)) ?? []));
  return {
    sessions: sessions.toSorted((a, b) => (a.depth ?? 0) - (b.depth ?? 0)),
    own: own.filter((one) => kept.has(one)),
    left: Number(listed[0]?.total ?? 0) - rows.length,
  };
}

/** In the order of the ids. Only the rows named are read from disk, which a join would not do. */
async function readSessions(connection: Connection, ids: number[], signal: AbortSignal | undefined): Promise<Row[]> {
  const text = (time: string) => `replace(CAST(${time} AS VARCHAR), ' ', 'T') || 'Z'`;
  const rows = await connection.rows(
    `WITH s AS MATERIALIZED (SELECT rowid AS id, * FROM logs.pugmark.sessions WHERE rowid IN (${ids.join(', ')}))
     SELECT s.*, coalesce(c.children, 0) AS children, ${text('first_use')} AS first_text, ${text('last_use')} AS last_text, ${text('issued_at')} AS issued_text
     FROM s LEFT JOIN (SELECT parent, count(*) AS children FROM logs.pugmark.sessions
       WHERE parent IN (SELECT session FROM s) GROUP BY parent) c ON c.parent = s.session`,
    { signal },
  );
  const byId = new Map(rows.map((row) => [Number(row.id), row]));
  return ids.map((id) => byId.get(id)!);
}

/** At most this many sessions are those of the entity itself: an address or an account may have thousands. */
const mostOwn = 200;

async function findOwn(
  state: EngineState,
  connection: Connection,
  entity: Entity,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const value = quoteLiteral(entity.value);
  const among: Partial<Record<Entity['kind'], string>> = {
    key: `session = ${value}`,
    actor: `session = ${value}`,
    principal: `session = ${value} OR principal = ${value}`,
    role: `role = ${value} OR principal = ${value}`,
    account: `account = ${value} AND parent IS NOT NULL`,
  };
  const condition = among[entity.kind];
  const rows = condition
    ? await connection.rows(
        `SELECT session FROM logs.pugmark.sessions WHERE ${condition} ORDER BY events DESC, session LIMIT ${mostOwn}`,
        { signal },
      )
    : await withMatched(state, connection, entityView(entity), signal, ({ select }) =>
        connection.rows(
          `SELECT session FROM (SELECT session, count(*) AS n FROM (${select([`${sessionOfRow} AS session`])}) GROUP BY 1)
           JOIN logs.pugmark.sessions USING (session) ORDER BY n DESC, session LIMIT ${mostOwn}`,
          { signal },
        ),
      );
  return rows.map((row) => String(row.session));
}

type Ip = { value: string; count: number; of: number };

async function readIps(
  connection: Connection,
  sessions: string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Ip[]>> {
  // Services are not told apart here: they call from themselves.
  const session = `coalesce(${(['key', 'arn', 'principal_id'] as const).map(identityPlace).join(', ')})`;
  // A join, since a long IN list is compared one by one.
  const wanted = `SELECT unnest([${sessions.map((one) => quoteLiteral(one)).join(', ')}]) AS session`;
  const rows = await connection.rows(
    `SELECT session, ip, n, count(*) OVER (PARTITION BY session) AS ips FROM (
       SELECT session, ip, count(*) AS n
       FROM (SELECT ${session} AS session, sourceipaddress AS ip FROM logs.main.cloudtrail WHERE sourceipaddress IS NOT NULL)
       SEMI JOIN (${wanted}) AS wanted USING (session) GROUP BY session, ip)
     QUALIFY row_number() OVER (PARTITION BY session ORDER BY n DESC, ip) <= ${shownIps} ORDER BY n DESC, ip`,
    { signal },
  );
  const found = new Map<string, Ip[]>();
  for (const row of rows) {
    const session = String(row.session);
    const ips = found.get(session) ?? found.set(session, []).get(session)!;
    ips.push({ value: String(row.ip), count: Number(row.n), of: Number(row.ips) });
  }
  return found;
}

const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));

function toSession(row: Row, ips: Ip[]): Session {
  const session = String(row.session);
  const kind = String(row.kind);
  const hasKey = row.is_key === true;
  const named = { session, kind, hasKey, principalId: text(row.principal_id) };
  return {
    session,
    kind,
    entity: sessionEntity(named),
    principal: text(row.principal),
    account: text(row.account),
    role: text(row.role),
    sourceIdentity: text(row.source_identity),
    mfa: row.mfa === null ? null : row.mfa === true,
    firstUse: text(row.first_text),
    lastUse: text(row.last_text),
    events: Number(row.events),
    errors: Number(row.errors),
    ips: ips.map(({ value, count }) => ({ value, count })),
    ipCount: ips[0]?.of ?? 0,
    parent: text(row.parent),
    link: text(row.link) as Session['link'],
    madeBy: text(row.made_by),
    issuedBy: text(row.issued_by),
    issuedAt: text(row.issued_text),
    issuedView: row.evidence_id === null ? null : recordView(Number(row.evidence_id), Number(row.record_no)),
    view: sessionView(named),
    actor: String(row.actor),
    depth: row.depth === null ? null : Number(row.depth),
    children: Number(row.children),
    missing: text(row.missing),
  };
}
