// Random correlations over random hits, held against looking back from every hit in plain TypeScript.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import type { CorrelationRule } from '../../../../shared/sigma/rule.ts';
import { openRuleTable } from '../../../../src-main/engine/detections/compile/field-place.ts';
import { correlate, createMoments } from '../../../../src-main/engine/detections/run/correlate.ts';
import { eventColumns, keepEvents } from '../../../../src-main/engine/detections/run/events.ts';
import { createHits, runRules } from '../../../../src-main/engine/detections/run/run-rules.ts';
import { makeRule, nodeOf } from '../../../shared/sigma/write-rule.ts';
import { openTestCase } from '../../support/case.ts';
import { compiled, storeRecords } from '../match-rules.ts';

type Hit = { second: number; name: string; user: string | null; key: string | null };
type Moment = { user: string; began: number; at: number; count: number };

const names = ['a', 'b', 'c'];
const hits = fc.array(
  fc.record({
    second: fc.integer({ min: 0, max: 120 }),
    name: fc.constantFrom(...names),
    user: fc.constantFrom('u', 'v', 'w', null),
    key: fc.constantFrom('1', '2', '3', null),
  }),
  { minLength: 150, maxLength: 150 },
);
const correlations = fc
  .record({
    type: fc.constantFrom('event_count', 'value_count', 'temporal', 'temporal_ordered'),
    rules: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
    timespan: fc.integer({ min: 1, max: 20 }).map((seconds) => `${seconds}s`),
    op: fc.constantFrom('gte', 'gt', 'lt', 'lte', 'eq', 'neq'),
    count: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ type, rules, timespan, op, count }) => ({
    type,
    rules,
    timespan,
    'group-by': ['userIdentity.arn'],
    ...(type === 'temporal_ordered'
      ? {}
      : { condition: { [op]: count, ...(type === 'value_count' ? { field: 'requestParameters.key' } : {}) } }),
  }));

test('moments are those of looking back from every hit', async () => {
  const all = fc.sample(hits, 1)[0]!;
  const open = await openTestCase();
  await open.db.use(async (connection) => {
    await storeRecords(
      connection,
      all.map(({ second, name, user, key }, i) =>
        JSON.stringify({
          eventName: name,
          eventSource: 'x',
          eventTime: new Date(second * 1000).toISOString().replace('.000', ''),
          userIdentity: { arn: user },
          requestParameters: { key },
          eventID: `e${i}`,
        }),
      ),
    );
    await connection.run(createHits('work.main.hits'));
    const detections = names.map((name, number) => {
      const rule = makeRule({ s: { eventName: name }, condition: 's' });
      return { number, ...compiled(rule) };
    });
    const request = { table: 'cloudtrail', timeColumn: 'eventtime', keys: ['eventSource', 'eventName'] };
    await runRules(connection, { ...request, rules: detections, hits: 'work.main.hits', to: 1e6 });
    let moments = 0;
    for (const [n, written] of fc.sample(correlations, 40).entries()) {
      const parsed = parseRule(nodeOf({ title: 'C', correlation: written }));
      if (parsed.kind !== 'rule' || parsed.rule.kind !== 'correlation') throw new Error(JSON.stringify(parsed));
      const { rule } = parsed;
      await connection.run(createMoments(`work.main.moments${n}`));
      const members = rule.rules.map(({ ref }) => ({ ref, target: detections[names.indexOf(ref)]! }));
      const tables = { events: `work.main.events${n}`, moments: `work.main.moments${n}` };
      const resolved = { number: 9, rule, members };
      await connection.run(`CREATE TABLE ${tables.events} (${eventColumns})`);
      await keepEvents(connection, resolved, { table: openRuleTable('cloudtrail'), hits: 'work.main.hits', ...tables });
      await correlate(connection, resolved, tables);
      const found = await connection.rows(
        `SELECT groups->>'$."userIdentity.arn"' AS user, epoch(began) AS began, epoch(event_time) AS at, count FROM ${tables.moments} ORDER BY ALL`,
      );
      const expected = lookBack(rule, all);
      expect({ written, found }).toEqual({ written, found: expected });
      moments += expected.length;
    }
    expect(moments).toBeGreaterThan(200);
  });
});

function lookBack(rule: CorrelationRule, all: Hit[]): Moment[] {
  const steps = rule.rules.map(({ ref }) => ref);
  const moments = new Map<string, Moment>();
  for (const end of all) {
    if (end.user === null || !steps.includes(end.name)) continue;
    const window = all.filter(
      ({ second, name, user }) =>
        user === end.user &&
        steps.includes(name) &&
        second <= end.second &&
        second >= end.second - rule.timespanSeconds,
    );
    const found = rule.type === 'temporal_ordered' ? chain(steps, window, end) : count(rule, window);
    if (!found) continue;
    const moment = { user: end.user, began: found.began, at: end.second, count: found.count };
    moments.set(JSON.stringify(moment), moment);
  }
  return [...moments.values()].toSorted(
    (a, b) => a.user.localeCompare(b.user) || a.began - b.began || a.at - b.at || a.count - b.count,
  );
}

function count(rule: CorrelationRule, window: Hit[]): { began: number; count: number } | null {
  const counted = {
    event_count: window.length,
    value_count: new Set(window.flatMap(({ key }) => key ?? [])).size,
    temporal: new Set(window.map(({ name }) => name)).size,
    temporal_ordered: 0,
  }[rule.type];
  const holds = rule.counts.every(
    ({ op, count: n }) =>
      ({
        lt: counted < n,
        lte: counted <= n,
        gt: counted > n,
        gte: counted >= n,
        eq: counted === n,
        neq: counted !== n,
      })[op],
  );
  return holds ? { began: Math.min(...window.map(({ second }) => second)), count: counted } : null;
}

/** The latest start of a way through the steps that ends with this hit. */
function chain(steps: string[], window: Hit[], end: Hit): { began: number; count: number } | null {
  if (end.name !== steps.at(-1)) return null;
  const starts = (step: number, last: Hit): number[] =>
    step === 0
      ? [last.second]
      : window
          .filter((hit) => hit !== last && hit.name === steps[step - 1] && hit.second <= last.second)
          .flatMap((hit) => Math.max(...starts(step - 1, hit)));
  const began = Math.max(...starts(steps.length - 1, end));
  return Number.isFinite(began) ? { began, count: steps.length } : null;
}
