// New values of one kind that a principal had at about the same time are one thing to look at: a sweep asks a hundred questions,
// and is one sweep.

/** Values whose first times are at most so far apart are of one burst. */
export const burstGapMs = 3_600_000;

/** By time; each burst in the order of its members' first times. `first`: ISO UTC. */
export function findBursts<T extends { first: string }>(all: readonly T[]): T[][] {
  const bursts: T[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const one of all.toSorted((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)))) {
    const at = Date.parse(one.first);
    if (at - last <= burstGapMs) bursts.at(-1)!.push(one);
    else bursts.push([one]);
    last = at;
  }
  return bursts;
}

/** In the order of first appearance, each in the order given. */
export function groupsOf<T, Key>(all: readonly T[], keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
