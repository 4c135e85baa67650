// How grave rules and findings are.
import type { Level } from '../contract/detections.ts';
import { levels } from '../sigma/rule.ts';

export const gravityOf = (level: Level): number => levels.indexOf(level);

/** Null of none. */
export function gravestOf(all: Iterable<Level>): Level | null {
  let most: Level | null = null;
  for (const level of all) if (most === null || gravityOf(level) > gravityOf(most)) most = level;
  return most;
}
