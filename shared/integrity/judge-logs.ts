// The verdict of every log file that is here or that a digest names, from what is known of the digests.
import type { Chain } from './chains.ts';
import { type Digest, type LogReference, nameOf } from './digest.ts';
import { createUncovered } from './uncovered.ts';
import type { LogReason, Verdict } from './verdict.ts';

export type FoundLog = {
  evidenceId: number;
  /** Path in the evidence, or the object's key. */
  path: string;
  /** Null: not known. */
  bucket: string | null;
  /** SHA-256 of the content that was loaded, lower-case hex. */
  sha256: string;
  /** The file has a fault that its content does not show, as bytes after the compressed data. */
  isFlawed: boolean;
};
/** `proof`: its signature is valid; nothing could be checked; it was checked and is wrong. */
export type JudgedDigest = { digest: Digest; proof: 'proven' | 'unproven' | 'refuted' };
export type LogVerdict = {
  /** Null: the file is not here. */
  evidenceId: number | null;
  verdict: Verdict;
  reason: LogReason;
  bucket: string | null;
  key: string;
  /** Key of the digest that it rests on. */
  digestKey: string | null;
  expected: string | null;
  sha256: string | null;
};

type Named = LogReference & { proof: JudgedDigest['proof']; digestKey: string };

/** @param bucket the one that files of unknown origin are said to come from; null: not said */
export function judgeLogs(
  digests: readonly JudgedDigest[],
  logs: readonly FoundLog[],
  chains: readonly Chain[],
  bucket: string | null,
): LogVerdict[] {
  const byName = new Map<string, Named[]>();
  const byHash = new Map<string, Named>();
  for (const { digest, proof } of digests)
    for (const file of digest.files) {
      const named = { ...file, proof, digestKey: digest.key };
      const name = nameOf(file.key);
      const others = byName.get(name);
      if (others) others.push(named);
      else byName.set(name, [named]);
      if (proof === 'proven') byHash.set(file.hash, named);
    }
  const reasonUncovered = createUncovered(chains);
  const found = new Set<string>();
  const verdicts: LogVerdict[] = [];
  for (const log of logs) {
    const name = nameOf(log.path);
    const named = byName.get(name);
    if (named) {
      found.add(name);
      verdicts.push(judgeNamed(log, named, log.bucket ?? bucket));
      continue;
    }
    const same = byHash.get(log.sha256);
    if (same) {
      found.add(nameOf(same.key));
      verdicts.push(tell(log, same, 'verified', 'hash-matches-other-name'));
    } else {
      const { verdict, reason } = reasonUncovered(log.path);
      const nothing = { digestKey: null, expected: null };
      verdicts.push({
        evidenceId: log.evidenceId,
        verdict,
        reason,
        bucket: log.bucket,
        key: log.path,
        ...nothing,
        sha256: log.sha256,
      });
    }
  }
  for (const [name, named] of byName) if (!found.has(name)) verdicts.push(judgeAbsent(named));
  return verdicts;
}

function tell(log: FoundLog, named: Named, verdict: Verdict, reason: LogReason): LogVerdict {
  const { key, digestKey, hash } = named;
  const { evidenceId, sha256 } = log;
  return { evidenceId, verdict, reason, bucket: named.bucket, key, digestKey, expected: hash, sha256 };
}

const strength = { proven: 0, unproven: 1, refuted: 2 };

function judgeNamed(log: FoundLog, all: readonly Named[], bucket: string | null): LogVerdict {
  const own = all.filter((named) => bucket === null || named.bucket === bucket);
  if (own.length === 0) return tell(log, all[0]!, 'unverifiable', 'other-bucket');
  const matches = (named: Named) => named.hash === log.sha256;
  const [best] = [...own].sort(
    (a, b) => strength[a.proof] - strength[b.proof] || Number(matches(b)) - Number(matches(a)),
  ) as [Named];
  if (best.proof === 'refuted') return tell(log, best, 'unverifiable', 'digest-altered');
  if (best.algorithm !== 'SHA-256') return tell(log, best, 'unverifiable', 'log-algorithm');
  if (best.proof === 'unproven')
    return matches(best)
      ? tell(log, best, 'unverifiable', 'digest-unproven')
      : tell(log, best, 'altered', 'hash-differs-unproven');
  if (!matches(best)) return tell(log, best, 'altered', 'hash-differs');
  return log.isFlawed ? tell(log, best, 'altered', 'log-trailing') : tell(log, best, 'verified', 'hash-matches');
}

function judgeAbsent(all: readonly Named[]): LogVerdict {
  const [best] = [...all].sort((a, b) => strength[a.proof] - strength[b.proof]) as [Named];
  const absent = {
    evidenceId: null,
    bucket: best.bucket,
    key: best.key,
    digestKey: best.digestKey,
    expected: best.hash,
    sha256: null,
  };
  if (best.proof === 'refuted') return { ...absent, verdict: 'unverifiable', reason: 'digest-altered' };
  return { ...absent, verdict: 'missing', reason: best.proof === 'proven' ? 'log-not-here' : 'log-not-here-unproven' };
}
