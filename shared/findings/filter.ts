// Which findings are looked at: pure choices over a list that is all there.

import { nameTechnique } from '../attack/techniques.ts';
import type { Finding, Level } from '../contract/detections.ts';
import { gravityOf } from './gravity.ts';
import { placesOf } from './places.ts';

export const stateChoices = ['kept', 'open', 'confirmed', 'dismissed', 'all'] as const;
/** `kept`: all but those dismissed. */
export type StateChoice = (typeof stateChoices)[number];

/** Null: any. */
export type FindingFilter = {
  /** The least grave level that counts. */
  level: Level;
  state: StateChoice;
  /** Words that must all be in it somewhere. */
  text: string;
  rule: string | null;
  /** `actor` null: records that name nobody. */
  actor: { actor: string | null } | null;
  /** `tactic` null: rules that name none. */
  tactic: { tactic: string | null } | null;
  /** With all that is under it; `technique` null: what names none, or none that belongs under the tactic. */
  technique: { technique: string | null } | null;
  /** Findings that have hits in this time, ISO UTC, `to` not included. */
  time: { from: string; to: string } | null;
};

export const noFilter: FindingFilter = {
  level: 'informational',
  state: 'kept',
  text: '',
  rule: null,
  actor: null,
  tactic: null,
  technique: null,
  time: null,
};

/** Whether it stands there in the matrix; null: anywhere. */
function isInPlace(finding: Finding, tactic: FindingFilter['tactic'], technique: FindingFilter['technique']): boolean {
  if (tactic === null && technique === null) return true;
  if (technique === null) return hasTactic(finding, tactic!.tactic);
  const places = placesOf(finding);
  const columns = tactic === null ? [...places.values()] : [places.get(tactic.tactic)];
  return columns.some((cells) => cells?.has(technique.technique));
}

export const isInState = ({ state }: Pick<Finding, 'state'>, choice: StateChoice): boolean =>
  choice === 'all' ||
  (choice === 'kept' ? state !== 'dismissed' : choice === 'open' ? state === null : state === choice);

/** Whether it went on during the time; a finding without times never did. */
export const isDuring = (
  { first, last }: Pick<Finding, 'first' | 'last'>,
  { from, to }: { from: string; to: string },
): boolean =>
  first !== null && last !== null && Date.parse(first) < Date.parse(to) && Date.parse(last) >= Date.parse(from);

/** The findings that pass, in the order that they have. */
export function selectFindings(findings: readonly Finding[], filter: FindingFilter): Finding[] {
  const least = gravityOf(filter.level);
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter(
    (finding) =>
      gravityOf(finding.level) >= least &&
      isInState(finding, filter.state) &&
      (filter.rule === null || finding.rule === filter.rule) &&
      (filter.actor === null || finding.actor === filter.actor.actor) &&
      isInPlace(finding, filter.tactic, filter.technique) &&
      (filter.time === null || isDuring(finding, filter.time)) &&
      (words.length === 0 || holdsWords(finding, words)),
  );
}

export const hasTactic = ({ tactics }: Pick<Finding, 'tactics'>, tactic: string | null): boolean =>
  tactic === null ? tactics.length === 0 : tactics.includes(tactic);

function holdsWords(finding: Finding, words: string[]): boolean {
  const { name, rule, actor, day, techniques, sourceIps, actions, accounts, regions, tags, note, reason } = finding;
  const text = [
    name,
    rule,
    actor ?? '',
    day ?? '',
    note ?? '',
    reason ?? '',
    ...techniques.flatMap((id) => [id, nameTechnique(id)]),
    ...[sourceIps, actions, accounts, regions, tags].flat(),
  ];
  const all = text.join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}
