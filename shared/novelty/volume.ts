// Whether an hour has more calls than such hours had before: by median and by the median distance from it, which a few wild hours
// do not move.

export type HourFacts = {
  calls: number;
  /** Hours like it before, those without calls included. */
  hours: number;
  median: number;
  /** Median of the distances from the median. */
  spread: number;
  /** The most calls in one of them. */
  most: number;
};

/** From so many times its usual distance on, an hour stands out; and with fewer calls than `leastCalls` none does. */
export const leastDistance = 6;
export const leastCalls = 20;
/** A median distance as the standard deviation that it would have, were the counts spread normally. */
const asDeviation = 1.4826;

/**
 * How far an hour is from the usual, in usual distances; 0: it does not stand out. It has to be more than any hour like it was.
 * The usual distance is at least the root of the median, as of calls that come by chance, and at least 1.
 */
export function judgeHour({ calls, median, spread, most }: HourFacts, least = leastCalls): number {
  if (calls < least || calls <= most) return 0;
  const usual = Math.max(spread * asDeviation, Math.sqrt(median), 1);
  const distance = (calls - median) / usual;
  return distance < leastDistance ? 0 : distance;
}

/** Points of an episode: each doubling of the most that was ever seen is one, and each further hour adds a little. */
export function scoreVolume({ calls, most, median }: HourFacts, hours: number): number {
  const times = Math.log2((calls + 1) / (Math.max(most, median) + 1));
  return Math.round((times + Math.min(2, Math.log2(Math.max(1, hours)) / 2)) * 10) / 10;
}
