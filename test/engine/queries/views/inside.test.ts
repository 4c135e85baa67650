// Looking into a view: values of a column, paths in nested columns, a time, one cell, one record.
import { beforeAll, describe, expect, test } from 'vitest';
import { cellLimit } from '../../../../shared/contract/views.ts';
import type { View } from '../../../../shared/query/view.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

let views: ViewClient;
const rows = 50_000;
beforeAll(async () => {
  views = await makeViewClient();
  // One event a second, every 100th without a time; names repeat, ids do not.
  await views.run(`CREATE TABLE logs.main.events AS SELECT
      CASE WHEN i % 100 = 99 THEN NULL ELSE TIMESTAMP '2024-01-01' + to_seconds(i) + to_microseconds(i % 2 * 500000) END AS eventtime,
      'Name' || (i % 7) AS name, 'id-' || i AS id, i AS n,
      ('{"bucket":"b' || (i % 3) || '","deep":{"list":[{"x":' || i || '},2]}' || CASE WHEN i % 2 = 0 THEN ',"odd key.\\"":null' ELSE '' END || '}')::JSON AS request,
      {'arn': 'arn:' || (i % 5), 'issuer': {'name': CASE WHEN i % 4 = 0 THEN 'role' END, 'extra': '{"k":1}'::JSON}} AS identity,
      [{'type': 'bucket', 'arn': 'arn:b' || i}] AS resources,
      1::UINTEGER AS evidence_id, (i + 1)::UINTEGER AS record_no, NULL::VARCHAR AS envelope, '{"n":' || i || '}' AS raw
    FROM range(${rows}) t(i) ORDER BY i`);
});

async function withView<T>(wanted: View, work: (viewId: string) => Promise<T>): Promise<T> {
  const { viewId } = await views.openReady(wanted);
  try {
    return await work(viewId);
  } finally {
    await views.client.close({ viewId });
  }
}

describe('values', () => {
  test('come with counts, most frequent first, under the other filters and the search', async () => {
    const where = [
      { id: 'a', op: 'range' as const, column: column('n'), to: 70, negated: false, enabled: true, includeTo: false },
      { id: 'b', op: 'in' as const, column: column('name'), values: ['Name1'], negated: false, enabled: true },
    ];
    const all = await views.client.values({ view: view('events', { where }), column: column('name') });
    expect(all.distinct).toBe(7);
    expect(all.values[0]).toEqual({ value: 'Name0', count: 10 });
    const searched = view('events', { query: { text: '"{\\"n\\":4999"' } });
    const before = await views.client.values({ view: searched, column: column('name') });
    await views.openReady(searched);
    expect(await views.client.values({ view: searched, column: column('name') })).toEqual(before);
    expect(before.values.reduce((sum, { count }) => sum + count, 0)).toBe(11);
  });

  test('are searched, and cut honestly', async () => {
    const cut = await views.client.values({ view: view('events'), column: column('id'), search: 'ID-1234', limit: 5 });
    expect(cut.values.map(({ value }) => value)).toEqual(['id-1234', 'id-12340', 'id-12341', 'id-12342', 'id-12343']);
    expect(cut.distinct).toBe(11);
    const none = await views.client.values({ view: view('events'), column: column('id'), search: 'nothing' });
    expect(none).toEqual({ values: [], distinct: 0 });
  });

  test('of every kind can be filtered by again', async () => {
    for (const place of [
      column('eventtime'),
      column('identity', 'issuer'),
      column('request', 'deep'),
      column('resources'),
      column('n'),
    ]) {
      const { values } = await views.client.values({ view: view('events'), column: place, limit: 3 });
      for (const { value, count } of values) {
        const where = [{ id: 'a', op: 'in' as const, column: place, values: [value], negated: false, enabled: true }];
        expect((await views.openReady(view('events', { where }))).matched).toBe(count);
      }
    }
  });
});

