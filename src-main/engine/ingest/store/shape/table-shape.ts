// From a format's definition to SQL: the table, and the SELECT that turns fed records into its rows.
import type { Format } from '../../../../../shared/formats/format.ts';
import { qualify, quoteIdentifier } from '../../../duckdb/quote.ts';
import { extraColumn } from '../../layout.ts';
import { sqlType } from './column-sql.ts';

/** Columns that every log table ends with. `raw` is last: it is the widest, and slow to read for scattered rows. */
export const provenanceColumns = [
  ['evidence_id', 'UINTEGER'],
  ['record_no', 'UINTEGER'],
  ['record_hash', 'UUID'],
  ['envelope', 'VARCHAR USING COMPRESSION zstd'],
  ['raw', 'VARCHAR USING COMPRESSION zstd'],
] as const;

export const logTable = (name: string) => qualify('logs', 'main', name);

export type TableColumn = {
  name: string;
  type: string;
  unique?: boolean;
  /** SQL over the other columns, in place of a value of its own. */
  derive?: string | undefined;
};

/** A table whose columns are known, with the SQL for each column over `pugmark_records` (`doc` is the record's text). */
export type TableShape = {
  table: string;
  columns: TableColumn[];
  /** SQL of each column that is not derived, over the alias `s` made by `parse` and over `doc`, the text that it parsed. */
  values: { name: string; sql: string }[];
  /** Expression that parses a record once, named `s`. */
  parse: string;
  /** Whether records carry their parsed text in `doc` rather than in `raw`. */
  usesDoc: boolean;
};

/** Formats whose records may have fields outside of JSON that the definition does not know. */
export const takesExtra = (format: Format): boolean => format.lines !== undefined || format.table !== undefined;

export function columnsOf(format: Format): TableColumn[] {
  return [
    ...format.columns.map((column) => ({
      name: column.name,
      type: sqlType(column),
      unique: column.unique === true,
      derive: column.derive,
    })),
    ...(takesExtra(format) ? [{ name: extraColumn, type: 'JSON' }] : []),
  ];
}

export function createTableSql(shape: TableShape): string {
  const columns = [...shape.columns.map(declare), ...provenanceColumns.map(([name, type]) => `${name} ${type}`)];
  return `CREATE TABLE IF NOT EXISTS ${logTable(shape.table)} (${columns.join(', ')})`;
}

/** Adds columns that an older Pugmark's table has not. Rows that are there have no value in them. */
export const addColumnsSql = ({ table, columns }: Pick<TableShape, 'table' | 'columns'>): string[] =>
  columns.map(
    ({ name, type }) => `ALTER TABLE ${logTable(table)} ADD COLUMN IF NOT EXISTS ${quoteIdentifier(name)} ${type}`,
  );

const declare = ({ name, type, unique }: TableColumn) =>
  `${quoteIdentifier(name)} ${type}${unique ? ' USING COMPRESSION uncompressed' : ''}`;

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
  const parsed = `SELECT ${shape.parse.replaceAll('$doc', source)} AS s, ${source} AS doc, evidence_id, record_no, record_hash, ${envelope} AS envelope, raw FROM ${from}${valid}`;
  const stored = shape.values.map(({ name, sql }) => `${sql} AS ${quoteIdentifier(name)}`);
  const derived = shape.columns.flatMap(({ name, derive }) =>
    derive === undefined ? [] : [`${derive} AS ${quoteIdentifier(name)}`],
  );
  const cut = `SELECT ${[...stored, ...provenance].join(', ')} FROM (${parsed})`;
  const names = [...shape.columns.map(({ name }) => quoteIdentifier(name)), ...provenance];
  const rows = derived.length === 0 ? cut : `SELECT *, ${derived.join(', ')} FROM (${cut})`;
  return `INSERT INTO ${logTable(shape.table)} (${names.join(', ')}) SELECT ${names.join(', ')} FROM (${rows})`;
}

/** Condition under which a record can be parsed; TRY catches what the JSON check lets through. */
export function isValidSql(shape: TableShape, source: string): string {
  const parse = shape.parse.replaceAll('$doc', source);
  return shape.parse.startsWith('json_transform')
    ? `CASE WHEN json_valid(${source}) THEN TRY(${parse}) IS NOT NULL ELSE false END`
    : `TRY(${parse}) IS NOT NULL`;
}
