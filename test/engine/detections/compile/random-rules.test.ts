import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DetectionRule } from '../../../../shared/sigma/rule.ts';
import { interpretEvent, readEvent } from '../../../shared/sigma/interpret.ts';
import { makeRule } from '../../../shared/sigma/write-rule.ts';
import { openTestCase } from '../../support/case.ts';
import { compiled, matchAll, storeRecords } from '../match-rules.ts';
import { detections, events } from './arbitrary.ts';

test('compiled rules match what the interpreter matches, rule by rule, event by event', async () => {
  const open = await openTestCase();
  const raws = fc.sample(events, 200).map((event, i) => JSON.stringify({ ...event, eventID: `e${i}` }));
  const rules = fc.sample(detections, 100).map((detection) => makeRule(detection));
  await open.db.use(async (connection) => {
    await storeRecords(connection, raws);
    const found = await matchAll(connection, rules);
    expect(found.length).toBe(raws.length);
    const wrong: unknown[] = [];
    let matches = 0;
    let decided = 0;
    for (const [i, raw] of raws.entries()) {
      const event = readEvent(raw);
      for (const [n, rule] of rules.entries()) {
        const expected = interpretEvent(rule, event);
        if (expected) matches++;
        if (found[i]!.hits.includes(n) !== expected) wrong.push(explain(rule, raw, expected));
        if (expected && !found[i]!.admitted.includes(n))
          wrong.push({ bound: compiled(rule).bound, ...explain(rule, raw, expected) });
        const judged = found[i]!.judged[n]!;
        if (judged !== null) decided++;
        if (judged === !expected) wrong.push({ judged, ...explain(rule, raw, expected) });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    // Neither rules that match everything nor rules that match nothing would tell much.
    expect(matches).toBeGreaterThan(raws.length * rules.length * 0.05);
    expect(decided).toBeGreaterThan(raws.length * rules.length * 0.05);
    expect(matches).toBeLessThan(raws.length * rules.length * 0.95);
  });
});

const explain = (rule: DetectionRule, raw: string, expected: boolean) => ({
  condition: rule.conditions.map(({ text }) => text),
  searches: JSON.stringify(rule.searches),
  sql: compiled(rule).condition,
  raw,
  expected,
});
