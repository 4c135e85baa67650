// The column `actor` of `cloudtrail`: who is at the beginning of the chain of sessions behind a row. It is not stored with the
// evidence: a join with the table of actors computes it, in statements that ask for it.
import type { Connection } from '../../duckdb/connection.ts';
import type { SourceColumn } from '../compile/place.ts';
import { actorKey, callerName, identityPlace } from './identity.ts';

export const actorColumn: SourceColumn = {
  name: 'actor',
  type: { base: 'scalar', text: 'VARCHAR', name: 'VARCHAR' },
  sql: `coalesce(pugmark_actors.actor_name, ${callerName(identityPlace)})`,
};

/** What finds the actor of a row of a table, and who called, where the table's records say more than its timeline does. */
export const actorOf = (table: string): { key: string; caller: string } | null =>
  table === 'cloudtrail' ? { key: actorKey, caller: callerName(identityPlace) } : null;

export const actorDoc =
  'Who is at the beginning of the chain of sessions behind this request, as far as the logs tell; the caller itself where there is none.';

const join = ` LEFT JOIN logs.pugmark.actors AS pugmark_actors ON pugmark_actors.actor_key = ${actorKey}`;

/** What follows `cloudtrail` in FROM when one of the expressions, conditions included, asks for the actor; else nothing. */
export const joinActors = (...expressions: readonly (readonly string[])[]): string =>
  expressions.some((some) => some.some((sql) => sql.includes('pugmark_actors.'))) ? join : '';

/** What the actors in these expressions are from: another answer means that they may be others. Null: none is asked for. */
export async function actorsStamp(connection: Connection, expressions: readonly string[]): Promise<string | null> {
  if (joinActors(expressions) === '') return null;
  return String(await connection.value("SELECT version || '/' || seen FROM logs.pugmark.session_state"));
}
