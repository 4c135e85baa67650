// What is wrong with a journal, in words, and what to do about it.
import type { JournalBreak } from '../contract/journal.ts';

const entries = ({ from, to }: JournalBreak) => (from === to ? `entry ${from} is` : `entries ${from} to ${to} are`);

/** One sentence. */
export function describeBreak(found: JournalBreak): string {
  const { line, reason } = found;
  switch (reason) {
    case 'unreadable':
      return `Line ${line} is no entry of a journal: it was changed or damaged.`;
    case 'changed':
      return `Line ${line} was changed after it was written.`;
    case 'unlinked':
      return `Line ${line} does not follow the line before it: one of them was replaced.`;
    case 'order':
      return `Line ${line} has a number that was there before: lines were moved, repeated or put in.`;
    case 'missing':
      return `Before line ${line}, ${entries(found)} missing.`;
    case 'replaced':
      return `Line ${line} is another entry than the one that was written there.`;
    case 'head-missing':
      return 'The file journal.head is missing, so nothing says whether entries were cut off at the end.';
    case 'head-damaged':
      return 'The file journal.head is damaged, so nothing says whether entries were cut off at the end.';
    case 'gone':
      return 'The journal of this case is missing, with all that was written in it.';
  }
}

/** What to do, whatever it is. */
export const breakAdvice =
  'Compare with a copy of the case or an export of its journal. The evidence itself is not in the journal: verify it by its hashes.';

/** The first of them and how many more. */
export function describeBreaks(breaks: readonly JournalBreak[]): string {
  const more = breaks.length - 1;
  const rest = more === 0 ? '' : ` And ${more === 1 ? 'one more break' : `${more} more breaks`}.`;
  return `${describeBreak(breaks[0]!)}${rest}`;
}
