// Definitions of the user's folder in a case: loads go by them, the case keeps them, and opens without the folder.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTempDir } from '../support/temp.ts';
import { gate, load, startEngine, textOf, writeDefinitions, writeLog } from './support.ts';

const lines = ['1741064767|alice|192.0.2.10|200', '1741064768|bob|192.0.2.11|403'];

it('loads by a definition, and knows the type where the folder is not', async () => {
  const here = await startEngine();
  writeDefinitions(here.userDir, { 'gate.json': gate() });
  const { dir } = await here.client.cases.create({ parent: makeTempDir(), name: 'Own' });
  expect((await here.client.formats.list()).own).toMatchObject([{ name: 'gate', state: 'ready' }]);
  await load(here, [writeLog(lines)]);
  const list = await here.client.formats.list();
  expect(list.own).toMatchObject([{ name: 'gate', state: 'used', note: null }]);
  expect(list.types.find(({ name }) => name === 'gate')).toMatchObject({ title: 'Gate', rows: 2, isOwn: true });
  await here.close();

  const there = await startEngine();
  await there.client.cases.open({ dir });
  const tables = await there.client.views.tables();
  const gateTable = tables.find(({ name }) => name === 'gate')!;
  expect(gateTable).toMatchObject({ title: 'Gate', timeColumn: 'time', isOnTimeline: true, rows: 2 });
  expect(gateTable.columns.find(({ name }) => name === 'source')).toMatchObject({ doc: 'Where it came from.' });
  expect(tables.find(({ name }) => name === 'timeline')).toMatchObject({ rows: 2 });
  const { own } = await there.client.formats.list();
  expect(own).toMatchObject([{ name: 'gate', state: 'used', path: null }]);
  expect(own[0]!.note).toContain('This case alone has it');
  await load(there, [writeLog(['1741064769|carol|192.0.2.12|200'])]);
  expect((await there.client.views.tables()).find(({ name }) => name === 'gate')).toMatchObject({ rows: 3 });
  await expect(there.client.formats.remove({ name: 'gate', path: null })).rejects.toMatchObject({ code: 'REFUSED' });

  const journal = readFileSync(join(dir, 'journal.jsonl'), 'utf8');
  expect(journal.match(/"formats\.add"/g)).toHaveLength(1);
});

it('goes by the version that rows agree with', async () => {
  const engine = await startEngine();
  writeDefinitions(engine.userDir, { 'gate.json': gate() });
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Own' });
  await load(engine, [writeLog(lines)]);
  const file = join(engine.userDir, 'formats', 'gate.json');

  // A description is another, and a column is new: rows agree with that.
  const wider = JSON.parse(textOf(gate())) as { columns: object[]; title: string };
  wider.title = 'Gates';
  wider.columns.push({ name: 'reason', key: 'why', type: 'VARCHAR' });
  Object.assign(wider, { lines: { separator: '|', fields: ['time', 'who', 'from', 'status', 'why'] } });
  Object.assign(wider, {
    samples: [{ record: '1741064767|alice|192.0.2.10|200|late', expect: { reason: 'late' } }],
  });
  writeFileSync(file, JSON.stringify(wider));
  expect((await engine.client.formats.list()).own[0]!.note).toContain('the next load takes the new version');
  await load(engine, [writeLog(['1741064770|dora|192.0.2.13|200|late'])]);
  const table = (await engine.client.views.tables()).find(({ name }) => name === 'gate');
  expect(table).toMatchObject({ title: 'Gates', rows: 3 });

  // A column is of another type: rows do not.
  wider.columns[3] = { name: 'status', type: 'VARCHAR' };
  writeFileSync(file, JSON.stringify(wider));
  await load(engine, [writeLog(['1741064771|emil|192.0.2.14|200|late'])]);
  const [own] = (await engine.client.formats.list()).own;
  expect(own!.note).toContain('load into a new case');
  expect((await engine.client.views.tables()).find(({ name }) => name === 'gate')).toMatchObject({ rows: 4 });
});

it('takes a table’s name from what was loaded as something unknown', async () => {
  const engine = await startEngine();
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Own' });
  const csv = join(makeTempDir(), 'a.csv');
  writeFileSync(csv, 'a,b\n1,2\n');
  const { loadId } = await engine.client.loads.start({ paths: [csv], as: 'csv', table: 'gate' });
  for await (const _ of await engine.client.loads.watch({ loadId }));
  writeDefinitions(engine.userDir, { 'gate.json': gate() });
  await load(engine, [writeLog(lines)]);
  const names = (await engine.client.views.tables()).map(({ name, rows }) => `${name} ${rows}`);
  expect(names).toEqual(expect.arrayContaining(['gate 2', 'gate_imported 1']));
  await expect(engine.client.loads.start({ paths: [csv], as: 'csv', table: 'gate' })).rejects.toThrow('taken');
});

