// Correlations of several rules, in any order and in order, against cases counted by hand.
import { beforeAll, describe, expect, it } from 'vitest';
import { orderCorrelations } from '../../../../src-main/engine/detections/run/order-correlations.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { openTestCase } from '../../support/case.ts';
import { byUser, correlation, detect, findEpisodes, readWritten, type Written } from './find-episodes.ts';

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
});

const find = async (events: Written[], rules: unknown[]) => (await findEpisodes(open, events, rules)).episodes;

describe('temporal', () => {
  const within = (type: string, more: Record<string, unknown> = {}) => [
    ...['a', 'b', 'c'].map(detect),
    correlation('all', { type, rules: ['a', 'b', 'c'], ...byUser, timespan: '10s', ...more }),
  ];
  const backwards: Written[] = [
    [0, 'c', 'u'],
    [4, 'b', 'u'],
    [10, 'a', 'u'],
  ];

  it('wants every rule within the timespan, in any order', async () => {
    expect(await find(backwards, within('temporal'))).toEqual(['u: 0-10 ×3']);
    expect(
      await find(
        [
          [0, 'c', 'u'],
          [4, 'b', 'u'],
          [11, 'a', 'u'],
        ],
        within('temporal'),
      ),
    ).toEqual([]);
    expect(
      await find(
        [
          [0, 'c', 'u'],
          [4, 'b', 'v'],
          [5, 'a', 'u'],
        ],
        within('temporal'),
      ),
    ).toEqual([]);
    expect(
      await find(
        [
          [0, 'c', 'u'],
          [5, 'a', 'u'],
        ],
        within('temporal', { condition: { gte: 2 } }),
      ),
    ).toEqual(['u: 0-5 ×2']);
  });

  it('in order: only in order', async () => {
    expect(await find(backwards, within('temporal_ordered'))).toEqual([]);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [4, 'b', 'u'],
          [10, 'c', 'u'],
        ],
        within('temporal_ordered'),
      ),
    ).toEqual(['u: 0-10 ×3']);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [0, 'c', 'u'],
          [0, 'b', 'u'],
        ],
        within('temporal_ordered'),
      ),
    ).toEqual(['u: 0-0 ×3']);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [4, 'b', 'u'],
          [11, 'c', 'u'],
        ],
        within('temporal_ordered'),
      ),
    ).toEqual([]);
  });

  it('in order: from the latest start that leads there, over gaps and repeats', async () => {
    const events: Written[] = [
      [0, 'a', 'u'],
      [5, 'b', 'u'],
      [6, 'a', 'u'],
      [7, 'b', 'u'],
      [12, 'c', 'u'],
      [100, 'a', 'u'],
      [101, 'c', 'u'],
      [102, 'b', 'u'],
      [200, 'a', 'u'],
      [201, 'b', 'v'],
      [202, 'c', 'u'],
    ];
    expect(await find(events, within('temporal_ordered'))).toEqual(['u: 6-12 ×3']);
  });

  it('in order: takes a record for one step only', async () => {
    const either = { ...detect('either'), detection: { s: { eventName: ['a', 'b'] }, condition: 's' } };
    const rule = correlation('two', { type: 'temporal_ordered', rules: ['a', 'either'], ...byUser, timespan: '10s' });
    expect(await find([[0, 'a', 'u']], [detect('a'), either, rule])).toEqual([]);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [0, 'a', 'u'],
        ],
        [detect('a'), either, rule],
      ),
    ).toEqual(['u: 0-0 ×2']);
    const same = correlation('same', { type: 'temporal_ordered', rules: ['a', 'a', 'b'], ...byUser, timespan: '10s' });
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [5, 'b', 'u'],
        ],
        [...['a', 'b'].map(detect), same],
      ),
    ).toEqual([]);
    expect(
      await find(
        [
          [0, 'a', 'u'],
          [4, 'a', 'u'],
          [5, 'b', 'u'],
        ],
        [...['a', 'b'].map(detect), same],
      ),
    ).toEqual(['u: 0-5 ×3']);
  });

  it('joins different fields under an alias', async () => {
    const rules = [
      detect('made'),
      detect('used'),
      correlation('elsewhere', {
        type: 'temporal_ordered',
        rules: ['made', 'used'],
        'group-by': ['key'],
        timespan: '1h',
        aliases: { key: { made: 'responseElements.accessKey.id', used: 'userIdentity.accessKeyId' } },
      }),
    ];
    const made = (id: string | null) => ({ responseElements: id === null ? null : { accessKey: { id } } });
    const used = (id: string | null) => ({ userIdentity: { accessKeyId: id } });
    const events: Written[] = [
      [0, 'made', 'u', made('K1')],
      [5, 'used', 'v', used('K1')],
      [6, 'made', 'u', made('K2')],
      [7, 'used', 'v', used('K3')],
      [8, 'made', 'u', made(null)],
      [9, 'used', 'v', used(null)],
    ];
    expect(await find(events, rules)).toEqual(['K1: 0-5 ×2']);
  });

  it('follows correlations of correlations, whatever comes after', async () => {
    const rules = [
      detect('fail'),
      detect('success'),
      correlation('many', { type: 'event_count', rules: ['fail'], ...byUser, timespan: '10s', condition: { gte: 3 } }),
      correlation('broken in', { type: 'temporal_ordered', rules: ['many', 'success'], ...byUser, timespan: '10s' }),
    ];
    const events: Written[] = [
      [0, 'fail', 'u'],
      [1, 'fail', 'u'],
      [2, 'fail', 'u'],
      [4, 'success', 'u'],
      [5, 'fail', 'u'],
      [0, 'fail', 'v'],
      [1, 'fail', 'v'],
      [2, 'success', 'v'],
    ];
    // The third failure makes it many; the success follows. Of the failures those count that made it many by then.
    expect(await findEpisodes(open, events, rules)).toEqual({ episodes: ['u: 2-4 ×2'], records: ['u: 0 1 2 4'] });
  });
});

it('says which correlations wait for each other', () => {
  const all = [
    correlation('x', { type: 'temporal', rules: ['y'], timespan: '1m' }),
    correlation('y', { type: 'temporal', rules: ['x'], timespan: '1m' }),
    correlation('z', { type: 'temporal', rules: ['gone'], timespan: '1m' }),
  ].map((rule, number) => ({ number, rule: readWritten(rule) }));
  expect(orderCorrelations(all)).toMatchObject({
    ordered: [],
    problems: [
      { number: 0, problem: { reason: expect.stringContaining('refers back') } },
      { number: 1, problem: { reason: expect.stringContaining('refers back') } },
      { number: 2, problem: { reason: expect.stringContaining('no such rule') } },
    ],
  });
});
