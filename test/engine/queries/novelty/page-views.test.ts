// Page views of the console, in the real DuckDB: random calls against a walk through each session, and what is no page by hand.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { lastOf, makeNoveltyClient } from './novelty-client.ts';
import { at, type TrailEvent, user } from './trail-table.ts';

let novelty: Awaited<ReturnType<typeof makeNoveltyClient>>;
beforeAll(async () => {
  novelty = await makeNoveltyClient();
});
const find = (asked: { seconds?: number; least?: number; from?: string; to?: string } = {}) =>
  lastOf(novelty.client.pageViews(asked));

const firefox = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0';
const start = at('2026-03-01');
const isConsoleRead = ({ readOnly, fromConsole, agent }: TrailEvent) =>
  readOnly === true &&
  (fromConsole === true || agent?.startsWith('Mozilla/') || agent?.toLowerCase().includes('console')) &&
  !agent?.toLowerCase().includes('cloudshell');

test('page views and the rows without them, as a walk through each session has them', async () => {
  const call = fc.record({
    at: fc.integer({ min: 0, max: 40 }).map((n) => start + n * 500),
    caller: fc.constantFrom(
      user('ana', 'ASIA1'),
      user('ana', 'ASIA1'),
      user('ana', 'ASIA1'),
      user('ana', 'ASIA2'),
      user('ana'),
      user('ben', ''),
      {
        type: 'Unknown',
      },
    ),
    ip: fc.constantFrom('192.0.2.1', '192.0.2.1', null, ''),
    agent: fc.constantFrom(
      firefox,
      firefox,
      '[S3Console/0.4]',
      'AWSConsole-exec-env/CloudShell aws-cli/2',
      'aws-cli/2.1',
      null,
    ),
    source: fc.constantFrom('s3.amazonaws.com', 'ec2.amazonaws.com', null),
    readOnly: fc.constantFrom(true, true, true, false, null),
    fromConsole: fc.constantFrom(true, null, false),
    error: fc.constantFrom(null, 'AccessDenied'),
  });
  let views = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 60, maxLength: 150, size: 'max' }),
      fc.constantFrom(1, 2),
      async (calls, seconds) => {
        await novelty.load(calls);
        const found = await find({ seconds, least: 3 });
        const sessions = new Map<string, number[]>();
        for (const one of calls.filter(isConsoleRead)) {
          const session = one.caller.key || one.caller.arn;
          const owner = JSON.stringify([session, one.ip || null]);
          if (session) sessions.set(owner, [...(sessions.get(owner) ?? []), one.at]);
        }
        const wanted: [number, number][] = [];
        for (const times of sessions.values()) {
          let burst: number[] = [];
          for (const time of [...times.toSorted((a, b) => a - b), Number.POSITIVE_INFINITY]) {
            if (burst.length > 0 && time - burst.at(-1)! > seconds * 1000) {
              if (burst.length >= 3) wanted.push([burst[0]!, burst.length]);
              burst = [];
            }
            burst.push(time);
          }
        }
        views += wanted.length;
        const byTime = (a: [number, number], b: [number, number]) => a[0] - b[0] || a[1] - b[1];
        expect(
          found.items.map(({ first, calls }): [number, number] => [Date.parse(first), calls]).toSorted(byTime),
        ).toEqual(wanted.toSorted(byTime));
        const folded = wanted.reduce((sum, [, n]) => sum + n - 1, 0);
        expect([found.total, found.folded]).toEqual([wanted.length, folded]);
        expect(await novelty.count(found.rest)).toBe(calls.length - folded);
        for (const { view, calls } of found.items.slice(0, 3)) expect(await novelty.count(view)).toBe(calls);
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
  expect(views).toBeGreaterThan(0);
});

test('a click is one line; writing, commands and lone calls are none; the period tells which are listed', async () => {
  const read = (ms: number, source: string, more: Partial<TrailEvent> = {}): TrailEvent => ({
    at: start + ms,
    caller: user('ana', 'ASIA1'),
    ip: '192.0.2.1',
    agent: firefox,
    source,
    readOnly: true,
    ...more,
  });
  const click = [0, 3000, 6000].map((ms, i) =>
    read(ms, ['s3.amazonaws.com', 'ec2.amazonaws.com', 's3.amazonaws.com'][i]!),
  );
  await novelty.load([
    ...click,
    read(1000, 's3.amazonaws.com', { readOnly: false }),
    read(2000, 's3.amazonaws.com', { agent: 'AWSConsole-exec-env/CloudShell aws-cli/2', fromConsole: true }),
    read(9001, 's3.amazonaws.com', { error: 'AccessDenied' }),
    read(60_000, 's3.amazonaws.com'),
  ]);
  const found = await find();
  expect(found).toMatchObject({ total: 1, reads: 5, folded: 2 });
  expect(found.items).toMatchObject([{ by: { name: 'user/ana' }, services: ['ec2', 's3'], calls: 3, failed: 0 }]);
  const rest = await novelty.views.read(found.rest, [
    { column: 'record_no', path: [] },
    { column: 'page_view_calls', path: [] },
  ]);
  expect(rest).toEqual([
    ['0', '3'],
    ['3', null],
    ['4', null],
    ['5', null],
    ['6', null],
  ]);
  expect((await find({ from: '2026-03-01T00:00:01Z' })).items).toEqual([]);
});
