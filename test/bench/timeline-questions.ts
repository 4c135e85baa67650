// What the timeline of six log types is asked, and the naive SQL for the same on the same view.

import type { ColumnRef, Filter, View } from '../../shared/query/view.ts';
import { quoteLiteral } from '../../src-main/engine/duckdb/quote.ts';
import { busiestClient } from './text-log-lines.ts';

export const shown = ['time', 'log_type', 'action', 'actor', 'target', 'source_ip', 'user_agent', 'outcome', 'account'];
export const pageRows = 100;
/** Half of all rows lie before it. */
export const middleDay = { from: '2026-01-20T00:00:00Z', to: '2026-01-21T00:00:00Z' };
export const client = { kind: 'ip' as const, value: busiestClient };

export const column = (name: string): ColumnRef => ({ column: name, path: [] });
const byTime = [{ column: column('time'), descending: false }];
const timeline = (more: Partial<View> = {}): View => ({
  from: { kind: 'table', table: 'timeline' },
  where: [],
  sort: byTime,
  ...more,
});
const twoTypes: Filter = {
  id: 'types',
  op: 'in',
  column: column('log_type'),
  values: ['s3access', 'vpcflow'],
  negated: false,
  enabled: true,
};

const select = (where: string, offset: string | number) =>
  `SELECT ${shown.join(', ')} FROM timeline ${where} ORDER BY time LIMIT ${pageRows} OFFSET ${offset}`;
const ofDay = `WHERE time >= '${middleDay.from}' AND time < '${middleDay.to}'`;
const ofTypes = "WHERE log_type IN ('s3access', 'vpcflow')";
export const namesClient = `list_contains(entities, ${quoteLiteral(client.value)})`;

export type PageQuestion = { name: string; view: View; where: string };
/** Of each the first page and one in the middle. */
export const pageQuestions: PageQuestion[] = [
  { name: 'all', view: timeline(), where: '' },
  { name: 'one day', view: timeline({ time: middleDay }), where: ofDay },
  { name: 'two log types', view: timeline({ where: [twoTypes] }), where: ofTypes },
];
export const pageSql = ({ where }: PageQuestion, offset: number) => select(where, offset);
/** @param span bounds of the time, as the view of the surroundings has them */
export const aroundSql = (span: { from: string; to: string }) =>
  select(
    `WHERE time >= '${span.from}' AND time < '${span.to}' AND (source_ip = ${quoteLiteral(client.value)} OR ${namesClient})`,
    0,
  );

/** `sql` answers with the log type and a count first. */
export type CountQuestion = { name: string; sql: string } & (
  | { call: 'histogram' | 'facet'; view: View }
  | { call: 'entity' }
);
const counts = (where: string) => `SELECT log_type, count(*) AS n FROM timeline ${where} GROUP BY ALL`;
const bars = (unit: string, where: string) =>
  `SELECT log_type, count(*) AS n, date_trunc('${unit}', time) AS bar FROM timeline ${where} GROUP BY ALL`;
export const countQuestions: CountQuestion[] = [
  { name: 'histogram by log type, all', call: 'histogram', view: timeline(), sql: bars('day', '') },
  {
    name: 'histogram by log type, one day',
    call: 'histogram',
    view: timeline({ time: middleDay }),
    sql: bars('hour', ofDay),
  },
  { name: 'facet of log types, all', call: 'facet', view: timeline(), sql: counts('') },
  { name: 'facet of log types, one day', call: 'facet', view: timeline({ time: middleDay }), sql: counts(ofDay) },
  {
    name: 'an address in all logs',
    call: 'entity',
    sql: `SELECT log_type, count(*) AS n, action, min(time), max(time) FROM timeline WHERE ${namesClient} GROUP BY ALL`,
  },
];
