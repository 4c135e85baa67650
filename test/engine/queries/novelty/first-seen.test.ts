// First-seen analysis in the real DuckDB: random events against a look at every event, and the edges by hand.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Baseline } from '../../../../shared/contract/novelty.ts';
import { lastOf, makeNoveltyClient } from './novelty-client.ts';
import { findNew, networks } from './novelty-oracle.ts';
import { at, session, type TrailEvent, user } from './trail-table.ts';

let novelty: Awaited<ReturnType<typeof makeNoveltyClient>>;
beforeAll(async () => {
  novelty = await makeNoveltyClient();
});
const find = (baseline: Baseline, zone = 'UTC') => lastOf(novelty.client.firstSeen({ baseline, zone }));

const maybe = <T>(...some: T[]) => fc.constantFrom(...some, null);
const sso = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_1a';
const caller: fc.Arbitrary<TrailEvent['caller']> = fc.constantFrom(
  user('ana'),
  user('ben'),
  session('deploy', 'run-1'),
  session('deploy', 'run-2'),
  { ...session('old', 'x'), role: null },
  { ...session('old', 'y'), role: '' },
  session('old', 'z'),
  {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1a/ana@example.com',
    role: sso,
  },
  { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
  { type: 'AssumedRole', principalId: 'AROAX', invokedBy: 'lambda.amazonaws.com' },
  { type: 'AWSAccount', principalId: 'AROAOTHER:one', accountId: '999988887777' },
  { type: 'AWSAccount', principalId: 'AROAOTHER:two', accountId: '999988887777' },
  { type: 'SAMLUser', principalId: 'idp:kim', userName: 'kim' },
  { type: 'IdentityCenterUser', behalfOf: '1-2-3', accountId: '111122223333' },
  { type: 'Unknown', userName: 'lee' },
  { type: 'AWSAccount', accountId: 'anonymous' },
  { type: 'Unknown' },
);
const hour = 3_600_000;
const start = at('2026-03-05');
const event: fc.Arbitrary<TrailEvent> = fc.record({
  at: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 0, max: 6 * 24 * 4 }).map((n) => start + (n * hour) / 4) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  caller,
  source: maybe('iam.amazonaws.com', 's3.amazonaws.com', ''),
  name: maybe('CreateUser', 'GetObject'),
  region: maybe('eu-west-1', ''),
  ip: maybe(...Object.keys(networks), 'ec2.amazonaws.com', 'AWS Internal', ''),
  agent: maybe(
    'aws-cli/2.1 Python/3 Linux/6.5.0-kali3-amd64',
    'aws-cli/2.2 Python/3 Linux/6.8',
    'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0',
    'Mozilla/5.0 (X11; Linux) Chrome/145.0 Safari/537.36',
    'Mozilla',
    '[S3Console/0.4]',
    '',
  ),
  error: maybe('AccessDenied', null, null, ''),
  readOnly: maybe(true, false),
});
const asked = fc.record({
  events: fc.array(event, { minLength: 5, maxLength: 90, size: 'max' }),
  cut: fc.integer({ min: 1, max: 6 * 24 }).map((n) => start + n * hour),
  isCutOff: fc.boolean(),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata'),
});

const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

