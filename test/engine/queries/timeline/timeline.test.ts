// One story over several logs: what stands on it, in which order, who is named where, and whose clock was wrong.
import { createRouterClient } from '@orpc/server';
import { beforeEach, expect, test } from 'vitest';
import type { View } from '../../../../shared/query/view.ts';
import { entityRoutes } from '../../../../src-main/engine/analysis/routes.ts';
import type { Connection } from '../../../../src-main/engine/duckdb/connection.ts';
import { resolveSource } from '../../../../src-main/engine/queries/catalog/source.ts';
import { clockRoutes } from '../../../../src-main/engine/queries/timeline/routes.ts';
import { findRows } from '../../../../src-main/engine/queries/views/find-rows.ts';
import { addressRows } from '../../../../src-main/engine/queries/views/rows.ts';
import { storeTexts } from '../../support/store-texts.ts';
import { column, makeViewClient, type ViewClient, view } from '../view-client.ts';

const ip = '198.51.100.7';
const account = '111122223333';
const role = `arn:aws:iam::${account}:role/ops/deploy`;
const session = `arn:aws:sts::${account}:assumed-role/deploy/ana`;

const event = (second: number, eventName: string, who: string) =>
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      arn: who,
      accountId: account,
      sessionContext: { sessionIssuer: { arn: role } },
    },
    eventTime: new Date(Date.UTC(2026, 2, 11, 10, 0, second)).toISOString(),
    eventSource: 's3.amazonaws.com',
    eventName,
    sourceIPAddress: ip,
    recipientAccountId: account,
  });
const flow = (second: number, from: string, to: string, action: string) => {
  const start = Date.UTC(2026, 2, 11, 10, 0, second) / 1000;
  return `2 ${account} eni-1 ${from} ${to} 50000 443 6 1 40 ${start} ${start + 60} ${action} OK`;
};
const twoDigits = (n: number) => String(n).padStart(2, '0');
const read = (second: number, requester: string) =>
  `${'79a5'.repeat(16)} bucket-a [11/Mar/2026:10:00:${twoDigits(second)} +0000] ${ip} ${requester} 3E57427F3EXAMPLE REST.GET.OBJECT key.txt "GET /key.txt HTTP/1.1" 403 AccessDenied 243 - 7 - "-" "curl/8" - host+id= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader bucket-a.s3.amazonaws.com TLSv1.2 - -`;

let views: ViewClient;
let ask: ReturnType<typeof makeAsk>;
const makeAsk = ({ state }: ViewClient) => ({
  entities: createRouterClient(entityRoutes(state)),
  clocks: createRouterClient(clockRoutes(state)),
});
const shown = [column('time'), column('log_type'), column('action')];
const count = async (of: View) => {
  const { matched, viewId } = await views.openReady(of);
  await views.client.close({ viewId });
  return matched;
};

beforeEach(async () => {
  views = await makeViewClient();
  ask = makeAsk(views);
  await storeTexts(views.open, [
    [
      '/in/trail.json',
      [event(5, 'GetObject', session), event(3, 'ListBuckets', session), event(3, 'ListBuckets', 'arn:x')].join('\n'),
    ],
    [
      '/in/flows.log',
      [
        flow(3, ip, '10.0.0.1', 'REJECT'),
        flow(4, '10.0.0.1', ip, 'ACCEPT'),
        flow(1, '10.0.0.1', '10.0.0.2', 'ACCEPT'),
      ].join('\n'),
    ],
    ['/in/s3/a.log', [read(3, session), read(6, 'arn:aws:iam::444455556666:user/eve')].join('\n')],
  ]);
});

test('rows of all logs stand in one order, which is the same each time', async () => {
  const sorted = view('timeline', { sort: [{ column: column('time'), descending: false }] });
  const rows = await views.read(sorted, shown);
  expect(rows.map(([time, type]) => [time!.slice(17, 19), type])).toEqual([
    ['01', 'vpcflow'],
    // Where times are equal: by log type, then as the files have them.
    ['03', 'cloudtrail'],
    ['03', 'cloudtrail'],
    ['03', 's3access'],
    ['03', 'vpcflow'],
    ['04', 'vpcflow'],
    ['05', 'cloudtrail'],
    ['06', 's3access'],
  ]);
  expect(await views.read(sorted, shown)).toEqual(rows);
});

