// Evidence verified, hashes listed and compared, and work done again, by the command line with its exit codes.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './command-line.ts';
import { event } from './events.ts';
import { runHere } from './in-process.ts';

let folder: string;
let logs: string;
const run = (...args: string[]) => runHere(args, join(folder, 'user'));
const caseOf = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pugmark-custody-'));
  logs = join(folder, 'logs');
  cpSync('assets/sample/keys', logs, { recursive: true });
  writeFileSync(join(logs, 'a.json'), JSON.stringify({ Records: [event(1), event(2)] }));
  expect((await run('load', logs, '--case', caseOf('one'))).stdout).toContain('2 rows');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the hashes of a case', () => {
  it('verify --evidence ends with 0, and with 5 once a file changed', async () => {
    expect(await run('verify', '--evidence', '--case', caseOf('one'))).toMatchObject({ code: 0, stderr: '' });
    cpSync(caseOf('one'), caseOf('changed'), { recursive: true });
    const before = readFileSync(join(logs, 'a.json'));
    appendFileSync(join(logs, 'a.json'), '\n');
    const ran = await runCli(['verify', '--evidence', '--case', caseOf('changed'), '--json'], join(folder, 'user'));
    expect(ran.code).toBe(5);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      notSame: [{ verdict: 'changed', path: join(logs, 'a.json'), rows: 2 }],
    });
    writeFileSync(join(logs, 'a.json'), before);
  });

  it('hashes prints what --compare takes, and differences end with 5', async () => {
    const printed = await run('hashes', '--case', caseOf('one'));
    expect(printed.stdout).toMatch(/^[0-9a-f]{64} {2}a\.json$/m);
    expect(printed.stderr).toContain(`sha256sum -c in ${logs}`);
    const list = join(folder, 'list.sha256');
    writeFileSync(list, printed.stdout);
    expect((await run('hashes', '--case', caseOf('one'), '--compare', list)).code).toBe(0);
    writeFileSync(list, printed.stdout.replace(/^[0-9a-f]{64} {2}a/m, `${'0'.repeat(64)}  a`));
    const compared = await run('hashes', '--case', caseOf('one'), '--compare', list);
    expect(compared).toMatchObject({ code: 5, stdout: expect.stringMatching(/^differs +a\.json$/m) });
  });
});

describe('pugmark replay', () => {
  it('ends with 0 in a case of the same evidence, with 6 and both values in another', async () => {
    await run('sql', 'SELECT eventname FROM cloudtrail', '--case', caseOf('one'));
    const journal = join(caseOf('one'), 'journal.jsonl');
    const moved = join(folder, 'moved');
    cpSync(logs, moved, { recursive: true });
    await run('load', moved, '--case', caseOf('two'));
    expect(await run('replay', journal, '--case', caseOf('two'))).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(moved, 'a.json'), JSON.stringify({ Records: [event(1), event(2), event(3)] }));
    await run('load', moved, '--case', caseOf('three'));
    const ran = await runCli(['replay', journal, '--case', caseOf('three')], join(folder, 'user'));
    expect(ran.code).toBe(6);
    expect(ran.stdout).toMatch(/recorded 2 rows/);
    expect(ran.stdout).toMatch(/here {5}3 rows/);
  });

  it('a journal that was cut is told on standard error, and the command goes on', async () => {
    const file = join(caseOf('one'), 'journal.jsonl');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .split(/(?<=\n)/)
        .slice(0, -1)
        .join(''),
    );
    const ran = await run('info', '--case', caseOf('one'));
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/journal of this case is damaged.*is missing/s);
  });
});