describe('paths', () => {
  test('of JSON come from a sample, places in arrays by their first', async () => {
    const paths = await views.client.paths({ source: view('events').from, column: column('request') });
    expect(paths.map(({ path, type }) => [path.join(' › '), type])).toEqual([
      ['bucket', 'VARCHAR'],
      ['deep', 'OBJECT'],
      ['deep › list', 'ARRAY'],
      ['deep › list › 0', 'OBJECT'],
      ['deep › list › 0 › x', 'UBIGINT'],
    ]);
    expect(paths[0]!.count).toBe(20_480);
    const inner = await views.client.paths({ source: view('events').from, column: column('request', 'deep', 'list') });
    expect(inner.map(({ path }) => path)).toEqual([['0'], ['0', 'x']]);
    for (const { path } of paths) {
      const [[cell]] = (await withView(view('events'), (id) => views.page(id, 6, 1, [column('request', ...path)]))) as [
        [string],
      ];
      expect(cell).not.toBeNull();
    }
  });

  test('of structs come from the type, with JSON and lists inside', async () => {
    const paths = await views.client.paths({ source: view('events').from, column: column('identity') });
    expect(new Map(paths.map(({ path, type }) => [path.join('.'), type]))).toEqual(
      new Map([
        ['arn', 'VARCHAR'],
        ['issuer', 'STRUCT("name" VARCHAR, extra JSON)'],
        ['issuer.extra', 'JSON'],
        ['issuer.name', 'VARCHAR'],
        ['issuer.extra.k', 'UBIGINT'],
      ]),
    );
    expect(paths.find(({ path }) => path.join('.') === 'issuer.name')!.count).toBe(20_480 / 4);
    const listed = await views.client.paths({ source: view('events').from, column: column('resources') });
    expect(listed.map(({ path }) => path)).toEqual([['type'], ['arn']]);
  });
});

describe('locate', () => {
  test.each([
    ['2024-01-01T00:00:00Z', 0],
    ['2024-01-01T00:00:01Z', 1],
    ['2024-01-01T00:00:01.5Z', 1],
    ['2024-01-01T00:00:01.500001Z', 2],
    ['2024-01-01T03:00:00+01:00', 7128],
    ['2023-01-01', 0],
    ['2030-01-01', null],
  ])('%s in a view sorted by time', async (time, expected) => {
    const sort = [{ column: column('eventtime'), descending: false }];
    expect(await withView(view('events', { sort }), (viewId) => views.client.locate({ viewId, time }))).toEqual({
      index: expected,
    });
  });

  test('goes down a newest-first view to the first row that is as old', async () => {
    const sort = [{ column: column('eventtime'), descending: true }];
    await withView(view('events', { sort }), async (viewId) => {
      const { index } = await views.client.locate({ viewId, time: '2024-01-01T00:00:10.7Z' });
      expect(await views.page(viewId, index! - 1, 2, [column('n')])).toEqual([['11'], ['10']]);
      expect(await views.client.locate({ viewId, time: '2000-01-01' })).toEqual({ index: null });
      expect(await views.client.locate({ viewId, time: '2040-01-01' })).toEqual({ index: 0 });
    });
  });

  test('finds the nearest row of a view in another order', async () => {
    const sort = [{ column: column('name'), descending: false }];
    const where = [
      { id: 'a', op: 'in' as const, column: column('name'), values: ['Name3', 'Name5'], negated: false, enabled: true },
    ];
    for (const wanted of [
      view('events'),
      view('events', { where }),
      view('events', { where, sort }),
      view('events', { sort }),
    ])
      await withView(wanted, async (viewId) => {
        const { index } = await views.client.locate({ viewId, time: '2024-01-01T00:01:40Z' });
        const [[n]] = (await views.page(viewId, index!, 1, [column('n')])) as [[string]];
        expect(n).toBe(wanted.where.length > 0 ? '101' : '100');
      });
  });

  test('refuses what is no time, and a table without one', async () => {
    await withView(view('events'), (viewId) =>
      expect(views.client.locate({ viewId, time: 'noon' })).rejects.toMatchObject({ code: 'INVALID' }),
    );
    await withView(view('duplicates'), (viewId) =>
      expect(views.client.locate({ viewId, time: '2024' })).rejects.toMatchObject({ code: 'INVALID' }),
    );
  });
});

