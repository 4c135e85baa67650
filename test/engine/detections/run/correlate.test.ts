// Correlations against cases counted by hand.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import type { SigmaRule } from '../../../../shared/sigma/rule.ts';
import { openRuleTable } from '../../../../src-main/engine/detections/compile/field-place.ts';
import { correlate, createMoments, episodesSql } from '../../../../src-main/engine/detections/run/correlate.ts';
import { orderCorrelations } from '../../../../src-main/engine/detections/run/order-correlations.ts';
import { createHits, runRules } from '../../../../src-main/engine/detections/run/run-rules.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { cloudtrailSource, nodeOf } from '../../../shared/sigma/write-rule.ts';
import { openTestCase } from '../../support/case.ts';
import { compiled, storeRecords } from '../match-rules.ts';

/** `second name user`, with more fields after it. */
type Written = [second: number, name: string, user: string | null, more?: Record<string, unknown>];

const start = Date.parse('2025-01-01T00:00:00Z');
const time = (second: number) => `${new Date(start + second * 1000).toISOString().slice(0, 19)}Z`;
const detect = (name: string) => ({
  title: name,
  name,
  logsource: cloudtrailSource,
  detection: { s: { eventName: name }, condition: 's' },
});
const correlation = (name: string, part: Record<string, unknown>) => ({ title: name, name, correlation: part });

function read(rule: unknown): SigmaRule {
  const parsed = parseRule(nodeOf(rule));
  if (parsed.kind !== 'rule') throw new Error(JSON.stringify(parsed));
  return parsed.rule;
}

let open: OpenCase;
let cleared = false;
beforeAll(async () => {
  open = await openTestCase();
});

/** Episodes of the correlation named last: `user: began-ended ×count`. */
async function find(events: Written[], rules: unknown[]): Promise<string[]> {
  const all = rules.map((rule, number) => ({ number, rule: read(rule) }));
  return open.db.use(async (connection) => {
    if (cleared) await connection.run('DELETE FROM cloudtrail');
    cleared = true;
    await storeRecords(
      connection,
      events.map(([second, eventName, user, more], i) =>
        JSON.stringify({
          eventName,
          eventSource: 'x',
          eventTime: time(second),
          userIdentity: { arn: user },
          eventID: `e${i}`,
          ...more,
        }),
      ),
    );
    const [hits, moments] = ['work.main.hits', 'work.main.moments'];
    for (const table of [hits, moments]) await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await connection.run(createHits(hits));
    await connection.run(createMoments(moments));
    const detections = all.flatMap(({ number, rule }) =>
      rule.kind === 'detection' ? [{ number, ...compiled(rule) }] : [],
    );
    await runRules(connection, {
      table: 'cloudtrail',
      timeColumn: 'eventtime',
      keys: ['eventSource', 'eventName'],
      rules: detections,
      hits,
    });
    const { ordered, problems } = orderCorrelations(all);
    expect(problems).toEqual([]);
    for (const one of ordered) await correlate(connection, one, { table: openRuleTable('cloudtrail'), hits, moments });
    const rows = await connection.rows(
      `SELECT groups, epoch(began) - ${start / 1000} AS a, epoch(ended) - ${start / 1000} AS b, count FROM (${episodesSql(moments)})
       WHERE rule = ${all.length - 1} ORDER BY ALL`,
    );
    return rows.map(
      ({ groups, a, b, count }) => `${Object.values(JSON.parse(String(groups))).join('+')}: ${a}-${b} ×${count}`,
    );
  });
}

const byUser = { 'group-by': ['userIdentity.arn'] };

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
    expect(await find(events, rules)).toEqual(['u: 2-4 ×2']);
  });
});

it('says which correlations wait for each other', () => {
  const all = [
    correlation('x', { type: 'temporal', rules: ['y'], timespan: '1m' }),
    correlation('y', { type: 'temporal', rules: ['x'], timespan: '1m' }),
    correlation('z', { type: 'temporal', rules: ['gone'], timespan: '1m' }),
  ].map((rule, number) => ({ number, rule: read(rule) }));
  expect(orderCorrelations(all)).toMatchObject({
    ordered: [],
    problems: [
      { number: 0, problem: { reason: expect.stringContaining('refers back') } },
      { number: 1, problem: { reason: expect.stringContaining('refers back') } },
      { number: 2, problem: { reason: expect.stringContaining('no such rule') } },
    ],
  });
});
