// What can be said of a log file and of a digest. Each verdict comes with a reason; words.ts says the reasons in sentences.

export const verdicts = ['verified', 'altered', 'missing', 'not covered', 'unverifiable'] as const;
/** Of a log file, hence of each row that came from it. */
export type Verdict = (typeof verdicts)[number];

export const digestVerdicts = ['verified', 'altered', 'displaced', 'missing', 'unverifiable'] as const;
export type DigestVerdict = (typeof digestVerdicts)[number];

export type DigestReason =
  | 'signature-valid'
  | 'signature-invalid'
  | 'digest-appended'
  | 'digest-trailing'
  | 'digest-displaced'
  | 'digest-other-bucket'
  | 'predecessor-hash'
  | 'unsigned-tail'
  | 'unsigned'
  | 'no-key'
  | 'unknown-algorithm'
  | 'unreadable'
  | 'digest-not-here';

export type LogReason =
  | 'hash-matches'
  | 'hash-matches-other-name'
  | 'hash-differs'
  | 'hash-differs-unproven'
  | 'log-appended'
  | 'log-trailing'
  | 'log-not-here'
  | 'log-not-here-unproven'
  | 'digest-unproven'
  | 'digest-altered'
  | 'other-bucket'
  | 'log-algorithm'
  | 'in-gap'
  | 'in-restart'
  | 'before-digests'
  | 'after-digests'
  | 'not-named'
  | 'no-digests'
  | 'no-place';

export type ChainReason =
  | 'chain-start'
  | 'earlier-digests'
  | 'deleted-digests'
  | 'restart'
  | 'clock-gap'
  | 'overlap'
  | 'order-differs'
  | 'predecessor-differs'
  | 'two-versions';

export type Reason = DigestReason | LogReason | ChainReason;

/** Findings that say that something was done to the evidence, or that evidence is lacking; the others only tell limits. */
export const graveChainReasons: ReadonlySet<ChainReason> = new Set([
  'deleted-digests',
  'clock-gap',
  'overlap',
  'order-differs',
  'predecessor-differs',
  'two-versions',
]);
