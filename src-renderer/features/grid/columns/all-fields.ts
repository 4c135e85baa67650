// Every column of a source and every field inside its structs as one flat list, for choosing one.
import type { ColumnInfo, ColumnKind, TableInfo } from '../../../../shared/contract/views.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';

export type Field = { ref: ColumnRef; key: string; kind: ColumnKind; doc: string | undefined };

/** Structs come before their fields; what is inside a list is left out. */
export function allFields(table: Pick<TableInfo, 'columns'>): Field[] {
  const visit = (info: ColumnInfo, ref: ColumnRef): Field[] => [
    { ref, key: columnKey(ref), kind: info.kind, doc: info.doc },
    ...(info.kind === 'struct' ? (info.fields ?? []) : []).flatMap((field) =>
      visit(field, { column: ref.column, path: [...ref.path, field.name] }),
    ),
  ];
  return table.columns.flatMap((info) => visit(info, { column: info.name, path: [] }));
}