test('an address is found wherever a log has it, with what was done', async () => {
  const { all, logs } = await ask.entities.logs({ entity: { kind: 'ip', value: ip } });
  expect(all.count).toBe(7);
  expect(logs.map(({ logType, count: n, errors }) => [logType, n, errors])).toEqual([
    ['cloudtrail', 3, 0],
    ['s3access', 2, 2],
    ['vpcflow', 2, 1],
  ]);
  for (const { count: n, view: on, table, actions } of logs) {
    expect([await count(on), await count(table!)]).toEqual([n, n]);
    expect(actions.items.reduce((sum, item) => sum + item.count, 0)).toBe(n);
  }
});

test('what a row names is the same by its list and by its columns', async () => {
  const is = (values: (string | null)[], more: object = {}) =>
    view('timeline', {
      where: [{ id: 'f', op: 'in', column: column('entities'), values, negated: false, enabled: true, ...more }],
      sort: [{ column: column('time'), descending: false }],
    });
  const plain = async (condition: string) =>
    Number((await views.rows(`SELECT count(*) AS n FROM timeline WHERE ${condition}`))[0]!.n);
  const all = (await views.rows('SELECT DISTINCT unnest(entities) AS e FROM timeline ORDER BY e')).map(({ e }) =>
    String(e),
  );
  expect(all).toEqual(expect.arrayContaining([ip, session, account, 'eni-1', 'bucket-a']));
  for (const name of all) {
    const n = await plain(`list_contains(entities, '${name}')`);
    expect([name, n > 0, await count(is([name]))]).toEqual([name, true, n]);
    expect([name, await count(is([name], { negated: true }))]).toEqual([name, 8 - n]);
  }
  const two = await plain("list_has_any(entities, ['10.0.0.2', 'bucket-a'])");
  expect(await count(is(['10.0.0.2', 'bucket-a']))).toBe(two);
  expect(await count(is(['ENI-1'], { ignoreCase: true }))).toBe(3);
  expect(await count(is(['ENI-1']))).toBe(0);
  expect(await count(is([null]))).toBe(await plain('len(entities) = 0'));
  // It has its rows in order at once, as a condition that costs little.
  const [first] = await views.openAll(is([ip]));
  expect((await views.page(first!.viewId, 0, 1, [column('log_type')]))[0]).toEqual(['cloudtrail']);
});

test('a search within a range of time passes over the rows of other times', async () => {
  const statements: string[] = [];
  await views.open.db.use(async (connection) => {
    const of = view('timeline', {
      query: { text: '"3E57427F3EXAMPLE"' },
      time: { from: '2026-03-11T10:00:05Z', to: '2026-03-11T10:00:07Z' },
    });
    const source = await resolveSource(views.state, connection, of.from);
    const rows = await addressRows(connection, source, 'copied', undefined);
    const noted = new Proxy(connection, {
      get: (target, key: keyof Connection) =>
        key === 'run'
          ? (sql: string) => {
              statements.push(sql);
              return target.run(sql);
            }
          : target[key],
    });
    const report = { found: () => undefined, headShown: () => Promise.resolve(), obsolete: () => undefined };
    const found = await findRows(noted, source, rows, of, 'found', report, new AbortController().signal);
    expect(found).toMatchObject({ matched: 1, scanned: 8 });
    const scans = statements.filter((sql) => sql.startsWith('INSERT'));
    expect(scans).toHaveLength(3);
    for (const sql of scans) {
      const [plan] = await connection.rows(`EXPLAIN (FORMAT json) ${sql.slice(sql.indexOf('SELECT'))}`);
      // Of the flows, all before that, the plan reads none.
      expect(String(plan!.explain_value)).toMatch(/EMPTY_RESULT|"Filters": [^\]]*time *>= *'2026-03-11 10:00:05'/);
    }
  });
});

test('a role is found by the names of its sessions, too', async () => {
  const { logs } = await ask.entities.logs({ entity: { kind: 'role', value: role } });
  expect(logs.map(({ logType, count: n }) => [logType, n])).toEqual([
    ['cloudtrail', 3],
    ['s3access', 1],
  ]);
  for (const { count: n, view: on, table } of logs) expect([await count(on), await count(table!)]).toEqual([n, n]);
});

