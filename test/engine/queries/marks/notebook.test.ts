// The notebook's rows: all marked rows of all log tables, in the order of time, by pages.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Section } from '../../../../shared/marks/notebook.ts';
import { view } from '../view-client.ts';
import { type MarksClient, makeMarksClient } from './marks-client.ts';

let client: MarksClient;
beforeAll(async () => {
  client = await makeMarksClient(60);
  // Events every two seconds among those of `imported`, the last without a time.
  await client.run(
    `CREATE TABLE logs.main.cloudtrail (eventtime TIMESTAMP, eventname VARCHAR, eventsource VARCHAR, useridentity STRUCT(arn VARCHAR, "type" VARCHAR, userName VARCHAR, accessKeyId VARCHAR, principalId VARCHAR, invokedBy VARCHAR, accountId VARCHAR, onBehalfOf STRUCT(userId VARCHAR), sessioncontext STRUCT(sessionissuer STRUCT(arn VARCHAR))),
       resources STRUCT(arn VARCHAR)[], requestparameters JSON, responseelements JSON, additionaleventdata JSON, serviceeventdetails JSON, sourceipaddress VARCHAR, useragent VARCHAR, errorcode VARCHAR, errormessage VARCHAR, awsregion VARCHAR, recipientaccountid VARCHAR,
       evidence_id UINTEGER, record_no UINTEGER)`,
  );
  await client.run(
    `INSERT INTO logs.main.cloudtrail (eventtime, eventname, sourceipaddress, awsregion, evidence_id, record_no)
     SELECT CASE WHEN i < 9 THEN TIMESTAMP '2024-01-01 00:00:00.5' + to_seconds(2 * i) END, 'Event' || i, '10.0.0.' || i, 'eu-west-1', 77, i + 1 FROM range(10) AS t(i)`,
  );
  await client.run("INSERT INTO logs.main.evidence (evidence_id, path) VALUES (77, '/logs/trail.json.gz')");
  await client.change(view('cloudtrail'), null, { kind: 'tag', tag: 'Suspicious' });
  await client.change(client.imported, [[0, 4]], { kind: 'star' });
  await client.change(client.imported, [[2, 3]], { kind: 'note', text: '**bad**' });
});

const all = { only: 'all' as const, sections: [] };

test('rows of all tables stand in the order of time, those without one last, with what is known of each', async () => {
  const notebook = await client.marks.notebook(all);
  expect(notebook).toMatchObject({ rows: 14, total: 14, after: [] });
  const entries = await client.marks.notebookPage({ id: notebook.id, offset: 0, limit: 100 });
  expect(entries.map(({ table, time }) => [table, time?.slice(17, 22) ?? null])).toEqual([
    ['imported', '00Z'],
    ['cloudtrail', '00.5Z'],
    ['imported', '01Z'],
    ['imported', '02Z'],
    ['cloudtrail', '02.5Z'],
    ['imported', '03Z'],
    ...[4, 6, 8, 10, 12, 14, 16].map((second) => ['cloudtrail', `${String(second).padStart(2, '0')}.5Z`]),
    ['cloudtrail', null],
  ]);
  expect(entries[1]).toMatchObject({
    action: 'Event0',
    sourceIp: '10.0.0.0',
    region: 'eu-west-1',
    tags: ['Suspicious'],
    starred: false,
    note: null,
    path: '/logs/trail.json.gz',
    recordNo: 1,
  });
  // No format says what the columns of this table mean: the record itself is shown.
  expect(entries[3]).toMatchObject({
    target: 'raw 2',
    starred: true,
    note: '**bad**',
    path: 'logs.zip › part-1.json',
    contentSha256: 'ab'.repeat(32),
  });
});

test('by tag, star or note', async () => {
  const count = async (filter: object) => (await client.marks.notebook({ ...all, ...filter })).rows;
  expect(await count({ tag: 'Suspicious' })).toBe(10);
  expect(await count({ only: 'starred' })).toBe(4);
  expect(await count({ only: 'noted' })).toBe(1);
  expect(await count({ tag: 'Benign' })).toBe(0);
});

test('a section stands after the rows up to its anchor, wherever that is', async () => {
  const { id } = await client.marks.notebook(all);
  const entries = await client.marks.notebookPage({ id, offset: 0, limit: 100 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(fc.nat(entries.length - 1)), { maxLength: 6 }), async (places) => {
      const sections: Section[] = places.map((at, i) => {
        const { time, evidenceId, recordNo } = entries[at ?? 0]!;
        return { id: `s${i}`, kind: 'text', text: '', anchor: at === null ? null : { time, evidenceId, recordNo } };
      });
      const { after } = await client.marks.notebook({ ...all, sections });
      expect(after).toEqual(places.map((at) => (at === null ? 0 : at + 1)));
    }),
    { numRuns: 20 },
  );
});

test('pages are the parts of the whole', async () => {
  const { id } = await client.marks.notebook(all);
  const whole = await client.marks.notebookPage({ id, offset: 0, limit: 100 });
  const parts = [0, 5, 10].map((offset) => client.marks.notebookPage({ id, offset, limit: 5 }));
  expect((await Promise.all(parts)).flat()).toEqual(whole);
});

test('a notebook that is no longer open says so', async () => {
  await expect(client.marks.notebookPage({ id: 'notebook-0', offset: 0, limit: 5 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
