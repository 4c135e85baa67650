// Documents of the case that a report tells of: what stands in the notebook, and saved views.
import type { Context } from './context.ts';

const table = 'logs.pugmark.documents';

export async function readDocuments(
  { use }: Pick<Context, 'use'>,
  kind: 'setting' | 'view',
): Promise<{ id: string; name: string; body: unknown }[]> {
  const rows = await use((connection) =>
    connection.rows(
      `SELECT id, name, CAST(body AS VARCHAR) AS body FROM ${table} WHERE kind = $1 ORDER BY lower(name), id`,
      {
        values: [kind],
      },
    ),
  );
  return rows.map(({ id, name, body }) => ({
    id: String(id),
    name: String(name),
    body: body === null ? null : (JSON.parse(String(body)) as unknown),
  }));
}
