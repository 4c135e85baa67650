// What a verification was given stays in the case: keys and signatures are not asked for again, and each is journalled.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { makeTempDir } from '../../support/temp.ts';
import { hours, writeOtherKeys, writeSignedArchive } from '../support/signed-archive.ts';
import { engine, loadCase, rows, verify } from '../support/verify-case.ts';

const whole = [{ verdict: 'verified', reason: 'signature-valid', count: 2 * hours }];
const journal = () =>
  readFileSync(join(requireCase(engine.state).dir, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; detail: Record<string, unknown> });

it('keeps keys and signatures once each, and uses them the next time', async () => {
  const archive = writeSignedArchive();
  await loadCase(archive.logsDir);
  const unproven = await verify({});
  expect(unproven).toMatchObject({ keys: 0, signatures: 0 });
  expect(unproven.sums.digests.map(({ reason }) => reason)).toEqual(['no-key']);
  const given = { keys: [archive.keysFile, writeOtherKeys()], signatures: [archive.signaturesFile] };
  expect((await verify(given)).sums.digests).toEqual(whole);
  await verify(given);
  expect(await engine.client.integrity.state()).toMatchObject({ keyFiles: 2, signatureFiles: 1 });
  const again = await verify({});
  expect(again).toMatchObject({ keys: 2, signatures: 2 * hours, problems: [] });
  expect(again.sums.digests).toEqual(whole);

  const { dir } = requireCase(engine.state);
  const kept = await rows('SELECT kind, file, sha256, path FROM logs.pugmark.verification_files ORDER BY kind, path');
  expect(kept).toHaveLength(3);
  const entries = journal().filter(({ action }) => action === 'verification.file');
  expect(entries.map(({ detail }) => detail)).toEqual(expect.arrayContaining(kept));
  expect(entries).toHaveLength(3);
  const file = join(dir, String(kept[2]!.file));
  expect(kept[2]).toMatchObject({ kind: 'signatures', path: archive.signaturesFile });
  expect(readFileSync(file)).toEqual(readFileSync(archive.signaturesFile));
  expect(statSync(file).mode & 0o077).toBe(0);

  writeFileSync(file, '{"signatures":{}}');
  const changed = await verify({});
  expect(changed.problems).toEqual([`${file} was changed since it was kept in the case; it is not used.`]);
  expect(changed.sums.digests).toContainEqual({ verdict: 'unverifiable', reason: 'unsigned-tail', count: 2 });
  expect((await engine.client.integrity.state()).last).toMatchObject({ problems: changed.problems });
});

it('keeps nothing of a file that is not what it should be, and says that a folder is none', async () => {
  const archive = writeSignedArchive();
  await loadCase(archive.logsDir);
  await expect(verify({ keys: [archive.signaturesFile] })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(verify({ keys: [archive.keysFile], signatures: [archive.keysFile] })).rejects.toMatchObject({
    message: 'This file holds no signatures.',
  });
  await expect(verify({ keys: [makeTempDir()] })).rejects.toMatchObject({
    message: 'This is a folder.',
    data: { hint: 'Choose the file in it.' },
  });
  expect(await rows('SELECT * FROM logs.pugmark.verification_files')).toEqual([]);
});