it('gives a name up to a log type that Pugmark has since then', async () => {
  const engine = await startEngine();
  const { dir } = await engine.client.cases.create({ parent: makeTempDir(), name: 'Own' });
  await engine.state.current!.db.use(async (connection) => {
    await connection.run('CREATE TABLE logs.main.okta AS SELECT 1 AS a');
    await connection.run("INSERT INTO logs.pugmark.own_formats VALUES ('okta', $1, 'okta.json', '', now())", {
      values: [textOf(gate({ name: 'okta' }))],
    });
  });
  await engine.client.cases.close();
  await engine.client.cases.open({ dir });
  expect((await engine.client.views.tables()).map(({ name }) => name)).toContain('okta_imported');
  expect((await engine.client.formats.list()).own).toMatchObject([
    { name: 'okta', state: 'broken', problems: [{ reason: 'The name “okta” is taken.' }] },
  ]);
  expect((await engine.client.formats.remove({ name: 'okta', path: null })).own).toEqual([]);
});

it('reads an order of fields of a known log type', async () => {
  const engine = await startEngine();
  const fields = ['action', 'srcaddr', 'dstaddr', 'account-id', 'start', 'end', 'log-status'];
  const record = 'ACCEPT 192.0.2.10 198.51.100.20 111122223333 1741064767 1741064827 OK';
  writeDefinitions(engine.userDir, {
    'flows.json': {
      layoutOf: 'vpcflow',
      fields,
      samples: [
        { record, expect: { srcaddr: '192.0.2.10', action: 'ACCEPT', start_time: '2025-03-04 05:06:07' } },
        { record: 'ACCEPT 192.0.2.10 198.51.100.20', reject: '3 fields where 7 are expected' },
      ],
    },
  });
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Flows' });
  const odd = 'REJECT 192.0.2.10 - unknown 1741064767 1741064827 NODATA';
  await load(engine, [writeLog([record, odd])]);
  const list = await engine.client.formats.list();
  expect(list.own).toMatchObject([{ layoutOf: 'vpcflow', state: 'used' }]);
  expect(list.types.find(({ name }) => name === 'vpcflow')).toMatchObject({ rows: 2, isOwn: false });
  const loads = await engine.client.loads.list();
  expect(loads[0]!.account.records).toMatchObject({ rows: 2, rejects: 0 });
});

it('copies what is added into the folder, and says why other files are not', async () => {
  const { client, userDir } = await startEngine();
  const folder = makeTempDir();
  writeFileSync(join(folder, 'good.json'), textOf(gate()));
  writeFileSync(join(folder, 'bad.json'), '{ "name": "bad", }');
  const { added, refused } = await client.formats.add({ paths: [folder] });
  expect(added).toEqual([{ name: 'gate', path: join(userDir, 'formats', 'gate.json') }]);
  expect(refused).toMatchObject([{ path: join(folder, 'bad.json'), check: { problems: [{ line: 1 }] } }]);
  const detail = await client.formats.describe({ name: 'gate' });
  expect(detail.dictionary.find(({ name }) => name === 'source')).toMatchObject({ key: 'from', entity: 'ip' });
  expect(JSON.parse((await client.formats.list()).own[0]!.text!)).toEqual(gate());
  const path = join(userDir, 'formats', 'gate.json');
  const other = textOf(gate({ title: 'Another' }));
  writeFileSync(join(folder, 'good.json'), other);
  const again = await client.formats.add({ paths: [join(folder, 'good.json')] });
  expect(again.refused[0]!.check.problems).toMatchObject([{ place: path, reason: expect.stringContaining('another') }]);
  await expect(client.formats.save({ text: other, edits: null })).rejects.toMatchObject({ code: 'REFUSED' });
  expect(await client.formats.save({ text: other, edits: 'gate' })).toMatchObject({ path });
  writeDefinitions(userDir, { 'later.json': gate() });
  writeDefinitions(userDir, { 'twin.json': gate({ name: 'twin' }) });
  const twins = (await client.formats.list()).own.filter(({ state }) => state === 'ready');
  expect(twins.map(({ name, note }) => [name, note?.slice(0, 32)])).toEqual([
    ['gate', 'It also takes records of twin, w'],
    ['twin', 'It also takes records of gate, w'],
  ]);
  rmSync(join(userDir, 'formats', 'twin.json'));
  const { own } = await client.formats.list();
  expect(own.map((one) => [one.state, one.title])).toEqual([
    ['ready', 'Another'],
    ['broken', 'Gate'],
  ]);
  expect(own[1]!.problems[0]!.reason).toContain('gate.json defines “gate” already');
  const later = join(userDir, 'formats', 'later.json');
  expect((await client.formats.remove({ name: null, path: later })).own).toMatchObject([{ title: 'Another' }]);
  expect((await client.formats.remove({ name: 'gate', path })).own).toEqual([]);
  await expect(client.formats.remove({ name: null, path: '/etc/hosts' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
