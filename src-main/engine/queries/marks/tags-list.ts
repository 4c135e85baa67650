// The tags there are: their names, colours and digits, and how many rows each has.
import type { TagInfo } from '../../../../shared/contract/marks.ts';
import { TagColor } from '../../../../shared/marks/tag.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';

/** By digit, those without one last, by name. */
export async function listTags(connection: Connection): Promise<TagInfo[]> {
  const rows = await connection.rows(
    `SELECT t.tag, t.color, t.shortcut, coalesce(n, 0) AS n FROM logs.main.tag_names AS t
     LEFT JOIN (SELECT tag, count(*) AS n FROM (SELECT unnest(tags) AS tag FROM logs.main.row_marks) GROUP BY tag) AS c ON c.tag = t.tag
     ORDER BY t.shortcut NULLS LAST, lower(t.tag)`,
  );
  return rows.map(({ tag, color, shortcut, n }) => ({
    name: String(tag),
    color: TagColor.catch('grey').parse(color),
    shortcut: shortcut === null ? null : Number(shortcut),
    rows: Number(n),
  }));
}

export async function tagExists(connection: Connection, name: string): Promise<boolean> {
  return (await connection.value(`SELECT count(*) FROM logs.main.tag_names WHERE tag = ${quoteLiteral(name)}`)) === 1;
}
