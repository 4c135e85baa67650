// Which kinds of logs the case has at all.

import type { LoadedKinds } from '../../../../shared/coverage/kinds.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Cell, Connection } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { findTables } from './relations.ts';

const finite = 'CASE WHEN isfinite(eventtime) THEN eventtime END';

export async function readKinds(connection: Connection, signal: AbortSignal | undefined): Promise<LoadedKinds> {
  const tables = await findTables(connection);
  const rows = tables.cloudtrail
    ? await connection.rows(
        `SELECT recipientaccountid AS account, eventsource AS source, readonly,
           coalesce(eventcategory, CASE managementevent WHEN true THEN 'Management' WHEN false THEN 'Data' END) AS category,
           count(*) AS n, ${isoTime(`min(${finite})`)} AS first, ${isoTime(`max(${finite})`)} AS last
         FROM logs.main.cloudtrail GROUP BY ALL ORDER BY n DESC, account, category, source, readonly`,
        { signal },
      )
    : [];
  const text = (cell: Cell | undefined) => (cell == null ? null : String(cell));
  return {
    events: rows.map((row) => ({
      account: text(row.account),
      category: text(row.category),
      source: text(row.source),
      readOnly: typeof row.readonly === 'boolean' ? row.readonly : null,
      events: Number(row.n),
      first: text(row.first),
      last: text(row.last),
    })),
    answers: await readAnswers(connection),
  };
}

/** What each log that has rows answers. */
async function readAnswers(connection: Connection): Promise<LoadedKinds['answers']> {
  const tables = await connection.rows(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main' AND estimated_size > 0",
  );
  return tables.flatMap(({ name }) => {
    const { answers = [], title = '' } = findFormat(String(name)) ?? {};
    return answers.map((question) => ({ question, title }));
  });
}
