// Which log type a table with named columns is of, and which of its columns goes where.
import type { Format, FormatColumn } from '../../../../../shared/formats/format.ts';
import type { Layout } from '../../layout.ts';

export type TableLayout = {
  format: Format;
  /** As a slab calls it, see ingest/layout.ts. */
  text: string;
  /** For each name of the table: the column it goes to; null: none, it is kept in `extra`. */
  columns: (FormatColumn | null)[];
};

export type TableLayouts = { find(names: string[]): TableLayout | null };

const text = JSON.stringify({ kind: 'columns' } satisfies Layout);

export function createTableLayouts(formats: Format[]): TableLayouts {
  return {
    find(names) {
      const format = formats.find(({ table }) => table?.recognise(names));
      if (!format) return null;
      const taken = new Set<FormatColumn>();
      const columns = names.map((name) => {
        const column = findColumn(format, name);
        if (column === null || taken.has(column)) return null;
        taken.add(column);
        return column;
      });
      return { format, text, columns };
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
