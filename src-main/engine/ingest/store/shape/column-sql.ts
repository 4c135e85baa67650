// The SQL type of a column, and the SQL that makes its value from text.
import type { FormatColumn } from '../../../../../shared/formats/format.ts';
import { quoteIdentifier, quoteLiteral } from '../../../duckdb/quote.ts';

/** DuckDB type of a column, structs and lists included. */
export function sqlType(column: FormatColumn): string {
  const one =
    'fields' in column
      ? `STRUCT(${column.fields.map((field) => `${quoteIdentifier(field.name)} ${sqlType(field)}`).join(', ')})`
      : column.type;
  return column.list ? `${one}[]` : one;
}

/** Whether text is made into the column's value by more than a cast. */
export const isConverted = (column: FormatColumn): boolean =>
  'type' in column && column.type === 'TIMESTAMP' && (column.epoch !== undefined || column.written !== undefined);

/** SQL of the column's value. @param text SQL of the text that the record has; what does not fit the type becomes NULL */
export function fromText(column: FormatColumn, text: string): string {
  if (!('type' in column) || column.type !== 'TIMESTAMP')
    return sqlType(column) === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${sqlType(column)})`;
  if (column.epoch !== undefined) return fromEpoch(text, microseconds[column.epoch]);
  if (column.written !== undefined) return fromWritten(text, [column.written].flat());
  return toInstant(text);
}

/** SQL of texts of columns with a space between; null when all of them are. */
export const joinTexts = (columns: string[]): string =>
  `nullif(concat_ws(' ', ${columns.map(quoteIdentifier).join(', ')}), '')`;

const microseconds = { s: 1e6, ms: 1e3, us: 1 } as const;

function fromEpoch(text: string, factor: number): string {
  const number =
    factor === 1 ? `TRY_CAST(${text} AS BIGINT)` : `TRY_CAST(round(TRY_CAST(${text} AS DOUBLE) * ${factor}) AS BIGINT)`;
  // Parquet has such columns as times, too.
  return `coalesce(TRY(make_timestamp(${number})), ${toInstant(text)})`;
}

function fromWritten(text: string, formats: string[]): string {
  // A format with an offset makes instants, one without plain times; a list of both would be an error.
  const [zoned, plain] = [formats.filter((one) => /%z/i.test(one)), formats.filter((one) => !/%z/i.test(one))];
  const parse = (list: string[]) => `CAST(try_strptime(${text}, [${list.map(quoteLiteral).join(', ')}]) AS TIMESTAMP)`;
  const parts = [zoned, plain].filter((list) => list.length > 0).map(parse);
  return `coalesce(${[...parts, toInstant(text)].join(', ')})`;
}

/** DuckDB drops `+02:00` when text becomes a TIMESTAMP, and heeds it in a TIMESTAMPTZ. The connection's zone is UTC. */
const toInstant = (text: string) => `CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;
