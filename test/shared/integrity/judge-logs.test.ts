import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildChains } from '../../../shared/integrity/chains.ts';
import { type FoundLog, type JudgedDigest, judgeLogs } from '../../../shared/integrity/judge-logs.ts';
import { makeChain } from './make-chain.ts';

const hours = 12;
const links = makeChain({ hours });
const logs: FoundLog[] = links.map(({ digest }, at) => {
  const { key, hash } = digest.files[0]!;
  return { evidenceId: at + 100, path: `/copy/${key}`, bucket: null, sha256: hash, isFlawed: false };
});

function judge(given: FoundLog[], proofs: JudgedDigest['proof'][] = [], bucket: string | null = null, from = links) {
  const digests = from.map(({ digest }, at) => ({ digest, proof: proofs[at] ?? ('proven' as const) }));
  return judgeLogs(digests, given, buildChains(from), bucket);
}

const words = (verdicts: ReturnType<typeof judge>) =>
  Object.fromEntries(
    verdicts.map(({ evidenceId, key, verdict, reason }) => [evidenceId ?? key, `${verdict}: ${reason}`]),
  );

describe('judgeLogs', () => {
  it('gives each log what was done to it, whatever was done to the digests', () => {
    const fates = fc.array(
      fc.record({
        log: fc.constantFrom('whole', 'changed', 'gone', 'flawed'),
        proof: fc.constantFrom<JudgedDigest['proof']>('proven', 'unproven', 'refuted'),
      }),
      { minLength: hours, maxLength: hours },
    );
    const expected = {
      proven: {
        whole: 'verified: hash-matches',
        changed: 'altered: hash-differs',
        gone: 'missing: log-not-here',
        flawed: 'altered: log-trailing',
      },
      unproven: {
        whole: 'unverifiable: digest-unproven',
        changed: 'altered: hash-differs-unproven',
        gone: 'missing: log-not-here-unproven',
        flawed: 'unverifiable: digest-unproven',
      },
      refuted: {
        whole: 'unverifiable: digest-altered',
        changed: 'unverifiable: digest-altered',
        gone: 'unverifiable: digest-altered',
        flawed: 'unverifiable: digest-altered',
      },
    };
    fc.assert(
      fc.property(fates, (plan) => {
        const given = logs.flatMap((log, at) => {
          const { log: fate } = plan[at]!;
          if (fate === 'gone') return [];
          return [{ ...log, sha256: fate === 'changed' ? 'x' : log.sha256, isFlawed: fate === 'flawed' }];
        });
        const found = words(
          judge(
            given,
            plan.map(({ proof }) => proof),
          ),
        );
        const wanted = plan.map(({ log, proof }, at) => [
          log === 'gone' ? links[at]!.digest.files[0]!.key : logs[at]!.evidenceId,
          expected[proof][log],
        ]);
        expect(found).toEqual(Object.fromEntries(wanted));
      }),
    );
  });

  it('calls logs of a deleted digest unverifiable, those beyond the chain not covered', () => {
    const left = links.filter((_, at) => at !== 0 && at !== 5 && at !== hours - 1);
    const found = words(judge(logs, [], null, left));
    expect(found[105]).toBe('unverifiable: in-gap');
    expect(found[100]).toBe('not covered: before-digests');
    expect(found[100 + hours - 1]).toBe('not covered: after-digests');
    expect(found[104]).toBe('verified: hash-matches');
  });

  it('tells logs that no digest speaks of from those put in', () => {
    const name = (account: string, time: string) => `${account}_CloudTrail_us-east-1_${time}_zzz.json.gz`;
    const log = (path: string): FoundLog => ({ evidenceId: 1, path, bucket: null, sha256: 'z', isFlawed: false });
    const reasonOf = (path: string) => judge([log(path)])[0];
    expect(reasonOf(name('111122223333', '20260301T0405Z'))).toMatchObject({
      verdict: 'not covered',
      reason: 'not-named',
    });
    expect(reasonOf(name('999999999999', '20260301T0405Z'))).toMatchObject({ reason: 'no-digests' });
    expect(reasonOf('export.json')).toMatchObject({ verdict: 'not covered', reason: 'no-place' });
  });

  it('finds a log by its content when it was renamed, and by its name in any folder', () => {
    const [first] = logs;
    const [verdict, ...others] = judge([{ ...first!, path: 'renamed.json' }, ...logs.slice(1)]);
    expect(verdict).toMatchObject({ verdict: 'verified', reason: 'hash-matches-other-name', evidenceId: 100 });
    expect(others.every((one) => one.verdict === 'verified')).toBe(true);
    const flat = logs.map((log) => ({ ...log, path: log.path.replace(/.*\//, '').replace(/\.gz$/, '') }));
    expect(judge(flat).every((one) => one.reason === 'hash-matches')).toBe(true);
  });

  it('does not take the word of a digest of another bucket', () => {
    expect(judge(logs, [], 'others').every((one) => one.reason === 'other-bucket')).toBe(true);
    expect(judge(logs, [], 'logs').every((one) => one.reason === 'hash-matches')).toBe(true);
    expect(judge([{ ...logs[0]!, bucket: 'others' }], [], 'logs')[0]).toMatchObject({ verdict: 'unverifiable' });
  });
});
