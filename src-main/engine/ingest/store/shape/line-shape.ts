// Rows from text in fields.
import type { Format, FormatColumn, LineReading } from '../../../../../shared/formats/format.ts';
import { quoteLiteral } from '../../../duckdb/quote.ts';
import { extraColumn, fieldSeparator, type Layout } from '../../layout.ts';
import { fromText, sqlType } from './column-sql.ts';
import { columnsOf, type TableShape } from './table-shape.ts';

export function lineShape(format: Format, layout: Layout & { kind: 'fields' }): TableShape {
  const reading = format.lines![layout.reading]!;
  const { fields, constants = {}, separator } = layout;
  const texts = new Map<string, string>();
  const extra: string[] = [];
  const place = (field: string, text: string) => {
    const column = columnOf(format, reading, field);
    if (column === null || texts.has(column)) extra.push(`${quoteLiteral(field)}: ${text}`);
    else texts.set(column, text);
  };
  for (const [field, text] of Object.entries(constants)) place(field, quoteLiteral(text));
  for (const [i, field] of fields.entries()) place(field, withoutNulls(reading, `s[${i + 1}]`));
  const value = (column: FormatColumn) => {
    const text = texts.get(column.name);
    return text === undefined ? `NULL::${sqlType(column)}` : fromText(column, text);
  };
  return {
    table: format.name,
    columns: columnsOf(format),
    parse: `string_split($doc, ${quoteLiteral(separator ?? fieldSeparator)})`,
    values: [
      ...format.columns
        .filter(({ derive }) => derive === undefined)
        .map((column) => ({ name: column.name, sql: value(column) })),
      { name: extraColumn, sql: extra.length === 0 ? 'NULL::JSON' : `to_json({${extra.join(', ')}})` },
    ],
    usesDoc: separator === undefined,
  };
}

/** The column that a field of lines or of a header goes to; null: none, it is kept in `extra`. */
function columnOf(format: Format, reading: LineReading, field: string): string | null {
  if (reading.columnFor) return reading.columnFor(field);
  return (
    format.columns.find((column) => column.derive === undefined && (column.key ?? column.name) === field)?.name ?? null
  );
}

function withoutNulls({ nullTexts }: LineReading, text: string): string {
  return [...new Set(['', ...nullTexts])].reduce((sql, none) => `nullif(${sql}, ${quoteLiteral(none)})`, text);
}
