import { describe, expect, it } from 'vitest';
import type { ColumnInfo, TableInfo } from '../../../../shared/contract/views.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { plainLooks } from '../../../../src-renderer/features/grid/columns/layout.ts';
import { hashText, huesOf } from '../../../../src-renderer/features/grid/looks/colours.ts';
import { preparePaint, withNeeds } from '../../../../src-renderer/features/grid/looks/paint-rows.ts';
import { rules, rulesFor } from '../../../../src-renderer/features/grid/looks/rules.ts';
import type { GridRow } from '../../../../src-renderer/features/grid/table/grid-row.ts';

const text = (name: string): ColumnInfo => ({ name, type: 'VARCHAR', kind: 'text' });
const tableOf = (name: string, columns: ColumnInfo[]): TableInfo => ({
  name,
  title: name,
  kind: 'log',
  rows: 1,
  timeColumn: null,
  defaultColumns: [],
  columns,
});
const identity: ColumnInfo = { name: 'useridentity', type: 'STRUCT', kind: 'struct', fields: [text('type')] };
const cloudtrail = tableOf('cloudtrail', [text('eventname'), text('errorcode'), text('sourceipaddress'), identity]);
const timeline = tableOf('timeline', [text('actor'), text('action'), text('outcome')]);
const vpcflow = tableOf('vpcflow', [text('action')]);

function row(cells: Record<string, string | null>): GridRow {
  const places = new Map(Object.keys(cells).map((key, at) => [key, at]));
  return { index: 0, viewId: 'v', places, cells: Object.values(cells) };
}
const all = { ...plainLooks.colouring, on: true, rules: rules.map(({ id }) => id) };
const ruleAt = (table: TableInfo, cells: Record<string, string | null>) => {
  const hue = preparePaint(all, table).hueOfRow(row(cells));
  return rules.find((rule) => rule.hue === hue)?.id ?? null;
};

describe('ready rules', () => {
  it.each([
    ['an error', cloudtrail, { errorcode: 'NoSuchBucket' }, 'error'],
    ['a denial is more than an error', cloudtrail, { errorcode: 'AccessDenied' }, 'denied'],
    ['EC2 words it in its own way', cloudtrail, { errorcode: 'Client.UnauthorizedOperation' }, 'denied'],
    ['the root user comes first', cloudtrail, { errorcode: 'AccessDenied', 'useridentity.type': 'Root' }, 'root'],
    ['a login', cloudtrail, { eventname: 'ConsoleLogin', errorcode: null }, 'console-login'],
    ['nothing', cloudtrail, { eventname: 'GetObject', errorcode: null, 'useridentity.type': 'IAMUser' }, null],
    ['empty text is no error', cloudtrail, { errorcode: '' }, null],
    ['root on the timeline', timeline, { actor: 'arn:aws:iam::111122223333:root', outcome: 'Success' }, 'root'],
    [
      'a user called root is another',
      timeline,
      { actor: 'arn:aws:iam::111122223333:user/root', outcome: 'Success' },
      null,
    ],
    ['an error on the timeline', timeline, { outcome: 'NoSuchKey' }, 'error'],
    ['a rejected flow on the timeline', timeline, { outcome: 'REJECT' }, 'denied'],
    ['an accepted flow', timeline, { outcome: 'ACCEPT' }, null],
    ['a rejected flow', vpcflow, { action: 'REJECT' }, 'denied'],
  ])('%s', (_, table, cells, expected) => expect(ruleAt(table, cells as Record<string, string>)).toBe(expected));

  it('only those that a table has columns for are offered', () => {
    expect(rulesFor(cloudtrail).map(({ id }) => id)).toEqual(['root', 'console-login', 'denied', 'error']);
    expect(rulesFor(vpcflow).map(({ id }) => id)).toEqual(['denied']);
    expect(rulesFor(tableOf('other', [text('action'), text('outcome')]))).toEqual([]);
  });
});

describe('colours of rows and values', () => {
  const source = { column: 'sourceipaddress', path: [] };
  it('rules come before the value of a column; a row without either has none', () => {
    const paint = preparePaint({ ...all, rows: source }, cloudtrail);
    expect(paint.hueOfRow(row({ sourceipaddress: '192.0.2.1', errorcode: null }))).toBe(huesOf('192.0.2.1').ground);
    expect(paint.hueOfRow(row({ sourceipaddress: '192.0.2.1', errorcode: 'X' }))).toBe(75);
    expect(paint.hueOfRow(row({ sourceipaddress: null, errorcode: null }))).toBeNull();
    expect(paint.hueOfRow(undefined)).toBeNull();
  });
  it('what colours need is read beside what is shown, once; unknown columns are left out', () => {
    const gone = { column: 'gone', path: [] };
    const paint = preparePaint({ ...all, rows: gone, values: [source, gone] }, cloudtrail);
    const shown = [{ column: 'eventname', path: [] }];
    expect(withNeeds(shown, paint.needs).map(columnKey)).toEqual([
      'eventname',
      'sourceipaddress',
      'useridentity.type',
      'errorcode',
    ]);
    expect([paint.isValueKey('sourceipaddress'), paint.isValueKey('gone')]).toEqual([true, false]);
    expect(preparePaint({ ...all, on: false }, cloudtrail).needs).toEqual([]);
  });
  it('the same text has the same colour for ever', () => {
    expect(['192.0.2.1', 'arn:aws:iam::111122223333:user/שלום', ''].map(hashText)).toEqual([
      1_941_296_713, 3_229_932_280, 2_872_998_923,
    ]);
  });
  it('similar texts are spread over all colours', () => {
    const pairs = Array.from({ length: 2_000 }, (_, n) => huesOf(`10.0.${n >> 8}.${n & 255}`));
    const grounds = new Map<number, number>();
    for (const { ground } of pairs) grounds.set(ground, (grounds.get(ground) ?? 0) + 1);
    expect(grounds.size).toBe(18);
    for (const count of grounds.values()) expect(count).toBeLessThan((2_000 / 18) * 1.5);
    expect(new Set(pairs.map(({ ground, edge }) => `${ground} ${edge}`)).size).toBeGreaterThan(300);
  });
});
