// Sigma's periods: a number and a letter. The specification has s, m, h and d; pySigma also w, M and y, and rules use them.

const seconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_629_746, y: 31_556_952 };

/** Seconds of `90m`; null when it is no period, or an empty one. A month is a twelfth of a year of 365.2425 days. */
export function readTimespan(text: string): number | null {
  const [, count, unit] = /^(\d{1,9})([smhdwMy])$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * seconds[unit!]! || null;
}
