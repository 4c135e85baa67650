// Where one is in the lists of the page, and which lines there are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseAll,
  goTo,
  indexOfPlace,
  nowhere,
  type Place,
  stepTo,
  toggleAt,
} from '../../../src-renderer/features/findings/lines/place.ts';
import {
  findingsMeant,
  folded,
  headKey,
  isHead,
  listLines,
  turnFold,
  unfolded,
} from '../../../src-renderer/features/findings/list/list-lines.ts';
import { moveInMatrix, settleInMatrix } from '../../../src-renderer/features/findings/matrix/matrix-place.ts';
import { noRuleFilter, selectRules } from '../../../src-renderer/features/findings/rules/filter-rules.ts';
import { laneCursor, placeInLanes } from '../../../src-renderer/features/findings/timeline/lane-place.ts';
import { anyFindings, anyRule } from '../../shared/findings/arbitrary.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];
const walk = (steps: [to: number, how: 'alone' | 'on' | 'keep'][]): Place =>
  steps.reduce((place, [to, how]) => goTo(keys, place, to, how), nowhere);

describe('a place in a list', () => {
  it('chooses from the anchor on, both ways, and lets go', () => {
    expect([
      ...walk([
        [1, 'alone'],
        [3, 'on'],
      ]).chosen,
    ]).toEqual(['b', 'c', 'd']);
    expect([
      ...walk([
        [1, 'alone'],
        [3, 'on'],
        [0, 'on'],
      ]).chosen,
    ]).toEqual(['a', 'b']);
    expect(
      walk([
        [1, 'alone'],
        [3, 'on'],
        [4, 'alone'],
      ]).chosen.size,
    ).toBe(0);
    expect([
      ...walk([
        [1, 'alone'],
        [2, 'on'],
        [4, 'keep'],
      ]).chosen,
    ]).toEqual(['b', 'c']);
  });

  it('adds and takes single lines', () => {
    const one = toggleAt(keys, toggleAt(keys, nowhere, 0), 3);
    expect([...one.chosen]).toEqual(['a', 'd']);
    expect([...toggleAt(keys, one, 0).chosen]).toEqual(['d']);
    expect(chooseAll(keys, nowhere).chosen.size).toBe(5);
  });

  it('stays where the line is, and where it was when the line is gone', () => {
    const place = goTo(keys, nowhere, 2, 'alone');
    expect(indexOfPlace(['x', ...keys], place)).toBe(3);
    expect(indexOfPlace(['a', 'b', 'd', 'e'], place)).toBe(2);
    expect(indexOfPlace(['a'], place)).toBe(0);
    expect(indexOfPlace([], place)).toBe(-1);
  });

  it('moves by keys within the list', () => {
    expect(stepTo('ArrowDown', 4, 5)).toBe(4);
    expect(stepTo('PageUp', 4, 5)).toBe(0);
    expect(stepTo('End', 0, 5)).toBe(4);
    expect(stepTo('x', 0, 5)).toBeNull();
  });
});

describe('lines of findings', () => {
  it('hold every finding once, under its head; folded ones are gone, but a command on the head means them', () => {
    fc.assert(
      fc.property(anyFindings, fc.constantFrom('rule', 'actor', 'day' as const), (findings, by) => {
        const lines = listLines(findings, by, unfolded);
        const shown = lines.flatMap((line) => (isHead(line) ? [] : [line.finding]));
        expect(shown.toSorted((a, b) => a.finding - b.finding)).toEqual(
          findings.toSorted((a, b) => a.finding - b.finding),
        );
        const heads = lines.filter(isHead);
        const [first] = heads;
        if (!first) return;
        const one = turnFold(unfolded, headKey(by, first.group.key));
        const fewer = listLines(findings, by, one);
        expect(fewer.length).toBe(lines.length - first.group.findings.length);
        expect(listLines(findings, by, folded)).toEqual(heads.map((head) => ({ ...head, isOpen: false })));
        expect(turnFold(one, headKey(by, first.group.key))).toEqual(unfolded);
        expect(findingsMeant(fewer, nowhere, 0)).toEqual(first.group.findings);
      }),
    );
  });

  it('a command means what is chosen, each finding once, else the line with the cursor', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const lines = listLines(findings, 'rule', unfolded);
        const all = chooseAll(
          lines.map(({ key }) => key),
          nowhere,
        );
        expect(findingsMeant(lines, all, 0).length).toBe(findings.length);
        const last = lines.at(-1);
        if (last && !isHead(last)) expect(findingsMeant(lines, nowhere, lines.length - 1)).toEqual([last.finding]);
      }),
    );
    expect(findingsMeant([], nowhere, -1)).toEqual([]);
  });
});

describe('a place in the matrix', () => {
  it('is always one that is there', () => {
    const heights = [3, 0, 1];
    expect(moveInMatrix(heights, { column: 0, row: 2 }, 'ArrowRight')).toEqual({ column: 1, row: -1 });
    expect(moveInMatrix(heights, { column: 2, row: 0 }, 'ArrowDown')).toEqual({ column: 2, row: 0 });
    expect(moveInMatrix(heights, { column: 0, row: -1 }, 'PageDown')).toEqual({ column: 0, row: 2 });
    expect(moveInMatrix(heights, { column: 0, row: 0 }, 'x')).toBeNull();
    expect(settleInMatrix(heights, { column: 9, row: 9 })).toEqual({ column: 2, row: 0 });
  });
});

describe('a place in the lanes', () => {
  const map = {
    edges: ['2026-03-01T00:00:00Z', '2026-03-01T01:00:00Z', '2026-03-01T02:00:00Z', '2026-03-01T03:00:00Z'],
    lanes: [
      { key: 'a', cells: [{ bucket: 1 }] },
      { key: 'b', cells: [] },
    ],
  };

  it('begins at the first finding, and is kept through another cut of time', () => {
    expect(laneCursor(map, null)).toEqual({ lane: 0, bucket: 1 });
    const place = placeInLanes(map, { lane: 1, bucket: 2 });
    expect(laneCursor(map, place)).toEqual({ lane: 1, bucket: 2 });
    const wide = { ...map, edges: ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'] };
    expect(laneCursor(wide, place)).toEqual({ lane: 1, bucket: 0 });
  });
});

describe('the list of rules', () => {
  it('has those that are asked for, the gravest first', () => {
    const rules = fc.sample(anyRule, { numRuns: 30, seed: 1 });
    const on = selectRules(rules, { ...noRuleFilter, state: 'on' });
    expect(on.length).toBe(rules.filter(({ isOn }) => isOn).length);
    expect(on.every(({ isOn }) => isOn)).toBe(true);
    expect(selectRules(rules, noRuleFilter).length).toBe(30);
    const named = selectRules(rules, { ...noRuleFilter, text: 'valid accounts' });
    expect(named.length).toBe(rules.filter(({ techniques }) => techniques.includes('T1078')).length);
    expect(selectRules(rules, { ...noRuleFilter, folder: 'own' }).length).toBe(30);
    expect(selectRules(rules, { ...noRuleFilter, kind: 'correlation' })).toEqual([]);
  });
});
