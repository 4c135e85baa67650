// Which log type a table with named columns is of, and which of its columns goes where.
import type { Format, FormatColumn } from '../../../../../shared/formats/format.ts';
import { columnsLayout, createOwnExports, rawColumn, storedColumn } from './own-export.ts';

export type TableLayout = {
  format: Format;
  /** As a slab calls it, see ingest/layout.ts. */
  text: string;
  /** For each name of the table: the column it goes to; null: none, it is kept in `extra`; undefined: it is left out. */
  columns: (FormatColumn | null | undefined)[];
  /** Texts that mean "no value". */
  nullTexts: string[];
  /** Pugmark exported it: values stand there as it writes them. `raw`: which of the names has the record, -1: none. */
  own: { raw: number } | null;
};

export type TableLayouts = { find(this: void, names: string[]): TableLayout | null };

export function createTableLayouts(formats: Format[]): TableLayouts {
  const ownExports = createOwnExports(formats);
  return {
    find(names) {
      const given = new Set(names);
      const exported = ownExports.find((name) => given.has(name));
      if (exported) {
        const columns = names.map((name) => storedColumn(exported, name));
        return {
          format: exported,
          text: columnsLayout,
          columns,
          nullTexts: [],
          own: { raw: names.indexOf(rawColumn) },
        };
      }
      const format = formats.find(({ table }) => table?.recognise(names));
      if (!format) return null;
      const taken = new Set<FormatColumn>();
      const columns = names.map((name) => {
        const column = findColumn(format, name);
        if (column === null || taken.has(column)) return null;
        taken.add(column);
        return column;
      });
      return { format, text: columnsLayout, columns, nullTexts: ['', '-'], own: null };
    },
  };
}

function findColumn(format: Format, name: string): FormatColumn | null {
  const stored = format.columns.filter(({ derive }) => derive === undefined);
  if (format.table?.columnFor) {
    const wanted = format.table.columnFor(name);
    return stored.find((column) => column.name === wanted) ?? null;
  }
  const same = (a: string | undefined) => a?.toLowerCase() === name.toLowerCase();
  return stored.find((column) => same(column.key)) ?? stored.find((column) => same(column.name)) ?? null;
}
