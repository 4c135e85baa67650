// Counts pivots over a case through the engine, each in turn with the SQL that gives the same figures and is written by hand.
// Arguments: the case folder, rounds. Prints JSON.
import { type Measure, Pivot } from '../../shared/query/pivot.ts';
import type { ColumnRef } from '../../shared/query/view.ts';
import type { BesideTimes } from './beside.ts';
import { openEngine } from './engine.ts';

export type PivotTimes = BesideTimes & { groups: number };

type Question = { name: string; rows: ColumnRef[]; columns?: ColumnRef[]; values?: Measure[]; plain: string };

const ref = (column: string, ...path: string[]): ColumnRef => ({ column, path });
const who = ref('useridentity', 'arn');
const day = (zone: string): ColumnRef => ({ ...ref('eventtime'), by: { kind: 'bucket', unit: 'day', zone } });
const network: ColumnRef = { ...ref('sourceipaddress'), by: { kind: 'network', ipv4: 24, ipv6: 48 } };
const sets = 'GROUP BY GROUPING SETS ((r, c), (r), (c), ())';
const berlin =
  "timezone('UTC', timezone('Europe/Berlin', date_trunc('day', timezone('Europe/Berlin', timezone('UTC', eventtime)))))";

const questions: Question[] = [
  {
    name: 'region × service, with totals',
    rows: [ref('eventsource')],
    columns: [ref('awsregion')],
    plain: `SELECT eventsource AS r, awsregion AS c, count(*) FROM cloudtrail ${sets}`,
  },
  {
    name: 'principal × day, with totals',
    rows: [who],
    columns: [day('UTC')],
    plain: `SELECT useridentity.arn AS r, date_trunc('day', eventtime) AS c, count(*) FROM cloudtrail ${sets}`,
  },
  {
    name: 'principal × day in Berlin, with totals',
    rows: [who],
    columns: [day('Europe/Berlin')],
    plain: `SELECT useridentity.arn AS r, ${berlin} AS c, count(*) FROM cloudtrail ${sets}`,
  },
  {
    name: 'network × event name, with totals',
    rows: [network],
    columns: [ref('eventname')],
    plain: `SELECT ip_network(sourceipaddress, 24, 48) AS r, eventname AS c, count(*) FROM cloudtrail ${sets}`,
  },
  {
    name: 'principal, first and last seen',
    rows: [who],
    values: [
      { kind: 'count' },
      ...(['min', 'max'] as const).map((kind): Measure => ({ kind, column: ref('eventtime') })),
    ],
    plain: `SELECT useridentity.arn AS r, count(*), min(eventtime), max(eventtime) FROM cloudtrail GROUP BY GROUPING SETS ((r), ())`,
  },
  {
    name: 'event name × region, addresses that differ',
    rows: [ref('eventname')],
    columns: [ref('awsregion')],
    values: [{ kind: 'distinct', column: ref('sourceipaddress') }],
    plain: `SELECT eventname AS r, awsregion AS c, count(DISTINCT sourceipaddress), count(*) FROM cloudtrail ${sets}`,
  },
];

const [dir, rounds] = process.argv.slice(2) as [string, string];
const engine = await openEngine(dir);
const connection = await engine.state.current!.db.connect();
const total = Number(await connection.value('SELECT count(*) FROM cloudtrail'));
const seen: PivotTimes[] = [];
for (const { name, rows, columns = [], values = [{ kind: 'count' }], plain } of questions) {
  const pivot = Pivot.parse({
    view: { from: { kind: 'table', table: 'cloudtrail' } },
    rows: rows.map((column) => ({ column })),
    columns: columns.map((column) => ({ column })),
    values,
  });
  const timed = async <T>(work: () => Promise<T>) => {
    const began = performance.now();
    const answer = await work();
    return { answer, ms: performance.now() - began };
  };
  const first = await timed(() => engine.client.pivots.run({ pivot }));
  const [everything] = JSON.parse(first.answer.cells).filter(([r, c]: string[]) => r === '0' && c === '0') as [
    string,
    string,
    string,
  ][];
  if (Number(everything?.[2]) !== total) throw new Error(`${name}: the total is ${everything?.[2]}, not ${total}.`);
  const one: PivotTimes = {
    name,
    groups: (JSON.parse(first.answer.rows) as unknown[]).length - 1,
    firstMs: first.ms,
    ms: [],
    plainMs: [],
  };
  await connection.run(plain);
  for (let round = 0; round < Number(rounds); round++) {
    one.ms.push((await timed(() => engine.client.pivots.run({ pivot }))).ms);
    one.plainMs.push((await timed(() => connection.run(plain))).ms);
  }
  seen.push(one);
}
connection.close();
await engine.close();
console.log(JSON.stringify(seen));
