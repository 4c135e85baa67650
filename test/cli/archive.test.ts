import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCommand } from '../../src-main/cli/arguments.ts';
import { runCli } from './command-line.ts';

let folder: string;
const run = (args: string[], input?: string) => runCli(args, join(folder, 'user'), input);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('packs a case, sealed with a passphrase from standard input, and unpacks it', async () => {
  const log = join(folder, 'log.json');
  await writeFile(
    log,
    '{"Records":[{"eventVersion":"1.08","eventTime":"2026-01-01T00:00:00Z","eventID":"1","eventName":"A"}]}',
  );
  await run(['load', log, '--case', join(folder, 'Acme.pugmark')]);
  const out = join(folder, 'acme.zip.age');
  const pack = ['pack', '--case', join(folder, 'Acme.pugmark'), '--out', out, '--passphrase-file', '-'];
  const packed = await run(pack, 'open sesame\n');
  expect(packed).toMatchObject({ code: 0, stderr: '' });
  expect(packed.stdout).toMatch(/sealed with a passphrase[\s\S]*from outside of the case folder: 1 file\n/);
  expect(await run(pack, 'open sesame\n')).toMatchObject({ code: 4, stderr: expect.stringMatching(/there already/) });
  expect((await readFile(out)).toString('latin1', 0, 21)).toBe('age-encryption.org/v1');

  await mkdir(join(folder, 'there'));
  const unpack = ['unpack', out, '--into', join(folder, 'there'), '--passphrase-file', '-', '--json'];
  const unpacked = JSON.parse((await run(unpack, 'open sesame\n')).stdout);
  expect(unpacked).toMatchObject({
    hasEvidence: true,
    info: { name: 'Acme', dir: join(folder, 'there', 'Acme.pugmark') },
  });
});

it('asks for what it needs', async () => {
  expect(() => parseCommand(['pack', '--case', 'x'])).toThrow('--out FILE is needed.');
  expect(() => parseCommand(['unpack', '--into', 'x'])).toThrow('Name the one archive to unpack.');
  const { code, stderr } = await run(['pack', '--case', 'x', '--out', 'y', '--seal']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('Nobody can be asked for the passphrase'),
  });
});
