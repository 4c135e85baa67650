import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src-main/cli/arguments.ts';
import { writeSignedArchive } from '../engine/integrity/support/signed-archive.ts';
import { tampering } from '../generate/tamper.ts';
import { runCli } from './command-line.ts';
import { runHere } from './in-process.ts';

let folder: string;
let sample: string;
const run = (...args: string[]) => runHere(args, join(folder, 'user'));
const keys = resolve('assets/sample/keys/public-keys.us-east-1.json');
const signatures = resolve('assets/sample/keys/digest-signatures.json');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-verify-'));
  sample = join(folder, 'sample');
  expect(await run('load', resolve('assets/sample/logs'), '--case', sample)).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pugmark verify', () => {
  it('says it in sentences', async () => {
    const { stdout, code } = await run('verify', '--case', sample, '--keys', keys);
    expect(code).toBe(5);
    expect(stdout).toContain('the file was changed after delivery');
    // The newest digest of both chains.
    expect(stdout).toMatch(/\b2 {2}unverifiable: This is the newest digest of its chain here/);
  });

  it('ends with 5 and names the altered and the missing log of the sample', async () => {
    const truth = JSON.parse(await readFile('assets/sample/truth.json', 'utf8'));
    const args = ['verify', '--case', sample, '--keys', keys, '--signatures', signatures, '--json'];
    const ran = await runCli(args, join(folder, 'user'));
    expect(ran).toMatchObject({ code: 5, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      keys: 1,
      digests: [{ verdict: 'verified', reason: 'signature-valid', count: truth.files.digests }],
      findings: [
        { of: 'log', verdict: 'altered', reason: 'hash-differs', key: truth.altered.path },
        { of: 'log', verdict: 'missing', reason: 'log-not-here', key: truth.removed.path, evidenceId: null },
      ],
    });
  });

  it('ends with 3 when nothing is wrong, but not all is proven, with 0 when it is', async () => {
    const archive = writeSignedArchive();
    const caseDir = join(folder, 'whole');
    await run('load', archive.logsDir, '--case', caseDir);
    expect((await run('verify', '--case', caseDir)).code).toBe(3);
    const proven = await run(
      'verify',
      '--case',
      caseDir,
      '--keys',
      archive.keysFile,
      '--signatures',
      archive.signaturesFile,
    );
    expect(proven.code, proven.stderr).toBe(0);
    expect(proven.stdout).toContain('Every log file is proven');
    // The case keeps what it was given.
    expect((await run('verify', '--case', caseDir)).code).toBe(0);
  });

  it('ends with 5 for a gap alone', async () => {
    const archive = writeSignedArchive();
    await tampering.remove(archive.digests['eu-west-1']![3]!);
    await tampering.remove(archive.logs['eu-west-1']![3]!);
    const caseDir = join(folder, 'gap');
    await run('load', archive.logsDir, '--case', caseDir);
    const ran = await run(
      'verify',
      '--case',
      caseDir,
      '--keys',
      archive.keysFile,
      '--signatures',
      archive.signaturesFile,
    );
    expect(ran.code, ran.stderr).toBe(5);
    expect(ran.stdout).toContain('deleted-digests: 2026-03-02T03:00:00Z to 2026-03-02T04:00:00Z, one digest');
  });

  it('refuses what it cannot use', async () => {
    expect(await run('verify', '--case', sample, '--keys', signatures)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('list-public-keys'),
    });
    expect((await run('verify')).code).toBe(2);
    expect(parseCommand(['verify', '--case', 'x', '--keys', 'a', '--keys', 'b'])).toMatchObject({ keys: ['a', 'b'] });
  });
});
