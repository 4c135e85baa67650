// The figures of entities' pages against plain TypeScript over the same events, and every figure against the rows it opens.
import { createRouterClient } from '@orpc/server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EntityDeeds, EntitySummary, Figure, Item } from '../../../../shared/contract/entities.ts';
import type { Entity } from '../../../../shared/query/entity.ts';
import { sessionEntity } from '../../../../shared/query/session-view.ts';
import type { View } from '../../../../shared/query/view.ts';
import { entityRoutes, sessionRoutes } from '../../../../src-main/engine/analysis/routes.ts';
import { rebuildTimeline } from '../../../../src-main/engine/queries/timeline/view.ts';
import { writeOrdinaryEvent } from '../../../generate/activities/activities.ts';
import { seedRandom } from '../../../generate/random.ts';
import { setScene } from '../../../generate/scene.ts';
import { type Story, tellStory } from '../../../generate/story/story.ts';
import { attacker } from '../../../generate/story/teller.ts';
import { makeWorld } from '../../../generate/world.ts';
import { bringUpToDate, storeEvents, type TestEvent } from '../sessions/trail.ts';
import { makeViewClient, type ViewClient, view } from '../view-client.ts';

const night = Date.UTC(2026, 2, 11) / 1000;
const world = makeWorld({ seed: 'entities', forShipping: true });
const [prod, dev] = [world.accounts[0]!, world.accounts[2]!];
let story: Story;
let events: TestEvent[];
let views: ViewClient;
let ask: ReturnType<typeof makeAsk>;

const makeAsk = (of: ViewClient) => ({
  entities: createRouterClient(entityRoutes(of.state)),
  sessions: createRouterClient(sessionRoutes(of.state)),
});

beforeAll(async () => {
  story = tellStory(world, dev, prod, night);
  const random = seedRandom('entities', true);
  const ordinary = Array.from({ length: 1200 }, (_, i) => {
    const scene = setScene(world, world.accounts[i % 5]!, world.regions[i % 3]!, night, 'entities', 0.5);
    return writeOrdinaryEvent(scene, random, night + random.below(2 * 86_400)).text;
  });
  events = [...ordinary, ...story.stages.flatMap((stage) => stage.events.map(({ text }) => text))].map(
    (text) => JSON.parse(text) as TestEvent,
  );
  views = await makeViewClient();
  await storeEvents(views.open, events);
  await views.open.db.use(rebuildTimeline);
  await bringUpToDate(views.open);
  ask = makeAsk(views);
}, 60_000);

const count = async (of: View): Promise<number> => {
  const state = await views.openReady(of);
  await views.client.close({ viewId: state.viewId });
  return state.matched;
};

type Plain = {
  [key: string]: unknown;
  userIdentity: Record<string, string | undefined> & { sessionContext?: { sessionIssuer?: { arn?: string } } };
};
const get = (one: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value === null || value === undefined ? undefined : (value as Record<string, unknown>)[key]),
    one,
  );

/** Whether an event is the entity's, by hand. */
function isOf({ kind, value }: Entity, one: Plain): boolean {
  const who = one.userIdentity;
  const arns = ((one.resources as { ARN?: string }[] | undefined) ?? []).map(({ ARN }) => ARN);
  switch (kind) {
    case 'key':
      return who.accessKeyId === value;
    case 'principal':
      return who.arn === value;
    case 'role':
      return who.sessionContext?.sessionIssuer?.arn === value;
    case 'ip':
      return one.sourceIPAddress === value;
    case 'agent':
      return one.userAgent === value;
    case 'account':
      return one.recipientAccountId === value || who.accountId === value;
    case 'bucket':
      return get(one, 'requestParameters', 'bucketName') === value;
    case 'resource':
      return arns.includes(value);
    case 'actor':
    case 'domain':
      throw new Error('by the chains');
  }
}

