import { expect, test } from 'vitest';
import { parseTabs } from '../../../src-renderer/features/cases/keep-tabs.ts';

const grid = { id: 'a', kind: 'grid', title: 'CloudTrail', view: { from: { kind: 'table', table: 'cloudtrail' } } };
const sql = { id: 'b', kind: 'console', title: 'SQL', sql: 'SELECT 1' };

test('tabs come back with their views made whole', () => {
  expect(parseTabs({ tabs: [grid, sql], activeId: 'b' })).toEqual({
    tabs: [{ ...grid, view: { ...grid.view, where: [], sort: [] } }, sql],
    activeId: 'b',
    fronts: [],
    shares: [],
  });
});

test('tabs side by side come back where they stood, with the widths of the sides', () => {
  const tabs = [sql, { ...sql, id: 'c', side: 1 }, { ...sql, id: 'd', side: 9 }];
  const kept = { tabs, activeId: 'c', fronts: ['b', 'c'], shares: [0.3, 0.7] };
  expect(parseTabs(kept)).toEqual({ ...kept, tabs: tabs.slice(0, 2) });
});

test('a tab of a later version is left out, and another one is shown', () => {
  const later = { id: 'c', kind: 'pivot', title: 'Pivot' };
  expect(parseTabs({ tabs: [later, sql], activeId: 'c' })).toMatchObject({ tabs: [sql], activeId: 'b' });
});

test('a tab that acquires comes back with what it showed', () => {
  const acquire = { id: 'd', kind: 'acquire', title: 'Acquire from S3', way: 's3', acquisitionId: 3 };
  const tabs = [acquire, { ...acquire, id: 'e', way: 'ftp' }, { ...acquire, id: 'f', acquisitionId: null }];
  expect(parseTabs({ tabs, activeId: 'd' })?.tabs).toEqual([tabs[0], tabs[2]]);
});

test('closed tabs stay closed; a damaged document counts as none', () => {
  expect(parseTabs({ tabs: [], activeId: null })).toMatchObject({ tabs: [], activeId: null });
  expect(parseTabs({ tabs: 'no' })).toBeNull();
  expect(parseTabs(null)).toBeNull();
});
