// Matching against a plain look at every record: random lists over random records, the views that open the rows, what is
// loaded later, and lists that come and go.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeEntry } from '../../../../shared/journal/words.ts';
import { indicatorRoutes } from '../../../../src-main/engine/detections/indicators/routes.ts';
import {
  explainIndicatorHit,
  indicatorHitsSql,
  listIndicatorSources,
  matchLists,
} from '../../../../src-main/engine/detections/indicators/sources.ts';
import type { Connection } from '../../../../src-main/engine/duckdb/connection.ts';
import { makeViewClient, type ViewClient } from '../../queries/view-client.ts';
import { storeRecords } from '../match-rules.ts';
import { holds, type Wanted } from './plain-look.ts';

let views: ViewClient;
let client: ReturnType<typeof makeClient>;
const makeClient = () => createRouterClient(indicatorRoutes(views.state));
const use = <T>(work: (connection: Connection) => Promise<T>) => views.open.db.use(work);
beforeAll(async () => {
  views = await makeViewClient();
  client = makeClient();
});

type Event = Record<string, unknown>;
const common = {
  eventVersion: '1.11',
  eventTime: '2026-01-02T03:04:05Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'X',
  awsRegion: 'us-east-1',
};
let stored = 0;
/** Every batch is an evidence file of its own. */
async function store(events: Event[]): Promise<void> {
  stored++;
  await use((connection) =>
    storeRecords(
      connection,
      events.map((event, i) => JSON.stringify({ ...common, eventID: `${stored}-${i}`, ...event })),
      stored,
    ),
  );
}
async function add(text: string, name = 'list', level: 'high' | 'low' = 'high') {
  return await client.add({ source: { text }, name, level });
}
async function matchAll(): Promise<void> {
  await matchLists(views.open);
}