const entitiesToTry = (): [string, Entity][] => [
  ['the leaked key', { kind: 'key', value: story.leakedKey }],
  ['its user', { kind: 'principal', value: `arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}` }],
  ['the back door', { kind: 'principal', value: `arn:aws:iam::${dev.id}:user/${attacker.backdoorUser}` }],
  ['a role', { kind: 'role', value: `arn:aws:iam::${prod.id}:role/deploy-prod` }],
  ['an address', { kind: 'ip', value: attacker.cliIp }],
  ['an IPv6 address', { kind: 'ip', value: attacker.ipv6 }],
  ['an agent', { kind: 'agent', value: attacker.browser }],
  ['an account', { kind: 'account', value: dev.id }],
  ['an outside account', { kind: 'account', value: attacker.outsideAccount }],
  ['a bucket', { kind: 'bucket', value: prod.buckets[0]! }],
  ['a resource', { kind: 'resource', value: `arn:aws:s3:::${prod.buckets[0]!}` }],
  ['nobody', { kind: 'key', value: 'AKIANOBODYNOBODYNOBO' }],
];

/** Every figure of an answer, with its name. */
function figuresOf(of: EntitySummary | EntityDeeds): [string, Figure][] {
  return Object.entries(of).flatMap(([name, part]): [string, Figure][] => {
    if (part === null || typeof part !== 'object') return [];
    if ('view' in part) return [[name, part as Figure]];
    const items = Array.isArray(part) ? part : 'items' in part ? (part.items as Item[]) : [];
    const inner = Array.isArray(part) || 'entity' in part ? [] : figuresOf(part as EntityDeeds);
    return [...items.map((item, i): [string, Figure] => [`${name} ${i}`, item as Figure]), ...inner];
  });
}

describe('every figure', () => {
  test.each([
    'the leaked key',
    'its user',
    'the back door',
    'a role',
    'an address',
    'an IPv6 address',
    'an agent',
    'an account',
    'an outside account',
    'a bucket',
    'a resource',
    'nobody',
  ])(
    'of %s is as counted by hand, and opens its rows',
    async (name) => {
      const entity = new Map(entitiesToTry()).get(name)!;
      const input = { entity, scope: 'own' as const, limit: 20 };
      const [summary, deeds] = [await ask.entities.summary(input), await ask.entities.deeds(input)];
      const rows = (events as unknown as Plain[]).filter((one) => isOf(entity, one));
      const tally = (pick: (one: Plain) => unknown) => {
        const sums = new Map<string | null, { count: number; errors: number; first: string; last: string }>();
        for (const one of rows) {
          const value = pick(one);
          const key = value === undefined || value === null ? null : (value as string);
          const time = String(one.eventTime);
          const sum = sums.get(key) ?? { count: 0, errors: 0, first: time, last: time };
          sums.set(key, {
            count: sum.count + 1,
            errors: sum.errors + (one.errorCode === undefined ? 0 : 1),
            first: time < sum.first ? time : sum.first,
            last: time > sum.last ? time : sum.last,
          });
        }
        return sums;
      };
      expect(summary.all.count).toBe(rows.length);
      if (name !== 'nobody') expect(rows.length).toBeGreaterThan(0);
      expect(summary.errors.count).toBe(rows.filter(({ errorCode }) => errorCode !== undefined).length);
      const times = rows.map(({ eventTime }) => String(eventTime)).toSorted();
      expect([summary.first, summary.last]).toEqual([times[0] ?? null, times.at(-1) ?? null]);
      const byDay = tally(({ eventTime }) => String(eventTime).slice(0, 10));
      expect(Object.fromEntries(summary.days.map(({ day, count: n }) => [day, n]))).toEqual(
        Object.fromEntries([...byDay].map(([day, sum]) => [day, sum.count])),
      );
      for (const [list, pick] of [
        ['apis', (one: Plain) => one.eventName],
        ['ips', (one: Plain) => one.sourceIPAddress],
        ['agents', (one: Plain) => one.userAgent],
        ['regions', (one: Plain) => one.awsRegion],
        ['keys', (one: Plain) => one.userIdentity.accessKeyId],
        ['principals', (one: Plain) => one.userIdentity.arn],
        ['accounts', (one: Plain) => one.recipientAccountId],
      ] as const) {
        const sums = tally(pick);
        const { items, distinct } = summary[list];
        expect(distinct, list).toBe(sums.size);
        expect(items.length, list).toBe(Math.min(20, sums.size));
        for (const { value, count: n, errors, first, last } of items)
          expect({ count: n, errors, first, last }, `${list} ${value}`).toEqual(sums.get(value));
        const least = items.at(-1)?.count ?? 0;
        const left = [...sums].filter(([value]) => !items.some((item) => item.value === value));
        for (const [value, sum] of left) expect(sum.count, `${list} ${value} is left out`).toBeLessThanOrEqual(least);
      }
      const changed = rows.filter(
        (one) =>
          one.readOnly === false && one.errorCode === undefined && !/^(sts|signin)\./.test(String(one.eventSource)),
      );
      expect(deeds.changes.distinct).toBe(
        new Set(changed.map((one) => `${String(one.eventName)} ${String(one.eventSource)}`)).size,
      );
      const logins = rows.filter((one) => one.eventName === 'ConsoleLogin');
      const outcome = (one: Plain) => get(one, 'responseElements', 'ConsoleLogin');
      expect(deeds.logins.succeeded.count).toBe(logins.filter((one) => outcome(one) === 'Success').length);
      expect(deeds.logins.failed.count).toBe(logins.filter((one) => outcome(one) === 'Failure').length);

      const figures = [...figuresOf(summary), ...figuresOf(deeds)].filter((_, i) => i % 5 === 0 || i < 12);
      for (const [figure, { count: n, view: of }] of figures) expect(await count(of), figure).toBe(n);
    },
    60_000,
  );
});

