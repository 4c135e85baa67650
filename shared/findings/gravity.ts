// How grave rules and findings are, and which comes first.
import type { Finding, Level } from '../contract/detections.ts';
import { levels } from '../sigma/rule.ts';

export const gravityOf = (level: Level): number => levels.indexOf(level);

/** Null of none. */
export function gravestOf(all: Iterable<Level>): Level | null {
  let most: Level | null = null;
  for (const level of all) if (most === null || gravityOf(level) > gravityOf(most)) most = level;
  return most;
}

type Ranked = Pick<Finding, 'level' | 'last' | 'finding'>;

/** The gravest and then the latest first; those without a time after those with one. */
export function compareFindings(a: Ranked, b: Ranked): number {
  const grave = gravityOf(b.level) - gravityOf(a.level);
  if (grave !== 0) return grave;
  if (a.last !== b.last) return a.last === null ? 1 : b.last === null ? -1 : Date.parse(b.last) - Date.parse(a.last);
  return a.finding - b.finding;
}