describe('cells', () => {
  test('are cut in pages, on request not, and whole on their own', async () => {
    const long = '€'.repeat(cellLimit + 1);
    await views.run(`CREATE TABLE logs.main.long AS SELECT '${long}' AS text, '${'a'.repeat(cellLimit)}' AS fits`);
    await withView(view('long'), async (viewId) => {
      const columns = [column('text'), column('fits')];
      expect(await views.page(viewId, 0, 1, columns)).toEqual([[`${'€'.repeat(cellLimit)}…`, 'a'.repeat(cellLimit)]]);
      expect(await views.page(viewId, 0, 1, columns, true)).toEqual([[long, 'a'.repeat(cellLimit)]]);
      expect(await views.client.cell({ viewId, index: 0, column: column('text') })).toEqual({ value: long });
      await expect(views.client.cell({ viewId, index: 1, column: column('text') })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  test('of every type are text as the contract says', async () => {
    await views.run(`CREATE TABLE logs.main.types AS SELECT 9223372036854775807 AS big, 1.50::DECIMAL(9, 2) AS money, 0.1::DOUBLE AS double,
      TIMESTAMP '2024-01-01 10:00:00.123' AS time, TIMESTAMPTZ '2024-01-01 10:00:00+02' AS zoned, DATE '2024-01-01' AS day, true AS yes,
      '\\xFF\\x00'::BLOB AS bytes, {'a': [1, NULL]} AS nested, '{"b": 1.10}'::JSON AS json, NULL AS nothing, INTERVAL 90 MINUTE AS span`);
    const names = [
      'big',
      'money',
      'double',
      'time',
      'zoned',
      'day',
      'yes',
      'bytes',
      'nested',
      'json',
      'nothing',
      'span',
    ];
    expect(
      await views.read(
        view('types'),
        names.map((name) => column(name)),
      ),
    ).toEqual([
      [
        '9223372036854775807',
        '1.50',
        '0.1',
        '2024-01-01T10:00:00.123Z',
        '2024-01-01T08:00:00Z',
        '2024-01-01',
        'true',
        'ff00',
        '{"a":[1,null]}',
        '{"b": 1.10}',
        null,
        '01:30:00',
      ],
    ]);
    const { values } = await withView(view('types'), (viewId) => views.client.record({ viewId, index: 0 }));
    expect(values).toContain('"big":9223372036854775807');
    expect(JSON.parse(values)).toMatchObject({
      time: '2024-01-01T10:00:00.123Z',
      nested: { a: [1, null] },
      json: { b: 1.1 },
      bytes: 'ff00',
    });
  });
});

describe('a record', () => {
  test('comes with its exact text, its place in its file, and where it was found again', async () => {
    await views.run(`INSERT INTO logs.main.evidence (evidence_id, path, member, container, sha256, content_sha256) VALUES
      (1, '/logs/a.zip', 'b.json.gz', 'zip', 'aa', 'cc'), (2, '/logs/copy.json', NULL, 'file', 'dd', 'ee')`);
    await views.run("INSERT INTO logs.main.duplicates VALUES ('events', 2, 9, 1, 8), ('other', 2, 10, 1, 8)");
    await views.run("INSERT INTO logs.pugmark.lossy VALUES (1, 8, '{\\xFF}'::BLOB)");
    const sort = [{ column: column('n'), descending: true }];
    await withView(view('events', { sort }), async (viewId) => {
      const record = await views.client.record({ viewId, index: rows - 8 });
      expect(record).toMatchObject({ table: 'events', raw: '{"n":7}', rawLossy: true, envelope: null });
      expect(Buffer.from(record.rawBase64!, 'base64')).toEqual(Buffer.from([0x7b, 0xff, 0x7d]));
      const provenance = {
        evidenceId: 1,
        path: '/logs/a.zip › b.json.gz',
        recordNo: 8,
        sha256: 'aa',
        contentSha256: 'cc',
        container: 'zip',
        verdict: null,
      };
      expect(record.provenance).toEqual(provenance);
      expect(record.duplicates).toEqual([
        {
          ...provenance,
          evidenceId: 2,
          path: '/logs/copy.json',
          recordNo: 9,
          sha256: 'dd',
          contentSha256: 'ee',
          container: 'file',
        },
      ]);
      const values = JSON.parse(record.values) as Record<string, unknown>;
      expect(values).toMatchObject({ id: 'id-7', request: { bucket: 'b1', deep: { list: [{ x: 7 }, 2] } } });
      expect(values).not.toHaveProperty('raw');
      expect((await views.client.record({ viewId, index: 0 })).rawLossy).toBe(false);
    });
  });
});
