// The matrix of ATT&CK: its counts are those of the findings that it leads to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tactics } from '../../../shared/attack/tactics.ts';
import { noFilter, selectFindings } from '../../../shared/findings/filter.ts';
import { gravestOf } from '../../../shared/findings/gravity.ts';
import { buildMatrix, onlyFound } from '../../../shared/findings/matrix.ts';
import { anyFinding, anyFindings, anyRule } from './arbitrary.ts';

const all = { ...noFilter, state: 'all' as const };

describe('the matrix', () => {
  it('every count is that of the findings that its cell leads to', () => {
    fc.assert(
      fc.property(anyFindings, fc.array(anyRule, { maxLength: 10 }), (findings, rules) => {
        const columns = buildMatrix(findings, rules);
        for (const { tactic, cells, ...counts } of columns) {
          const found = selectFindings(findings, { ...all, tactic: { tactic } });
          expect(counts.findings).toBe(found.length);
          expect(counts.level).toBe(gravestOf(found.map(({ level }) => level)));
          for (const { technique, ...cell } of cells) {
            const under = selectFindings(findings, { ...all, tactic: { tactic }, technique: { technique } });
            expect(cell.findings).toBe(under.length);
            expect(cell.hits).toBe(under.reduce((sum, { hits }) => sum + hits, 0));
            expect(cell.findings + cell.rules).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('no finding is lost, and columns are in the order of ATT&CK', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const columns = buildMatrix(findings, []);
        const named = new Set(columns.map(({ tactic }) => tactic));
        const wanted = findings.flatMap((one) => (one.tactics.length === 0 ? [null] : one.tactics));
        expect(named).toEqual(new Set(wanted));
        const order = [...tactics.map(({ tag }) => tag), null];
        expect(columns.map(({ tactic }) => tactic)).toEqual(order.filter((tactic) => named.has(tactic)));
        expect(onlyFound(columns)).toEqual(columns);
      }),
    );
  });

  it('puts a technique under the tactics that it belongs to, and under what it is a part of', () => {
    const [some] = fc.sample(anyFinding, { numRuns: 1, seed: 1 });
    const finding = { ...some!, tactics: ['stealth', 'impact'], techniques: ['T1078.004', 'T1485'], hits: 3 };
    const cells = buildMatrix([finding], []).map(({ tactic, cells: own }) => [
      tactic,
      own.map(({ technique, hits }) => [technique, hits]),
    ]);
    expect(cells).toEqual([
      [
        'stealth',
        [
          ['T1078', 3],
          ['T1078.004', 3],
        ],
      ],
      ['impact', [['T1485', 3]]],
    ]);
  });

  it('shows what rules look for; one that is off, or only a part of others, looks for nothing', () => {
    const [some] = fc.sample(anyRule, { numRuns: 1, seed: 1 });
    const rule = { ...some!, tactics: ['impact'], techniques: ['T1485'], isOn: true, isPart: false };
    expect(buildMatrix([], [rule, rule])[0]!.cells).toEqual([
      { technique: 'T1485', findings: 0, hits: 0, rules: 2, level: null },
    ]);
    expect(
      buildMatrix(
        [],
        [
          { ...rule, isOn: false },
          { ...rule, isPart: true },
        ],
      ),
    ).toEqual([]);
    expect(onlyFound(buildMatrix([], [rule]))).toEqual([]);
  });
});
