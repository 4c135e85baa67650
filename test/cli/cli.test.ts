// What each command prints and how it ends; where a process of its own matters, with one (`command-line.ts`).
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, type Ran, runCli, start } from './command-line.ts';
import { event, recordsFile } from './events.ts';
import { runHere } from './in-process.ts';

let folder: string;
let userDir: string;
let logs: string;
let caseDir: string;
let loaded: Ran;

const run = (...args: string[]) => runHere(args, userDir);
const onCase = (command: string, ...args: string[]) => run(command, ...args, '--case', caseDir);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-cli-'));
  userDir = join(folder, 'user');
  logs = join(folder, 'logs');
  caseDir = join(folder, 'made-by-load');
  await mkdir(join(logs, 'deep'), { recursive: true });
  await writeFile(join(logs, 'a.json.gz'), recordsFile(0, 40));
  await writeFile(join(logs, 'deep', 'b.json.gz'), recordsFile(40, 20));
  const odd = event(60, {
    userAgent: '\u001b[31mred\u202e',
    eventName: '=cmd()',
    requestParameters: { big: 'x'.repeat(3000) },
  });
  await writeFile(join(logs, 'c.json'), JSON.stringify({ Records: [odd, event(0)] }));
  loaded = await runCli(['load', logs, '--json', '--case', caseDir], userDir);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('load', () => {
  it('makes the case, loads, and prints the whole account as one object', () => {
    expect(loaded).toMatchObject({ code: 0, stderr: '' });
    expect(loaded.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(loaded.stdout)).toMatchObject({
      case: caseDir,
      state: 'done',
      error: null,
      files: { found: 3, loaded: 3, partly: 0, skipped: 0, failed: 0 },
      records: { found: 62, rows: 61, duplicates: 1, rejects: 0 },
      tables: { cloudtrail: 61 },
      problems: [],
    });
    expect(existsSync(join(caseDir, 'case.json'))).toBe(true);
  });

  it('adds nothing twice, and that is no problem', async () => {
    const again = await onCase('load', logs, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ files: { found: 3, skipped: 3 }, records: { rows: 0 } });
  });

  it('ends with 3 and every reason when something did not load', async () => {
    const mixed = join(folder, 'mixed');
    await mkdir(mixed);
    await writeFile(join(mixed, 'cut.json.gz'), recordsFile(500, 50).subarray(0, 400));
    await writeFile(join(mixed, 'notes.txt'), 'nothing like a log\n');
    const dir = join(folder, 'mixed.pugmark');
    const json = await run('load', mixed, '--case', dir, '--json');
    expect(json.code).toBe(3);
    const account = JSON.parse(json.stdout) as {
      problems: { path: string; reason: string }[];
      files: { found: number };
    };
    expect(account.files.found).toBe(2);
    expect(account.problems.map(({ path }) => path).sort()).toEqual([
      join(mixed, 'cut.json.gz'),
      join(mixed, 'notes.txt'),
    ]);
    for (const { reason } of account.problems) expect(reason).not.toBe('');
    await rm(dir, { recursive: true });
    const people = await run('load', mixed, '--case', dir);
    expect(people.code).toBe(3);
    expect(people.stdout).toContain(join(mixed, 'notes.txt'));
    expect(people.stdout).toMatch(/Files {4}2 found = 0 loaded \+ \d partly \+ 1 skipped \+ \d failed/);
  });

  it('reads unknown files as the user says', async () => {
    const csv = join(folder, 'hosts.csv');
    await writeFile(csv, 'host,port\nalpha,22\nbeta,443\n');
    expect((await onCase('load', csv, '--as', 'csv', '--table', 'hosts')).code).toBe(0);
    const { stdout } = await onCase('sql', 'SELECT sum(port) AS ports FROM hosts', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ ports: 465 }] });
  });

  it('makes the case in an empty folder, but not in one that holds something', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    expect((await run('load', join(logs, 'c.json'), '--case', empty)).code).toBe(0);
    const refused = await run('load', join(logs, 'c.json'), '--case', logs);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(logs);
    expect(await readdir(logs)).toEqual(['a.json.gz', 'c.json', 'deep']);
  });
});

