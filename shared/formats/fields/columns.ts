// Columns as most definitions write them. Top-level names in lower case, as Athena has them; fields of structs as the record spells them.
import type { EntityMeaning, FormatColumn } from '../format.ts';

/** Text in a struct. */
export const field = (name: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  name,
  type: 'VARCHAR',
  doc,
  ...(entity ? { entity } : {}),
});

export const text = (key: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  ...field(key.toLowerCase(), doc, entity),
  key,
});

export const json = (key: string, doc: string): FormatColumn => ({ name: key.toLowerCase(), key, type: 'JSON', doc });

export const flag = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'BOOLEAN',
  doc,
});

/** ISO 8601. */
export const time = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'TIMESTAMP',
  doc,
});
