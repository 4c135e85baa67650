import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { indicatorRoutes } from '../../../../src-main/engine/detections/indicators/routes.ts';
import { stateOf } from '../../support/case.ts';
import { openRuleCase, writeRule } from './rule-case.ts';

it('records that hold an indicator of a list are findings, explained by it', async () => {
  const cased = await openRuleCase({ none: writeRule('None', 's: { eventName: Nothing }\ncondition: s') });
  const indicators = createRouterClient(indicatorRoutes(stateOf(cased.open)));
  const list = { source: { text: '192.0.2.0/30\n203.0.113.9' }, name: 'Seen before', level: 'medium' as const };
  const { listId } = await indicators.add(list);
  await cased.store([
    { name: 'A', user: 'eve', at: 5 },
    { name: 'B', user: 'eve', at: 9 },
    { name: 'C', user: 'bob', at: 9, more: { sourceIPAddress: '198.51.100.1' } },
  ]);
  await cased.run();
  const [finding, ...others] = await cased.detections.findings();
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ name: 'Seen before', kind: 'indicators', level: 'medium', hits: 2 });
  const [first] = await cased.detections.explain({ finding: finding!.finding });
  expect(first!.fields).toMatchObject([
    {
      search: 'Seen before',
      field: 'sourceIPAddress',
      test: expect.stringContaining('192.0.2.0/30'),
      value: '192.0.2.1',
    },
  ]);
  const { sql, name } = await cased.detections.rule({ key: finding!.rule });
  expect([name, (await cased.rows(sql)).length]).toEqual(['Seen before', 2]);

  const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, query: { text: 'eventname:A' } };
  await cased.detections.addException({ rule: finding!.rule, view, reason: 'Our own' });
  await cased.run();
  expect((await cased.detections.findings())[0]).toMatchObject({ hits: 1, excepted: 1 });

  await indicators.remove({ listId });
  await cased.run();
  expect(await cased.detections.findings()).toEqual([]);
});