const pools = {
  ip: [
    '1.2.3.4',
    '1.2.3.5',
    '1.2.4.4',
    '11.2.3.4',
    '10.0.0.1',
    '10.255.0.1',
    '2001:db8::1',
    '2001:DB8:0::2',
    '::ffff:1.2.3.4',
    '2001:db9::1',
  ],
  domain: ['evil.example', 'a.evil.example', 'notevil.example', 'evil.example.org', 'Bad.Example', 'x-evil.example'],
  arn: [
    'arn:aws:iam::111122223333:user/eve',
    'arn:aws:iam::111122223333:user/eve2',
    'arn:aws:s3:::bad-bucket',
    'arn:aws:s3:::bad-bucket/a/b',
  ],
  key: ['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPL2'],
  hash: ['d41d8cd98f00b204e9800998ecf8427e', 'D41D8CD98F00B204E9800998ECF8427F'],
};
const words = fc.constantFrom(...Object.values(pools).flat());
/** How a text stands in a record: alone, in a sentence, in JSON inside JSON, after an escape. */
const frame = fc.constantFrom<(word: string) => string>(
  (word) => word,
  (word) => `not allowed: ${word}.`,
  (word) => `a\n${word}\tb`,
  (word) => `{"p":"${word}","q":["${word}x"]}`,
  (word) => JSON.stringify({ policy: JSON.stringify({ r: word }) }),
  (word) => `http://${word}/path`,
  (word) => `App/${word}`,
  (word) => `${word}:443`,
  (word) => `${word}, ${word}; (${word})`,
  (word) => `x${word}`,
  (word) => `ü${word}é`,
);
const text = fc.tuple(words, frame).map(([word, put]) => put(word));
const event = fc.record(
  {
    sourceIPAddress: fc.constantFrom(...pools.ip, 'AWS Internal'),
    userAgent: fc.constantFrom('aws-cli/2.1', 'Kali Linux', 'Chrome/120.0.0.0', '[aws-cli/2.1 kali "x"]'),
    userIdentity: fc.record({ arn: fc.constantFrom(...pools.arn), accessKeyId: fc.constantFrom(...pools.key) }),
    requestParameters: fc.dictionary(fc.constantFrom('a', 'b'), text, { maxKeys: 2 }),
    unknownKey: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const entries = fc.constantFrom(
  '1.2.3.4',
  '1.2.3.0/24',
  '10.0.0.0/8',
  '11.2.3.4',
  '1.2.3.4-1.2.4.4',
  '120.0.0.0/8',
  '2001:db8::/32',
  '2001:db8::2',
  'evil.example',
  'bad.example',
  'example.org',
  ...pools.arn,
  ...pools.key,
  ...pools.hash,
  'kali linux/1',
  'aws-cli/2',
);

async function hitsOf(listId: number): Promise<string[]> {
  const { indicators } = await client.hits({ listId, offset: 0, limit: 1000 });
  const rows = await views.rows(
    `SELECT DISTINCT i.value || ' in ' || (evidence_id || '/' || record_no) AS hit FROM logs.main.indicator_hits h
     JOIN logs.main.indicators i ON i.list_id = h.list_id AND i.indicator = h.indicator WHERE h.list_id = ${listId} ORDER BY hit`,
  );
  const counted = indicators.reduce((sum, { hits }) => sum + hits.reduce((n, { records }) => n + records, 0), 0);
  expect(counted).toBe(rows.length);
  return rows.map(({ hit }) => String(hit));
}

describe('matching', () => {
  it('finds what a plain look at every record finds, and opens those very rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 10, maxLength: 25 }),
        fc.uniqueArray(entries, { minLength: 4, maxLength: 12 }),
        async (events, list) => {
          await store(events);
          const batch = stored;
          const { listId } = await add(`${list.join('\n')}\n# ${batch}`);
          await matchAll();
          const { indicators } = await client.hits({ listId, offset: 0, limit: 1000 });
          const wanted = indicators.flatMap((indicator: Wanted) =>
            events.flatMap((one, i) =>
              holds({ ...common, eventID: `${batch}-${i}`, ...one }, indicator)
                ? [`${indicator.value} in ${batch}/${i + 1}`]
                : [],
            ),
          );
          const found = (await hitsOf(listId)).filter((hit) => hit.includes(` in ${batch}/`));
          const odd = [...found, ...wanted].filter((hit) => !found.includes(hit) || !wanted.includes(hit));
          const shown = odd.map((hit) => `${hit}: ${JSON.stringify(events[Number(hit.split('/').at(-1)) - 1])}`);
          expect(found, shown.join('\n')).toEqual(wanted.toSorted());
          for (const { indicatorNo, hits } of indicators)
            for (const { table, records } of hits) {
              const { view } = await client.rows({ listId, indicatorNo, table });
              expect((await views.openReady(view)).matched, JSON.stringify(view.where)).toBe(records);
            }
          await client.remove({ listId });
        },
      ),
      { numRuns: 3, endOnFailure: true },
    );
    expect(await views.rows('SELECT * FROM logs.main.indicator_hits')).toEqual([]);
  });

  it('looks through what is loaded later, once for all lists', async () => {
    const [first, second] = [await add('203.0.113.7', 'one'), await add('203.0.113.0/24\n198.51.100.1', 'two', 'low')];
    await store([{ sourceIPAddress: '203.0.113.7' }, { sourceIPAddress: '203.0.113.8' }]);
    await matchAll();
    const before = await use((connection) => connection.value('SELECT max(rowid) FROM cloudtrail'));
    await store([{ sourceIPAddress: '203.0.113.7', eventTime: '2026-02-01T00:00:00Z' }]);
    expect((await client.lists()).behind).toBe(1);
    const states = [];
    for await (const state of await client.match()) states.push(state);
    expect(states.at(-1)).toEqual({ state: 'done', rows: 1, totalRows: 1 });
    const { lists, behind } = await client.lists();
    expect({ behind, records: lists.map(({ name, records, found }) => [name, records, found]) }).toEqual({
      behind: 0,
      records: [
        ['one', 2, 1],
        ['two', 3, 1],
      ],
    });
    const { indicators } = await client.hits({ listId: second.listId, foundOnly: true, offset: 0, limit: 10 });
    expect(indicators).toMatchObject([
      {
        value: '203.0.113.0/24',
        hits: [{ table: 'cloudtrail', records: 3, first: '2026-01-02T03:04:05Z', last: '2026-02-01T00:00:00Z' }],
      },
    ]);
    const sources = await use(listIndicatorSources);
    expect(sources.map(({ name, level }) => [name, level])).toEqual([
      ['one', 'high'],
      ['two', 'low'],
    ]);
    const newer = await use((connection) =>
      indicatorHitsSql(connection, sources[1]!.key, 'cloudtrail', Number(before)),
    );
    expect(await views.rows(newer!)).toEqual([{ row_id: Number(before) + 1, indicator: '203.0.113.0/24' }]);
    expect(await use((connection) => indicatorHitsSql(connection, sources[1]!.key, 'vpcflow', undefined))).toBeNull();
    for (const { listId } of [first, second]) await client.remove({ listId });
  });

  it('explains a hit by the places in the record', async () => {
    const { listId } = await add('198.51.100.9 # from the client\nspot.example');
    const policy = JSON.stringify({ Statement: [{ Condition: { IpAddress: '198.51.100.9' } }] });
    await store([{ sourceIPAddress: '198.51.100.9', requestParameters: { policy, hosts: ['x', 'a.SPOT.example'] } }]);
    await matchAll();
    const [source] = await use(listIndicatorSources);
    const record = { table: 'cloudtrail', evidenceId: stored, recordNo: 1 };
    expect(await use((connection) => explainIndicatorHit(connection, source!.key, record))).toEqual([
      {
        indicator: '198.51.100.9',
        kind: 'ip',
        note: 'from the client',
        text: '198.51.100.9',
        places: [
          { place: 'sourceIPAddress', value: '198.51.100.9' },
          { place: 'requestParameters.policy', value: policy },
        ],
      },
      {
        indicator: 'spot.example',
        kind: 'domain',
        note: null,
        text: 'a.SPOT.example',
        places: [{ place: 'requestParameters.hosts[1]', value: 'a.SPOT.example' }],
      },
    ]);
    await client.remove({ listId });
  });

  it('looks through flow logs and logs of no known type', async () => {
    await views.run(
      "CREATE TABLE logs.main.other AS SELECT 'x 192.0.2.9:80 via worse.example.' AS raw, 1::UINTEGER AS evidence_id, 1::UINTEGER AS record_no, 'Tool/9 (kali)' AS user_agent",
    );
    const { listId } = await add('192.0.2.9\nworse.example\nkali/1\ntool/9');
    await matchAll();
    expect((await client.hits({ listId, foundOnly: true, offset: 0, limit: 10 })).indicators).toMatchObject([
      { value: '192.0.2.9', hits: [{ table: 'other', records: 1, first: null }] },
      { value: 'worse.example', hits: [{ table: 'other', records: 1 }] },
      { value: 'tool/9', hits: [{ table: 'other', records: 1 }] },
    ]);
    await client.remove({ listId });
    await views.run('DROP TABLE logs.main.other');
  });

  it('keeps what it found when it is stopped, and goes on from there', async () => {
    const { listId } = await add('203.0.113.7');
    const stop = new AbortController();
    stop.abort();
    await expect(matchLists(views.open, { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await client.lists()).behind).toBeGreaterThan(0);
    await Promise.all([matchAll(), matchAll()]);
    expect((await client.lists()).lists).toMatchObject([{ records: 2 }]);
    await client.remove({ listId });
  });
});