test('what is new, and the rows of each item, as a look at every event has them', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ events, cut, isCutOff, zone }) => {
      await novelty.load(events);
      const baseline: Baseline = {
        to: iso(cut),
        ...(isCutOff ? { from: iso(start + 12 * hour - 1000), until: iso(cut + 2 * 24 * hour) } : {}),
      };
      if (isCutOff && cut <= start + 12 * hour) return;
      const [found, wanted] = [await find(baseline, zone), findNew(events, baseline, zone)];
      expect(found.sums).toEqual(wanted.sums);
      if (wanted.sums.before === 0) {
        expect(found.items).toEqual([]);
        return;
      }
      const ofPrincipals = found.items.filter(({ by, kind }) => by !== null && kind !== 'principal');
      const values = new Map(
        ofPrincipals.flatMap(({ by, values }) =>
          values.map(({ kind, value, calls, failed, others, isNewToAll, first, last }) => [
            JSON.stringify([kind, by!.key, value]),
            { calls, failed, others, isNewToAll, first: Date.parse(first), last: Date.parse(last) },
          ]),
        ),
      );
      expect(values).toEqual(wanted.values);
      const toAll = found.items
        .filter(({ by }) => by === null)
        .map(({ values: [one] }) => [`${one!.kind} ${one!.value}`, one!.others] as const);
      expect(new Map(toAll)).toEqual(wanted.toAll);
      const principals = found.items
        .filter(({ kind }) => kind === 'principal')
        .map(({ by, calls }) => [by!.key, calls] as const);
      expect(new Map(principals)).toEqual(wanted.principals);
      const points = found.items.map((item) => item.points);
      expect(points).toEqual(points.toSorted((a, b) => b - a));
      // Every number leads to its rows. A few of each run, since each is a view of its own.
      const some = found.items.filter((_, i) => i % Math.ceil(found.items.length / 8) === 0);
      for (const { view, calls, kind, values } of some) {
        const overlaps = kind !== 'principal' && values.length > 1;
        expect(await novelty.count(view), JSON.stringify(view.where)).toBe(overlaps ? sumOf(values) : calls);
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 60_000);

/** Values of one kind are of different rows. */
const sumOf = (values: { calls: number }[]) => values.reduce((sum, { calls }) => sum + calls, 0);

describe('by hand', () => {
  const call = (time: string, who: TrailEvent['caller'], name: string, more: Partial<TrailEvent> = {}): TrailEvent => ({
    at: at(time),
    caller: who,
    source: 'iam.amazonaws.com',
    name,
    region: 'eu-west-1',
    ip: '192.0.2.1',
    agent: 'aws-cli/2.1 Linux/6',
    readOnly: true,
    ...more,
  });

  test('the moment that ends the baseline is new already', async () => {
    await novelty.load([call('2026-03-01', user('ana'), 'ListUsers'), call('2026-03-02', user('ana'), 'ListRoles')]);
    const here = await find({ to: '2026-03-02T00:00:00Z' });
    expect(here.items.map(({ sentence }) => sentence)).toEqual([
      'First time in a day that user/ana called iam:ListRoles; no other principal ever did; 1 call.',
    ]);
    const later = await find({ to: '2026-03-02T00:00:01Z' });
    expect([later.sums.after, later.items]).toEqual([0, []]);
  });

  test('sessions with names of their own are one role; a new role is one item', async () => {
    const known = call('2026-03-01', session('deploy', 'run-1'), 'ListUsers');
    await novelty.load([
      known,
      call('2026-03-03', session('deploy', 'run-2'), 'ListUsers'),
      ...['ListUsers', 'ListRoles', 'GetUser'].map((name) =>
        call('2026-03-03', session('fresh', name), name, { ip: '198.51.100.4' }),
      ),
    ]);
    const { items } = await find({ to: '2026-03-02T00:00:00Z' });
    expect(items.map(({ kind, by, sentence }) => [kind, by?.name, sentence])).toEqual([
      [
        'principal',
        'role/fresh',
        'role/fresh was never seen before; it called 3 APIs from 1 network: 3 calls. Nobody else ever had 198.51.100.0/24, iam:GetUser, iam:ListRoles.',
      ],
    ]);
  });

  test('an item of a new principal has its values, the rarest first', async () => {
    const anas = call('2026-03-01', user('ana'), 'ListUsers');
    await novelty.load([
      anas,
      call('2026-03-03', user('eve'), 'ListUsers'),
      call('2026-03-03', user('eve'), 'CreateUser'),
    ]);
    const { items } = await find({ to: '2026-03-02T00:00:00Z' });
    expect(items[0]!.valueCount).toBe(6);
    expect(items[0]!.values.map(({ text, others, isNewToAll }) => [text, others, isNewToAll])).toEqual([
      ['iam:CreateUser', 0, true],
      ['account 111122223333', 1, false],
      ['aws-cli on Linux', 1, false],
      ['iam:ListUsers', 1, false],
      ['192.0.2.0/24', 1, false],
      ['eu-west-1', 1, false],
    ]);
  });

  test('who stops it gets no answer, and may ask again', async () => {
    await novelty.load([call('2026-03-01', user('ana'), 'ListUsers'), call('2026-03-03', user('ana'), 'ListRoles')]);
    const abort = new AbortController();
    const baseline = { to: '2026-03-02T00:00:00Z' };
    const states: string[] = [];
    const follow = async () => {
      for await (const news of await novelty.client.firstSeen({ baseline }, { signal: abort.signal })) {
        states.push(news.state);
        abort.abort();
      }
    };
    await expect(follow()).rejects.toThrow();
    expect(states).toEqual(['running']);
    expect((await find(baseline)).items).toHaveLength(1);
  });

  test('who brings new things every day surprises less than who never does', async () => {
    const days = ['01', '02', '03', '04', '05', '06'];
    await novelty.load([
      ...days.map((day) => call(`2026-03-${day}`, user('ana'), `Get${day}`)),
      ...days.map((day) => call(`2026-03-${day}`, user('ben'), 'Get01')),
      call('2026-03-07', user('ana'), 'Get07'),
      call('2026-03-07', user('ben'), 'Get08'),
    ]);
    const { items } = await find({ to: '2026-03-07T00:00:00Z' });
    expect(items.map(({ by, points }) => [by?.name, points])).toEqual([
      ['user/ben', 3.6],
      ['user/ana', 1],
    ]);
  });

  test('without a baseline, without rows after it, and with ends in no order', async () => {
    await novelty.load([call('2026-03-01', user('ana'), 'ListUsers')]);
    expect(await find({ to: '2026-03-01T00:00:00Z' })).toMatchObject({ sums: { before: 0, after: 1 }, items: [] });
    expect(await find({ to: '2026-03-09T00:00:00Z' })).toMatchObject({ sums: { before: 1, after: 0 }, items: [] });
    await expect(find({ from: '2026-03-09T00:00:00Z', to: '2026-03-02T00:00:00Z' })).rejects.toThrow(
      'begin before it ends',
    );
    await expect(find({ to: 'soon' })).rejects.toThrow('“soon” is no time');
    await expect(find({ to: '2026-03-02' }, 'Mars/Olympus')).rejects.toThrow('no time zone');
    await novelty.load([]);
    expect(await find({ to: '2026-03-02' })).toMatchObject({ sums: { before: 0, after: 0, daysBefore: 0 }, items: [] });
    expect(await novelty.client.extent()).toEqual({ events: 0, untimed: 0, first: null, last: null });
    await novelty.views.run('DROP TABLE logs.main.cloudtrail');
    expect(await find({ to: '2026-03-02' })).toMatchObject({ sums: { before: 0, after: 0 }, items: [] });
    const baseline = { to: '2026-03-02' };
    expect(await lastOf(novelty.client.volumes({ baseline }))).toMatchObject({ hoursBefore: 0, items: [] });
    expect(await lastOf(novelty.client.parallel({}))).toMatchObject({ keys: 0, items: [] });
    expect(await lastOf(novelty.client.pageViews({}))).toMatchObject({ reads: 0, items: [] });
  });
});
