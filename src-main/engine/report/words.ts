// Words and cells that several sections of a report share.
import { findFormat } from '../../../shared/formats/registry.ts';
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import type { Redactions } from '../../../shared/report/choices.ts';
import type { Inline } from '../../../shared/report/document.ts';
import { shortPrincipal } from '../../../shared/values/arn.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';

/** What came of a request, unless it simply worked. */
export const failureOf = ({ outcome }: NotebookEntry): string | null =>
  outcome === null || outcome === '' || /^(success|ok|accept)$/i.test(outcome) ? null : outcome;

/**
 * Of a table whose columns have no known meaning, the target is the start of the record. Where values are redacted it is left
 * out: of a value that stands at the cut, the beginning could be read.
 */
export function targetOf({ table, target }: NotebookEntry, { values, networks, pattern }: Redactions): string | null {
  const isRedacted = values.length + networks.length > 0 || pattern !== '';
  return isRedacted && !findFormat(table)?.timeline ? null : target;
}

export const eventOf = (entry: NotebookEntry): Inline[] => {
  const failure = failureOf(entry);
  return [{ code: entry.action ?? entry.table }, ...(failure === null ? [] : [{ dim: ' ' }, { code: failure }])];
};

/** Who, as short as it is unambiguous within an account, and from where. */
export function actorOf({ actor, sourceIp }: NotebookEntry): Inline[] {
  const who: Inline[] = actor === null ? [] : [{ code: shortPrincipal(actor) }];
  return sourceIp === null || sourceIp === ''
    ? who
    : [...who, { dim: who.length > 0 ? ' from ' : 'from ' }, { code: sourceIp }];
}

/** `CreateUser (3), ListKeys`: how often each, the most frequent first. */
export function countedList(values: (string | null)[], most: number): Inline[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = sorted
    .slice(0, most)
    .map(([value, n]): Inline[] => [{ code: value }, ...(n > 1 ? [` (${formatCount(n)})`] : [])]);
  const more = sorted.length - shown.length;
  return joinInlines([...shown, ...(more > 0 ? [[`${formatCount(more)} more`]] : [])]);
}

export const joinInlines = (items: Inline[][]): Inline[] =>
  items.flatMap((item, i) => (i === 0 ? item : [', ', ...item]));

export const rowsWords = (n: number): string => formatNoun(n, 'row');
export const eventsWords = (n: number): string => formatNoun(n, 'event');

/** A service is named without its domain. */
export const shortTarget = (target: string | null): string | null =>
  target?.replace(/^([a-z0-9-]+)\.amazonaws\.com$/, '$1') ?? null;

/**
 * The folder that all paths are in, with its last slash, so that a table says it once; empty: there is none worth it, or
 * something is redacted that could be cut in two by this.
 */
export function commonFolder(paths: string[], { values, pattern }: Redactions): string {
  const [first, ...others] = paths;
  if (first === undefined || others.length === 0) return '';
  if (pattern !== '' || values.some((value) => value.includes('/'))) return '';
  let end = first.lastIndexOf('/') + 1;
  while (end > 1 && !others.every((path) => path.startsWith(first.slice(0, end))))
    end = first.lastIndexOf('/', end - 2) + 1;
  return end > 1 ? first.slice(0, end) : '';
}
