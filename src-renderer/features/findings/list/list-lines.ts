// The lines of the list: findings, under the heads of their groups where they are grouped.
import type { Finding } from '../../../../shared/contract/detections.ts';
import { type FindingGroup, type Grouping, groupFindings } from '../../../../shared/findings/group.ts';
import type { Place } from '../lines/place.ts';

export type Line = { key: string; group: FindingGroup; isOpen: boolean } | { key: string; finding: Finding };

export const isHead = (line: Line): line is Extract<Line, { group: unknown }> => 'group' in line;

export const keyOfFinding = ({ finding }: Finding) => `finding ${finding}`;

/** Which groups show their heads alone: all or none of them, except for `others`, by the keys of their heads. */
export type Folds = { all: boolean; others: ReadonlySet<string> };
export const unfolded: Folds = { all: false, others: new Set() };
export const folded: Folds = { all: true, others: new Set() };

/** The other way for one group. */
export function turnFold({ all, others }: Folds, key: string): Folds {
  const next = new Set(others);
  if (!next.delete(key)) next.add(key);
  return { all, others: next };
}

export function listLines(findings: readonly Finding[], by: Grouping, folds: Folds): Line[] {
  const lineOf = (finding: Finding): Line => ({ key: keyOfFinding(finding), finding });
  if (by === 'none') return findings.map(lineOf);
  return groupFindings(findings, by).flatMap((group) => {
    const key = headKey(by, group.key);
    const isOpen = folds.all === folds.others.has(key);
    return [{ key, group, isOpen }, ...(isOpen ? group.findings.map(lineOf) : [])];
  });
}

/** Groups of another grouping are others, even if they have the same name. */
export const headKey = (by: Grouping, group: string): string => `${by} ${group}`;

/** What a command is about: the chosen findings, with a head those under it; where none are chosen, those of the line with the cursor. */
export function findingsMeant(lines: readonly Line[], place: Place, at: number): Finding[] {
  const chosen = lines.filter(({ key }) => place.chosen.has(key));
  const line = lines[at];
  const meant = chosen.length > 0 ? chosen : line ? [line] : [];
  const found = meant.flatMap((one) => (isHead(one) ? one.group.findings : [one.finding]));
  return [...new Map(found.map((one) => [one.finding, one])).values()];
}
