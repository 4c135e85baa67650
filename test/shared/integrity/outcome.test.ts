import { describe, expect, it } from 'vitest';
import { type Outcome, outcomeOf, outcomeSentences } from '../../../shared/integrity/outcome.ts';
import { describeRowVerdicts } from '../../../shared/integrity/row-verdicts.ts';

const one = (verdict: string, reason = '') => ({ verdict, reason, count: 1 });
const whole = {
  digests: [one('verified')],
  logs: [one('verified', 'hash-matches')],
  chains: [one('chain', 'chain-start')],
};

describe('outcomeOf', () => {
  it.each<[Outcome, string, Partial<typeof whole>]>([
    ['proven', 'all verified', {}],
    ['none', 'no logs', { logs: [] }],
    ['unproven', 'a log that no digest names', { logs: [...whole.logs, one('not covered')] }],
    ['unproven', 'a digest without a key', { digests: [one('unverifiable', 'no-key')] }],
    ['unproven', 'logging that was off', { chains: [one('chain', 'restart')], logs: [one('unverifiable')] }],
    ['grave', 'a log that is gone', { logs: [one('missing')] }],
    ['grave', 'a renamed log, though verified', { logs: [one('verified', 'hash-matches-other-name')] }],
    ['grave', 'a displaced digest', { digests: [one('displaced')] }],
    ['grave', 'a gap alone', { chains: [one('chain', 'deleted-digests')] }],
    ['grave', 'a gap where no logs are', { logs: [], chains: [one('chain', 'clock-gap')] }],
  ])('is %s for %s', (outcome, _, sums) => {
    expect(outcomeOf({ ...whole, ...sums })).toBe(outcome);
  });

  it('is said in one sentence each', () => {
    for (const sentence of Object.values(outcomeSentences)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe('describeRowVerdicts', () => {
  const verification = {
    id: 3,
    started: '2026-03-04T05:06:07Z',
    ended: '2026-03-04T05:06:08Z',
    bucket: null,
    keys: ['a', 'b'],
  };

  it('names the verification and the counts', () => {
    expect(describeRowVerdicts({ verification, rows: { verified: 1200, altered: 1 } })).toBe(
      'Rows by the verdict on their log file (verification 3 of 2026-03-04T05:06:08Z, with 2 public keys): 1,200 verified, 1 altered.',
    );
    expect(describeRowVerdicts({ verification: { ...verification, keys: ['a'] }, rows: {} })).toContain(
      'with one public key): there are none.',
    );
  });

  it('says so where nothing is known', () => {
    expect(describeRowVerdicts({ verification: null, rows: null })).toContain('have not been verified');
    expect(describeRowVerdicts({ verification, rows: null })).toContain('do not say which log files they are from');
  });
});
