// Tags, star and note as columns: in pages, filters, sorts, value lists, exports and SQL.
import { beforeAll, describe, expect, test } from 'vitest';
import type { ColumnFilter } from '../../../../shared/query/view.ts';
import { column, view } from '../view-client.ts';
import { type MarksClient, makeMarksClient } from './marks-client.ts';

let client: MarksClient;
beforeAll(async () => {
  client = await makeMarksClient(20);
  await client.change(client.imported, [[2, 5]], { kind: 'tag', tag: 'Suspicious' });
  await client.change(client.imported, [[4, 7]], { kind: 'tag', tag: 'Benign' });
  await client.change(client.imported, [[6, 8]], { kind: 'star' });
  await client.change(client.imported, [[2, 3]], { kind: 'note', text: 'Zed' });
  await client.change(client.imported, [[9, 10]], { kind: 'note', text: 'about' });
});

const tagged = (values: (string | null)[], rest: Partial<Extract<ColumnFilter, { op: 'in' }>> = {}): ColumnFilter => ({
  id: 't',
  op: 'in',
  column: column('tags'),
  values,
  negated: false,
  enabled: true,
  ...rest,
});
const found = async (...where: ColumnFilter[]) =>
  (await client.read({ ...client.imported, where }, [column('n')])).map(([n]) => Number(n));

describe('a filter on tags', () => {
  test.each<[string, ColumnFilter, number[]]>([
    ['has the tag, whatever else it has', tagged(['Suspicious']), [2, 3, 4]],
    ['has one of them', tagged(['Suspicious', 'Benign']), [2, 3, 4, 5, 6]],
    ['in any case', tagged(['sUSPICIOUS'], { ignoreCase: true }), [2, 3, 4]],
    ['a whole list is that list', tagged(['["Suspicious"]']), [2, 3]],
    ['a whole list of two', tagged(['["Benign","Suspicious"]']), [4]],
    [
      'without the tag',
      tagged(['Suspicious'], { negated: true }),
      [0, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ],
    ['without tags', tagged([null]), [0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
    ['with any', tagged([null], { negated: true }), [2, 3, 4, 5, 6]],
    ['no value', tagged([]), []],
  ])('%s', async (_, filter, rows) => {
    expect(await found(filter)).toEqual(rows);
  });

  test('follows the marks as they are now, though the same view was open before', async () => {
    const before = await found(tagged(['Malicious']));
    const { step } = await client.change(client.imported, [[15, 16]], { kind: 'tag', tag: 'Malicious' });
    const after = await found(tagged(['Malicious']));
    await client.marks.undo({ step: step! });
    expect([before, after, await found(tagged(['Malicious']))]).toEqual([[], [15], []]);
  });
});

test('star and note filter and sort like any column', async () => {
  const star: ColumnFilter = {
    id: 's',
    op: 'in',
    column: column('star'),
    values: ['true'],
    negated: false,
    enabled: true,
  };
  expect(await found(star)).toEqual([6, 7]);
  const text = { id: 'n', op: 'contains', column: column('note'), value: 'zE', caseSensitive: false } as const;
  expect(await found({ ...text, negated: false, enabled: true })).toEqual([2]);
  const byNote = view('imported', { sort: [{ column: column('note'), descending: false }] });
  expect((await client.read(byNote, [column('n')])).slice(0, 2)).toEqual([['2'], ['9']]);
});

test('the value list of tags counts the lists there are', async () => {
  const { values } = await client.client.values({
    view: client.imported,
    column: column('tags'),
    search: '',
    limit: 10,
  });
  expect(values).toEqual([
    { value: null, count: 15 },
    { value: '["Benign"]', count: 2 },
    { value: '["Suspicious"]', count: 2 },
    { value: '["Benign","Suspicious"]', count: 1 },
  ]);
});

test('the columns are described, and not among those that a fresh grid shows', async () => {
  const info = await client.client.describe({ source: { kind: 'table', table: 'imported' } });
  expect(info.columns.filter(({ mark }) => mark).map(({ name, kind, mark }) => [name, kind, mark])).toEqual([
    ['tags', 'list', 'tags'],
    ['star', 'boolean', 'star'],
    ['note', 'text', 'note'],
  ]);
  expect(info.defaultColumns).toEqual(['n', 'word', 'time']);
});

test('a column of the table’s own keeps its name', async () => {
  await client.run(
    "CREATE TABLE logs.main.own AS SELECT 'mine' AS note, CAST(9 AS UINTEGER) AS evidence_id, CAST(1 AS UINTEGER) AS record_no",
  );
  await client.change(view('own'), null, { kind: 'note', text: 'theirs' });
  expect(await client.read(view('own'), [column('note'), column('pugmark_note')])).toEqual([['mine', 'theirs']]);
  await client.change(view('own'), null, { kind: 'note', text: null });
});

test('the SQL that is shown runs in the console', async () => {
  const wanted = {
    ...client.imported,
    where: [tagged(['Suspicious'])],
    columns: [column('n'), column('tags'), column('note')],
  };
  const { sql } = await client.client.sql({ view: wanted });
  expect(await client.rows(sql)).toEqual([
    { n: 2, tags: '["Suspicious"]', note: 'Zed' },
    { n: 3, tags: '["Suspicious"]', note: null },
    { n: 4, tags: '["Benign","Suspicious"]', note: null },
  ]);
});

test('counts of marked rows per bucket', async () => {
  const edges = ['2024-01-01T00:00:00Z', '2024-01-01T00:00:04Z', '2024-01-01T00:00:08Z', '2024-01-01T00:00:09.500Z'];
  const counts = (where: ColumnFilter[]) => client.marks.counts({ view: { ...client.imported, where }, edges });
  expect(await counts([])).toEqual([
    { mark: { kind: 'tag', tag: 'Benign' }, counts: [0, 3, 0] },
    { mark: { kind: 'tag', tag: 'Suspicious' }, counts: [2, 1, 0] },
    { mark: { kind: 'star' }, counts: [0, 2, 0] },
    { mark: { kind: 'note' }, counts: [1, 0, 1] },
  ]);
  expect(await counts([tagged(['Benign'])])).toEqual([
    { mark: { kind: 'tag', tag: 'Benign' }, counts: [0, 3, 0] },
    { mark: { kind: 'tag', tag: 'Suspicious' }, counts: [0, 1, 0] },
    { mark: { kind: 'star' }, counts: [0, 1, 0] },
  ]);
  expect(await counts([tagged(['Malicious'])])).toEqual([]);
});

test('an export has tags and notes where asked, and its manifest says that they are no evidence', async () => {
  const { createRouterClient } = await import('@orpc/server');
  const { exportRoutes } = await import('../../../../src-main/engine/export/routes.ts');
  const { readFile } = await import('node:fs/promises');
  const exports = createRouterClient(exportRoutes(client.state));
  const wanted = { ...client.imported, where: [tagged(['Suspicious'])] };
  const columns = [column('n'), column('tags'), column('star'), column('note')];
  let last: { path: string | null; manifestPath: string | null } | undefined;
  for await (const state of await exports.start({ view: wanted, columns, format: 'csv' })) last = state;
  expect(await readFile(last!.path!, 'utf8')).toBe(
    'n,tags,star,note\n2,"[""Suspicious""]",false,Zed\n3,"[""Suspicious""]",false,\n4,"[""Benign"",""Suspicious""]",false,\n',
  );
  expect(JSON.parse(await readFile(last!.manifestPath!, 'utf8'))).toMatchObject({
    columns: ['n', 'tags', 'star', 'note'],
    notEvidence: ['tags', 'star', 'note'],
  });
});
