// Fields of the lines that load balancers write, as their columns.
import type { EntityMeaning, FormatColumn } from '../format.ts';

type Type = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'TIMESTAMP';

/** With the column's name where it is not the field's. */
export type Field = [field: string, type: Type, doc: string, more?: { name?: string; entity?: EntityMeaning }];

export const columnOf = ([field, type, doc, more]: Field): FormatColumn => ({
  name: more?.name ?? field,
  key: field,
  type,
  doc,
  ...(more?.entity ? { entity: more.entity } : {}),
});
