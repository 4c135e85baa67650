// Where a log type names entities, by what its definition says of its columns.
import type { EntityMeaning, Format, FormatColumn } from '../formats/format.ts';

export type EntityColumn = {
  column: string;
  path: string[];
  entity: EntityMeaning;
  /** The value is a list of such, or stands in a list of structs. */
  isList: boolean;
};

const known = new WeakMap<Format, EntityColumn[]>();

export function entityColumnsOf(format: Format): EntityColumn[] {
  const before = known.get(format);
  if (before) return before;
  const found = format.columns.flatMap((column) => within(column, column.name, [], false));
  known.set(format, found);
  return found;
}

function within(column: FormatColumn, name: string, path: string[], inList: boolean): EntityColumn[] {
  const isList = inList || column.list === true;
  const own: EntityColumn[] = column.entity ? [{ column: name, path, entity: column.entity, isList }] : [];
  if (!('fields' in column)) return own;
  return [...own, ...column.fields.flatMap((field) => within(field, name, [...path, field.name], isList))];
}
