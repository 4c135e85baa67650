import { expect, test } from 'vitest';
import { parseTabs } from '../../../src-renderer/features/cases/keep-tabs.ts';

const grid = { id: 'a', kind: 'grid', title: 'CloudTrail', view: { from: { kind: 'table', table: 'cloudtrail' } } };
const sql = { id: 'b', kind: 'console', title: 'SQL', sql: 'SELECT 1' };

test('tabs come back with their views made whole', () => {
  expect(parseTabs({ tabs: [grid, sql], activeId: 'b' })).toEqual({
    tabs: [{ ...grid, view: { ...grid.view, where: [], sort: [] } }, sql],
    activeId: 'b',
  });
});

test('a tab of a later version is left out, and another one is shown', () => {
  const later = { id: 'c', kind: 'pivot', title: 'Pivot' };
  expect(parseTabs({ tabs: [later, sql], activeId: 'c' })).toEqual({ tabs: [sql], activeId: 'b' });
});

test('a tab that acquires comes back with what it showed', () => {
  const acquire = { id: 'd', kind: 'acquire', title: 'Acquire from S3', way: 's3', acquisitionId: 3 };
  const tabs = [acquire, { ...acquire, id: 'e', way: 'ftp' }, { ...acquire, id: 'f', acquisitionId: null }];
  expect(parseTabs({ tabs, activeId: 'd' })?.tabs).toEqual([tabs[0], tabs[2]]);
});

test('closed tabs stay closed; a damaged document counts as none', () => {
  expect(parseTabs({ tabs: [], activeId: null })).toEqual({ tabs: [], activeId: null });
  expect(parseTabs({ tabs: 'no' })).toBeNull();
  expect(parseTabs(null)).toBeNull();
});
