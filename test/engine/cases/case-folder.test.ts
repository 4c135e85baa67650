import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { caseFiles, createCase, openCase } from '../../../src-main/engine/cases/case-folder.ts';
import { currentVersion, migrations } from '../../../src-main/engine/cases/schema.ts';
import { openDatabase } from '../../../src-main/engine/duckdb/database.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';

test('a created case opens, and opens again, with its layout', async () => {
  const dir = await createCase(makeTempDir(), 'Acme incident');
  const first = await openCase(dir, testOptions());
  expect(first.info).toMatchObject({ name: 'Acme incident', formatVersion: currentVersion, timeZone: 'UTC' });
  await first.setTimeZone('Europe/Berlin');
  await first.close();
  for (const name of ['case.json', 'case.duckdb', 'scratch.duckdb', 'journal.jsonl', 'evidence', 'exports'])
    expect(existsSync(join(dir, name)), name).toBe(true);
  const again = await openCase(dir, testOptions());
  expect(again.info).toMatchObject({ id: first.info.id, timeZone: 'Europe/Berlin' });
  await again.close();
});

test.skipIf(process.platform === 'win32')('case files are for their owner alone', async () => {
  const dir = await createCase(makeTempDir(), 'Private');
  await (await openCase(dir, testOptions())).close();
  const inside = readdirSync(dir).map((name) => join(dir, name));
  expect(inside.length).toBeGreaterThan(4);
  for (const path of [dir, ...inside]) expect(statSync(path).mode & 0o077, path).toBe(0);
});

test.each(['', '  ', 'a/b', 'a\u0001b', '..', 'what?'])('%j is no name for a case', async (name) => {
  await expect(createCase(makeTempDir(), name)).rejects.toMatchObject({ code: 'INVALID' });
});

test('a name that is taken is refused, and nothing of the case there changes', async () => {
  const parent = makeTempDir();
  const dir = await createCase(parent, 'One');
  const before = readFileSync(caseFiles(dir).info, 'utf8');
  await expect(createCase(parent, 'One')).rejects.toMatchObject({ code: 'REFUSED' });
  expect(readFileSync(caseFiles(dir).info, 'utf8')).toBe(before);
});

test('a folder that is no case, and a damaged case.json, say so', async () => {
  const dir = makeTempDir();
  await expect(openCase(dir, testOptions())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  writeFileSync(caseFiles(dir).info, '{"id":');
  await expect(openCase(dir, testOptions())).rejects.toMatchObject({ code: 'INVALID' });
  writeFileSync(caseFiles(dir).info, '{"id":"x"}');
  await expect(openCase(dir, testOptions())).rejects.toMatchObject({ code: 'INVALID' });
});

test('a case of a newer format is refused and left as it is', async () => {
  const dir = await createCase(makeTempDir(), 'Newer');
  const { info } = caseFiles(dir);
  writeFileSync(info, JSON.stringify({ ...JSON.parse(readFileSync(info, 'utf8')), formatVersion: currentVersion + 1 }));
  await expect(openCase(dir, testOptions())).rejects.toMatchObject({ code: 'REFUSED' });
  expect(existsSync(caseFiles(dir).logs)).toBe(false);
});

test('a second process gets a clear refusal, and the lock outlives its attempt', async () => {
  const dir = await createCase(makeTempDir(), 'Locked');
  const open = await openCase(dir, testOptions());
  const script = `const { DuckDBInstance } = await import('@duckdb/node-api');
    await DuckDBInstance.create(process.argv[1]).then(() => console.log('opened'), (e) => console.log(e.message));`;
  const attempt = () =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, caseFiles(dir).logs]);
      let out = '';
      child.stdout.on('data', (text) => (out += String(text)));
      child.on('close', () => resolve(out));
    });
  expect(await attempt()).toMatch(/lock/i);
  expect(await attempt()).toMatch(/lock/i);
  await open.close();
  expect(await attempt()).toBe('opened\n');
});

