// Work that happens whole or not at all.
import type { Connection } from './connection.ts';

/** Runs work as one transaction: what fails or is cancelled leaves everything as it was. */
export async function inTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN');
  try {
    const done = await work();
    await connection.run('COMMIT');
    return done;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined); // A failed COMMIT has ended the transaction already.
    throw error;
  }
}

/** The time now as a literal of SQL, UTC. */
export const nowLiteral = (): string => `TIMESTAMP '${new Date().toISOString().replace('T', ' ').replace('Z', '')}'`;
