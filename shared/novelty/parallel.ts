// How much it says that one key was used from distant networks within minutes.
import { formatCount, formatDuration, formatNoun } from '../values/sizes.ts';
import type { Score, ScorePart } from './score.ts';

/** Networks are distant when they differ in so many bits; where countries are known, those could be compared instead. */
export const distantBits = { ipv4: 16, ipv6: 32 } as const;

export type ParallelFacts = {
  /** How often it went from one network to another. */
  changes: number;
  /** Product and system of each network's user agents, as people read them. */
  agents: readonly (readonly string[])[];
  /** Days on which the same principal changed between the same networks, beside those of this time. */
  otherDays: number;
  /** A key without an end, which belongs to one user. */
  isLasting: boolean;
};

/** Points: 1 for each doubling of the changes, and what makes two users more likely than one with two ways out. */
export function scoreParallel({ changes, agents, otherDays, isLasting }: ParallelFacts): Score {
  const parts: ScorePart[] = [
    { points: Math.min(5, Math.log2(changes + 1)), words: `it changed ${formatNoun(changes, 'time')}` },
    ...(shareNone(agents) ? [{ points: 3, words: 'no user agent is common to all of the networks' }] : []),
    ...(isLasting ? [{ points: 1, words: 'the key does not expire' }] : []),
    ...(otherDays > 0
      ? [
          {
            points: -Math.min(6, 1 + Math.log2(otherDays)),
            words: `so it was on ${formatNoun(otherDays, 'other day')} too`,
          },
        ]
      : []),
  ];
  const rounded = parts.map(({ points, words }) => ({ words, points: Math.round(points * 10) / 10 }));
  return {
    parts: rounded,
    points:
      Math.round(
        Math.max(
          0,
          rounded.reduce((sum, { points }) => sum + points, 0),
        ) * 10,
      ) / 10,
  };
}

/** Whether no user agent is used from every network. */
export const shareNone = (agents: readonly (readonly string[])[]): boolean =>
  agents.length > 1 && !agents[0]!.some((agent) => agents.every((own) => own.includes(agent)));

/**
 * One host with both kinds of addresses: it takes now the one, now the other.
 * @param networks in CIDR notation, at least two
 */
export const isDualStack = (networks: readonly string[], agents: readonly (readonly string[])[]): boolean =>
  networks.length === 2 && networks.filter((network) => network.includes(':')).length === 1 && !shareNone(agents);

export type ParallelTold = {
  key: string;
  by: string | null;
  networks: readonly string[];
  changes: number;
  ms: number;
  calls: number;
  agentsDiffer: boolean;
};

export function describeParallel({ key, by, networks, changes, ms, calls, agentsDiffer }: ParallelTold): string {
  const owner = by === null ? '' : ` of ${by}`;
  const shown = networks.slice(0, 3).join(', ');
  const where =
    networks.length > 3 ? `${formatCount(networks.length)} networks, such as ${shown}` : networks.join(' and ');
  const how = changes === 1 ? 'it went from one to the other' : `it went back and forth ${formatCount(changes)} times`;
  const agents = agentsDiffer ? ', with other user agents' : '';
  return `${key}${owner} was used from ${where} within ${formatDuration(ms)}: ${how}${agents}; ${formatNoun(calls, 'call')}.`;
}
