import { expect, it } from 'vitest';
import cloudtrail from '../../../../shared/formats/cloudtrail.ts';
import { findConcerns } from '../../../../src-main/engine/detections/run/concerns.ts';
import { createHits, type NumberedRule, runRules } from '../../../../src-main/engine/detections/run/run-rules.ts';
import { interpret } from '../../../shared/sigma/interpret.ts';
import { makeRule } from '../../../shared/sigma/write-rule.ts';
import { openTestCase } from '../../support/case.ts';
import { compiled, storeRecords } from '../match-rules.ts';

const hits = 'work.main.hits';
const raws = Array.from({ length: 60 }, (_, i) =>
  JSON.stringify({
    eventName: ['CreateUser', 'DeleteUser', 'ListUsers'][i % 3],
    eventSource: i === 7 ? null : i % 2 ? 'iam.amazonaws.com' : 's3.amazonaws.com',
    eventTime: `2025-01-01T00:00:${String(i).padStart(2, '0')}Z`,
    userAgent: i % 5 ? 'cli' : null,
    requestParameters: i % 4 ? { userName: `user${i % 7}`, groups: ['a', `g${i % 6}`] } : null,
    eventID: `e${i}`,
  }),
);

/** Thirty of one kind and two hundred of the other, so that either takes more than one statement. */
const wide = Array.from({ length: 30 }, (_, i) =>
  makeRule({
    s: { eventName: i % 2 ? 'createuser' : ['deleteuser', 'listusers'] },
    t: i % 3 ? { 'requestParameters.userName': `user${i % 8}` } : { 'requestParameters.groups': `G${i % 7}` },
    condition: i % 4 === 3 ? 's and not t' : i % 4 === 2 ? 's or t' : 's and t',
  }),
);
const narrow = Array.from({ length: 200 }, (_, i) =>
  makeRule({
    s: { eventName: ['CreateUser', 'DeleteUser', 'Nothing'][i % 3], eventSource: i % 2 ? 'iam.amazonaws.com' : '*' },
    f: { userAgent: null, 'eventTime|minute': i % 2 },
    condition: i % 5 ? 's and not f' : 's',
  }),
);
const everywhere = [
  makeRule({ s: { userAgent: 'CLI' }, condition: 's' }),
  makeRule({ s: { eventName: 'ListUsers' }, condition: 'not s' }),
  makeRule({ s: { eventName: 'ListUsers' }, t: { eventName: 'CreateUser' }, condition: 's and t' }),
  makeRule({ s: { 'userAgent|re': 'c.i' }, condition: 's' }),
  makeRule({ s: { 'userAgent|re': '^x' }, t: { 'eventName|re': 'List' }, condition: 'not s and not t' }),
  makeRule({ s: { 'requestParameters.userName|re': 'user[12]' }, condition: 's' }),
];
const rules = [...wide, ...narrow, ...everywhere];
const numbered: NumberedRule[] = rules.map((rule, number) => ({ ...compiled(rule), number }));

it('finds what each rule finds by itself, and of new rows only, when some have been looked at', async () => {
  expect(numbered.filter(({ documents }) => documents.length > 0).length).toBe(wide.length + 1);
  const open = await openTestCase();
  await open.db.use(async (connection) => {
    await storeRecords(connection, raws.slice(0, 40));
    await connection.run(createHits(hits));
    const request = {
      table: 'cloudtrail',
      timeColumn: 'eventtime',
      keys: cloudtrail.sigmaKeys!,
      rules: numbered,
      hits,
      to: 40,
    };
    await runRules(connection, request);
    await storeRecords(connection, raws.slice(40), 2);
    await runRules(connection, { ...request, keys: ['eventSource', 'eventName'], from: 40, to: 60 });

    const found = await connection.rows(
      `SELECT rule, CASE evidence_id WHEN 1 THEN record_no ELSE record_no + 40 END AS record, CAST(event_time AS VARCHAR) AS time
       FROM ${hits} ORDER BY ALL`,
    );
    const expected = rules.flatMap((rule, number) =>
      raws.flatMap((raw, i) =>
        interpret(rule, raw)
          ? [{ rule: number, record: i + 1, time: `2025-01-01 00:00:${String(i).padStart(2, '0')}` }]
          : [],
      ),
    );
    expect(expected.length).toBeGreaterThan(500);
    expect(found).toEqual(expected);
    expect(
      await connection.value(`SELECT count(*) FROM ${hits} h JOIN cloudtrail c ON c.rowid = h.row_id
      WHERE (c.evidence_id, c.record_no) <> (h.evidence_id, h.record_no)`),
    ).toBe(0);
  });
});

it('takes two of the fields that rules share when all have too many combinations', async () => {
  const open = await openTestCase();
  await open.db.use(async (connection) => {
    await storeRecords(connection, raws);
    const request = {
      table: 'cloudtrail',
      timeColumn: 'eventtime',
      keys: ['eventName', 'eventSource', 'userAgent'],
      rules: numbered,
      hits,
      to: 60,
    };
    const count = async (most: number) => {
      await findConcerns(connection, request, 'work.main.some', most);
      return await connection.rows('SELECT count(*) AS n, max(k1) AS source FROM work.main.some');
    };
    expect(await count(20)).toEqual([{ n: 13, source: 's3.amazonaws.com' }]);
    expect(await count(8)).toEqual([{ n: 7, source: 's3.amazonaws.com' }]);
  });
});
