// Our own rules held against hand-made events, each rule by itself: what it must find, and what comes close and must be left alone.
import { basename } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../src-main/engine/detections/rules/read-rules.ts';
import { packFolder } from './read-pack.ts';
import { finds, readRuleEvents } from './rule-events.ts';

const { rules, problems } = await readRules([packFolder]);
const detections = rules.flatMap(({ file, rule }) =>
  rule.kind === 'detection' ? [[basename(file, '.yml'), rule] as const] : [],
);
const events = readRuleEvents();

describe('the pack', () => {
  it('is read without a problem or a note', () => {
    expect(problems).toEqual([]);
    expect(rules.flatMap(({ notes }) => notes)).toEqual([]);
  });

  it('has events for every rule, and for none besides', () => {
    expect([...events.keys()].toSorted()).toEqual(detections.map(([slug]) => slug).toSorted());
  });
});

describe.each(detections)('%s', (slug, rule) => {
  const { match, miss } = events.get(slug) ?? { match: [], miss: [] };

  it('finds what it is for', () => {
    expect(match.length).toBeGreaterThan(0);
    expect(match.filter((event) => !finds(rule, event))).toEqual([]);
  });

  it('leaves alone what comes close', () => {
    expect(miss.length).toBeGreaterThan(0);
    expect(miss.filter((event) => finds(rule, event))).toEqual([]);
    const sources = new Set(match.map(({ eventSource }) => eventSource));
    expect(miss.some(({ eventSource }) => sources.has(eventSource))).toBe(true);
  });

  it('needs each of its filters', () => {
    const idle = Object.keys(rule.searches)
      .filter((name) => name.startsWith('filter'))
      .filter((name) => {
        const without = {
          ...rule,
          searches: { ...rule.searches, [name]: { kind: 'any' as const, parts: [], line: 1 } },
        };
        return !miss.some((event) => finds(without, event));
      });
    expect(idle).toEqual([]);
  });
});
