import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../shared/values/time.ts';
import { readJump } from '../../../src-renderer/features/grid/read-jump.ts';
import { listLines } from '../../../src-renderer/features/grid/record/json-lines.ts';
import { parseJson } from '../../../src-renderer/features/grid/record/json-parse.ts';
import { readTreeKey } from '../../../src-renderer/features/grid/record/tree-keys.ts';
import { gridShortcuts } from '../../../src-renderer/features/grid/shortcuts.ts';

describe('readJump', () => {
  const read = (text: string) => readJump(text, (typed) => parseInstant(typed, 'UTC'));
  it('reads row numbers as people write them', () => {
    expect(read('120000')).toEqual({ row: 120_000 });
    expect(read(' 9,999,999 ')).toEqual({ row: 9_999_999 });
    expect(read('1 000')).toEqual({ row: 1_000 });
    expect(read('0')).toBeNull();
  });
  it('reads everything else as a time, Unix seconds included', () => {
    expect(read('2024-01-31 13:45')).toEqual({ time: '2024-01-31T13:45:00Z' });
    expect(read('1704164645')).toEqual({ time: '2024-01-02T03:04:05Z' });
    expect(read('soon')).toBeNull();
  });
});

describe('readTreeKey', () => {
  const lines = listLines(parseJson('{"a":{"b":1,"c":2},"d":3}')!, new Set(), false);
  const press = (key: string, at: number, more = {}) =>
    readTreeKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, lines, at);
  it('moves, and goes to the parent', () => {
    expect(lines.map((line) => line.key)).toEqual(['a', 'b', 'c', 'd']);
    expect(press('ArrowDown', 3)).toEqual({ do: 'focus', index: 3 });
    expect(press('ArrowLeft', 2)).toEqual({ do: 'focus', index: 0 });
    expect(press('ArrowRight', 0)).toEqual({ do: 'focus', index: 1 });
    expect(press('ArrowLeft', 0)).toMatchObject({ do: 'toggle' });
  });
  it('filters leaves only, and leaves other keys alone', () => {
    expect(press('+', 1)).toMatchObject({ do: 'filterIn' });
    expect(press('+', 0)).toBeNull();
    expect(press('-', 3)).toMatchObject({ do: 'filterOut' });
    expect(press('c', 1, { ctrlKey: true })).toMatchObject({ do: 'copy' });
    expect(press('a', 1, { ctrlKey: true })).toBeNull();
    expect(press('ArrowDown', 1, { altKey: true })).toBeNull();
  });
});

it('tells each key once per place', () => {
  for (const group of gridShortcuts) {
    const keys = group.keys.map(([key]) => key);
    expect(new Set(keys).size, group.title).toBe(keys.length);
  }
});
