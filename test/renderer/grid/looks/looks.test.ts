import { describe, expect, it } from 'vitest';
import { Layout, plainLooks } from '../../../../src-renderer/features/grid/columns/layout.ts';
import {
  type Colouring,
  colourRowsBy,
  Density,
  lineHeight,
  mostLines,
  rowHeightOf,
  setAnchor,
  toggleColours,
  toggleRule,
  toggleValues,
} from '../../../../src-renderer/features/grid/looks/looks.ts';

const column = (name: string) => ({ column: name, path: [] });
const none: Colouring = plainLooks.colouring;

describe('colours', () => {
  it('one key switches on the ready rules where nothing was chosen, and what was chosen otherwise', () => {
    const ready = toggleColours(none, ['root', 'denied']);
    expect(ready).toEqual({ ...none, on: true, rules: ['root', 'denied'] });
    const off = toggleColours(ready, ['root', 'denied', 'more']);
    expect(off).toEqual({ ...ready, on: false });
    expect(toggleColours(off, ['more'])).toEqual(ready);
    expect(toggleColours(none, []).on).toBe(false);
  });
  it('choosing switches colours on, and takes away only what is seen', () => {
    const chosen = toggleValues(none, column('a'));
    expect(chosen).toMatchObject({ on: true, values: [column('a')] });
    expect(toggleValues(chosen, { column: 'A', path: [] }).values).toEqual([]);
    expect(toggleValues({ ...chosen, on: false }, column('a'))).toEqual(chosen);
    const rows = colourRowsBy(none, column('a'));
    expect(colourRowsBy(rows, column('b')).rows).toEqual(column('b'));
    expect(colourRowsBy(rows, column('a')).rows).toBeNull();
    expect(colourRowsBy({ ...rows, on: false }, column('a'))).toEqual(rows);
    expect(colourRowsBy(rows, null).rows).toBeNull();
    const rule = toggleRule(none, 'root');
    expect(toggleRule({ ...rule, on: false }, 'root')).toEqual(rule);
    expect(toggleRule(rule, 'root').rules).toEqual([]);
  });
});

it('every density has room for its lines, and no two look the same', () => {
  for (let lines = 1; lines <= mostLines; lines++) {
    const heights = Density.options.map((density) => rowHeightOf({ density, lines }));
    expect(heights.every((height) => height > lines * lineHeight && height < (lines + 2) * lineHeight)).toBe(true);
    expect(new Set(heights).size).toBe(Density.options.length);
  }
});

it('the same anchor once more takes it away', () => {
  const first = setAnchor(plainLooks, '2026-03-01T00:00:00Z');
  expect(first).toEqual({ times: 'anchor', anchor: '2026-03-01T00:00:00Z' });
  expect(setAnchor(first, '2026-03-02T00:00:00Z').anchor).toBe('2026-03-02T00:00:00Z');
  expect(setAnchor(first, '2026-03-01T00:00:00Z')).toEqual({ times: 'absolute', anchor: null });
  expect(setAnchor({ ...first, times: 'previous' }, '2026-03-01T00:00:00Z')).toEqual(first);
});

it('a layout of an earlier version has the usual looks; looks that are none are refused', () => {
  const old = { table: 'cloudtrail', columns: [], widths: { a: 90 }, pins: {} };
  expect(Layout.parse(old)).toEqual({ ...plainLooks, ...old });
  const kept = { ...plainLooks, ...old, times: 'previous', lines: 3, colouring: { ...none, on: true } };
  expect(Layout.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  expect(Layout.safeParse({ ...old, lines: 0 }).success).toBe(false);
  expect(Layout.safeParse({ ...old, density: 'airy' }).success).toBe(false);
});