describe('lists', () => {
  it('are kept with what they are, changed, and told what they could not take', async () => {
    const text = '1.2.3.4\nnonsense here\n1.2.3.4\n';
    const list = await add(text, 'Mine');
    expect(list).toMatchObject({
      name: 'Mine',
      level: 'high',
      form: 'text',
      path: null,
      entries: 3,
      indicators: 1,
      duplicates: 1,
      problems: 1,
      kinds: { ip: 1 },
    });
    await expect(add(text, 'Again')).rejects.toMatchObject({
      code: 'INVALID',
      message: 'The same list is in the case already, as “Mine”.',
    });
    const { listId } = list;
    expect(await client.problems({ listId, offset: 0, limit: 10 })).toEqual({
      total: 1,
      problems: [
        {
          place: 'line 2',
          text: 'nonsense here',
          reason: 'It is no address, domain, ARN, key id, hash or user agent.',
        },
      ],
    });
    expect(await client.duplicates({ listId, offset: 0, limit: 10 })).toEqual({
      total: 1,
      duplicates: [{ place: 'line 3', value: '1.2.3.4', of: 'line 1' }],
    });
    await client.change({ listId, level: 'informational' });
    expect((await client.lists()).lists).toMatchObject([{ name: 'Mine', level: 'informational' }]);
    await client.remove({ listId });
    expect((await client.lists()).lists).toEqual([]);
    const journal = readFileSync(join(views.open.dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    const told = journal.map((line) => JSON.parse(line) as { action: string; detail: Record<string, unknown> });
    expect(told.slice(-3).map(({ action, detail }) => describeEntry(action, detail))).toEqual([
      'Added the list “Mine” with 1 indicator, 1 problem',
      'Changed the list “Mine”: now “Mine”, level informational',
      'Removed the list “Mine” with 1 indicator',
    ]);
    await expect(client.remove({ listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.add({ source: { path: '/nowhere/at-all' }, name: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const many = Array.from({ length: 20_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join('\n');
    const stop = AbortSignal.timeout(0);
    await expect(client.add({ source: { text: many }, name: 'x' }, { signal: stop })).rejects.toThrow();
    expect((await client.lists()).lists).toEqual([]);
    await expect(add('{"a": 1}')).rejects.toMatchObject({ code: 'INVALID' });
  });
});