test('the back door’s page tells its story', async () => {
  const entity: Entity = { kind: 'principal', value: `arn:aws:iam::${dev.id}:user/${attacker.backdoorUser}` };
  const deeds = await ask.entities.deeds({ entity, scope: 'own', limit: 50 });
  expect(deeds.logins).toMatchObject({ succeeded: { count: 1 }, failed: { count: 1 }, withoutMfa: { count: 1 } });
  const told = deeds.changes.items.map(({ value, verb, detail }) => `${verb}: ${value} ${detail}`);
  expect(told).toContain(`changed: StopLogging arn:aws:cloudtrail:us-east-1:${dev.id}:trail/${dev.name}-trail`);
  expect(told).toContain(`deleted: DeleteLoginProfile ${attacker.backdoorUser}`);
  const leaked = await ask.entities.deeds({ entity: { kind: 'key', value: story.leakedKey }, scope: 'own', limit: 50 });
  expect(leaked.changes.items.map(({ value, verb, detail }) => `${verb}: ${value} ${detail}`)).toEqual(
    expect.arrayContaining([
      `created: CreateUser ${attacker.backdoorUser}`,
      `changed: AttachUserPolicy ${attacker.backdoorUser} · arn:aws:iam::aws:policy/AdministratorAccess`,
    ]),
  );
  expect(leaked.keysMade.items.map(({ value, detail }) => [value, detail?.split(' ')[0]])).toEqual(
    expect.arrayContaining([[story.backdoorKey, 'CreateAccessKey']]),
  );
  expect(leaked.assumed.items.map(({ value }) => value)).toContain(`arn:aws:iam::${prod.id}:role/deploy-prod`);
});

test('a role’s page says who assumed it, and the rows are there', async () => {
  const value = `arn:aws:iam::${prod.id}:role/deploy-prod`;
  const { assumedBy } = await ask.entities.deeds({ entity: { kind: 'role', value }, scope: 'own', limit: 10 });
  expect(assumedBy.items.map((item) => String(item.value)).toSorted()).toEqual(
    [`arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}`, dev.users[0]!.id].toSorted(),
  );
  for (const { count: n, view: of } of assumedBy.items) expect(await count(of)).toBe(n);
});

test('what began with an entity is everything that its sessions did', async () => {
  const value = `arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}`;
  const own = await ask.entities.summary({ entity: { kind: 'principal', value }, scope: 'own', limit: 10 });
  const chain = await ask.entities.summary({ entity: { kind: 'principal', value }, scope: 'chain', limit: 10 });
  const actors = await views.read(view('cloudtrail'), [{ column: 'actor', path: [] }]);
  expect(chain.all.count).toBe(actors.filter(([actor]) => actor === value).length);
  expect(chain.all.count).toBeGreaterThan(own.all.count + 380);
  expect(await count(chain.all.view)).toBe(chain.all.count);
});

