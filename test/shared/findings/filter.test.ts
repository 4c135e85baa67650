// Which findings are looked at, and their groups.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FindingFilter,
  isDuring,
  isInState,
  noFilter,
  selectFindings,
  stateChoices,
} from '../../../shared/findings/filter.ts';
import { gravestOf } from '../../../shared/findings/gravity.ts';
import { groupFindings } from '../../../shared/findings/group.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import { anyFinding, anyFindings } from './arbitrary.ts';

const anyFilter: fc.Arbitrary<FindingFilter> = fc.record({
  level: fc.constantFrom(...levels),
  state: fc.constantFrom(...stateChoices),
  text: fc.constantFrom('', 'ANA', 'rule-1 createuser', 'cloud accounts', 'nowhere'),
  rule: fc.constantFrom(null, 'rule-2'),
  actor: fc.constantFrom(null, { actor: null }, { actor: 'ec2.amazonaws.com' }),
  tactic: fc.constantFrom(null, { tactic: null }, { tactic: 'persistence' }),
  technique: fc.constantFrom(null, { technique: 'T1078' }, { technique: null }),
  time: fc.constantFrom(null, { from: '2026-03-02T00:00:00Z', to: '2026-03-03T12:00:00Z' }),
});

describe('which findings are looked at', () => {
  it('a choice of several things leaves what each of them alone leaves, in the same order', () => {
    fc.assert(
      fc.property(anyFindings, anyFilter, (findings, filter) => {
        const parts = Object.entries(filter)
          .filter(([name]) => name !== 'tactic' && name !== 'technique')
          .map(([name, value]) => ({ ...noFilter, state: 'all' as const, [name]: value }));
        // A technique under a tactic is one choice.
        const { tactic, technique } = filter;
        const alone = [...parts, { ...noFilter, state: 'all' as const, tactic, technique }].map(
          (part) => new Set(selectFindings(findings, part)),
        );
        expect(selectFindings(findings, filter)).toEqual(
          findings.filter((one) => alone.every((left) => left.has(one))),
        );
      }),
    );
  });

  it('leaves out by itself only what was dismissed', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        expect(selectFindings(findings, noFilter)).toEqual(findings.filter(({ state }) => state !== 'dismissed'));
        const of = (state: (typeof stateChoices)[number]) => findings.filter((one) => isInState(one, state)).length;
        expect(of('open') + of('confirmed') + of('dismissed')).toBe(of('all'));
        expect(of('open') + of('confirmed')).toBe(of('kept'));
      }),
    );
  });

  it('finds words in names of techniques, and all of them must be there', () => {
    const [finding] = fc.sample(anyFinding, { numRuns: 1, seed: 1 });
    const one = { ...finding!, techniques: ['T1098.001'], note: 'Seen before' };
    const has = (text: string) => selectFindings([one], { ...noFilter, state: 'all', text }).length === 1;
    expect(has('additional cloud CREDENTIALS')).toBe(true);
    expect(has('seen t1098')).toBe(true);
    expect(has('seen never')).toBe(false);
  });

  it('a time has the findings that went on in it, its end not included', () => {
    const time = { from: '2026-03-02T10:00:00Z', to: '2026-03-02T11:00:00Z' };
    const during = (first: string, last: string) => isDuring({ first, last }, time);
    expect(during('2026-03-02T09:00:00Z', '2026-03-02T09:59:59Z')).toBe(false);
    expect(during('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z')).toBe(true);
    expect(during('2026-03-02T09:00:00Z', '2026-03-02T12:00:00Z')).toBe(true);
    expect(during('2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z')).toBe(false);
    expect(isDuring({ first: null, last: null }, time)).toBe(false);
  });
});

describe('groups', () => {
  it('each finding is in one group; of a tactic in that of each of them; sums are those of its findings', () => {
    fc.assert(
      fc.property(anyFindings, fc.constantFrom('rule', 'actor', 'day', 'tactic' as const), (findings, by) => {
        const groups = groupFindings(findings, by);
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
        for (const { findings: own, hits, level } of groups) {
          expect(hits).toBe(own.reduce((sum, one) => sum + one.hits, 0));
          expect(level).toBe(gravestOf(own.map((one) => one.level)));
          expect(own).toEqual(findings.filter((one) => own.includes(one)));
        }
        const times = (one: (typeof findings)[number]) => (by === 'tactic' ? Math.max(1, one.tactics.length) : 1);
        for (const one of findings)
          expect(groups.filter(({ findings: own }) => own.includes(one)).length).toBe(times(one));
      }),
    );
  });
});
