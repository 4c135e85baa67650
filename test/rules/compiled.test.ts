// Our own rules as the SQL that Pugmark makes of them, over all their events at once: rule by rule and event by event they find
// what the interpreter finds, and no prefilter keeps an event from its rule.
import { beforeAll, describe, expect, it } from 'vitest';
import { readRules } from '../../src-main/engine/detections/rules/read-rules.ts';
import { type Matches, matchAll, storeRecords } from '../engine/detections/match-rules.ts';
import { openTestCase } from '../engine/support/case.ts';
import { interpretEvent, readEvent } from '../shared/sigma/interpret.ts';
import { packFolder } from './read-pack.ts';
import { readRuleEvents } from './rule-events.ts';

const { rules } = await readRules([packFolder]);
const detections = rules.flatMap(({ rule }) => (rule.kind === 'detection' ? [rule] : []));
/** Each with an id of its own: the same record is stored once. */
const events = [...readRuleEvents().values()]
  .flatMap(({ match, miss }) => [...match, ...miss])
  .map((event, i) => readEvent(JSON.stringify({ ...event, eventID: `event-${i}` })));

describe('the pack in DuckDB', () => {
  let found: Matches[];
  beforeAll(async () => {
    const open = await openTestCase();
    found = await open.db.use(async (connection) => {
      await storeRecords(
        connection,
        events.map(({ raw }) => raw),
      );
      return await matchAll(connection, detections);
    });
  });

  it('finds what the interpreter finds', () => {
    expect(found.length).toBe(events.length);
    const titles = (numbers: number[]) => numbers.toSorted((a, b) => a - b).map((number) => detections[number]!.title);
    const wanted = events.map((event) =>
      detections.filter((rule) => interpretEvent(rule, event)).map(({ title }) => title),
    );
    expect(found.map(({ hits }) => titles(hits))).toEqual(wanted);
  });

  it('admits every event that a rule matches', () => {
    const kept = found.flatMap(({ hits, admitted }) => hits.filter((number) => !admitted.includes(number)));
    expect(kept).toEqual([]);
    const misjudged = found.flatMap(({ hits, judged }, i) =>
      judged.flatMap((verdict, n) => (verdict === !hits.includes(n) ? [`${detections[n]!.title}: ${i}`] : [])),
    );
    expect(misjudged).toEqual([]);
  });
});