test('an address is counted in every log type', async () => {
  const { all, logs } = await ask.entities.logs({ entity: { kind: 'ip', value: attacker.cliIp } });
  expect(logs.map(({ logType }) => logType)).toEqual(['cloudtrail']);
  expect(await count(logs[0]!.view)).toBe(logs[0]!.count);
  expect(await count(logs[0]!.table!)).toBe(logs[0]!.count);
  expect(all.count).toBe(logs[0]!.count);
});

test('a session tree reaches from the origin to what was made, and every figure opens its rows', async () => {
  const tree = await ask.sessions.tree({ entity: { kind: 'key', value: story.leakedKey } });
  const user = `arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}`;
  const by = new Map(tree.sessions.map((one) => [one.session, one]));
  expect(tree.own).toEqual([story.leakedKey]);
  expect(by.get(user)).toMatchObject({ kind: 'user', depth: 0 });
  expect(by.get(story.leakedKey)).toMatchObject({ parent: user, madeBy: null });
  expect(by.get(story.backdoorKey)).toMatchObject({ madeBy: story.leakedKey });
  const deploy = tree.sessions.find(({ role }) => role?.endsWith(':role/deploy-prod'))!;
  expect(deploy).toMatchObject({ parent: story.leakedKey, link: 'response', issuedBy: 'AssumeRole', ipCount: 2 });
  expect(deploy.ips.map(({ value }) => value).toSorted()).toEqual([attacker.ipv6, attacker.cliIp].toSorted());
  for (const session of tree.sessions) {
    expect(await count(session.view), session.session).toBe(session.events);
    if (session.issuedView) expect(await count(session.issuedView)).toBe(1);
  }
});

test('callers without a key open the rows that they are counted for', async () => {
  const rows = await views.rows(`SELECT session, kind FROM logs.pugmark.sessions WHERE NOT is_key
    QUALIFY row_number() OVER (PARTITION BY kind ORDER BY session) <= 5`);
  expect(new Set(rows.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5);
  for (const { session, kind } of rows) {
    const entity = sessionEntity({ session: String(session), kind: String(kind), hasKey: false });
    const tree = await ask.sessions.tree({ entity, limit: 300 });
    const own = tree.sessions.find((one) => one.session === session)!;
    expect(await count(own.view), `${own.kind} ${own.session}`).toBe(own.events);
  }
}, 60_000);

test('finding by a part of the name', async () => {
  const found = await ask.entities.find({ text: 'DEPLOY-prod' });
  expect(found.map(({ entity }) => `${entity.kind} ${entity.value}`)).toEqual(
    expect.arrayContaining([`role arn:aws:iam::${prod.id}:role/deploy-prod`]),
  );
  expect((await ask.entities.find({ text: attacker.cliIp })).map(({ entity }) => entity)).toContainEqual({
    kind: 'ip',
    value: attacker.cliIp,
  });
});

test('around a row: the same actor, the same address, everything', async () => {
  const target = story.stages.find(({ name }) => name === 'secrets')!.events[2]!;
  const opened = await views.openReady(
    view('cloudtrail', {
      where: [
        {
          id: 'f1',
          op: 'in',
          column: { column: 'eventid', path: [] },
          values: [target.id],
          negated: false,
          enabled: true,
        },
      ],
    }),
  );
  const at = target.time * 1000;
  const near = events.filter(({ eventTime }) => Math.abs(Date.parse(eventTime) - at) <= 5 * 60_000);
  const around = async (same: 'actor' | 'ip' | 'everything') =>
    count((await ask.entities.around({ viewId: opened.viewId, index: 0, same, minutes: 5 })).view);
  expect(await around('everything')).toBe(near.length);
  expect(await around('ip')).toBe(near.filter((one) => one.sourceIPAddress === attacker.cliIp).length);
  expect(await around('actor')).toBe(
    near.filter(
      (one) =>
        one.userIdentity.arn?.toString().includes('assumed-role/deploy-prod') ||
        one.userIdentity.accessKeyId === story.leakedKey ||
        one.userIdentity.arn === `arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}`,
    ).length,
  );
});
