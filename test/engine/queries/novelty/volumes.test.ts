// Hours with more calls than usual, in the real DuckDB: random calls against a look at every hour, and the edges by hand.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { judgeHour } from '../../../../shared/novelty/volume.ts';
import { enoughHours } from '../../../../src-main/engine/queries/novelty/volumes.ts';
import { lastOf, makeNoveltyClient } from './novelty-client.ts';
import { at, type TrailEvent, user } from './trail-table.ts';

let novelty: Awaited<ReturnType<typeof makeNoveltyClient>>;
beforeAll(async () => {
  novelty = await makeNoveltyClient();
});

const hourMs = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const calls = (hour: number, n: number, who = 'ana', name = 'GetObject'): TrailEvent[] =>
  Array.from({ length: n }, (_, i) => ({
    at: hour + i * 1000,
    caller: user(who),
    source: 's3.amazonaws.com',
    name,
    error: i === 0 ? 'AccessDenied' : null,
  }));
const find = (to: number, least: number) =>
  lastOf(novelty.client.volumes({ baseline: { to: iso(to) }, zone: 'UTC', least }));

const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Hours that stand out, each as `who name hour`; the name is empty for calls of any API. */
function findUnusual(events: readonly TrailEvent[], cut: number, least: number): string[] {
  const hourOf = (event: TrailEvent) => Math.floor(event.at! / hourMs) * hourMs;
  const watched = [...new Set(events.filter(({ at }) => at! < cut).map(hourOf))];
  if (watched.length < enoughHours.any) return [];
  const alike = (hour: number) => {
    const [week, day] = [7 * 24 * hourMs, 24 * hourMs].map((size) =>
      watched.filter((one) => (hour - one) % size === 0),
    );
    return week!.length >= enoughHours.weekhour ? week! : day!.length >= enoughHours.hour ? day! : watched;
  };
  const unusual: string[] = [];
  for (const who of ['ana', 'ben'])
    for (const name of ['', 'GetObject', 'ListUsers']) {
      const own = events.filter((one) => one.caller.userName === who && (name === '' || one.name === name));
      const count = (hour: number, isBefore: boolean) =>
        own.filter((one) => hourOf(one) === hour && one.at! < cut === isBefore).length;
      if (!own.some(({ at }) => at! < cut)) continue;
      for (const hour of new Set(own.filter(({ at }) => at! >= cut).map(hourOf))) {
        const counts = alike(hour).map((one) => count(one, true));
        const middle = median(counts);
        const spread = median(counts.map((one) => Math.abs(one - middle)));
        const facts = {
          calls: count(hour, false),
          hours: counts.length,
          median: middle,
          spread,
          most: Math.max(...counts),
        };
        if (judgeHour(facts, least) > 0) unusual.push(`${who} ${name} ${iso(hour)}`);
      }
    }
  return unusual.toSorted();
}

test('hours that stand out, as a look at every hour has them', async () => {
  const start = at('2026-03-02');
  const burst = fc.record({
    hour: fc.integer({ min: 0, max: 9 * 24 }),
    n: fc.constantFrom(1, 1, 2, 3, 8, 25),
    who: fc.constantFrom('ana', 'ben'),
    name: fc.constantFrom('GetObject', 'ListUsers'),
  });
  let unusual = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(burst, { minLength: 40, maxLength: 80, size: 'max' }),
      fc.integer({ min: 4 * 24, max: 7 * 24 }),
      async (bursts, cutHour) => {
        const events = bursts.flatMap(({ hour, n, who, name }) => calls(start + hour * hourMs, n, who, name));
        await novelty.load(events);
        const cut = start + cutHour * hourMs + 2000;
        const found = await find(cut, 5);
        const hours = found.items.flatMap(({ by, api, from, hours }) =>
          Array.from({ length: hours }, (_, i) => {
            const hour = Math.floor(Date.parse(from) / hourMs + i) * hourMs;
            return `${by.name.slice('user/'.length)} ${api?.slice('s3:'.length) ?? ''} ${iso(hour)}`;
          }),
        );
        const wanted = findUnusual(events, cut, 5);
        unusual += wanted.length;
        expect(hours.toSorted()).toEqual(wanted);
        for (const { view, calls } of found.items.slice(0, 3)) expect(await novelty.count(view)).toBe(calls);
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
  expect(unusual).toBeGreaterThan(0);
});

test('a nightly job is usual at night, and unusual by day', async () => {
  const days = Array.from({ length: 8 }, (_, i) => at('2026-03-01') + i * 24 * hourMs);
  const [cut] = days.slice(-1) as [number];
  const before = days
    .slice(0, -1)
    .flatMap((day) => [...calls(day + 2 * hourMs, 30), ...calls(day + 14 * hourMs, 1), ...calls(day + 15 * hourMs, 1)]);
  await novelty.load([
    ...before,
    ...calls(cut + 2 * hourMs, 30),
    ...calls(cut + 14 * hourMs, 28),
    ...calls(cut + 15 * hourMs, 25),
  ]);
  const { items, hoursBefore } = await find(cut, 20);
  expect(hoursBefore).toBe(21);
  expect(items.map(({ sentence, hours, from, to }) => [sentence, hours, from, to])).toEqual(
    ['calls of all kinds', 'calls of s3:GetObject'].map((what) => [
      `user/ana made 53 ${what} in 2 hours, 28 in the busiest (2 failed); at that hour of the 7 days before it made 1 as a rule, and never more than 1.`,
      2,
      '2026-03-08T14:00:00Z',
      '2026-03-08T16:00:00Z',
    ]),
  );
});

test('few hours, few calls, and what was never called before are nothing unusual', async () => {
  const start = at('2026-03-01');
  const hours = Array.from({ length: 11 }, (_, i) => calls(start + i * hourMs, 1)).flat();
  await novelty.load([...hours, ...calls(start + 48 * hourMs, 50)]);
  expect((await find(start + 24 * hourMs, 20)).items).toEqual([]);
  const more = [...hours, ...calls(start + 11 * hourMs, 1)];
  await novelty.load([...more, ...calls(start + 48 * hourMs, 19), ...calls(start + 49 * hourMs, 50, 'ben')]);
  expect((await find(start + 24 * hourMs, 20)).items).toEqual([]);
  await novelty.load([...more, ...calls(start + 48 * hourMs, 20)]);
  expect((await find(start + 24 * hourMs, 20)).items).toHaveLength(2);
});
