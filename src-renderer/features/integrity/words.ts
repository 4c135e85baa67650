// How the tab names what it shows, and the rows and files that its numbers lead to.
import type {
  DigestChain,
  IntegrityFinding,
  LastVerification,
  VerificationSums,
} from '../../../shared/contract/integrity.ts';
import type { Outcome } from '../../../shared/integrity/outcome.ts';
import {
  type ChainReason,
  graveChainReasons,
  type Reason,
  type Verdict,
  verdicts,
} from '../../../shared/integrity/verdict.ts';
import { words } from '../../../shared/integrity/words.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { type GridPlace, isOneOf, viewOf } from '../../ui/evidence/table-views.ts';
import { useTables } from '../../ui/tables.ts';

export const outcomeTitles: Record<Outcome, string> = {
  proven: 'All proven',
  grave: 'Altered or not whole',
  unproven: 'Not everything provable',
  none: 'Nothing to verify',
};

type Count = VerificationSums['logs'][number];

const wrongs: {
  of: keyof VerificationSums;
  noun: string;
  what: string;
  before?: string;
  is: (one: Count) => boolean;
}[] = [
  { of: 'logs', noun: 'log file', what: 'altered', is: ({ verdict }) => verdict === 'altered' },
  { of: 'logs', noun: 'log file', what: 'missing', is: ({ verdict }) => verdict === 'missing' },
  { of: 'logs', noun: 'log file', what: 'renamed', is: ({ reason }) => reason === 'hash-matches-other-name' },
  { of: 'digests', noun: 'digest', what: 'altered', is: ({ verdict }) => verdict === 'altered' },
  { of: 'digests', noun: 'digest', what: 'in another place', is: ({ verdict }) => verdict === 'displaced' },
  // Of several in a row only the last is known by name.
  { of: 'digests', noun: 'digest', what: 'missing', before: 'at least ', is: ({ verdict }) => verdict === 'missing' },
  { of: 'chains', noun: 'break', what: 'in chains', is: ({ reason }) => graveChainReasons.has(reason as ChainReason) },
];

/** What is wrong, in numbers: `1 log file altered`. Nothing: nothing is. */
export const listWrong = (sums: VerificationSums): string[] =>
  wrongs.flatMap(({ of, noun, what, before = '', is }) => {
    const count = sums[of].filter(is).reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? [] : [`${before}${formatNoun(count, noun)} ${what}`];
  });

/** What wants attention first comes first. */
export const verdictOrder: readonly Verdict[] = ['altered', 'missing', 'unverifiable', 'not covered', 'verified'];

export const verdictTitles: Record<Verdict, { title: string; meaning: string }> = {
  altered: { title: 'Altered', meaning: 'Not what AWS delivered.' },
  missing: { title: 'Missing', meaning: 'Named by a digest, and not here.' },
  unverifiable: { title: 'Unverifiable', meaning: 'Its digest proves nothing.' },
  'not covered': { title: 'Not covered', meaning: 'No digest names it.' },
  verified: { title: 'Verified', meaning: 'Proven to be what AWS delivered.' },
};

export type Reasons = { reason: string; count: number }[];
export type VerdictCard = { verdict: Verdict; files: number; rows: number; reasons: Reasons };

/** One for each verdict on log files, none left out. */
export const cardsOf = ({ sums, rows }: Pick<LastVerification, 'sums' | 'rows'>): VerdictCard[] =>
  [...verdicts]
    .sort((a, b) => verdictOrder.indexOf(a) - verdictOrder.indexOf(b))
    .map((verdict) => {
      const reasons = sums.logs.filter((one) => one.verdict === verdict);
      return {
        verdict,
        files: reasons.reduce((sum, { count }) => sum + count, 0),
        rows: rows.find((one) => one.verdict === verdict)?.rows ?? 0,
        reasons,
      };
    });

export const sayReason = (reason: string) => words[reason as Reason] ?? { sentence: reason, next: null };

export const isGrave = ({ of, reason }: Pick<IntegrityFinding, 'of' | 'reason'>): boolean =>
  of !== 'chain' || graveChainReasons.has(reason as ChainReason);

/** `account 111122223333, us-east-1, trail org`, as far as it is known. */
export const sayPlace = ({ account, region, trail }: Pick<IntegrityFinding, 'account' | 'region' | 'trail'>): string =>
  [account && `account ${account}`, region, trail && `trail ${trail}`].filter(Boolean).join(', ');

export const sayGap = ({ reason, digests }: IntegrityFinding): string =>
  reason === 'deleted-digests' && digests !== null ? formatNoun(digests, 'digest') : '';

/** Insight events have verdicts too, and a table of their own. */
const rowsTable = () =>
  useTables.getState().tables.some(({ name }) => name === 'cloudtrail_insight') ? 'timeline' : 'cloudtrail';

export const rowsOfVerdict = (verdict: string): GridPlace => ({
  view: viewOf(rowsTable(), [isOneOf('verdict', verdict)]),
  title: `Rows ${verdict}`,
});

export const filesOfVerdict = (verdict: string): GridPlace => ({
  view: viewOf('log_verdicts', [isOneOf('verdict', verdict)]),
  title: `Log files ${verdict}`,
});

export const filesOfReason = (reason: string): GridPlace => ({
  view: viewOf('log_verdicts', [isOneOf('reason', reason)]),
  title: `Log files: ${reason}`,
});

export const digestsOfReason = (reason: string): GridPlace => ({
  view: viewOf('digest_verdicts', [isOneOf('reason', reason)]),
  title: `Digests: ${reason}`,
});

export const digestsOfChain = ({ account, region, trail }: DigestChain): GridPlace => ({
  view: viewOf('digest_verdicts', [isOneOf('account', account), isOneOf('region', region)]),
  title: `Digests of ${[account, region, trail].filter(Boolean).join(' ')}`,
});

export const rowsOfFile = (evidenceId: number): GridPlace => ({
  view: viewOf(rowsTable(), [isOneOf('evidence_id', evidenceId)]),
  title: `Rows of file ${evidenceId}`,
});
