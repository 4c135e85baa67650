// Keeps the sessions of a case up to date: reads the rows that came since, links all anew, in one transaction.
import type { Connection } from '../../duckdb/connection.ts';
import { findLinks } from './find-links.ts';
import { publishSessions } from './publish.ts';
import { readNewRows } from './read-new.ts';
import { resolveChains } from './resolve-chains.ts';

/** Raised when the same rows would give other sessions: cases then read all their rows again. */
export const sessionsVersion = 1;

/** Rows of `cloudtrail` that are there, and those that the sessions know. */
export type SessionsState = { rows: number; seen: number };

/** Rows read at a time: as many as show progress and stop soon. */
const sliceRows = 409_600;

export async function readSessionsState(connection: Connection): Promise<SessionsState> {
  const hasRows = await connection.value(
    "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main' AND table_name = 'cloudtrail'",
  );
  const rows = hasRows === 0 ? 0 : Number(await connection.value('SELECT count(*) FROM logs.main.cloudtrail'));
  const seen = await connection.value(`SELECT seen FROM logs.pugmark.session_state WHERE version = ${sessionsVersion}`);
  return { rows, seen: Number(seen ?? 0) };
}

/**
 * @param tell is told how far it is, from 0 to 1
 * @throws CANCELLED when aborted; the sessions then are as they were
 */
export async function updateSessions(
  connection: Connection,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<SessionsState> {
  await connection.run('BEGIN');
  try {
    const { rows, seen } = await readSessionsState(connection);
    if (seen === 0)
      for (const table of ['uses', 'accounts', 'issues'])
        await connection.run(`DELETE FROM logs.pugmark.session_${table}`, { signal });
    for (let from = seen; from < rows; from += sliceRows) {
      await readNewRows(connection, from, Math.min(rows, from + sliceRows), { signal });
      tell((0.6 * Math.min(rows, from + sliceRows)) / rows);
    }
    await findLinks(connection, { signal });
    tell(0.8);
    await resolveChains(connection, { signal });
    tell(0.9);
    await publishSessions(connection, { signal });
    await connection.run('DELETE FROM logs.pugmark.session_state');
    await connection.run(`INSERT INTO logs.pugmark.session_state VALUES (${sessionsVersion}, ${rows})`);
    await dropTemporary(connection);
    await connection.run('COMMIT', { signal });
    return { rows, seen: rows };
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

async function dropTemporary(connection: Connection): Promise<void> {
  const tables = await connection.rows(
    "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'link\\_%' ESCAPE '\\'",
  );
  for (const { table_name } of tables) await connection.run(`DROP TABLE temp.${String(table_name)}`);
}
