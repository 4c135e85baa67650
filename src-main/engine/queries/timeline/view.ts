// The `timeline` view itself: every log table that says what its columns mean, as one story.
import type { Connection } from '../../duckdb/connection.ts';
import { readBranches } from './branches.ts';

/** Makes the view anew over the log tables that are there. Call when a log table was made, or a clock was set. */
export async function rebuildTimeline(connection: Connection): Promise<void> {
  const branches = await readBranches(connection);
  if (branches.length === 0) return;
  const parts = branches.map(({ sql }) => sql);
  await connection.run(`CREATE OR REPLACE VIEW logs.main.timeline AS ${parts.join(' UNION ALL ')}`);
}
