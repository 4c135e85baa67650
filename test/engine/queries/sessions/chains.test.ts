// Random forests of chains, shuffled and split over loads, against plain TypeScript: sessions brought up to date load by load,
// sessions made at once, and what following the events by hand gives, are the same. So is the column `actor` of every row.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestCase } from '../../support/case.ts';
import { makeViewClient, view } from '../view-client.ts';
import {
  assume,
  bringUpToDate,
  event,
  type Identity,
  role,
  sessionArn,
  storeEvents,
  type TestEvent,
  user,
} from './trail.ts';

type Node = {
  key: string;
  /** Index of the session that assumed it; null: a user's long-term key. */
  parent: number | null;
  account: string;
  /** Whether the caller's copy of the event that issued it is in the logs, and the copy of its own account. */
  seen: boolean;
  copied: boolean;
  uses: number;
};

const accounts = ['111122223333', '222233334444', '333344445555'];

const forest = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(), { freq: 4 }),
      account: fc.constantFrom(...accounts),
      seen: fc.boolean(),
      copied: fc.boolean(),
      uses: fc.nat(3),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map((one, i): Node => {
      const parent = one.parent === null || i === 0 ? null : one.parent % i;
      return { ...one, parent, key: `${parent === null ? 'AKIA' : 'ASIA'}${i}` };
    }),
  );

/** Positions to cut the events at, and a seed of their order. */
const wanted = fc.record({
  nodes: forest,
  order: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
  loads: fc.integer({ min: 1, max: 4 }),
});

const identityOf = (nodes: Node[], i: number): Identity => {
  const { parent, key, account } = nodes[i]!;
  return parent === null ? user(`u${i}`, key, account) : role(`r${i}`, `s${i}`, key, i, { account });
};

/** What the target's account is told of the caller. */
const fromOutside = (identity: Identity): Identity => ({
  type: 'AWSAccount',
  principalId: identity.principalId,
  accountId: identity.accountId,
});

function eventsOf(nodes: Node[]): TestEvent[] {
  return nodes.flatMap((node, i) => {
    const own = Array.from({ length: node.uses }, (_, n) =>
      event(i + 0.1 * (n + 1), identityOf(nodes, i), 'ListBuckets'),
    );
    if (node.parent === null) return own;
    const caller = identityOf(nodes, node.parent);
    const crosses = nodes[node.parent]!.account !== node.account;
    const issue = (by: Identity, recipientAccountId: string) =>
      assume(i, by, `r${i}`, `s${i}`, node.key, {
        account: node.account,
        recipientAccountId,
        sharedEventID: `shared-${i}`,
      });
    return [
      ...own,
      ...(node.seen ? [issue(caller, nodes[node.parent]!.account)] : []),
      ...(node.seen && crosses && node.copied ? [issue(fromOutside(caller), node.account)] : []),
    ];
  });
}

const shuffle = <T>(all: T[], order: number[]): T[] =>
  all
    .map((one, i) => [order[i % order.length]!, one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);

/** By hand: from a key to the event that issued it, to the key that asked for it, and on. */
function followByHand(nodes: Node[], i: number): { origin: string; depth: number } {
  const { parent, seen, account } = nodes[i]!;
  if (parent === null) return { origin: `arn:aws:iam::${account}:user/u${i}`, depth: 1 };
  if (!seen) return { origin: sessionArn(`r${i}`, `s${i}`, account), depth: 0 };
  const before = followByHand(nodes, parent);
  return { origin: before.origin, depth: before.depth + 1 };
}

/** A long-term key that only the logs of the other side could name is in none of the events. */
const isKnown = (nodes: Node[], i: number, events: TestEvent[]): boolean =>
  events.some(
    ({ userIdentity, responseElements }) =>
      userIdentity.accessKeyId === nodes[i]!.key || JSON.stringify(responseElements).includes(`"${nodes[i]!.key}"`),
  );

const sessionsSql = `SELECT * EXCLUDE (evidence_id, record_no) FROM logs.pugmark.sessions ORDER BY session`;

test('load by load, at once, and by hand', async () => {
  await fc.assert(
    fc.asyncProperty(wanted, async ({ nodes, order, loads }) => {
      const events = shuffle(eventsOf(nodes), order);
      fc.pre(events.length > 0);
      const views = await makeViewClient();
      const size = Math.ceil(events.length / loads);
      for (let from = 0; from < events.length; from += size) {
        await storeEvents(views.open, events.slice(from, from + size));
        await bringUpToDate(views.open);
      }
      const grown = await views.rows(sessionsSql);
      const whole = await openTestCase();
      await storeEvents(whole, events.toReversed());
      await bringUpToDate(whole);
      expect(grown).toEqual(await whole.db.use((c) => c.rows(sessionsSql)));

      const told = new Map(grown.map((row) => [row.session, row]));
      for (const [i, node] of nodes.entries()) {
        if (!isKnown(nodes, i, events)) continue;
        const { origin, depth } = followByHand(nodes, i);
        expect(told.get(node.key), JSON.stringify(node)).toMatchObject({ actor: origin, depth });
        const uses = events.filter(({ userIdentity }) => userIdentity.accessKeyId === node.key).length;
        expect(told.get(node.key)).toMatchObject({ events: uses });
        expect(told.get(node.key)!.missing === null).toBe(node.parent === null || node.seen);
      }

      const actors = await views.read(view('cloudtrail'), [
        { column: 'eventid', path: [] },
        { column: 'actor', path: [] },
      ]);
      const byEvent = new Map(actors.map(([id, actor]) => [id, actor]));
      for (const one of events) {
        const i = nodes.findIndex(({ key }) => key === one.userIdentity.accessKeyId);
        if (i >= 0) expect(byEvent.get(one.eventID)).toBe(followByHand(nodes, i).origin);
      }
      await views.open.close();
      await whole.close();
    }),
    { numRuns: 8, seed: 1 },
  );
}, 120_000);

test('sessions made by an earlier way are made anew', async () => {
  const open = await openTestCase();
  const ana = user('ana', 'AKIAANA');
  await storeEvents(open, [assume(1, ana, 'a', 's', 'ASIAA'), event(2, role('a', 's', 'ASIAA', 1), 'ListBuckets')]);
  await bringUpToDate(open);
  const before = await open.db.use((c) => c.rows(sessionsSql));
  await open.db.use(async (c) => {
    await c.run('UPDATE logs.pugmark.session_state SET version = version - 1');
    await c.run("UPDATE logs.pugmark.session_uses SET arn = 'stale'");
    await c.run("UPDATE logs.pugmark.sessions SET actor = 'stale'");
  });
  await bringUpToDate(open);
  expect(await open.db.use((c) => c.rows(sessionsSql))).toEqual(before);
});
