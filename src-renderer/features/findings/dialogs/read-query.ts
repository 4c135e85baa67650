// Whether a condition in the language of the search bar can be read; the engine reads it again.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { parseQuery } from '../../../../shared/query/query-text/parse.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';

/** What is wrong with it; null: nothing, or the table is not known yet. */
export function readQuery(text: string, table: TableInfo | undefined, zone: string): string | null {
  if (table === undefined || text.trim() === '') return null;
  try {
    parseQuery(text, table, { zone });
    return null;
  } catch (error) {
    if (error instanceof QueryProblem) return error.message;
    throw error;
  }
}
