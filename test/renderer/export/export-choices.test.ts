// The dialog's choices become exactly the request that was meant.
import { describe, expect, it } from 'vitest';
import { ExportRequest } from '../../../shared/contract/exports.ts';
import type { View } from '../../../shared/query/view.ts';
import {
  type ExportBase,
  findObstacle,
  firstChoices,
  nameColumns,
  suggestName,
  toRemember,
  toRequest,
  withExtension,
} from '../../../src-renderer/features/export/export-choices.ts';

const view: View = { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] };
const columns = ['eventtime', 'eventname'].map((column) => ({ column, path: [] }));
const base: ExportBase = { view, viewId: 'v1', selection: [3, 5], columns };

describe('firstChoices', () => {
  it('takes the selection and the shown columns when there are some', () => {
    expect(firstChoices(base, {})).toMatchObject({ rows: 'selected', columns: 'shown', format: 'csv', place: 'case' });
    expect(firstChoices({ view }, {})).toMatchObject({ rows: 'all', columns: 'all' });
    expect(firstChoices({ view, selection: [] }, {}).rows).toBe('all');
  });

  it('remembers format and options, but neutralises formulas anew each time', () => {
    const last = { ...firstChoices(base, {}), format: 'jsonl' as const, bom: true, neutraliseFormulas: false };
    expect(toRemember({ ...last, place: 'elsewhere', path: '/out/a.csv' }).lastFolder).toBe('/out');
    expect(toRemember({ ...last, place: 'elsewhere', path: 'C:\\out\\a.csv' }).lastFolder).toBe('C:\\out');
    expect(toRemember({ ...last, lastFolder: '/kept' }).lastFolder).toBe('/kept');
    expect(firstChoices(base, toRemember(last))).toMatchObject({
      format: 'jsonl',
      bom: true,
      neutraliseFormulas: true,
    });
  });
});

describe('toRequest', () => {
  it('is a request that the contract takes', () => {
    const request = toRequest(firstChoices(base, {}), base, false);
    expect(ExportRequest.parse(request)).toMatchObject({
      selection: [3, 5],
      viewId: 'v1',
      columns,
      format: 'csv',
      delimiter: ',',
      bom: false,
      neutraliseFormulas: true,
      overwrite: false,
    });
    expect(request.path).toBeUndefined();
  });

  it('leaves out what was not chosen', () => {
    const all = toRequest({ ...firstChoices(base, {}), rows: 'all', columns: 'all', format: 'parquet' }, base, false);
    expect(all.selection).toBeUndefined();
    expect(all.columns).toBeUndefined();
    expect(all.neutraliseFormulas).toBe(false);
    const placed = toRequest({ ...firstChoices(base, {}), place: 'elsewhere', path: ' /tmp/a.csv ' }, base, true);
    expect(placed).toMatchObject({ path: '/tmp/a.csv', overwrite: true });
  });
});

describe('findObstacle', () => {
  const at = (path: string) => findObstacle({ ...firstChoices(base, {}), place: 'elsewhere', path });
  it('wants an absolute path of a file', () => {
    expect(at('')).toMatch(/Type a path/);
    expect(at('a.csv')).toMatch(/absolute/);
    expect(at('/tmp/')).toMatch(/file name/);
    expect(at('/tmp/a.csv')).toBeNull();
    expect(at('C:\\cases\\a.csv')).toBeNull();
    expect(at('\\\\server\\share\\a.csv')).toBeNull();
    expect(findObstacle(firstChoices(base, {}))).toBeNull();
  });
});

describe('names', () => {
  it('come from source and time', () => {
    const now = new Date('2025-03-04T05:06:07.890Z');
    expect(suggestName(view, 'csv', now)).toBe('cloudtrail-20250304-050607.csv');
    expect(suggestName({ ...view, from: { kind: 'sql', sql: 'SELECT 1' } }, 'jsonl', now)).toBe(
      'query-20250304-050607.jsonl',
    );
    expect(suggestName({ ...view, from: { kind: 'table', table: 'a/b: c' } }, 'csv', now)).not.toMatch(/[/: ]/);
  });
  it('follow the format', () => {
    expect(withExtension('/tmp/a.csv', 'parquet')).toBe('/tmp/a.parquet');
    expect(withExtension('/tmp/a.txt', 'parquet')).toBe('/tmp/a.txt');
    expect(withExtension('', 'csv')).toBe('');
  });
  it('of columns are told, the first few', () => {
    expect(nameColumns(base)).toBe('eventtime, eventname');
    expect(nameColumns(base, 1)).toBe('eventtime and 1 more');
  });
});