test('loads that a crash cut off are shown as interrupted', async () => {
  const dir = await createCase(makeTempDir(), 'Crash');
  const open = await openCase(dir, testOptions());
  await open.db.use((c) =>
    c.run(
      "INSERT INTO logs.main.loads (load_id, paths, read_as, target_table, started, state) SELECT 1, ['/logs'], 'auto', 'imported', now()::TIMESTAMP, 'running'",
    ),
  );
  await open.close();
  const again = await openCase(dir, testOptions());
  expect(again.info.interruptedLoads).toBe(1);
  await again.close();
});

test.each([
  ['as it was', 1],
  ['after a crash between the migration and case.json', 1],
])('a case of format 1 becomes a current one after a backup, %s', async (how, formatVersion) => {
  const dir = await createCase(makeTempDir(), 'Old');
  const files = caseFiles(dir);
  // The database as the first Pugmark made it.
  const db = await openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp });
  await db.use(async (c) => {
    for (const statement of migrations[0]!) await c.run(statement);
    await c.run(
      "INSERT INTO logs.main.evidence (evidence_id, path, outcome, unfinished) VALUES (1, '/logs/a.json.gz', 'loaded', false)",
    );
    if (how !== 'as it was') for (const statement of migrations[1]!) await c.run(statement);
  });
  await db.close();
  writeFileSync(files.info, JSON.stringify({ ...JSON.parse(readFileSync(files.info, 'utf8')), formatVersion }));

  const open = await openCase(dir, testOptions());
  expect(open.info.formatVersion).toBe(currentVersion);
  expect(await open.db.use((c) => c.rows('SELECT path, file FROM logs.main.evidence'))).toEqual([
    { path: '/logs/a.json.gz', file: null },
  ]);
  expect(await open.db.use((c) => c.value('SELECT count(*) FROM logs.main.objects'))).toBe(0);
  await open.close();
  const [backup] = readdirSync(join(dir, 'backup'));
  expect(backup).toMatch(/^format-1-/);
  expect(readdirSync(join(dir, 'backup', backup!))).toContain('case.duckdb');
});

test('a case of format 2 gets the tables of sessions, whatever its own tables are called', async () => {
  const dir = await createCase(makeTempDir(), 'Second');
  const files = caseFiles(dir);
  const db = await openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp });
  await db.use(async (c) => {
    for (const statement of [...migrations[0]!, ...migrations[1]!]) await c.run(statement);
    await c.run('CREATE TABLE logs.main.sessions (mine VARCHAR)');
  });
  await db.close();
  writeFileSync(files.info, JSON.stringify({ ...JSON.parse(readFileSync(files.info, 'utf8')), formatVersion: 2 }));
  const open = await openCase(dir, testOptions());
  expect(open.info.formatVersion).toBe(currentVersion);
  expect(await open.db.use((c) => c.value('SELECT count(*) FROM logs.pugmark.sessions'))).toBe(0);
  expect(await open.db.use((c) => c.value('SELECT count(*) FROM logs.main.sessions'))).toBe(0);
  await open.close();
  expect(readdirSync(join(dir, 'backup'))[0]).toMatch(/^format-2-/);
});

test('a case of format 3 gets the tables of verdicts', async () => {
  const dir = await createCase(makeTempDir(), 'Third');
  const files = caseFiles(dir);
  const db = await openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp });
  await db.use(async (c) => {
    for (const statement of migrations.slice(0, 3).flat()) await c.run(statement);
    await c.run("INSERT INTO logs.main.row_marks (table_name, note) VALUES ('cloudtrail', 'kept')");
  });
  await db.close();
  writeFileSync(files.info, JSON.stringify({ ...JSON.parse(readFileSync(files.info, 'utf8')), formatVersion: 3 }));
  const open = await openCase(dir, testOptions());
  expect(open.info.formatVersion).toBe(currentVersion);
  expect(await open.db.use((c) => c.value('SELECT count(*) FROM logs.main.log_verdicts'))).toBe(0);
  expect(await open.db.use((c) => c.value('SELECT note FROM logs.main.row_marks'))).toBe('kept');
  await open.close();
  expect(readdirSync(join(dir, 'backup'))[0]).toMatch(/^format-3-/);
});

