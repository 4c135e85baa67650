// Sessions in the background: brought up to date, stopped, gone on with, and told of while the case is open.
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import type { SessionsProgress } from '../../../shared/contract/sessions.ts';
import { sessionsKeeper } from '../../../src-main/engine/analysis/keep-sessions.ts';
import { sessionRoutes } from '../../../src-main/engine/analysis/routes.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { assume, event, role, storeEvents, user } from '../queries/sessions/trail.ts';
import { openTestCase, stateOf } from '../support/case.ts';

const ana = user('ana', 'AKIAANA');
const count = (open: OpenCase) => open.db.use((c) => c.value('SELECT count(*) FROM logs.pugmark.sessions'));

async function until(open: OpenCase, state: SessionsProgress['state']): Promise<SessionsProgress> {
  const keeper = sessionsKeeper(open);
  while (keeper.progress().state !== state) await keeper.news();
  return keeper.progress();
}

test('a case without CloudTrail is up to date at once', async () => {
  const open = await openTestCase();
  sessionsKeeper(open).update();
  expect(await until(open, 'current')).toMatchObject({ rows: 0, seen: 0 });
});

test('watching brings them up to date, and hears of later loads; closing the case ends it', async () => {
  const open = await openTestCase();
  await storeEvents(open, [event(0, ana, 'ListBuckets')]);
  const seen: SessionsProgress[] = [];
  const client = createRouterClient(sessionRoutes(stateOf(open)));
  const watching = (async () => {
    for await (const progress of await client.watch()) seen.push(progress);
  })();
  expect(await until(open, 'current')).toMatchObject({ rows: 1, seen: 1 });
  await storeEvents(open, [assume(1, ana, 'a', 's', 'ASIAA'), event(2, role('a', 's', 'ASIAA', 1), 'ListBuckets')]);
  sessionsKeeper(open).update();
  while (sessionsKeeper(open).progress().seen < 3) await sessionsKeeper(open).news();
  expect(await count(open)).toBe(3);
  await open.close();
  await watching;
  expect(seen.map(({ state }) => state)).toContain('current');
  expect(seen.at(-1)).toMatchObject({ seen: 3 });
});

test('stopped, they are as they were; gone on with, they are as if never stopped', async () => {
  const open = await openTestCase();
  await storeEvents(open, [assume(1, ana, 'a', 's', 'ASIAA'), event(2, role('a', 's', 'ASIAA', 1), 'ListBuckets')]);
  const keeper = sessionsKeeper(open);
  keeper.update();
  await keeper.cancel();
  expect(keeper.progress().state).toBe('cancelled');
  expect(await count(open)).toBe(0);
  keeper.update();
  await until(open, 'current');
  expect(await count(open)).toBe(3);
});