describe('sql', () => {
  it('takes SQL that begins with a comment', async () => {
    const { code, stdout } = await onCase('sql', '-- how many\nSELECT 41 + 1 AS n', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ n: 42 }] });
  });

  it('prints a table for people, without letting a log paint the terminal', async () => {
    const { code, stdout, stderr } = await onCase(
      'sql',
      "SELECT eventname, useragent FROM cloudtrail WHERE eventid = 'e-60'",
    );
    expect(code).toBe(0);
    expect(stdout).toBe('eventname  useragent\n─────────  ─────────\n=cmd()     ␛[31mred\ufffd\n');
    expect(stderr).toMatch(/^1 row\n[\d.]+ s\n$/);
  });

  it('prints JSON with columns and typed rows, nested values and long cells whole', async () => {
    const sql = `SELECT eventtime, readonly, record_no, requestparameters, 9223372036854775807 AS big, 1.5 AS d, NULL AS n
      FROM cloudtrail WHERE eventid = 'e-60'`;
    const { code, stdout, stderr } = await onCase('sql', sql, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const result = JSON.parse(stdout) as { columns: { name: string; type: string }[]; rows: Record<string, unknown>[] };
    expect(result.columns.map(({ name }) => name)).toEqual([
      'eventtime',
      'readonly',
      'record_no',
      'requestparameters',
      'big',
      'd',
      'n',
    ]);
    expect(result.rows).toEqual([
      {
        eventtime: '2026-01-01T00:01:00Z',
        readonly: null,
        record_no: 1,
        requestparameters: { big: 'x'.repeat(3000) },
        big: '9223372036854775807',
        d: 1.5,
        n: null,
      },
    ]);
  });

  it('prints CSV as it is', async () => {
    const { stdout } = await onCase('sql', `SELECT 'a,"b"' AS x, NULL AS y, '' AS z, '=1' AS f`, '--csv');
    expect(stdout).toBe('x,y,z,f\r\n"a,""b""",,"",=1\r\n');
  });

  it('reads SQL from standard input, and gives the last result of several statements', async () => {
    const input = 'CREATE TABLE scratch.t AS SELECT 41 AS x;\nSELECT 1;\nSELECT x + 1 AS y FROM scratch.t;';
    const { code, stdout } = await runCli(['sql', '-', '--case', caseDir, '--json'], userDir, input);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ y: 42 }] });
  });

  it('gives no more rows than asked for', async () => {
    const { stdout } = await onCase('sql', 'SELECT eventid FROM cloudtrail', '--csv', '--limit', '5');
    expect(stdout.trimEnd().split('\r\n')).toHaveLength(6);
  });

  it('gives every row of a result of many pages, in order', async () => {
    const sql = 'SELECT i FROM range(10001) r(i) ORDER BY i DESC';
    const { stdout } = await runCli(['sql', sql, '--csv', '--case', caseDir], userDir);
    const rows = stdout.trimEnd().split('\r\n').slice(1).map(Number);
    expect(rows).toHaveLength(10_001);
    expect(rows.every((value, at) => value === 10_000 - at)).toBe(true);
  });

  it('says where an error is, and ends with 1', async () => {
    const sql = 'SELECT eventname,\n  nonsense FROM cloudtrail';
    const { code, stdout, stderr } = await runCli(['sql', sql, '--json', '--case', caseDir], userDir);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('nonsense');
    expect(stderr).toContain('line 2, column 3');
  });

  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "COPY cloudtrail TO '/tmp/x.csv'",
    'DELETE FROM cloudtrail',
    "ATTACH '/tmp/x.db' AS x",
    "SET memory_limit = '1GB'",
  ])('refuses %s with 4', async (sql) => {
    const { code, stdout, stderr } = await onCase('sql', sql);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('survives a reader that goes away', async () => {
    const child = start(
      ['sql', 'SELECT i, repeat($$x$$, 500) AS pad FROM range(200000) r(i)', '--case', caseDir, '--csv'],
      userDir,
    );
    const ended = finish(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('export', () => {
  it('takes only the rows that a query finds, and says which in the manifest', async () => {
    const out = join(folder, 'found.csv');
    const base = ['--table', 'cloudtrail', '--format', 'csv', '--out', out, '--json', '--search'];
    const found = await onCase('export', ...base, 'user_agent.original:*red* OR nowhere');
    expect(found.code).toBe(0);
    expect(JSON.parse(found.stdout)).toMatchObject({ rows: 1 });
    const manifest = JSON.parse(await readFile(`${out}.manifest.json`, 'utf8')) as { view: unknown; sql: string };
    expect(manifest.view).toMatchObject({ query: { text: 'user_agent.original:*red* OR nowhere' } });
    expect(manifest.sql).toContain('useragent');
    const mistaken = await onCase('export', ...base, 'useragnt:x', '--overwrite');
    expect(mistaken).toMatchObject({ code: 1 });
    expect(mistaken.stderr).toContain('Did you mean useragent?');
    expect(mistaken.stderr).toContain('at: search bar, character 1\n');
    const refused = await onCase('export', ...base, 'useragent:/a(?=b)/', '--overwrite');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('“a(?=b)” is not a regular expression: invalid perl operator');
    expect(refused.stderr).toContain('at: search bar, character 13\n');
  });

  it('writes a table with a manifest beside it', async () => {
    const out = join(folder, 'out.csv');
    const { code, stdout } = await onCase('export', '--table', 'cloudtrail', '--format', 'csv', '--out', out, '--json');
    expect(code).toBe(0);
    const done = JSON.parse(stdout) as { path: string; manifestPath: string; rows: number };
    expect(done).toMatchObject({ path: out, rows: 61 });
    expect(existsSync(done.manifestPath)).toBe(true);
    const again = await onCase('export', '--table', 'cloudtrail', '--format', 'csv', '--out', out);
    expect(again.code).toBe(4);
    expect((await onCase('export', '--table', 'cloudtrail', '--format', 'csv', '--out', out, '--overwrite')).code).toBe(
      0,
    );
  });

  it('neutralises formulas unless told not to', async () => {
    const sql = "SELECT eventname FROM cloudtrail WHERE eventid = 'e-60'";
    const base = ['--sql', sql, '--format', 'csv', '--out'];
    await onCase('export', ...base, join(folder, 'safe.csv'));
    await onCase('export', ...base, join(folder, 'raw.csv'), '--no-neutralise', '--bom', '--delimiter', 'tab');
    expect(await readFile(join(folder, 'safe.csv'), 'utf8')).toContain("'=cmd()");
    expect(await readFile(join(folder, 'raw.csv'), 'utf8')).toMatch(/^\ufeffeventname\r?\n=cmd\(\)/);
  });

  it('takes a saved view', async () => {
    const view = join(folder, 'view.json');
    const filter = { id: 'f', op: 'in', column: { column: 'eventname' }, values: ['PutObject'] };
    await writeFile(view, JSON.stringify({ from: { kind: 'table', table: 'cloudtrail' }, where: [filter] }));
    const out = join(folder, 'view.jsonl');
    const { code, stdout } = await onCase('export', '--view', view, '--format', 'jsonl', '--out', out, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 30 });
    await writeFile(view, '{"from":{"kind":"nothing"}}');
    expect((await onCase('export', '--view', view, '--format', 'jsonl', '--out', out)).code).toBe(2);
  });
});

describe('info', () => {
  it('tells what a case holds', async () => {
    const { code, stdout } = await onCase('info', '--json');
    expect(code).toBe(0);
    const { tables, loads, acquisitions } = JSON.parse(stdout) as {
      tables: { name: string; rows: number }[];
      loads: unknown[];
      acquisitions: unknown[];
    };
    expect(acquisitions).toEqual([]);
    expect(tables.find(({ name }) => name === 'cloudtrail')?.rows).toBe(61);
    expect(loads.length).toBeGreaterThan(1);
    const people = await onCase('info');
    expect(people.stdout).toMatch(/cloudtrail +61 +log/);
  });

  it('refuses a case that another process has open, and one of a newer version', async () => {
    const other = start(['serve', '--no-open', '--case', caseDir], userDir);
    const ended = finish(other);
    await new Promise((resolve) => other.stdout.once('data', resolve));
    const locked = await onCase('info');
    other.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0 });
    expect(locked.code).toBe(4);
    expect(locked.stderr).toContain('open in another process');
    const newer = join(folder, 'newer.pugmark');
    await cp(caseDir, newer, { recursive: true });
    const file = join(newer, 'case.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), formatVersion: 999 }));
    expect((await run('info', '--case', newer)).code).toBe(4);
  });
});

describe('the words', () => {
  it.each([
    [[], 'Say what to do'],
    [['nonsense'], 'no command “nonsense”'],
    [['load', '--case', 'x'], 'at least one file'],
    [['load', 'x'], '--case DIR is needed'],
    [['load', 'x', '--case', 'y', '--as', 'xml'], '--as is one of'],
    [['load', 'x', '--case', 'y', '--loud'], '--loud'],
    [['sql', 'a', 'b', '--case', 'x'], 'one argument'],
    [['sql', 'a', '--case', 'x', '--json', '--csv'], 'not both'],
    [['export', '--case', 'x', '--table', 't', '--sql', 's'], 'one of --table'],
    [['serve', '--port', '99999'], 'whole number'],
  ])('%j is a wrong use', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('--help');
  });

  it.each(['load', 'acquire', 'sql', 'export', 'info', 'serve'])('%s --help explains it', async (name) => {
    const { code, stdout } = await run(name, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`pugmark ${name}`);
  });

  it('--help documents the exit codes, --version the version', async () => {
    expect((await run('--help')).stdout).toMatch(
      /Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 .*\n {2}4 .*\n {2}5 .*\n {2}6 .*\n {2}130 /,
    );
    expect((await runCli(['--version'], userDir)).stdout).toMatch(/^pugmark \d+\.\d+\.\d+\n$/);
  });

  it('a case that is not there is an error', async () => {
    const { code, stderr } = await run('info', '--case', join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(stderr).toContain('nowhere');
  });
});
