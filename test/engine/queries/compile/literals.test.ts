// Single cases of what filters accept and refuse; compile.test.ts has the general properties.
import { beforeAll, describe, expect, test } from 'vitest';
import { Filter, type Scalar } from '../../../../shared/query/view.ts';
import { parseInstant } from '../../../../src-main/engine/queries/compile/literal.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
  await views.run(`CREATE TABLE logs.main.kinds AS SELECT * FROM (VALUES
    (1, 10::UTINYINT, 170141183460469231731687303715884105727::HUGEINT, 0.1::FLOAT, 'nan'::DOUBLE, DATE '2024-01-31',
      TIMESTAMPTZ '2024-01-31 10:00:00+00', TIMESTAMP_NS '2024-01-31 10:00:00.123456789', 'aff0'::BLOB, 'a'::ENUM('a', 'b'),
      ['x', 'y'], [{'arn': 'arn:1', 'n': 1}, {'arn': 'arn:2', 'n': 2}], MAP {'k.1': 5}, '{"ok": [1, {"deep": "yes"}]}', uuid()),
    (2, 20, 5, 2.5, 'inf', DATE '2024-02-01', TIMESTAMPTZ '2024-02-01 00:00:00+00', TIMESTAMP_NS '2024-02-01 00:00:00', '00'::BLOB, 'b',
      [], [], MAP {}, '{"broken', uuid()),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
    t(n, small, huge, single, double, day, zoned, nanos, bytes, pick, list, structs, map, loose, id)`);
});

type Part =
  | { op: 'in'; values: Scalar[] }
  | { op: 'range'; from?: Scalar; to?: Scalar; includeTo?: boolean }
  | { op: 'matches' | 'contains'; value: string };

async function matching(name: string, part: Part, path: string[] = []): Promise<string[]> {
  const common = { id: 'f', column: column(name, ...path), negated: false, enabled: true };
  const filter = Filter.parse({ ...common, ...part });
  return (
    await views.read(view('kinds', { where: [filter], sort: [{ column: column('n'), descending: false }] }), [
      column('n'),
    ])
  ).map(([n]) => n!);
}

describe('values of every type', () => {
  test.each<[string, Part, string[], string[]?]>([
    ['small', { op: 'in', values: ['10'] }, ['1']],
    ['small', { op: 'in', values: [10, '20.0', '1e1'] }, ['1', '2']],
    ['small', { op: 'in', values: [10.5, '99999999999999999999999999999999999999999999'] }, []],
    ['small', { op: 'range', from: '9.5', to: '19.9', includeTo: true }, ['1']],
    ['small', { op: 'range', from: -1e300, to: 1e300 }, ['1', '2']],
    ['small', { op: 'range', to: '20', includeTo: true }, ['1', '2']],
    ['small', { op: 'range', to: '20' }, ['1']],
    ['huge', { op: 'in', values: ['170141183460469231731687303715884105727'] }, ['1']],
    ['huge', { op: 'range', from: '5.5' }, ['1']],
    ['single', { op: 'in', values: ['0.1'] }, ['1']],
    ['double', { op: 'in', values: ['NaN'] }, ['1']],
    ['double', { op: 'in', values: ['inf'] }, ['2']],
    ['day', { op: 'in', values: ['2024-01-31'] }, ['1']],
    ['day', { op: 'range', from: '2024-01-31T12:00:00Z' }, ['2']],
    ['zoned', { op: 'in', values: ['2024-01-31T12:00:00+02:00'] }, ['1']],
    ['zoned', { op: 'range', to: '2024-02-01' }, ['1']],
    ['nanos', { op: 'in', values: ['2024-01-31T10:00:00.123456789Z'] }, ['1']],
    ['nanos', { op: 'contains', value: '.1234567' }, ['1']],
    ['bytes', { op: 'in', values: [null, '6166'] }, ['3']],
    ['bytes', { op: 'contains', value: '6166' }, ['1']],
    ['pick', { op: 'in', values: ['b'] }, ['2']],
    ['list', { op: 'in', values: ['["x","y"]'] }, ['1']],
    ['list', { op: 'in', values: ['y'] }, ['1'], ['1']],
    ['structs', { op: 'contains', value: 'arn:2' }, ['1'], ['arn']],
    ['structs', { op: 'in', values: [2] }, ['1'], ['1', 'n']],
    ['map', { op: 'in', values: ['5'] }, ['1'], ['k.1']],
    ['loose', { op: 'in', values: ['yes'] }, ['1'], ['ok', '1', 'deep']],
    ['loose', { op: 'range', from: 1, to: 1, includeTo: true }, ['1'], ['ok', '0']],
    ['loose', { op: 'in', values: [null] }, ['2', '3'], ['ok']],
  ])('%s %j keeps %j', async (name, part, expected, path = []) => {
    // 'aff0'::BLOB is the four letters.
    expect(await matching(name, part, path)).toEqual(expected);
  });

  test.each<[string, Part, string]>([
    ['small', { op: 'in', values: ['ten'] }, 'small'],
    ['double', { op: 'range', from: '' }, 'double'],
    ['day', { op: 'in', values: ['2024-02-30'] }, 'day'],
    ['zoned', { op: 'range', to: 'yesterday' }, 'zoned'],
    ['pick', { op: 'matches', value: 'fine[z-a]' }, 'pick, character 6'],
    ['pick', { op: 'matches', value: '(?<=a)b' }, 'pick'],
    ['nowhere', { op: 'in', values: ['x'] }, 'nowhere'],
  ])('%s %j is refused, naming the column', async (name, part, at) => {
    await expect(matching(name, part)).rejects.toMatchObject({ code: 'INVALID', data: { at } });
  });
});

test.each([
  ['2024-01-31', '2024-01-31 00:00:00'],
  ['2024-01', '2024-01-01 00:00:00'],
  ['2024-01-31T10:20', '2024-01-31 10:20:00'],
  ['2024-01-31 10:20:30.123450 UTC', '2024-01-31 10:20:30.12345'],
  ['2024-01-01T00:30:00+01:00', '2023-12-31 23:30:00'],
  ['2024-01-01T00:30:00.5-0130', '2024-01-01 02:00:00.5'],
  ['0044-03-15T12:00:00Z', '0044-03-15 12:00:00'],
  ['2023-02-29', null],
  ['2024-01-01T25:00:00Z', null],
  ['1704067200', null],
  ["2024-01-01'; DROP TABLE x", null],
])('the time %s is %s', (written, expected) => {
  expect(parseInstant(written)).toBe(expected);
});
