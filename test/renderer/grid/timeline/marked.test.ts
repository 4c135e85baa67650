import { expect, test } from 'vitest';
import type { MarkCounts, TagInfo } from '../../../../shared/contract/marks.ts';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import {
  describeLane,
  describeTick,
  keepMarked,
  lanesOf,
  tickPlace,
} from '../../../../src-renderer/features/grid/timeline/marked.ts';

const tags: TagInfo[] = [
  { name: 'Zed', color: 'red', shortcut: 1, rows: 3 },
  { name: 'Alpha', color: 'blue', shortcut: 2, rows: 1 },
];
const counted: MarkCounts[] = [
  { mark: { kind: 'note' }, counts: [0, 1] },
  { mark: { kind: 'tag', tag: 'Alpha' }, counts: [1, 0] },
  { mark: { kind: 'star' }, counts: [0, 1] },
  { mark: { kind: 'tag', tag: 'Zed' }, counts: [2, 1] },
];
const edges = ['2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z', '2026-03-01T12:00:00Z'];

test('lanes stand as the list of tags does, stars and notes below, each in its colour and in words', () => {
  const lanes = lanesOf(counted, tags);
  expect(lanes.map(describeLane)).toEqual(['Zed: 3 rows', 'Alpha: 1 row', 'Starred: 1 row', 'With a note: 1 row']);
  expect(lanes.slice(0, 3).map(({ color }) => color)).toEqual([
    'var(--pm-tag-red)',
    'var(--pm-tag-blue)',
    'var(--pm-star)',
  ]);
  expect(describeTick(lanes[0]!, edges, 0, 'Europe/Berlin')).toBe('Zed: 2 rows, 2026-03-01 11:00 – 12:00');
});

test('a tick stands over its bar, wide enough to be hit, and inside', () => {
  expect(tickPlace(1, 10, 200)).toEqual({ left: 21, width: 19 });
  expect(tickPlace(0, 400, 800)).toEqual({ left: 0, width: 6 });
  expect(tickPlace(399, 400, 800)).toEqual({ left: 794, width: 6 });
});

test('a click keeps the rows of that time with that mark, and nothing else of the view changes', () => {
  const column = (name: string, mark: 'tags' | 'star' | 'note') => ({ name, type: '', kind: 'text' as const, mark });
  const table: TableInfo = {
    name: 't',
    title: 'T',
    kind: 'log',
    rows: 1,
    timeColumn: 'time',
    defaultColumns: [],
    columns: [column('tags', 'tags'), column('star', 'star'), column('pugmark_note', 'note')],
  };
  const view = { from: { kind: 'table' as const, table: 't' }, where: [], sort: [] };
  const time = { from: edges[0]!, to: edges[1]! };
  const kept = (at: number) => keepMarked(view, table, lanesOf(counted, tags)[at]!.mark, time);
  const is = (name: string, value: string | null, negated: boolean) => ({
    ...view,
    time,
    where: [{ id: 'f1', op: 'in', column: { column: name, path: [] }, values: [value], negated, enabled: true }],
  });
  expect(kept(0)).toEqual(is('tags', 'Zed', false));
  expect(kept(2)).toEqual(is('star', 'true', false));
  expect(kept(3)).toEqual(is('pugmark_note', null, true));
});
