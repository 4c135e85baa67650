// What the verdicts on the bytes of the evidence mean, for people.
import type { Comparison, CustodyCounts, CustodyVerdict } from '../contract/custody.ts';
import { formatNoun } from '../values/sizes.ts';

export const verdictWords: Record<CustodyVerdict, { title: string; meaning: string }> = {
  same: { title: 'same', meaning: 'Byte for byte what was loaded.' },
  changed: { title: 'changed', meaning: 'Its bytes are not those that were loaded; the rows are of the bytes before.' },
  missing: { title: 'missing', meaning: 'It is not there any more; its rows cannot be compared with it.' },
  unreadable: { title: 'unreadable', meaning: 'It is there, and cannot be read.' },
  'not-kept': {
    title: 'not kept',
    meaning: 'It was loaded without keeping a copy, so there is nothing to read again.',
  },
  unhashed: {
    title: 'without a hash',
    meaning: 'Its load could not read all of it, so there is nothing to compare with.',
  },
};

export const comparisonWords: Record<Comparison, { title: string; meaning: string }> = {
  same: { title: 'same', meaning: 'Name and hash agree.' },
  renamed: { title: 'under another name', meaning: 'The same bytes are here under another name.' },
  differs: { title: 'differs', meaning: 'The name is here, with other bytes.' },
  'not-here': { title: 'not here', meaning: 'In the list, and not in this case.' },
  'not-listed': { title: 'not in the list', meaning: 'In this case, and not in the list.' },
};

/** One sentence about a verification of the evidence. */
export function describeCounts(counts: CustodyCounts): string {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (total === 0) return 'There is no evidence to read.';
  if (counts.same === total) return `All ${formatNoun(total, 'item')} are byte for byte what was loaded.`;
  const parts = (Object.keys(verdictWords) as CustodyVerdict[])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict].toLocaleString('en-US')} ${verdictWords[verdict].title}`);
  return `Of ${formatNoun(total, 'item')}: ${parts.join(', ')}.`;
}
