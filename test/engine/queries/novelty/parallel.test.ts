// Keys in two places, in the real DuckDB: random uses against every pair of uses, and the honest causes by hand.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { lastOf, makeNoveltyClient } from './novelty-client.ts';
import { at, type TrailEvent, user } from './trail-table.ts';

let novelty: Awaited<ReturnType<typeof makeNoveltyClient>>;
beforeAll(async () => {
  novelty = await makeNoveltyClient();
});
const find = (minutes = 10) => lastOf(novelty.client.parallel({ minutes }));

const key = 'AKIAEXAMPLEEXAMPLE01';
const agent = 'aws-cli/2.1 Linux/6';
const use = (time: string, ip: string, more: Partial<TrailEvent> = {}): TrailEvent => ({
  at: at(`2026-03-01T${time}Z`),
  caller: user('ana', key),
  ip,
  agent,
  ...more,
});
const places: Record<string, string> = { '192.0.2.1': 'a', '192.0.77.5': 'a', '198.51.100.4': 'b', '2001:db8::1': 'c' };

test('every pair of uses from distant networks within the window is in an episode, and no key has another', async () => {
  const someUse = fc.record({
    key: fc.constantFrom('AKIA1', 'AKIA2', 'ASIA3', ''),
    at: fc.integer({ min: 0, max: 400 }).map((n) => at('2026-03-01') + n * 30_000),
    ip: fc.constantFrom(...Object.keys(places)),
    agent: fc.constantFrom(agent, 'Boto3/1.2'),
  });
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(someUse, { maxLength: 60, size: 'max' }),
      fc.constantFrom(1, 5),
      async (uses, minutes) => {
        await novelty.load(uses.map(({ key, ...rest }) => ({ ...rest, caller: user('ana', key) })));
        const { items } = await find(minutes);
        for (const a of uses)
          for (const b of uses) {
            if (
              a.key === '' ||
              a.key !== b.key ||
              a.at > b.at ||
              places[a.ip] === places[b.ip] ||
              b.at - a.at > minutes * 60_000
            )
              continue;
            pairs++;
            const [first, last] = [new Date(a.at), new Date(b.at)];
            const told = items.some(
              (item) => item.accessKey === a.key && new Date(item.first) <= last && new Date(item.last) >= first,
            );
            expect(told).toBe(true);
          }
        for (const item of items) {
          const [from, to] = [Date.parse(item.first), Date.parse(item.last)];
          const inside = uses.filter((one) => one.key === item.accessKey && one.at >= from && one.at <= to);
          expect(new Set(inside.map(({ ip }) => places[ip])).size).toBeGreaterThan(1);
          expect([item.calls, item.placeCount]).toEqual([inside.length, new Set(inside.map(({ ip }) => ip)).size]);
        }
        for (const { view, calls } of items.slice(0, 3)) expect(await novelty.count(view)).toBe(calls);
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
  expect(pairs).toBeGreaterThan(0);
});

describe('by hand', () => {
  test('back and forth is one episode, with its addresses; so far apart as the window is at a time still', async () => {
    await novelty.load([
      use('10:00:00', '192.0.2.1'),
      use('10:10:00', '198.51.100.4', { agent: 'Boto3/1.3' }),
      use('10:12:00', '192.0.2.1'),
      use('12:00:00', '192.0.2.1'),
      use('12:10:01', '198.51.100.4'),
    ]);
    const { items, keys } = await find();
    expect(keys).toBe(1);
    expect(items.map(({ sentence, honest, changes }) => [sentence, honest, changes])).toEqual([
      [
        `${key} of user/ana was used from 192.0.0.0/16 and 198.51.0.0/16 within 12 min 00 s: it went back and forth 2 times, with other user agents; 3 calls.`,
        null,
        2,
      ],
    ]);
    expect(items[0]!.places.map(({ ip, calls, agents }) => [ip, calls, agents])).toEqual([
      ['192.0.2.1', 2, ['aws-cli on Linux']],
      ['198.51.100.4', 1, ['Boto3']],
    ]);
  });

  test('services, endpoints and private addresses are left out, and counted', async () => {
    await novelty.load([
      use('10:00:00', '192.0.2.1'),
      use('10:01:00', '198.51.100.4', { caller: { ...user('ana', key), invokedBy: 'athena.amazonaws.com' } }),
      use('10:02:00', 'cloudformation.amazonaws.com'),
      use('10:03:00', '198.51.100.4', { endpoint: 'vpce-1' }),
      use('10:04:00', '10.1.2.3'),
      use('10:05:00', '198.51.100.4', { caller: user('ana') }),
    ]);
    expect(await find()).toMatchObject({
      items: [],
      leftOut: [
        { words: 'made by an AWS service for a key', calls: 1 },
        { words: 'through a VPC endpoint', calls: 1 },
        { words: 'from a private address', calls: 1 },
        { words: 'without an address, or from a service by name', calls: 1 },
      ],
    });
  });

  test('one machine with both kinds of addresses is told as likely, and two machines are not', async () => {
    const both = [use('10:00:00', '192.0.2.1'), use('10:01:00', '2001:db8::1')];
    await novelty.load(both);
    expect((await find()).items.map(({ honest }) => honest)).toEqual([
      expect.stringContaining('one machine that has both'),
    ]);
    await novelty.load([both[0]!, { ...both[1]!, agent: 'Boto3/1.3' }]);
    expect((await find()).items.map(({ honest }) => honest)).toEqual([null]);
  });

  test('what happens every day says less', async () => {
    const day = (n: number) =>
      [use('10:00:00', '192.0.2.1'), use('10:01:00', '198.51.100.4')].map((one) => ({
        ...one,
        at: one.at! + n * 86_400_000,
      }));
    await novelty.load(day(0));
    const [once] = (await find()).items;
    await novelty.load([0, 1, 2].flatMap(day));
    const often = (await find()).items;
    expect([once!.otherDays, often.map(({ otherDays }) => otherDays)]).toEqual([0, [2, 2, 2]]);
    expect(often[0]!.points).toBeLessThan(once!.points);
  });

  test('an empty case has none', async () => {
    await novelty.load([]);
    expect(await find()).toMatchObject({ items: [], total: 0, keys: 0, leftOut: [] });
  });
});
