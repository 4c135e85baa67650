// From a format's definition to SQL: the table, and the SELECT that turns fed records into its rows.
import type { Format, FormatColumn, JsonFormat, LineFormat } from '../../../../shared/formats/format.ts';
import { qualify, quoteIdentifier, quoteLiteral } from '../../duckdb/quote.ts';

/** Columns that every log table ends with. `raw` is last: it is the widest, and slow to read for scattered rows. */
export const provenanceColumns = [
  ['evidence_id', 'UINTEGER'],
  ['record_no', 'UINTEGER'],
  ['record_hash', 'UUID'],
  ['envelope', 'VARCHAR USING COMPRESSION zstd'],
  ['raw', 'VARCHAR USING COMPRESSION zstd'],
] as const;

export const logTable = (name: string) => qualify('logs', 'main', name);

/** A table whose columns are known, with the SQL for each column over `pugmark_records` (`doc` is the record's text). */
export type TableShape = {
  table: string;
  columns: { name: string; type: string; unique?: boolean }[];
  /** Expression per column, over the alias `s` made by `parse`. */
  expressions: string[];
  /** Expression that parses a record once, named `s`. */
  parse: string;
  /** Whether records carry their parsed text in `doc` rather than in `raw`. */
  usesDoc: boolean;
};

export function createTableSql(shape: TableShape): string {
  const columns = [
    ...shape.columns.map(
      ({ name, type, unique }) => `${quoteIdentifier(name)} ${type}${unique ? ' USING COMPRESSION uncompressed' : ''}`,
    ),
    ...provenanceColumns.map(([name, type]) => `${name} ${type}`),
  ];
  return `CREATE TABLE IF NOT EXISTS ${logTable(shape.table)} (${columns.join(', ')})`;
}

/**
 * INSERT of the records of a feed.
 * @param from a FROM item with the feed's columns
 * @param guarded skip records that do not parse, instead of failing as a whole
 */
export function insertSql(shape: TableShape, from: string, options: { guarded: boolean; envelopes: boolean }): string {
  const source = shape.usesDoc ? 'doc' : 'raw';
  const valid = options.guarded ? ` WHERE ${isValidSql(shape, source)}` : '';
  const envelope = options.envelopes ? "nullif(envelope, '')" : 'NULL';
  const provenance = provenanceColumns.map(([name]) => name);
  const names = [...shape.columns.map((column) => quoteIdentifier(column.name)), ...provenance];
  return `INSERT INTO ${logTable(shape.table)} (${names.join(', ')}) SELECT ${[...shape.expressions, ...provenance].join(', ')}
    FROM (SELECT ${shape.parse.replaceAll('$doc', source)} AS s, evidence_id, record_no, record_hash, ${envelope} AS envelope, raw FROM ${from}${valid})`;
}

/** Condition under which a record can be parsed; TRY catches what the JSON check lets through. */
export function isValidSql(shape: TableShape, source: string): string {
  const parse = shape.parse.replaceAll('$doc', source);
  return shape.parse.startsWith('json_transform')
    ? `CASE WHEN json_valid(${source}) THEN TRY(${parse}) IS NOT NULL ELSE false END`
    : `TRY(${parse}) IS NOT NULL`;
}

/** @param layout field names of the lines, for a line format */
export function shapeOf(format: Format, layout: string[] | null): TableShape {
  return format.kind === 'json' ? jsonShape(format) : lineShape(format, layout ?? []);
}

function jsonShape(format: JsonFormat): TableShape {
  const stored = format.columns.filter((column) => column.derive === undefined);
  return {
    table: format.name,
    columns: format.columns.map(columnOf),
    parse: `json_transform($doc, ${quoteLiteral(JSON.stringify(Object.fromEntries(stored.map((c) => [c.key ?? c.name, structure(c)]))))})`,
    expressions: format.columns.map((column) => column.derive ?? `s.${quoteIdentifier(column.key ?? column.name)}`),
    usesDoc: false,
  };
}

function lineShape(format: LineFormat, layout: string[]): TableShape {
  const places = new Map<string, number>();
  const unknown: string[] = [];
  layout.forEach((field, i) => {
    const column = format.columnFor(field);
    if (column === null || places.has(column)) unknown.push(`${quoteLiteral(field)}, s[${i + 1}]`);
    else places.set(column, i + 1);
  });
  const value = (column: FormatColumn): string => {
    const place = places.get(column.name);
    if (place === undefined) return `NULL::${sqlType(column)}`;
    const text = `nullif(s[${place}], ${quoteLiteral(format.nullText)})`;
    return sqlType(column) === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${sqlType(column)})`;
  };
  const known = new Map(format.columns.map((column) => [column.name, column]));
  // A derived column is written over other columns; they are columns of the row being made, so their expressions stand in.
  const derive = (sql: string) =>
    sql.replaceAll(/"(\w+)"/g, (whole, name: string) => (known.has(name) ? `(${value(known.get(name)!)})` : whole));
  return {
    table: format.name,
    columns: [...format.columns.map(columnOf), { name: 'extra', type: 'JSON' }],
    parse: `string_split($doc, ${quoteLiteral(format.separator)})`,
    expressions: [
      ...format.columns.map((column) => (column.derive === undefined ? value(column) : derive(column.derive))),
      unknown.length === 0 ? 'NULL' : `json_object(${unknown.join(', ')})`,
    ],
    usesDoc: false,
  };
}

const columnOf = (column: FormatColumn) => ({
  name: column.name,
  type: sqlType(column),
  unique: column.unique === true,
});

/** DuckDB type of a column, structs and lists included. */
export function sqlType(column: FormatColumn): string {
  const one =
    'fields' in column
      ? `STRUCT(${column.fields.map((field) => `${quoteIdentifier(field.name)} ${sqlType(field)}`).join(', ')})`
      : column.type;
  return column.list ? `${one}[]` : one;
}

/** The column as `json_transform` wants to hear it. */
function structure(column: FormatColumn): unknown {
  const one =
    'fields' in column
      ? Object.fromEntries(column.fields.map((field) => [field.key ?? field.name, structure(field)]))
      : column.type;
  return column.list ? [one] : one;
}
