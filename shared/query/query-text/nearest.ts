// Names that a mistyped one may have meant.

const most = 3;

/** The likeliest first; none when nothing is near. */
export function nearestNames(written: string, names: string[]): string[] {
  const wanted = written.toLowerCase();
  const scored = names.map((name) => ({ name, score: distanceTo(wanted, name.toLowerCase()) }));
  return scored
    .filter(({ score }) => score < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.score - b.score || a.name.length - b.name.length)
    .filter(({ score }, _, [best]) => score <= best!.score + 0.5)
    .slice(0, most)
    .map(({ name }) => name);
}

/** 0: the last part is what was written. Infinity: too far. */
function distanceTo(wanted: string, name: string): number {
  const leaf = name.slice(name.lastIndexOf('.') + 1);
  const wantedLeaf = wanted.slice(wanted.lastIndexOf('.') + 1);
  if (leaf === wanted) return 0;
  if (leaf === wantedLeaf) return 0.5;
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const away = Math.min(editDistance(wanted, name, limit), editDistance(wantedLeaf, leaf, limit) + 0.5);
  if (away <= limit + 0.5) return away;
  return wanted.length >= 3 && (leaf.includes(wanted) || name.startsWith(wanted))
    ? limit + 1
    : Number.POSITIVE_INFINITY;
}

/** Letters to add, leave out, change or swap with their neighbour; `limit + 1` for more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length]!, limit + 1);
}
