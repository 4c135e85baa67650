// What the charts are asked on the case of 2 million events, and what a skilled user would write by hand for each.
import type { Stack } from '../../shared/contract/charts.ts';
import { readColumnKey } from '../../shared/query/column-key.ts';
import type { ColumnRef, View } from '../../shared/query/view.ts';

export type Question = { name: string; sql: string } & (
  | { call: 'histogram'; view: View; stack?: Stack }
  | { call: 'facets'; view: View; columns: ColumnRef[] }
  | {
      call: 'compare';
      view: View;
      columns: ColumnRef[];
      before: { from: string; to: string };
      after: { from: string; to: string };
    }
);

const view = (more: Partial<View> = {}): View => ({
  from: { kind: 'table', table: 'cloudtrail' },
  where: [],
  sort: [],
  ...more,
});
const column = (key: string): ColumnRef => readColumnKey(key)!;
const isIn = (key: string, ...values: string[]): View => {
  const filter = { id: 'f1', op: 'in' as const, column: column(key), values, negated: false, enabled: true };
  return view({ where: [filter] });
};

const dozen = [
  'eventname',
  'eventsource',
  'useridentity.arn',
  'useridentity.accessKeyId',
  'useridentity.type',
  'sourceipaddress',
  'useragent',
  'errorcode',
  'awsregion',
  'recipientaccountid',
  'eventtype',
  'readonly',
];
const topOf = (key: string, where: string) =>
  `(SELECT '${key}' AS k, CAST(${key} AS VARCHAR) AS v, count(*) AS n, count(*) OVER () AS kinds FROM cloudtrail ${where} GROUP BY ALL ORDER BY n DESC LIMIT 8)`;
const topOfDozen = (where = '') => dozen.map((key) => topOf(key, where)).join(' UNION ALL ');
const actors = ['useridentity.arn', 'eventname', 'sourceipaddress', 'useragent'];
const [before, after] = [
  { from: '2026-02-01T00:00:00Z', to: '2026-02-08T00:00:00Z' },
  { from: '2026-02-08T00:00:00Z', to: '2026-02-15T00:00:00Z' },
];

export const questions: Question[] = [
  {
    name: 'histogram: error or not',
    call: 'histogram',
    view: view(),
    stack: { column: column('errorcode'), by: 'presence' },
    sql: "SELECT date_trunc('day', eventtime), errorcode IS NULL, count(*) FROM cloudtrail GROUP BY ALL",
  },
  {
    name: 'histogram: six principals and others',
    call: 'histogram',
    view: view(),
    stack: { column: column('useridentity.arn'), by: 'value' },
    sql: `WITH most AS (SELECT useridentity.arn AS v FROM cloudtrail GROUP BY ALL ORDER BY count(*) DESC LIMIT 6)
      SELECT date_trunc('day', eventtime), CASE WHEN useridentity.arn IN (FROM most) THEN useridentity.arn END, count(*)
      FROM cloudtrail GROUP BY ALL`,
  },
  {
    name: 'histogram: two event names, by region',
    call: 'histogram',
    view: isIn('eventname', 'Decrypt', 'GetObject'),
    stack: { column: column('awsregion'), by: 'value' },
    sql: "SELECT date_trunc('day', eventtime), awsregion, count(*) FROM cloudtrail WHERE eventname IN ('Decrypt', 'GetObject') GROUP BY ALL",
  },
  {
    name: 'facets: 12 columns, all rows',
    call: 'facets',
    view: view(),
    columns: dozen.map(column),
    sql: topOfDozen(),
  },
  {
    name: 'facets: 12 columns, a filter on one',
    call: 'facets',
    view: isIn('awsregion', 'eu-west-1'),
    columns: dozen.map(column),
    sql: topOfDozen("WHERE awsregion = 'eu-west-1'"),
  },
  {
    name: 'two weeks compared by 4 columns',
    call: 'compare',
    view: view(),
    columns: actors.map(column),
    before,
    after,
    sql: actors
      .map(
        (key) =>
          `(SELECT '${key}' AS k, ${key} AS v, count(*) FILTER (WHERE eventtime < '${after.from}') AS b, count(*) FILTER (WHERE eventtime >= '${after.from}') AS a
            FROM cloudtrail WHERE eventtime >= '${before.from}' AND eventtime < '${after.to}' GROUP BY ALL)`,
      )
      .join(' UNION ALL '),
  },
];
