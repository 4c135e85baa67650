// Every question that the console offers passes the sandbox, and its result can be looked at as a view.
import { beforeAll, expect, it } from 'vitest';
import { snippets } from '../../../../shared/snippets/snippets.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { runText } from '../../../../src-main/engine/queries/console/console-run.ts';
import { selectCloudTrail } from '../../../shared/cloudtrail-table.ts';
import { plantedRecords } from '../../../shared/planted-records.ts';
import { openTestCase } from '../../support/case.ts';

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
  await open.db.use(async (connection) => {
    await connection.run('CREATE TABLE work.main.records (record JSON)');
    for (const record of plantedRecords())
      await connection.run('INSERT INTO work.main.records VALUES ($1)', { values: [JSON.stringify(record)] });
    await connection.run(`CREATE TABLE logs.main.cloudtrail AS ${selectCloudTrail('work.main.records')}`);
  });
});

it.each(snippets.map((each) => [each.id, each.sql] as const))('%s', async (_id, sql) => {
  let last: unknown;
  for await (const event of runText(open, sql, { rowLimit: 1000 })) last = event;
  expect(last).toMatchObject({ type: 'done', cut: false, run: expect.any(String) });
  expect((last as { columns: unknown[] }).columns.length).toBeGreaterThan(0);
});
