// Our own correlation rules held against sequences of events.
import { basename } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../src-main/engine/detections/rules/read-rules.ts';
import { correlate } from './correlate.ts';
import { packFolder } from './read-pack.ts';
import { sequences } from './sequences.ts';

const { rules } = await readRules([packFolder]);
const all = rules.map(({ rule }) => rule);
const correlations = rules.flatMap(({ file, rule }) =>
  rule.kind === 'correlation' ? [[basename(file, '.yml'), rule] as const] : [],
);

it('every correlation has sequences, and there are none besides', () => {
  expect(Object.keys(sequences).toSorted()).toEqual(correlations.map(([slug]) => slug).toSorted());
});

describe.each(correlations)('%s', (slug, rule) => {
  const { match, miss } = sequences[slug] ?? { match: [], miss: [] };

  it('finds what it is for', () => {
    expect(match.length).toBeGreaterThan(0);
    expect(match.map((events) => correlate(rule, all, events).length)).toEqual(match.map(() => 1));
  });

  it('leaves alone what comes close', () => {
    expect(miss.length).toBeGreaterThan(0);
    expect(miss.flatMap((events) => correlate(rule, all, events))).toEqual([]);
  });
});
