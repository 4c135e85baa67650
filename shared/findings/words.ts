// Findings and what is done to them, in words.
import { tactics } from '../attack/tactics.ts';
import type { DetectionProgress, Finding, FindingChange, Level } from '../contract/detections.ts';
import { shortPrincipal } from '../values/arn.ts';
import { formatCount, formatDuration, formatNoun } from '../values/sizes.ts';
import type { StateChoice } from './filter.ts';
import type { FindingGroup } from './group.ts';

export const levelTitles: Record<Level, string> = {
  informational: 'Info',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

export const stateTitles: Record<StateChoice, string> = {
  kept: 'Not dismissed',
  open: 'Open',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  all: 'All',
};

export const titleOfTactic = (tactic: string | null): string =>
  tactic === null ? 'Without a tactic' : (tactics.find(({ tag }) => tag === tactic)?.title ?? tactic);

export const describeActor = (actor: string | null): string =>
  actor === null ? 'Nobody named' : shortPrincipal(actor);

/** `14 hits, 3 of them refused`; `found no more` of what was judged and is not there any longer. */
export function describeHits({ hits, failed, excepted }: Pick<Finding, 'hits' | 'failed' | 'excepted'>): string {
  const except = excepted > 0 ? `${formatCount(excepted)} excepted` : null;
  if (hits === 0) return ['found no more', except].filter(Boolean).join(', ');
  const refused =
    failed === 0
      ? null
      : failed === hits
        ? hits === 1
          ? 'refused'
          : 'all refused'
        : `${formatCount(failed)} of them refused`;
  return [formatNoun(hits, 'hit'), refused, except].filter(Boolean).join(', ');
}

/** All that a line shows, for ears. */
export function describeFinding(finding: Finding): string {
  const { level, name, actor, day, sourceIps, sourceIpCount, techniques, state, tags } = finding;
  const more = sourceIpCount > 1 ? ` and ${formatCount(sourceIpCount - 1)} more` : '';
  return [
    `${levelTitles[level]}: ${name}`,
    describeActor(actor),
    day ?? 'no day',
    describeHits(finding),
    sourceIps[0] === undefined ? null : `from ${sourceIps[0]}${more}`,
    techniques.length > 0 ? techniques.join(' ') : null,
    state,
    tags.length > 0 ? `tagged ${tags.join(', ')}` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** The head of a group, for ears. */
export const describeGroup = ({ level, value, findings, hits }: FindingGroup): string =>
  [
    `${levelTitles[level]}: ${value === null ? 'none named' : shortPrincipal(value)}`,
    formatNoun(findings.length, 'finding'),
    formatNoun(hits, 'hit'),
  ].join(', ');

/** What was done, as a message says it: `Dismissed 3 findings.` */
export function describeChange(change: FindingChange, count: number): string {
  const those = formatNoun(count, 'finding');
  switch (change.kind) {
    case 'confirm':
      return `Confirmed ${those}.`;
    case 'dismiss':
      return `Dismissed ${those}.`;
    case 'reopen':
      return `Opened ${those} again.`;
    case 'tag':
      return change.on ? `Tagged ${those} “${change.tag}”.` : `Took the tag “${change.tag}” from ${those}.`;
    case 'note':
      return change.text === null ? `Removed the note of ${those}.` : `Kept the note of ${those}.`;
  }
}

/** The findings as they stand after a change that the engine has taken. `when` and `who` are those of its next answer. */
export function changeFinding(finding: Finding, change: FindingChange): Finding {
  switch (change.kind) {
    case 'confirm':
      return { ...finding, state: 'confirmed', reason: null };
    case 'dismiss':
      return { ...finding, state: 'dismissed', reason: change.reason };
    case 'reopen':
      return { ...finding, state: null, reason: null };
    case 'tag': {
      const others = finding.tags.filter((tag) => tag !== change.tag);
      return { ...finding, tags: change.on ? [...others, change.tag].toSorted() : others };
    }
    case 'note':
      return { ...finding, note: change.text };
  }
}

/** How far the rules are, in a sentence. */
export function describeProgress({ state, done, rules, rows, findings, elapsedMs, error }: DetectionProgress): string {
  // Not known before the first run has ended.
  const work = rules === 0 ? 'the rules' : `${formatNoun(rules, 'rule')} over ${formatNoun(rows, 'row')}`;
  switch (state) {
    case 'never':
      return 'No rule has been run in this case.';
    case 'running':
      return `Running ${work}: ${Math.floor(done * 100)} %, ${formatDuration(elapsedMs)}`;
    case 'current':
      return `${formatNoun(findings, 'finding')} of ${work}, up to date.`;
    case 'behind':
      return `${formatNoun(findings, 'finding')}, but rows, rules or exceptions came since the last run.`;
    case 'cancelled':
      return 'The last run was stopped before its end; the findings are those of the run before.';
    case 'failed':
      return `The last run failed: ${error ?? 'no reason was given.'}`;
  }
}
