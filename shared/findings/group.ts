// Findings under heads: by rule, by actor, by day, or by tactic.

import { tactics } from '../attack/tactics.ts';
import type { Finding, Level } from '../contract/detections.ts';
import { gravityOf } from './gravity.ts';

export const groupings = ['none', 'rule', 'actor', 'day'] as const;
export type Grouping = (typeof groupings)[number];
/** What lanes can be of. */
export type LaneGrouping = Exclude<Grouping, 'none' | 'day'> | 'tactic';

export type FindingGroup = {
  /** Tells it from the others of its grouping; stays the same while findings come and go. */
  key: string;
  /** What its findings have in common: a rule's name, an actor, a day, a tag of a tactic; null: they have none. */
  value: string | null;
  level: Level;
  hits: number;
  findings: Finding[];
};

/** A finding of two tactics is in two groups, else each is in one. Groups are in the order of their first findings. */
export function groupFindings(findings: readonly Finding[], by: Exclude<Grouping, 'none'> | 'tactic'): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings)
    for (const [key, value] of keysOf(finding, by)) {
      const group = groups.get(key);
      if (!group) groups.set(key, { key, value, level: finding.level, hits: finding.hits, findings: [finding] });
      else {
        group.findings.push(finding);
        group.hits += finding.hits;
        if (gravityOf(finding.level) > gravityOf(group.level)) group.level = finding.level;
      }
    }
  const list = [...groups.values()];
  if (by === 'tactic') return list.toSorted((a, b) => placeOf(a.value) - placeOf(b.value));
  if (by === 'day') return list.toSorted((a, b) => ((a.value ?? '') < (b.value ?? '') ? 1 : -1));
  return list;
}

function keysOf(finding: Finding, by: Exclude<Grouping, 'none'> | 'tactic'): [key: string, value: string | null][] {
  if (by === 'rule') return [[finding.rule, finding.name]];
  if (by === 'tactic')
    return finding.tactics.length === 0 ? [['none', null]] : finding.tactics.map((tactic) => [`is ${tactic}`, tactic]);
  const value = by === 'actor' ? finding.actor : finding.day;
  return [value === null ? ['none', null] : [`is ${value}`, value]];
}

const placeOf = (tactic: string | null) =>
  tactic === null ? tactics.length : tactics.findIndex(({ tag }) => tag === tactic);
