// Correlations against cases counted by hand.
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { openTestCase } from '../../support/case.ts';
import { byUser, correlation, detect, findEpisodes, type Written } from './find-episodes.ts';

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
});

const find = async (events: Written[], rules: unknown[]) => (await findEpisodes(open, events, rules)).episodes;

describe('event_count', () => {
  const many = (more: Record<string, unknown> = {}) => [
    detect('a'),
    correlation('many', {
      type: 'event_count',
      rules: ['a'],
      ...byUser,
      timespan: '10s',
      condition: { gte: 3 },
      ...more,
    }),
  ];

  it('counts both edges of the window, and nothing beyond', async () => {
    const edge: Written[] = [
      [0, 'a', 'u'],
      [5, 'a', 'u'],
      [10, 'a', 'u'],
    ];
    expect(await find(edge, many())).toEqual(['u: 0-10 ×3']);
    const beyond: Written[] = [
      [0, 'a', 'u'],
      [5, 'a', 'u'],
      [11, 'a', 'u'],
    ];
    expect(await find(beyond, many())).toEqual([]);
  });

  it('keeps groups apart, and leaves out who has no value', async () => {
    const events: Written[] = [
      [0, 'a', 'u'],
      [1, 'a', 'v'],
      [2, 'a', 'u'],
      [3, 'a', 'v'],
      [4, 'a', 'u'],
      [0, 'a', null],
      [1, 'a', null],
      [2, 'a', null],
      [3, 'b', 'v'],
    ]; // three of u, two of v besides a b
    expect(await find(events, many())).toEqual(['u: 0-4 ×3']);
    expect(await find(events, many({ 'group-by': [] }))).toEqual([': 0-4 ×8']);
  });

  it('counts ties together, and makes one episode of windows that overlap', async () => {
    const events: Written[] = [
      [0, 'a', 'u'],
      [0, 'a', 'u'],
      [0, 'a', 'u'],
      [8, 'a', 'u'],
      [9, 'a', 'u'],
      [10, 'a', 'u'],
      [18, 'a', 'u'],
      [50, 'a', 'u'],
      [51, 'a', 'u'],
      [52, 'a', 'u'],
    ];
    expect(await find(events, many())).toEqual(['u: 0-18 ×6', 'u: 50-52 ×3']);
  });

  it('counts a record once that two rules match', async () => {
    const twice = { ...detect('same'), detection: { s: { 'eventName|contains': 'a' }, condition: 's' } };
    const rule = correlation('many', {
      type: 'event_count',
      rules: ['a', 'same'],
      ...byUser,
      timespan: '10s',
      condition: { gte: 3 },
    });
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [1, 'a', 'u'],
        ],
        [detect('a'), twice, rule],
      ),
    ).toEqual([]);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [1, 'a', 'u'],
          [2, 'ab', 'u'],
        ],
        [detect('a'), twice, rule],
      ),
    ).toEqual(['u: 0-2 ×3']);
  });

  it('takes ranges', async () => {
    const events: Written[] = [
      [0, 'a', 'u'],
      [1, 'a', 'u'],
      [2, 'a', 'u'],
      [3, 'a', 'u'],
      [20, 'a', 'v'],
      [21, 'a', 'v'],
    ];
    expect(await find(events, many({ condition: { gt: 1, lte: 2 } }))).toEqual(['u: 0-1 ×2', 'v: 20-21 ×2']);
  });
});

it('value_count counts different values, and no missing ones', async () => {
  const rules = [
    detect('a'),
    correlation('values', {
      type: 'value_count',
      rules: ['a'],
      ...byUser,
      timespan: '1m',
      condition: { field: 'requestParameters.key', gte: 3 },
    }),
  ];
  const key = (value: unknown) => ({ requestParameters: { key: value } });
  const events: Written[] = [
    [0, 'a', 'u', key('x')],
    [1, 'a', 'u', key('x')],
    [2, 'a', 'u', key('y')],
    [3, 'a', 'u', key(null)],
    [4, 'a', 'u'],
    [10, 'a', 'u', key(5)],
    [0, 'a', 'v', key('x')],
    [1, 'a', 'v', key('y')],
  ];
  expect(await find(events, rules)).toEqual(['u: 0-10 ×3']);
});
