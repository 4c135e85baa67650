// Names that people bring from other tools, as far as a source has the columns that they stand for.
import { findField, type QueryColumn } from './fields.ts';

/**
 * Alias in lower case → column key; never the name of a column that is there.
 *
 * @param sets those of the table itself first: of two equal aliases the first whose column is there is taken
 */
export function usableAliases(
  columns: QueryColumn[],
  sets: (Record<string, string> | undefined)[],
): Record<string, string> {
  const usable: Record<string, string> = {};
  for (const [alias, key] of sets.flatMap((aliases) => Object.entries(aliases ?? {}))) {
    if (!Object.hasOwn(usable, alias) && !isThere(columns, alias) && isThere(columns, key)) usable[alias] = key;
  }
  return usable;
}

const isThere = (columns: QueryColumn[], key: string): boolean => 'ref' in findField({ columns }, key);
