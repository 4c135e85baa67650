// What is inside a struct or JSON column, so that it can be offered as columns: struct fields from the type, JSON keys from
// a sample of rows.
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { type ColumnType, kindOf } from './column-type.ts';
import { findPlace, jsonText } from './place.ts';
import { textOf } from './value-text.ts';
import { joinVirtual } from './virtual-columns.ts';

export type FoundPath = { path: string[]; type: string; count: number };

const sampleRows = 20_480;
const blocks = 10;
const deepest = 4;
const mostPaths = 2_000;

/** Paths are relative to `column`, most frequent first; `count` is of the sampled rows. Of a JSON array only place 0 is walked. */
export async function listPaths(
  connection: Connection,
  source: ResolvedSource,
  column: ColumnRef,
  signal?: AbortSignal,
): Promise<FoundPath[]> {
  const place = findPlace(source, column);
  if (joinVirtual([place.sql]) !== '') return []; // Names have nothing inside them.
  const sample = await sampleOf(connection, source);
  const options = { signal };
  const found: FoundPath[] = [];

  const leaves = walkType(place.type, [], deepest);
  if (leaves.length > 0) {
    const counts = leaves.map(
      ({ path }, i) =>
        `count(${findPlace(source, { column: column.column, path: [...column.path, ...path] }).sql}) AS c${i}`,
    );
    const [row] = await connection.rows(`SELECT ${counts.join(', ')} FROM (${sample})`, options);
    found.push(...leaves.map(({ path, type }, i) => ({ path, type: type.text, count: Number(row?.[`c${i}`] ?? 0) })));
  }
  const documents = [
    ...(holdsJson(place.type) ? [{ path: [] as string[], type: place.type }] : []),
    ...leaves.filter((leaf) => kindOf(leaf.type) === 'json'),
  ];
  for (const { path } of documents) {
    const inner = findPlace(source, { column: column.column, path: [...column.path, ...path] });
    const text = textOf(inner);
    const document =
      kindOf(inner.type) === 'json' && inner.type !== jsonText
        ? text
        : `CASE WHEN json_valid(${text}) THEN ${text} END`;
    for (const one of await connection.rows(walkJson(sample, document, deepest - path.length), options))
      found.push({
        path: [...path, ...(JSON.parse(String(one.path)) as string[])],
        type: String(one.type),
        count: Number(one.n),
      });
  }
  return found.toSorted((a, b) => b.count - a.count || a.path.length - b.path.length);
}

const holdsJson = (type: ColumnType) => kindOf(type) === 'json' || (type.base === 'scalar' && type.name === 'VARCHAR');

function walkType(type: ColumnType, path: string[], depth: number): { path: string[]; type: ColumnType }[] {
  const struct = type.base === 'list' ? type.element : type;
  if (struct.base !== 'struct' || depth === 0) return [];
  return struct.fields.flatMap((field) => {
    const at = [...path, field.name];
    const whole: ColumnType =
      type.base === 'list' ? { base: 'list', element: field.type, text: `${field.type.text}[]` } : field.type;
    return [{ path: at, type: whole }, ...walkType(whole, at, depth - 1)];
  });
}

/** Level by level, since a recursive CTE would copy every document at every level. */
function walkJson(sample: string, document: string, depth: number): string {
  const levels = [
    `l0 AS MATERIALIZED (SELECT []::VARCHAR[] AS path, CAST(${document} AS JSON) AS value, json_type(${document}) AS type FROM (${sample}) WHERE (${document}) IS NOT NULL)`,
  ];
  for (let i = 1; i <= depth; i++)
    levels.push(
      `l${i} AS MATERIALIZED (SELECT list_append(l${i - 1}.path, e.key) AS path, e.value, e.type FROM l${i - 1}, LATERAL (SELECT key, value, type FROM json_each(l${i - 1}.value)) e
        WHERE l${i - 1}.type = 'OBJECT' OR (l${i - 1}.type = 'ARRAY' AND e.key = '0'))`,
    );
  const all = Array.from({ length: depth }, (_, i) => `SELECT path, type FROM l${i + 1}`).join(' UNION ALL ');
  return `WITH ${levels.join(', ')}
    SELECT CAST(to_json(path) AS VARCHAR) AS path, arg_max(type, n) AS type, sum(n) AS n
    FROM (SELECT path, type, count(*) AS n FROM (${all}) GROUP BY ALL) WHERE type <> 'NULL' GROUP BY ALL ORDER BY n DESC, path LIMIT ${mostPaths}`;
}

/** Ten blocks of rows spread evenly over a table; the first rows of anything else. */
async function sampleOf(connection: Connection, source: ResolvedSource): Promise<string> {
  const inPlace = !source.isView && !source.columns.some((column) => column.name.toLowerCase() === 'rowid');
  const rows = inPlace ? Number(await connection.value(`SELECT count(*) FROM ${source.relation}`)) : 0;
  if (rows <= sampleRows) return `SELECT * FROM ${source.relation} LIMIT ${sampleRows}`;
  const size = sampleRows / blocks;
  return Array.from({ length: blocks }, (_, i) => Math.floor(((rows - size) * i) / (blocks - 1)))
    .map((from) => `SELECT * FROM ${source.relation} WHERE rowid >= ${from} AND rowid < ${from + size}`)
    .join(' UNION ALL ');
}
