// The statements of an export: what COPY writes for a view, column by column and in which order.
import type { ExportFormat } from '../../../../shared/contract/exports.ts';
import { type ColumnRef, columnKey, type View } from '../../../../shared/query/view.ts';
import { qualify, quoteIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { kindOf } from '../compile/column-type.ts';
import { compileOrder } from '../compile/compile.ts';
import { findPlace, jsonText, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { compileWherePart, keyOf, type Part, type Rows, selectRows } from './rows.ts';

export type ExportOptions = { format: ExportFormat; delimiter: string; neutraliseFormulas: boolean };
/** `computed`: not stored with the evidence; see virtual-columns.ts. */
export type ExportColumn = { name: string; sql: string; computed: boolean };

/** Columns of the file with the SQL of their values. `columns` absent: all that the source stores. */
export function exportColumns(
  source: ResolvedSource,
  columns: ColumnRef[] | undefined,
  options: ExportOptions,
): ExportColumn[] {
  const refs =
    columns ?? source.columns.flatMap(({ name, sql }) => (sql === undefined ? [{ column: name, path: [] }] : []));
  const taken = new Set<string>();
  return refs.map((ref) => {
    const key = ref.path.length === 0 ? ref.column : columnKey(ref);
    let name = key;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${key}_${n}`;
    taken.add(name.toLowerCase());
    const stored = source.columns.find((column) => column.name.toLowerCase() === ref.column.toLowerCase());
    return { name, sql: valueSql(findPlace(source, ref), options), computed: stored?.sql !== undefined };
  });
}

function valueSql(place: Place, { format, neutraliseFormulas }: ExportOptions): string {
  const kind = kindOf(place.type);
  if (format === 'csv') {
    const text = textOf(place);
    return neutraliseFormulas && ['text', 'json', 'struct', 'list'].includes(kind) ? neutralise(text) : text;
  }
  if (place.type === jsonText) return place.sql;
  // Neither JSON readers nor Parquet have integers this wide: Parquet would write them as floating point.
  if (/^U?HUGEINT$/.test(place.type.text)) return `CAST(${place.sql} AS VARCHAR)`;
  if (format === 'jsonl') return kind === 'time' || kind === 'bytes' ? textOf(place) : place.sql;
  // Parquet marks instants as UTC only for this type.
  return place.type.text === 'TIMESTAMP' ? `CAST(${place.sql} AS TIMESTAMP WITH TIME ZONE)` : place.sql;
}

/** First characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection"). */
const formulaStarts = ['=', '+', '-', '@', '\t', '\n', '\r'];

/**
 * All of them sort before A, which is quicker to ask first. Not written as IN: DuckDB makes a join of a long list, and COPY
 * in order then has one thread.
 */
const neutralise = (text: string) => {
  const isFormula = formulaStarts.map((start) => `ascii(${text}) = ${start.charCodeAt(0)}`).join(' OR ');
  return `CASE WHEN ${text} < 'A' THEN CASE WHEN ${isFormula} THEN '''' || ${text} ELSE ${text} END ELSE ${text} END`;
};

/** COPY of a SELECT to a file, in the SELECT's order though several threads work on it. */
export function copySql(select: string, file: string, { format, delimiter }: ExportOptions, header = true): string {
  const how = {
    csv: `FORMAT csv, HEADER ${header}, DELIMITER ${quoteLiteral(delimiter)}, QUOTE '"', ESCAPE '"'`,
    jsonl: 'FORMAT json, ARRAY false',
    parquet: 'FORMAT parquet, COMPRESSION zstd',
  }[format];
  return `COPY (${select}) TO ${quoteLiteral(file)} (${how}, PRESERVE_ORDER true, USE_TMP_FILE false)`;
}

/** All rows of a view in its order. Rows in their own order need no sorting: COPY keeps the order of a scan. */
export function selectOrdered(source: ResolvedSource, view: View, rows: Rows, columns: ExportColumn[]): string {
  const order = compileOrder(source, view.sort);
  const select = [...columns.map(({ sql }, i) => `${sql} AS c${i}`), ...order.map(({ sql }, i) => `${sql} AS k${i}`)];
  const from =
    rows.parts.length > 0
      ? selectRows(rows, select, (part) => compileWherePart(source, part, view))
      : `SELECT 0 AS id, ${select.join(', ')} FROM ${source.relation} AS pugmark_rows${joinVirtual(select)} WHERE false`;
  const keys = order.map(({ descending }, i) => `k${i}${descending ? ' DESC' : ''} NULLS LAST`);
  return `SELECT ${columns.map(({ name }, i) => `c${i} AS ${quoteIdentifier(name)}`).join(', ')}
    FROM (${from})${order.length > 0 ? ` ORDER BY ${[...keys, 'id'].join(', ')}` : ''}`;
}

/**
 * Rows `[from, to)` of a view in its order, by the table of row ids that the opened view holds. Sorting whole rows at once
 * needs memory for all of them; a slice needs memory for itself.
 */
export function selectSlice(rows: Rows, idTable: string, from: number, to: number, columns: ExportColumn[]): string {
  const select = columns.map(({ sql }, i) => `${sql} AS c${i}`);
  const ids = `SELECT CAST(id AS BIGINT) AS pugmark_id, rowid AS pugmark_at FROM ${qualify('work', 'main', idTable)} WHERE rowid >= ${from} AND rowid < ${to}`;
  const parts = rows.parts.map(
    (part) => `SELECT ${['pugmark_at', ...select].join(', ')} FROM (${ids}) AS pugmark_ids
      JOIN ${part.relation} AS pugmark_rows ON ${keyOf(part)} = pugmark_id - ${part.start}${joinVirtual(select)}
      WHERE pugmark_id >= ${part.start} AND pugmark_id < ${part.start + part.rows}`,
  );
  return `SELECT ${columns.map(({ name }, i) => `c${i} AS ${quoteIdentifier(name)}`).join(', ')}
    FROM (${parts.join(' UNION ALL ')}) ORDER BY pugmark_at`;
}

/** Named rows of a view, in the order of `places`. */
export function selectChosen(
  groups: { part: Part; keys: number[]; places: number[] }[],
  columns: ExportColumn[],
): string {
  const select = columns.map(({ sql }, i) => `${sql} AS c${i}`);
  const parts = groups.map(
    ({ part, keys, places }) => `SELECT ${['pugmark_at', ...select].join(', ')}
      FROM (SELECT unnest([${keys.join(',')}]::BIGINT[]) AS pugmark_id, unnest([${places.join(',')}]) AS pugmark_at) AS pugmark_ids
      JOIN ${part.relation} AS pugmark_rows ON ${keyOf(part)} = pugmark_id${joinVirtual(select)}`,
  );
  return `SELECT ${columns.map(({ name }, i) => `c${i} AS ${quoteIdentifier(name)}`).join(', ')}
    FROM (${parts.join(' UNION ALL ')}) ORDER BY pugmark_at`;
}

/** Hex SHA-256 of every evidence content, ascending; what the digest of the evidence is made of. */
export const evidenceHashesSql =
  'SELECT content_sha256 FROM logs.main.evidence WHERE content_sha256 IS NOT NULL AND "rows" + duplicates > 0 ORDER BY content_sha256';
