// Ready pivots: the tables that an investigation of CloudTrail begins with. Each is offered where the source has its columns.
import type { ColumnInfo } from '../contract/views.ts';
import type { Derivation } from './derivation.ts';
import type { Dimension, Measure, Pivot } from './pivot.ts';
import type { ColumnRef, Filter, View } from './view.ts';

export type ReadyPivot = {
  id: string;
  title: string;
  /** What it is good for, in one sentence. */
  why: string;
  rows: Dimension[];
  columns?: Dimension[];
  values?: Measure[];
  where?: Filter[];
};

const ref = (column: string, ...path: string[]): ColumnRef => ({ column, path });
const by = (column: ColumnRef, derivation: Derivation): ColumnRef => ({ ...column, by: derivation });
const on = (...columns: ColumnRef[]): Dimension[] => columns.map((column) => ({ column }));

const time = ref('eventtime');
const who = ref('useridentity', 'arn');
const what = ref('eventname');
const service = ref('eventsource');
const address = ref('sourceipaddress');
const agent = ref('useragent');
const key = ref('useridentity', 'accessKeyId');
const error = ref('errorcode');
const region = ref('awsregion');
const account = ref('recipientaccountid');
const day = by(time, { kind: 'bucket', unit: 'day', zone: 'UTC' });
const network = by(address, { kind: 'network', ipv4: 24, ipv6: 48 });
const count: Measure = { kind: 'count' };
const firstAndLast: Measure[] = [
  { kind: 'min', column: time },
  { kind: 'max', column: time },
];
const failed: Filter = { id: 'f1', op: 'in', column: error, values: [null], negated: true, enabled: true };
const named = (values: string[]): Filter => ({
  id: 'f1',
  op: 'in',
  column: what,
  values,
  negated: false,
  enabled: true,
});

export const readyPivots: ReadyPivot[] = [
  {
    id: 'who-what-day',
    title: 'Who did what, by day',
    why: 'The shape of the case: principals, what each called, and when it began and stopped.',
    rows: on(who, what),
    columns: on(day),
  },
  {
    id: 'errors',
    title: 'Errors by principal and API',
    why: 'A storm of AccessDenied is somebody trying what a stolen key may do.',
    rows: on(who, what),
    columns: on(error),
    where: [failed],
  },
  {
    id: 'keys',
    title: 'Access keys: addresses and agents',
    why: 'One key from two countries or two programs is a key that two people have.',
    rows: on(key, address, agent),
    values: [count, ...firstAndLast, { kind: 'distinct', column: what }, { kind: 'distinct', column: region }],
  },
  {
    id: 'address-agent',
    title: 'Source IP × user agent',
    why: 'Which programs call from where; an odd pair stands alone.',
    rows: on(address),
    columns: on(agent),
  },
  {
    id: 'region-service',
    title: 'Region × service',
    why: 'Work in a region that nobody uses is easy to see, and easy to miss.',
    rows: on(service),
    columns: on(region),
  },
  {
    id: 'networks',
    title: 'Networks by first and last use',
    why: 'Address ranges, how many principals came from each, and since when.',
    rows: on(network),
    values: [count, { kind: 'distinct', column: who }, { kind: 'distinct', column: address }, ...firstAndLast],
  },
  {
    id: 'rare',
    title: 'The rarest calls',
    why: 'What was called least, by how many, and first when: an attack is seldom routine.',
    rows: [{ column: what, top: { count: 50, by: 0, order: 'smallest' } }],
    values: [count, { kind: 'distinct', column: who }, { kind: 'list', column: who }, ...firstAndLast],
  },
  {
    id: 'hours',
    title: 'Hours of the day × weekday',
    why: 'When the work is done; a person sleeps, a script does not.',
    rows: on(by(time, { kind: 'part', part: 'hourOfDay', zone: 'UTC' })),
    columns: on(by(time, { kind: 'part', part: 'weekday', zone: 'UTC' })),
  },
  {
    id: 'roles',
    title: 'Who assumed which role',
    why: 'The hops from one identity to the next.',
    rows: on(who, ref('requestparameters', 'roleArn')),
    values: [count, { kind: 'distinct', column: address }, ...firstAndLast],
    where: [named(['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot'])],
  },
  {
    id: 'sign-ins',
    title: 'Console sign-ins and their outcome',
    why: 'Who signed in from where, how often it failed, and whether with MFA.',
    rows: on(who, address),
    columns: on(ref('responseelements', 'ConsoleLogin'), ref('additionaleventdata', 'MFAUsed')),
    where: [named(['ConsoleLogin'])],
  },
  {
    id: 'accounts',
    title: 'Account × day',
    why: 'How much each account’s trail holds, and the days that have nothing.',
    rows: on(account),
    columns: on(day),
  },
  {
    id: 'timeline-types',
    title: 'Log type × outcome, across logs',
    why: 'What each kind of log holds, and how much of it was refused or failed.',
    rows: on(ref('log_type')),
    columns: on(ref('outcome')),
  },
  {
    id: 'timeline-who-day',
    title: 'Actor × action, by day',
    why: 'The same across all log types.',
    rows: on(ref('actor'), ref('action')),
    columns: on(by(ref('time'), { kind: 'bucket', unit: 'day', zone: 'UTC' })),
  },
  {
    id: 'timeline-outcome',
    title: 'Source IP × outcome, across logs',
    why: 'Which addresses fail and which succeed, in every kind of log.',
    rows: on(ref('source_ip'), ref('log_type')),
    columns: on(ref('outcome')),
  },
];

