// Findings and changes of them in words.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectionProgress, FindingChange } from '../../../shared/contract/detections.ts';
import {
  changeFinding,
  describeActor,
  describeChange,
  describeFinding,
  describeGroup,
  describeHits,
  describeProgress,
} from '../../../shared/findings/words.ts';
import { anyFinding } from './arbitrary.ts';

const changes: FindingChange[] = [
  { kind: 'confirm' },
  { kind: 'dismiss', reason: 'Our scanner' },
  { kind: 'reopen' },
  { kind: 'tag', tag: 'look', on: true },
  { kind: 'tag', tag: 'look', on: false },
  { kind: 'note', text: 'a note' },
  { kind: 'note', text: null },
];

describe('a change', () => {
  it('made twice is made once, and leaves what it is not about', () => {
    fc.assert(
      fc.property(anyFinding, fc.constantFrom(...changes), (finding, change) => {
        const once = changeFinding(finding, change);
        expect(changeFinding(once, change)).toEqual(once);
        const { state: _s, reason: _r, tags: _t, note: _n, ...kept } = finding;
        expect(once).toMatchObject(kept);
      }),
    );
  });

  it('is taken back by opening the finding again', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const dismissed = changeFinding(finding, { kind: 'dismiss', reason: 'usual' });
        expect([dismissed.state, dismissed.reason]).toEqual(['dismissed', 'usual']);
        const again = changeFinding(dismissed, { kind: 'reopen' });
        expect([again.state, again.reason]).toEqual([null, null]);
      }),
    );
  });

  it('in words', () => {
    expect(changes.map((change) => describeChange(change, 2))).toEqual([
      'Confirmed 2 findings.',
      'Dismissed 2 findings.',
      'Opened 2 findings again.',
      'Tagged 2 findings “look”.',
      'Took the tag “look” from 2 findings.',
      'Kept the note of 2 findings.',
      'Removed the note of 2 findings.',
    ]);
  });
});

describe('a finding in words', () => {
  it('says hits, and those refused or excepted', () => {
    const hits = (counts: [hits: number, failed: number, excepted: number]) =>
      describeHits({ hits: counts[0], failed: counts[1], excepted: counts[2] });
    expect(hits([1, 0, 0])).toBe('1 hit');
    expect(hits([1, 1, 0])).toBe('1 hit, refused');
    expect(hits([4, 4, 0])).toBe('4 hits, all refused');
    expect(hits([1234, 3, 2])).toBe('1,234 hits, 3 of them refused, 2 excepted');
    expect(hits([0, 0, 5])).toBe('found no more, 5 excepted');
  });

  it('says who, in short', () => {
    expect(describeActor('arn:aws:iam::111122223333:user/ana')).toBe('user/ana');
    expect(describeActor(null)).toBe('Nobody named');
    const [finding] = fc.sample(anyFinding, { numRuns: 1, seed: 1 });
    const one = { ...finding!, level: 'high' as const, name: 'Trail stopped', actor: null, day: '2026-03-01', hits: 2 };
    expect(describeFinding({ ...one, techniques: [], state: null, tags: ['look'] })).toBe(
      'High: Trail stopped, Nobody named, 2026-03-01, 2 hits, from 192.0.2.1, tagged look',
    );
  });

  it('and a group of them', () => {
    const group = {
      key: 'x',
      value: 'arn:aws:iam::111122223333:user/ana',
      level: 'low' as const,
      hits: 1,
      findings: [],
    };
    expect(describeGroup(group)).toBe('Low: user/ana, 0 findings, 1 hit');
    expect(describeGroup({ ...group, value: null, hits: 1200 })).toBe('Low: none named, 0 findings, 1,200 hits');
  });

  it('says how far the rules are', () => {
    const known: Omit<DetectionProgress, 'state'> = {
      done: 0.419,
      rules: 140,
      rows: 2_000_000,
      findings: 31,
      elapsedMs: 4000,
      error: null,
    };
    const said = (state: DetectionProgress['state'], error: string | null = null) =>
      describeProgress({ ...known, state, error });
    expect(said('running')).toBe('Running 140 rules over 2,000,000 rows: 41 %, 4.0 s');
    expect(describeProgress({ ...known, rules: 0, rows: 0, state: 'running' })).toBe('Running the rules: 41 %, 4.0 s');
    expect(said('current')).toBe('31 findings of 140 rules over 2,000,000 rows, up to date.');
    expect(said('failed', 'Disk full.')).toBe('The last run failed: Disk full.');
  });
});
