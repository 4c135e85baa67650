// From each session to the origin of its chain, however long: every round doubles how far a session sees.
import type { Connection, RunOptions } from '../../duckdb/connection.ts';

/** More than any chain of real sessions; what has not come to an end by then goes in a circle. */
const mostRounds = 40;

/**
 * Makes `link_chains` of `link_keys` and `link_callers`: `origin` and `depth`, the number of links up to it. Both are NULL for
 * sessions whose chain is a circle, or leads into one.
 */
export async function resolveChains(connection: Connection, options: Pick<RunOptions, 'signal'>): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE link_up AS
     SELECT session, coalesce(parent, session) AS up, (parent IS NOT NULL)::UBIGINT AS hops
     FROM (SELECT session, parent FROM link_keys UNION ALL SELECT session, parent FROM link_callers)`,
    options,
  );
  const sessions = Number(await connection.value('SELECT count(*) FROM link_up'));
  const isDone = async () =>
    (await connection.value(
      'SELECT count(*) FROM link_up a JOIN link_up b ON b.session = a.up WHERE b.hops > 0',
      options,
    )) === 0;
  for (let round = 0; round < mostRounds && 2 ** round <= 2 * sessions && !(await isDone()); round++) {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE link_further AS
       SELECT a.session, b.up, a.hops + b.hops AS hops FROM link_up a JOIN link_up b ON b.session = a.up`,
      options,
    );
    await connection.run('CREATE OR REPLACE TEMP TABLE link_up AS SELECT * FROM link_further', options);
  }
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE link_chains AS
     SELECT a.session, CASE WHEN b.hops = 0 THEN a.up END AS origin, CASE WHEN b.hops = 0 THEN a.hops END AS depth
     FROM link_up a JOIN link_up b ON b.session = a.up`,
    options,
  );
}