/** Those whose columns the source has. */
export const offerPivots = (columns: ColumnInfo[]): ReadyPivot[] =>
  readyPivots.filter(({ rows, columns: across = [], values = [], where = [] }) => {
    const refs = [
      ...[...rows, ...across].map(({ column }) => column),
      ...values.flatMap((measure) => ('column' in measure ? [measure.column] : [])),
      ...where.flatMap((filter) => ('column' in filter ? [filter.column] : [])),
    ];
    return refs.every((one) => isThere(columns, one));
  });

/** Whether a column is there; inside JSON anything may be. */
function isThere(columns: ColumnInfo[], { column, path, by: derivation }: ColumnRef): boolean {
  let info = find(columns, column);
  for (const name of path) {
    if (info && info.kind !== 'struct') return info.kind === 'json';
    info = find(info?.fields ?? [], name);
  }
  if (derivation?.kind === 'bucket' || derivation?.kind === 'part') return info?.kind === 'time';
  return info !== undefined;
}

const find = (columns: ColumnInfo[], name: string): ColumnInfo | undefined =>
  columns.find((one) => one.name.toLowerCase() === name.toLowerCase());

/** The ready pivot over the rows of a view, with times on the clock of `zone`; its own filters come to those of the view. */
export function makeReady(ready: ReadyPivot, view: View, zone: string): Pivot {
  const onClock = ({ column, ...rest }: Dimension): Dimension => {
    const { by: derivation } = column;
    const timed = derivation?.kind === 'bucket' || derivation?.kind === 'part' ? { ...derivation, zone } : derivation;
    return { ...rest, column: timed ? { ...column, by: timed } : column };
  };
  const taken = new Set(view.where.map(({ id }) => id));
  const freeId = () => {
    let n = 1;
    while (taken.has(`f${n}`)) n++;
    taken.add(`f${n}`);
    return `f${n}`;
  };
  const own = (ready.where ?? []).map((filter): Filter => ({ ...filter, id: freeId() }));
  return {
    view: { ...view, where: [...view.where, ...own] },
    rows: ready.rows.map(onClock),
    columns: (ready.columns ?? []).map(onClock),
    values: ready.values ?? [count],
    sort:
      ready.rows[0]?.column.by?.kind === 'part'
        ? { measure: null, descending: false }
        : { measure: 0, descending: ready.rows[0]?.top?.order !== 'smallest' },
    columnSort: { measure: null, descending: false },
    rowTotals: true,
    columnTotals: true,
    heat: 'table',
  };
}
