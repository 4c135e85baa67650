// The columns of a source and the fields inside them, as the flat list of lines that the columns panel shows.
import type { ColumnInfo, ColumnKind } from '../../../../shared/contract/views.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';

/** Keys found inside a JSON column or struct (`views.paths`), by the key of the column they are in. */
export type FoundPaths = ReadonlyMap<string, { path: string[]; type: string; count: number }[]>;

export type FieldLine = {
  ref: ColumnRef;
  key: string;
  /** The part of the name that this line adds. */
  label: string;
  kind: ColumnKind;
  doc: string | undefined;
  depth: number;
  /** Null: nothing inside. */
  open: boolean | null;
  /** How many sampled rows have it; null where that is not counted. */
  count: number | null;
};

/** With a search text, every known field whose name contains it; else the tree as far as it is open. */
export function listFields(
  columns: ColumnInfo[],
  opened: ReadonlySet<string>,
  found: FoundPaths,
  search: string,
): FieldLine[] {
  const wanted = search.trim().toLowerCase();
  const lines: FieldLine[] = [];
  const visit = (info: ColumnInfo, ref: ColumnRef, depth: number) => {
    const key = columnKey(ref);
    const fields = info.fields ?? [];
    const hasMore = fields.length > 0 || info.kind === 'json';
    const isOpen = opened.has(key);
    const line = { ref, key, kind: info.kind, doc: info.doc, depth, count: null };
    if (!wanted || key.toLowerCase().includes(wanted)) {
      lines.push({ ...line, label: info.name, open: hasMore && !wanted ? isOpen : null });
    }
    if (!wanted && !isOpen) return;
    for (const field of fields) visit(field, inside(ref, [field.name]), depth + 1);
    for (const { path, type, count } of found.get(key) ?? []) {
      const deeper = inside(ref, path);
      const label = path.join('.');
      if (wanted && !columnKey(deeper).toLowerCase().includes(wanted)) continue;
      const doc = `${type}, in ${count.toLocaleString('en-US')} of the rows looked at`;
      lines.push({
        ref: deeper,
        key: columnKey(deeper),
        label,
        kind: 'text',
        doc,
        depth: depth + 1,
        open: null,
        count,
      });
    }
  };
  for (const column of columns) visit(column, { column: column.name, path: [] }, 0);
  return wanted ? lines.map((line) => ({ ...line, label: line.key, depth: 0 })) : lines;
}

const inside = (ref: ColumnRef, path: string[]): ColumnRef => ({ column: ref.column, path: [...ref.path, ...path] });
