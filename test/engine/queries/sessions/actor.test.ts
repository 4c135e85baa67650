// The column `actor` wherever rows are looked at: pages, filters, value lists, order, record, the SQL that is shown.
import { expect, test } from 'vitest';
import type { Filter } from '../../../../shared/query/view.ts';
import { runText } from '../../../../src-main/engine/queries/console/console-run.ts';
import { heldResult } from '../../../../src-main/engine/queries/console/results.ts';
import { column, makeViewClient, view } from '../view-client.ts';
import { assume, bringUpToDate, event, home, role, sessionArn, storeEvents, user } from './trail.ts';

const ana = user('ana', 'AKIAANA');
const anaArn = `arn:aws:iam::${home}:user/ana`;
const actor = column('actor');
const is = (value: string): Filter => ({
  id: 'f1',
  op: 'in',
  column: actor,
  values: [value],
  negated: false,
  enabled: true,
});

test('rows name the origin; the same view names another once its events are loaded', async () => {
  const views = await makeViewClient();
  await storeEvents(views.open, [event(0, ana, 'ListUsers'), event(2, role('a', 's', 'ASIAA', 1), 'ListBuckets')]);
  const ofAna = view('cloudtrail', { where: [is(anaArn)], sort: [{ column: column('eventtime'), descending: false }] });
  // Before anything is made of the sessions, each row names its own caller.
  const all = view('cloudtrail', { sort: [{ column: actor, descending: false }] });
  expect(await views.read(all, [actor])).toEqual([[anaArn], [sessionArn('a', 's', home)]]);
  await bringUpToDate(views.open);
  expect(await views.read(ofAna, [column('eventname'), actor])).toEqual([['ListUsers', anaArn]]);

  await storeEvents(views.open, [assume(1, ana, 'a', 's', 'ASIAA')]);
  expect(await views.read(ofAna, [column('eventname')])).toEqual([['ListUsers'], ['AssumeRole']]);
  await bringUpToDate(views.open);
  const names = [['ListUsers'], ['AssumeRole'], ['ListBuckets']];
  expect(await views.read(ofAna, [column('eventname')])).toEqual(names);
  expect(await views.client.values({ view: view('cloudtrail'), column: actor, search: '', limit: 10 })).toEqual({
    values: [{ value: anaArn, count: 3 }],
    distinct: 1,
  });
  const opened = await views.openReady(ofAna);
  const record = await views.client.record({ viewId: opened.viewId, index: 2 });
  expect(JSON.parse(record.values)).toMatchObject({ eventname: 'ListBuckets', actor: anaArn });

  // What is shown runs in the console as it is.
  const { sql } = await views.client.sql({ view: { ...ofAna, columns: [column('eventname'), actor] } });
  let run: string | null = null;
  for await (const told of runText(views.open, sql, { rowLimit: 100 })) if (told.type === 'done') run = told.run;
  const held = heldResult(views.state, run!)!;
  expect(await views.rows(`SELECT * FROM work.main."${held.table}"`)).toEqual(
    names.map(([eventname]) => ({ eventname, actor: anaArn })),
  );
});

test('an export of all columns has those of the evidence alone', async () => {
  const views = await makeViewClient();
  await storeEvents(views.open, [event(0, ana, 'ListUsers')]);
  const tables = await views.client.tables();
  const cloudtrail = tables.find(({ name }) => name === 'cloudtrail')!;
  expect(cloudtrail.columns.map(({ name }) => name)).toContain('actor');
  expect(
    await views.rows(
      "SELECT column_name FROM duckdb_columns() WHERE table_name = 'cloudtrail' AND column_name = 'actor'",
    ),
  ).toEqual([]);
});
