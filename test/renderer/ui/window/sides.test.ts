import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closeTab,
  countSides,
  mostSides,
  moveEdge,
  moveTab,
  nextSide,
  readShares,
  type Standing,
  settle,
  sideOf,
  tabsOn,
} from '../../../../src-renderer/ui/window/sides.ts';

const letters = Array.from('abcdef');

type Tab = { id: string; side?: number | undefined };
const stand = (layout: string, activeId: string, fronts: string[] = []): Standing<Tab> => ({
  tabs: layout
    .split('|')
    .flatMap((ids, side) => Array.from(ids, (id) => ({ id, side: side === 0 ? undefined : side }))),
  activeId,
  fronts,
});
const drawn = ({ tabs }: Standing<Tab>) =>
  Array.from({ length: countSides(tabs) }, (_, side) =>
    tabsOn(tabs, side)
      .map(({ id }) => id)
      .join(''),
  ).join('|');

describe('tabs side by side', () => {
  it('one of each side is in front: the active one, the one that was, else the first', () => {
    expect(settle(stand('abc|de', 'b', ['e'])).fronts).toEqual(['b', 'e']);
    expect(settle(stand('abc|de', 'gone')).fronts).toEqual(['a', 'd']);
    expect(settle(stand('abc|de', 'gone')).activeId).toBe('a');
    expect(settle({ tabs: [], activeId: 'x', fronts: ['x'] })).toEqual({ tabs: [], activeId: null, fronts: [] });
  });
  it('a tab moves to a side, a new one included, and its old side shows the neighbour', () => {
    const aside = moveTab(settle(stand('abc', 'b')), 'b', 1);
    expect([drawn(aside), aside.activeId, aside.fronts]).toEqual(['ac|b', 'b', ['c', 'b']]);
    expect(drawn(moveTab(aside, 'a', 1, 0))).toBe('c|ab');
    expect(drawn(moveTab(aside, 'a', 9))).toBe('c|b|a');
  });
  it('within a side it takes the place it is dropped on', () => {
    expect(drawn(moveTab(stand('abcd', 'a'), 'a', 0, 2))).toBe('bcad');
    expect(drawn(moveTab(stand('abcd', 'a'), 'd', 0, 0))).toBe('dabc');
  });
  it('a side that is empty goes, and the one beside it has the keyboard', () => {
    const closed = closeTab(settle(stand('ab|c', 'c', ['b'])), 'c');
    expect([drawn(closed), closed.activeId]).toEqual(['ab', 'b']);
    expect(drawn(closeTab(stand('a|b|c', 'b'), 'a'))).toBe('b|c');
  });
  it('closing brings the neighbour to the front', () => {
    expect(closeTab(settle(stand('abc', 'b')), 'b').activeId).toBe('c');
    expect(closeTab(settle(stand('abc', 'c')), 'c').activeId).toBe('b');
    const other = closeTab(settle(stand('ab|cd', 'a', ['c'])), 'c');
    expect([other.activeId, other.fronts]).toEqual(['a', ['a', 'd']]);
  });
  it('a tab is sent round the sides', () => {
    expect(nextSide(stand('ab', 'a').tabs, 'a')).toBe(1);
    expect(nextSide(stand('a|b', 'a').tabs, 'b')).toBe(0);
    expect(nextSide(stand('a|b|c', 'a').tabs, 'b')).toBe(2);
  });

  it('whatever is done, sides have no gaps, no tab is lost, and exactly one of each is in front', () => {
    const step = fc.oneof(
      fc.record({ op: fc.constant('move' as const), id: fc.constantFrom(...letters), side: fc.nat(4), at: fc.nat(4) }),
      fc.record({ op: fc.constant('close' as const), id: fc.constantFrom(...letters) }),
      fc.record({ op: fc.constant('show' as const), id: fc.constantFrom(...letters) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = settle(stand('abcdef', 'a'));
        const open = new Set('abcdef');
        for (const each of steps) {
          if (each.op === 'move') now = moveTab(now, each.id, each.side, each.at);
          if (each.op === 'close') now = closeTab(now, each.id);
          if (each.op === 'close') open.delete(each.id);
          if (each.op === 'show') now = settle({ ...now, activeId: open.has(each.id) ? each.id : now.activeId });
          const used = [...new Set(now.tabs.map(sideOf))].sort((a, b) => a - b);
          expect(now.tabs.map(({ id }) => id).sort()).toEqual([...open].sort());
          expect(used).toEqual(used.map((_, at) => at));
          expect(used.length).toBeLessThanOrEqual(mostSides);
          expect(now.fronts.map((id) => sideOf(now.tabs.find((tab) => tab.id === id)!))).toEqual(used);
          if (open.size > 0) expect(now.fronts).toContain(now.activeId);
        }
      }),
    );
  });
});

describe('widths', () => {
  it('are equal when what was kept does not fit', () => {
    expect(readShares([0.25, 0.75], 2)).toEqual([0.25, 0.75]);
    expect(readShares([1, 3], 2)).toEqual([0.25, 0.75]);
    expect(readShares([0.25, 0.75], 3)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(readShares([-1, 2], 2)).toEqual([0.5, 0.5]);
  });
  it('an edge moves as far as both neighbours keep their least', () => {
    const wide = (shares: number[]) => shares.map((share) => Math.round(share * 100));
    expect(wide(moveEdge([0.5, 0.5], 0, 0.1, 0.2))).toEqual([60, 40]);
    expect(wide(moveEdge([0.5, 0.5], 0, 0.9, 0.2))).toEqual([80, 20]);
    expect(wide(moveEdge([0.4, 0.3, 0.3], 1, -0.9, 0.2))).toEqual([40, 20, 40]);
    expect(wide(moveEdge([0.1, 0.1], 0, 0.05, 0.4))).toEqual([10, 10]);
    expect(moveEdge([1], 0, 0.5, 0.1)).toEqual([1]);
  });
});
