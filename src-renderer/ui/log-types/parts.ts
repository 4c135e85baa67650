// The colour of each log type: the same on the timeline's bars, in its rows and on the pages of entities.
import type { TableInfo } from '../../../shared/contract/views.ts';
import { useTables } from '../tables.ts';

/** Number of colours; theme.css has them as `--pm-part0` and so on. */
export const parts = 8;

/** The log types of the case that are on the timeline, by title. */
export const typesOnTimeline = (tables: TableInfo[]): TableInfo[] =>
  tables.filter(({ isOnTimeline }) => isOnTimeline).toSorted((a, b) => (a.title < b.title ? -1 : 1));

/** Which colour a log type has in a case with these tables; null: it is none of them. */
export function partOf(tables: TableInfo[], logType: string): number | null {
  const names = tables.flatMap(({ isOnTimeline, name }) => (isOnTimeline ? [name] : [])).toSorted();
  const at = names.indexOf(logType);
  return at < 0 ? null : at % parts;
}

/** The CSS colour of a log type in the open case. */
export function colourOf(logType: string): string {
  const part = partOf(useTables.getState().tables, logType);
  return part === null ? 'var(--pm-part-others)' : `var(--pm-part${part})`;
}
