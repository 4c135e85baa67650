// Which entries a few typed letters mean: every word must be found, best matches first.

/** `keys`: shown beside it. */
export type Entry = { id: string; title: string; group: string; keys?: string | undefined; run: () => void };

/** Entries of which every typed word is a part, those where words begin with it first; all, in their order, for nothing typed. */
export function rankEntries<T extends Pick<Entry, 'title' | 'group'>>(entries: readonly T[], typed: string): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, cost: costOf(entry, words) }))
    .filter(({ cost }) => cost !== null)
    .toSorted((a, b) => a.cost! - b.cost!)
    .map(({ entry }) => entry);
}

/** Null: one of the words is not there. */
function costOf({ title, group }: Pick<Entry, 'title' | 'group'>, words: string[]): number | null {
  let sum = 0;
  const text = title.toLowerCase();
  for (const word of words) {
    const at = text.indexOf(word);
    const begins = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '');
    if (at >= 0) sum += begins ? (at === 0 ? 0 : 1) : 3;
    else if (group.toLowerCase().startsWith(word)) sum += 4;
    else return null;
  }
  return sum;
}
