// What a verification comes to as a whole: the one answer that headline, exit code and report begin with.
import { type ChainReason, graveChainReasons } from './verdict.ts';

type Counted = { verdict: string; reason: string; count: number };
export type Sums = { digests: readonly Counted[]; logs: readonly Counted[]; chains: readonly Counted[] };

/** `grave`: something was altered or is missing; `unproven`: nothing was found wrong, but not all is proven; `none`: no logs. */
export type Outcome = 'proven' | 'unproven' | 'grave' | 'none';

const graveVerdicts = new Set(['altered', 'missing', 'displaced']);

export function outcomeOf({ digests, logs, chains }: Sums): Outcome {
  const isGrave =
    [...digests, ...logs].some(
      ({ verdict, reason }) => graveVerdicts.has(verdict) || reason === 'hash-matches-other-name',
    ) || chains.some(({ reason }) => graveChainReasons.has(reason as ChainReason));
  if (isGrave) return 'grave';
  if (logs.length === 0) return 'none';
  return [...digests, ...logs].every(({ verdict }) => verdict === 'verified') ? 'proven' : 'unproven';
}

export const outcomeSentences: Record<Outcome, string> = {
  proven: 'Every log file is proven to be what AWS delivered, and no digest is lacking between the first and the last.',
  grave: 'The logs are not whole, or not as AWS delivered them.',
  unproven: 'Nothing was found altered or missing, but not everything could be proven.',
  none: 'There are no CloudTrail log files to verify.',
};
