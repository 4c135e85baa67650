// A value as text: what the grid shows, what text filters look at, and what value lists count.
import { kindOf } from './column-type.ts';
import { jsonText, type Place } from './place.ts';

/**
 * Times as `2024-01-01T00:00:00[.ffffff]Z` (a DATE without a time), structs, lists and maps as JSON text, bytes as lower-case
 * hex, all else as DuckDB prints it.
 */
export function textOf({ sql, type }: Pick<Place, 'sql' | 'type'>): string {
  if (type === jsonText) return sql;
  if (type.base !== 'scalar') return `CAST(to_json(${sql}) AS VARCHAR)`;
  switch (kindOf(type)) {
    case 'time': {
      if (type.name === 'DATE') return `CAST(${sql} AS VARCHAR)`;
      const utc = type.name === 'TIMESTAMP WITH TIME ZONE' ? `CAST(${sql} AS TIMESTAMP)` : sql;
      return `(replace(CAST(${utc} AS VARCHAR), ' ', 'T') || 'Z')`;
    }
    case 'bytes':
      return `lower(hex(${sql}))`;
    case 'json':
      return type.name === 'JSON' ? `CAST(${sql} AS VARCHAR)` : `CAST(to_json(${sql}) AS VARCHAR)`;
    default:
      return type.text === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`;
  }
}