test('entities of every log are found by a part of their name', async () => {
  const found = await ask.entities.find({ text: 'user/eve', limit: 10 });
  expect(found).toEqual([{ entity: { kind: 'principal', value: 'arn:aws:iam::444455556666:user/eve' }, count: 1 }]);
});

test('a search looks through the records of all logs', async () => {
  const found = await views.read(view('timeline', { query: { text: '"3E57427F3EXAMPLE"' } }), [column('log_type')]);
  expect(found).toEqual([['s3access'], ['s3access']]);
});

test('around a row of one log, all logs answer', async () => {
  const flows = await views.openReady(
    view('vpcflow', {
      where: [{ id: 'f', op: 'in', column: column('action'), values: ['REJECT'], negated: false, enabled: true }],
    }),
  );
  const around = async (same: 'actor' | 'ip' | 'everything', minutes: number) => {
    const { view: of } = await ask.entities.around({ viewId: flows.viewId, index: 0, same, minutes, across: true });
    return await count(of);
  };
  expect(await around('ip', 1)).toBe(7);
  expect(await around('everything', 1)).toBe(8);
  // The bounds take the whole last second: 2 to 4, of 1 to 6.
  expect(await around('everything', 1 / 60)).toBe(5);
  await expect(ask.entities.around({ viewId: flows.viewId, index: 0, same: 'ip', minutes: 1 })).rejects.toThrow(
    'does not say who or where',
  );
});

test('a clock moves rows on the timeline, and nothing that is stored', async () => {
  const times = async (table: string, name: string) =>
    (await views.read(view(table, { sort: [{ column: column(name), descending: false }] }), [column(name)])).map(
      ([time]) => time!.slice(11, 19),
    );
  const before = await times('s3access', 'requestdatetime');
  const on = async () =>
    (await views.read(view('timeline', { sort: [{ column: column('time'), descending: false }] }), shown))
      .filter(([, type]) => type === 's3access')
      .map(([time]) => time!.slice(11, 19));
  expect(await on()).toEqual(['10:00:03', '10:00:06']);
  const set = await ask.clocks.set({ logType: 's3access', source: '/in/s3', zone: 'Europe/Berlin', skewMs: -2000 });
  expect(set.find(({ logType }) => logType === 's3access')).toMatchObject({
    source: '/in/s3',
    set: { zone: 'Europe/Berlin', skewMs: -2000 },
  });
  expect(await on()).toEqual(['09:00:01', '09:00:04']);
  expect(await times('s3access', 'requestdatetime')).toEqual(before);
  // In summer the zone is two hours ahead; a narrower source has its own clock, and one beside it none.
  await ask.clocks.set({ logType: 's3access', source: '/in/s3/a.log', zone: 'UTC', skewMs: 1000 });
  expect(await on()).toEqual(['10:00:04', '10:00:07']);
  await ask.clocks.unset({ logType: 's3access', source: '/in/s3/a.log' });
  await ask.clocks.unset({ logType: 's3access', source: '/in/s3' });
  await ask.clocks.set({ logType: 's3access', source: '/in/s', zone: 'Europe/Berlin', skewMs: 0 });
  expect(await on()).toEqual(['10:00:03', '10:00:06']);
  await expect(ask.clocks.set({ logType: 's3access', source: '/in', zone: 'Mars', skewMs: 0 })).rejects.toThrow(
    'no time zone',
  );
});

test('a time without a year is in that of its file', async () => {
  await storeTexts(views.open, [
    [
      '/in/auth.log',
      [
        'Mar 11 10:00:02 web sshd[1]: one',
        'Dec 31 23:59:58 web sshd[1]: two',
        'Feb 29 01:00:00 web sshd[1]: three',
      ].join('\n'),
    ],
  ]);
  await views.run(
    "UPDATE logs.main.evidence SET modified = TIMESTAMP '2026-03-11 12:00:00' WHERE path = '/in/auth.log'",
  );
  const rows = await views.read(
    view('timeline', {
      where: [{ id: 'f', op: 'in', column: column('log_type'), values: ['syslog'], negated: false, enabled: true }],
      sort: [{ column: column('time'), descending: false }],
    }),
    [column('time')],
  );
  expect(rows.map(([time]) => time)).toEqual(['2025-12-31T23:59:58Z', '2026-02-28T01:00:00Z', '2026-03-11T10:00:02Z']);
  expect((await views.read(view('syslog'), [column('time')])).map(([time]) => time)).toEqual([null, null, null]);
});
