// What a column reference stands for in a source: its kind, meaning and name, also for a place inside a struct or JSON.

import type { ColumnInfo, ColumnKind, TableInfo } from '../../../../shared/contract/views.ts';
import { readColumnKey } from '../../../../shared/query/column-key.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';

export type ResolvedColumn = {
  ref: ColumnRef;
  /** Unique text name: `useridentity.arn`. */
  key: string;
  kind: ColumnKind;
  type: string;
  doc: string | undefined;
  /** What its values name, as the log type says. */
  entity?: ColumnInfo['entity'];
  /** Which mark it shows, where it is a column of marks. */
  mark?: ColumnInfo['mark'];
  /** False when the source has no such column (a saved layout of an older table). */
  known: boolean;
};

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Which of these columns the source has; the engine refuses to read others. */
export const knownColumns = (table: TableInfo, columns: ColumnRef[]): ColumnRef[] =>
  columns.filter((ref) => resolveColumn(table, ref).known);

/** Walks struct fields as far as they are known; inside JSON and lists every place counts as text. */
export function resolveColumn(table: TableInfo, ref: ColumnRef): ResolvedColumn {
  const key = columnKey(ref);
  let info: ColumnInfo | undefined = table.columns.find((column) => sameName(column.name, ref.column));
  const known = info !== undefined;
  for (const name of ref.path) {
    const field: ColumnInfo | undefined = info?.fields?.find((inner) => sameName(inner.name, name));
    if (!field) {
      const isOpenEnded = info !== undefined && info.kind !== 'struct';
      return { ref, key, kind: 'text', type: info?.type ?? '', doc: undefined, known: isOpenEnded };
    }
    info = field;
  }
  const mark = info?.mark ? { mark: info.mark } : {};
  const entity = info?.entity ? { entity: info.entity } : {};
  return { ref, key, kind: info?.kind ?? 'text', type: info?.type ?? '', doc: info?.doc, known, ...entity, ...mark };
}

/** The columns that a fresh grid shows: the format's own choice, else every column of the source. */
export function freshColumns(table: TableInfo): ColumnRef[] {
  const chosen = table.defaultColumns.flatMap((key) => readColumnKey(key) ?? []);
  const known = knownColumns(table, chosen);
  return known.length > 0 ? known : table.columns.map((column) => ({ column: column.name, path: [] }));
}
