// How much a new thing says. The points are bits of surprise: one point more is half as likely. Two chances are estimated from
// the case itself (by the rule of succession, so that little data says little), and what makes a thing weigh more, or less, is
// added in whole and half points that stand in one list. Nothing here knows any case.
import type { NoveltyKind } from './kinds.ts';

export type NoveltyFacts = {
  kind: NoveltyKind;
  /** Days of the baseline on which the principal (for what is new to everybody: anybody) was seen. */
  daysSeen: number;
  /** Of those, the days but the first that brought something new of this kind. */
  daysNew: number;
  /** The median over those days of how many new things of this kind they brought: above 0 only where most days bring some, and 0 for what is not of one principal. */
  usualNew: number;
  /** Principals of the whole case. */
  principals: number;
  /** Other principals that have the value (of a new principal: the rarest of its values) at any time. */
  others: number;
  /** New things of this kind within the baseline; and those of them that at most so many others have. */
  newBefore: number;
  asRare: number;
  calls: number;
  failed: number;
  /** Calls that changed something. */
  changes: number;
  /** It is about who may do what, or about what is logged. */
  isGoverning: boolean;
  /** New values of this kind that came at about the same time, this one included. */
  together: number;
  /** Other kinds of new things of the same principal at about the same time. */
  beside: number;
};

/** `words`: what the points are given for, as a half sentence. */
export type ScorePart = { words: string; points: number };
export type Score = { points: number; parts: ScorePart[] };

export const kindPoints: Record<NoveltyKind, ScorePart | null> = {
  principal: null,
  api: null,
  network: null,
  agent: null,
  region: null,
  account: null,
  ip: { points: -1, words: 'the network of the address was known' },
  error: { points: -1, words: 'errors come by themselves' },
  hour: { points: -2, words: 'people work late, and jobs are moved' },
};
export const weights = { governing: 1.5, changing: 1.5, refused: 1, mostTogether: 2, mostBeside: 3 } as const;
/** Calls from which on it says something that most of them failed. */
const leastFailed = 3;

const half = (points: number) => Math.round(points * 10) / 10;
const days = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`;

/**
 * From 0 on; more is more surprising. That few principals have a thing is only as surprising as it is among new things: addresses are
 * nearly all rare, regions are not. So of two chances the greater one counts: the share of principals that have it, and the share of
 * the baseline's new things that were as rare (with one more that was, among as many as make the first share).
 */
export function scoreNovelty(facts: NoveltyFacts): Score {
  const { kind, daysSeen, daysNew, usualNew, principals, others, newBefore, asRare } = facts;
  const { calls, failed, changes, isGoverning, together, beside } = facts;
  const share = (principals + 2) / (others + 1);
  const parts: ScorePart[] = [
    {
      points: Math.log2((daysSeen + 2) / (daysNew + 1)),
      words: `${kind === 'principal' ? 'new principals' : 'something new of this kind'} on ${daysNew} of ${days(Math.max(0, daysSeen - 1))} before`,
    },
    ...(usualNew > 1 ? [{ points: -Math.log2(usualNew), words: `a usual day brings ${usualNew}` }] : []),
    {
      points: Math.log2(Math.min(share, (newBefore + share) / (asRare + 1))),
      words: `${others === 0 ? 'none' : others} of ${Math.max(0, principals - 1)} other principals ever had ${kind === 'principal' ? 'the rarest thing of it' : 'it'}; as rare were ${asRare} of ${newBefore} that were new before`,
    },
    ...(kindPoints[kind] ? [kindPoints[kind]] : []),
    ...(isGoverning ? [{ points: weights.governing, words: 'it is about who may do what, or what is logged' }] : []),
    ...(changes > 0 && kind !== 'hour' ? [{ points: weights.changing, words: 'something was changed' }] : []),
    ...(failed >= leastFailed && failed * 2 > calls ? [{ points: weights.refused, words: 'most calls failed' }] : []),
    ...(together > 1
      ? [{ points: Math.min(weights.mostTogether, Math.log2(together) / 2), words: `${together} came at a time` }]
      : []),
    ...(beside > 0
      ? [
          {
            points: Math.min(weights.mostBeside, beside),
            words: `the same principal had ${beside} other ${beside === 1 ? 'kind' : 'kinds'} of new things then`,
          },
        ]
      : []),
  ];
  const rounded = parts.map(({ points, words }) => ({ points: half(points), words }));
  return {
    points: half(
      Math.max(
        0,
        rounded.reduce((sum, { points }) => sum + points, 0),
      ),
    ),
    parts: rounded,
  };
}

/** Event sources of services that decide who may do what, or what is logged. */
export const governingSources: readonly string[] =
  'iam sts organizations sso sso-directory identitystore cloudtrail config guardduty securityhub access-analyzer kms account controltower macie2 detective ram'
    .split(' ')
    .map((name) => `${name}.amazonaws.com`);

/** Something was changed through such a service. */
export const isGoverning = (source: string, changes: number): boolean =>
  changes > 0 && governingSources.includes(source);
