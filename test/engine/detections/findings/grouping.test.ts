// Findings of random records, loaded in random pieces, against counting them the plain way.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arnOf, openRuleCase, type Written, writeRule } from './rule-case.ts';

const names = ['A', 'B', 'C'];
const users = ['u', 'v', null];
const event: fc.Arbitrary<Written> = fc.record({
  name: fc.constantFrom(...names),
  user: fc.constantFrom(...users),
  at: fc.integer({ min: 0, max: 4 * 86_400 }),
});

test('findings are the hits of each rule by actor and day, in whatever pieces they come', async () => {
  const rules = Object.fromEntries(
    names.map((name) => [name, writeRule(name, `selection: { eventName: ${name} }\ncondition: selection`)]),
  );
  const cased = await openRuleCase(rules);
  const [pieces] = fc.sample(
    fc.array(fc.array(event, { minLength: 1, maxLength: 30 }), { minLength: 4, maxLength: 4 }),
    1,
  );
  const all: Written[] = [];
  for (const piece of pieces!) {
    all.push(...piece);
    await cased.store(piece);
    await cased.run();
    const found = (await cased.detections.findings()).map(
      ({ name, actor, day, hits, first, last }) => `${name} ${actor} ${day} ${hits} ${first} ${last}`,
    );
    expect(found.toSorted()).toEqual(countPlainly(all));
  }
});

function countPlainly(events: Written[]): string[] {
  const groups = new Map<string, number[]>();
  for (const { name, user, at } of events) {
    const key = `${name} ${user === null ? null : arnOf(user)} 2025-01-0${1 + Math.floor(at / 86_400)}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  const time = (second: number) =>
    `${new Date(Date.parse('2025-01-01T00:00:00Z') + second * 1000).toISOString().slice(0, 19)}Z`;
  return [...groups]
    .map(([key, at]) => `${key} ${at.length} ${time(Math.min(...at))} ${time(Math.max(...at))}`)
    .toSorted();
}