test('a case of format 4 gets the tables of findings; a log of that name goes on under another', async () => {
  const dir = await createCase(makeTempDir(), 'Fourth');
  const files = caseFiles(dir);
  const db = await openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp });
  await db.use(async (c) => {
    for (const statement of migrations.slice(0, 4).flat()) await c.run(statement);
    await c.run("CREATE TABLE logs.main.rules AS SELECT 'mine' AS text");
    await c.run("INSERT INTO logs.pugmark.inferred_columns VALUES ('rules', 'text', 'text', 'VARCHAR', 0)");
    await c.run("INSERT INTO logs.main.row_marks (table_name, note) VALUES ('rules', 'kept')");
  });
  await db.close();
  writeFileSync(files.info, JSON.stringify({ ...JSON.parse(readFileSync(files.info, 'utf8')), formatVersion: 4 }));
  const open = await openCase(dir, testOptions());
  const value = (sql: string) => open.db.use((c) => c.value(sql));
  expect(await value('SELECT count(*) FROM logs.main.findings')).toBe(0);
  expect(await value('SELECT count(rule_key) FROM logs.main.rules')).toBe(0);
  expect(await value('SELECT text FROM logs.main.rules_imported')).toBe('mine');
  expect(await value('SELECT table_name FROM logs.pugmark.inferred_columns')).toBe('rules_imported');
  expect(await value('SELECT table_name FROM logs.main.row_marks')).toBe('rules_imported');
  await open.close();
});

test('what a killed process left in the temporary folder is removed', async () => {
  const dir = await createCase(makeTempDir(), 'Rest');
  const { temp } = caseFiles(dir);
  mkdirSync(temp);
  writeFileSync(join(temp, 'half.part'), 'x');
  const open = await openCase(dir, testOptions());
  expect(readdirSync(temp)).not.toContain('half.part');
  await open.close();
});

test('a case of format 5 gets clocks and the columns that its log types have since; what has the name of a new one gives it up', async () => {
  const dir = await createCase(makeTempDir(), 'Fifth');
  const files = caseFiles(dir);
  const db = await openDatabase({ logs: files.logs, scratch: files.scratch, temp: files.temp });
  await db.use(async (c) => {
    for (const statement of migrations.slice(0, 5).flat()) await c.run(statement);
    await c.run(
      'CREATE TABLE logs.main.vpcflow (srcaddr VARCHAR, evidence_id UINTEGER, record_no UINTEGER, raw VARCHAR)',
    );
    await c.run("INSERT INTO logs.main.vpcflow VALUES ('192.0.2.1', 1, 1, 'x')");
    await c.run("CREATE TABLE logs.main.okta AS SELECT 'mine' AS text");
    await c.run("INSERT INTO logs.pugmark.inferred_columns VALUES ('okta', 'text', 'text', 'VARCHAR', 0)");
  });
  await db.close();
  writeFileSync(files.info, JSON.stringify({ ...JSON.parse(readFileSync(files.info, 'utf8')), formatVersion: 5 }));
  const open = await openCase(dir, testOptions());
  const value = (sql: string) => open.db.use((c) => c.value(sql));
  expect(await value('SELECT count(*) FROM logs.pugmark.clocks')).toBe(0);
  expect(await value('SELECT text FROM logs.main.okta_imported')).toBe('mine');
  expect(await value("SELECT srcaddr || coalesce(action, '?') FROM logs.main.vpcflow")).toBe('192.0.2.1?');
  expect(await value('SELECT entities[1] FROM logs.main.timeline')).toBe('192.0.2.1');
  await open.close();
});
