// Findings over time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDuring } from '../../../shared/findings/filter.ts';
import { gravestOf } from '../../../shared/findings/gravity.ts';
import { groupFindings } from '../../../shared/findings/group.ts';
import { buildLanes } from '../../../shared/findings/lanes.ts';
import { anyFinding, anyFindings } from './arbitrary.ts';

const usual = { zone: 'UTC', range: null, mostBuckets: 168, mostLanes: 60 };

describe('findings over time', () => {
  it('a cell has the findings of its lane that went on in its time, and no other cell is there', () => {
    fc.assert(
      fc.property(
        anyFindings,
        fc.constantFrom('tactic', 'rule', 'actor' as const),
        fc.constantFrom(null, { from: '2026-03-02T00:00:00Z', to: '2026-03-04T00:00:00Z' }),
        fc.constantFrom('UTC', 'Europe/Paris'),
        (findings, by, range, zone) => {
          const { lanes, edges, untimed } = buildLanes(findings, { ...usual, by, range, zone });
          const timed = findings.filter(({ first }) => first !== null);
          expect(untimed).toBe(findings.length - timed.length);
          const groups = new Map(groupFindings(timed, by).map((group) => [group.key, group.findings]));
          expect(lanes.length).toBe(groups.size);
          for (const { key, cells } of lanes)
            for (let bucket = 0; bucket < edges.length - 1; bucket++) {
              const time = { from: edges[bucket]!, to: edges[bucket + 1]! };
              const wanted = groups.get(key)!.filter((one) => isDuring(one, time));
              const cell = cells.find((one) => one.bucket === bucket);
              expect(cell?.findings ?? []).toEqual(wanted);
              expect(cell?.level ?? null).toBe(gravestOf(wanted.map(({ level }) => level)));
            }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('without a range every finding with a time is somewhere, in no more buckets than asked', () => {
    fc.assert(
      fc.property(anyFindings, fc.integer({ min: 3, max: 168 }), (findings, mostBuckets) => {
        const { lanes, edges } = buildLanes(findings, { ...usual, by: 'rule', mostBuckets });
        const shown = new Set(lanes.flatMap(({ cells }) => cells.flatMap((cell) => cell.findings)));
        expect(shown).toEqual(new Set(findings.filter(({ first }) => first !== null)));
        expect(edges.length - 1).toBeLessThanOrEqual(mostBuckets);
      }),
      { numRuns: 20 },
    );
  });

  it('says how many lanes are left out, and keeps the gravest', () => {
    const [some] = fc.sample(anyFinding, { numRuns: 1, seed: 1 });
    const at = { first: '2026-03-01T00:00:00Z', last: '2026-03-01T00:00:00Z' };
    const findings = [
      { ...some!, ...at, rule: 'a', level: 'low' as const },
      { ...some!, ...at, rule: 'b', level: 'critical' as const },
    ];
    const { lanes, left } = buildLanes(findings, { ...usual, by: 'rule', mostLanes: 1 });
    expect(lanes.map(({ key }) => key)).toEqual(['b']);
    expect(left).toBe(1);
    expect(buildLanes([], { ...usual, by: 'rule' }).lanes).toEqual([]);
  });
});
