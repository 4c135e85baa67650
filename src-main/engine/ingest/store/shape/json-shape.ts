// Rows from JSON: records that name their fields themselves, and documents that a worker made of rows of a table.
import type { Format, FormatColumn } from '../../../../../shared/formats/format.ts';
import { quoteLiteral } from '../../../duckdb/quote.ts';
import { extraColumn } from '../../layout.ts';
import { fromText, isConverted, sqlType } from './column-sql.ts';
import { createPointerTree, type Structure } from './pointer-tree.ts';
import { columnsOf, type TableShape, takesExtra } from './table-shape.ts';

/** @param byColumn the document has the columns' names for keys, and is not the record itself */
export function jsonShape(format: Format, byColumn: boolean): TableShape {
  const tree = createPointerTree();
  const values = format.columns
    .filter((column) => column.derive === undefined)
    .map((column) => {
      const own = `/${writeStep(byColumn ? column.name : (column.key ?? column.name))}`;
      const pointers = byColumn ? [own] : (column.from ?? [own]);
      const converted = isConverted(column);
      const places = pointers.map((pointer) => tree.claim(pointer, converted ? 'VARCHAR' : structure(column)));
      return {
        name: column.name,
        sql: () => {
          const found = places.map((place) => place());
          const first = found.length === 1 ? found[0]! : `coalesce(${found.join(', ')})`;
          if (converted) return fromText(column, first);
          return holdsTimes(column) ? `CAST(${first} AS ${sqlType(column)})` : first;
        },
      };
    });
  const extra = byColumn ? tree.claim(`/${extraColumn}`, 'JSON') : () => 'NULL::JSON';
  return {
    table: format.name,
    columns: columnsOf(format),
    parse: `json_transform($doc, ${quoteLiteral(JSON.stringify(tree.structure()))})`,
    values: [
      ...values.map(({ name, sql }) => ({ name, sql: sql() })),
      ...(takesExtra(format) ? [{ name: extraColumn, sql: extra() }] : []),
    ],
    usesDoc: byColumn,
  };
}

const writeStep = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The column as `json_transform` wants to hear it. Times are read with their offset from UTC, which a TIMESTAMP would drop. */
function structure(column: FormatColumn): Structure {
  const one: Structure =
    'fields' in column
      ? Object.fromEntries(column.fields.map((field) => [field.key ?? field.name, structure(field)]))
      : column.type === 'TIMESTAMP'
        ? 'TIMESTAMPTZ'
        : column.type;
  return column.list ? [one] : one;
}

const holdsTimes = (column: FormatColumn): boolean =>
  'fields' in column ? column.fields.some(holdsTimes) : column.type === 'TIMESTAMP';
