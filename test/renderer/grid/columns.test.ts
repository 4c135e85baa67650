import { describe, expect, it } from 'vitest';
import type { ColumnInfo, TableInfo } from '../../../shared/contract/views.ts';
import { columnKey } from '../../../shared/query/view.ts';
import { listFields } from '../../../src-renderer/features/grid/columns/field-lines.ts';
import { Layout, plainLooks, setPin } from '../../../src-renderer/features/grid/columns/layout.ts';
import { freshColumns, knownColumns, resolveColumn } from '../../../src-renderer/features/grid/columns/resolve.ts';

const text = (name: string): ColumnInfo => ({ name, type: 'VARCHAR', kind: 'text' });
const columns: ColumnInfo[] = [
  { name: 'eventtime', type: 'TIMESTAMP', kind: 'time', doc: 'When.' },
  { name: 'useridentity', type: 'STRUCT', kind: 'struct', fields: [text('arn'), text('accountId')] },
  { name: 'requestparameters', type: 'JSON', kind: 'json' },
];
const table: TableInfo = {
  name: 'cloudtrail',
  title: 'CloudTrail events',
  kind: 'log',
  rows: 3,
  timeColumn: 'eventtime',
  defaultColumns: ['eventtime', 'useridentity.arn', 'gone'],
  columns,
};
const ref = (column: string, ...path: string[]) => ({ column, path });

describe('resolveColumn', () => {
  it('walks struct fields, ignoring case', () => {
    expect(resolveColumn(table, ref('EventTime'))).toMatchObject({ kind: 'time', doc: 'When.', known: true });
    expect(resolveColumn(table, ref('useridentity', 'ARN'))).toMatchObject({ kind: 'text', known: true });
  });
  it('takes any place inside JSON, and no unknown column or struct field', () => {
    expect(resolveColumn(table, ref('requestparameters', 'a', '0')).known).toBe(true);
    expect(resolveColumn(table, ref('useridentity', 'nope')).known).toBe(false);
    expect(resolveColumn(table, ref('nope')).known).toBe(false);
    expect(knownColumns(table, [ref('nope'), ref('eventtime')])).toEqual([ref('eventtime')]);
  });
  it('starts with the format’s columns that are there, else with all', () => {
    expect(freshColumns(table).map(columnKey)).toEqual(['eventtime', 'useridentity.arn']);
    expect(freshColumns({ ...table, defaultColumns: [] })).toHaveLength(3);
  });
});

describe('listFields', () => {
  const keys = (opened: string[], search = '', found = new Map()) =>
    listFields(columns, new Set(opened), found, search).map((line) => line.key);
  const paths = new Map([['requestparameters', [{ path: ['bucket', 'name'], type: 'VARCHAR', count: 1200 }]]]);
  it('shows the tree as far as it is open', () => {
    expect(keys([])).toEqual(['eventtime', 'useridentity', 'requestparameters']);
    expect(keys(['useridentity'])).toContain('useridentity.accountId');
    expect(keys([], '', paths)).not.toContain('requestparameters.bucket.name');
    expect(keys(['requestparameters'], '', paths)).toContain('requestparameters.bucket.name');
  });
  it('finds fields at any depth', () => {
    expect(keys([], 'ACCOUNT')).toEqual(['useridentity.accountId']);
    expect(keys([], 'bucket', paths)).toEqual(['requestparameters.bucket.name']);
  });
});

describe('layouts', () => {
  it('pins and unpins', () => {
    const pinned = setPin(plainLooks, 'eventtime', 'left');
    expect(pinned.pins).toEqual({ eventtime: 'left' });
    expect(setPin(pinned, 'eventtime', null)).toEqual(plainLooks);
  });
  it('refuses a document that is none', () => {
    const layout = { table: 'cloudtrail', columns: [ref('a')], widths: { a: 90 }, pins: {} };
    expect(Layout.safeParse(layout).success).toBe(true);
    expect(Layout.safeParse({ ...layout, widths: { a: -1 } }).success).toBe(false);
    expect(Layout.safeParse('x').success).toBe(false);
  });
});
