// Every kind of tampering, on real files, loaded by the real workers into a real case.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tampering } from '../../../generate/tamper.ts';
import { gzip, tar } from '../../ingest/support/pack.ts';
import { makeTempDir } from '../../support/temp.ts';
import { bucket, forged, hours, writeOtherKeys, writeSignedArchive } from '../support/signed-archive.ts';
import { loadCase, nothing, rows, verdictsOf, verify } from '../support/verify-case.ts';

describe('a signed archive', () => {
  it('is verified whole', async () => {
    expect(await verdictsOf(writeSignedArchive())).toEqual(nothing);
  });

  it('is verified inside a compressed tar file', async () => {
    const archive = writeSignedArchive();
    const files = [...Object.values(archive.logs), ...Object.values(archive.digests)].flat();
    const packed = join(makeTempDir(), 'all.tar.gz');
    writeFileSync(packed, gzip(tar(files.map((file) => ({ name: archive.keyOf(file), bytes: readFileSync(file) })))));
    expect(await verdictsOf({ ...archive, logsDir: packed })).toEqual(nothing);
    expect(await rows('SELECT count(*) AS n FROM log_verdicts')).toEqual([{ n: 2 * hours }]);
  });

  it('counts copies of a digest and of a log once each, with a verdict for each file', async () => {
    const archive = writeSignedArchive();
    const copies = makeTempDir();
    for (const file of [archive.logs['us-east-1']![1]!, archive.digests['us-east-1']![1]!])
      writeFileSync(join(copies, basename(file)), readFileSync(file));
    await loadCase(archive.logsDir, copies);
    const { sums } = await verify({ keys: [archive.keysFile], signatures: [archive.signaturesFile] });
    expect(sums.logs).toEqual([{ verdict: 'verified', reason: 'hash-matches', count: 2 * hours + 1 }]);
    expect(sums.digests).toEqual([{ verdict: 'verified', reason: 'signature-valid', count: 2 * hours + 1 }]);
    expect(sums.chains).toEqual([{ verdict: 'chain', reason: 'chain-start', count: 2 }]);
  });

  it('is verified when a log was recompressed, as its content is the same', async () => {
    const archive = writeSignedArchive();
    await tampering.recompress(archive.logs['us-east-1']![2]!);
    expect(await verdictsOf(archive)).toEqual(nothing);
  });

  it.each<[string, (file: string) => Promise<unknown>, string]>([
    ['edited', tampering.editLog, 'altered hash-differs: 1'],
    ['given a second gzip member', (file) => tampering.appendMember(file, forged), 'altered log-appended: 1'],
    ['given trailing junk', tampering.trailingJunk, 'altered log-trailing: 1'],
    ['deleted', tampering.remove, 'missing log-not-here: 1'],
  ])('shows a log that was %s', async (_, tamper, expected) => {
    const archive = writeSignedArchive();
    await tamper(archive.logs['us-east-1']![3]!);
    expect(await verdictsOf(archive)).toEqual({ ...nothing, logs: [expected] });
    const [row] = await rows("SELECT key FROM log_verdicts WHERE verdict <> 'verified'");
    expect(row).toEqual({ key: archive.keyOf(archive.logs['us-east-1']![3]!) });
  });

  it.each([1, 2, 3])('shows %i digests deleted in a row, and their logs', async (count) => {
    const archive = writeSignedArchive();
    for (const file of archive.digests['us-east-1']!.slice(3, 3 + count)) await tampering.remove(file);
    // The last of them, whose signature the next digest repeats, is known by name.
    expect(await verdictsOf(archive)).toEqual({
      digests: ['missing digest-not-here: 1'],
      logs: [`unverifiable in-gap: ${count}`],
      chains: ['chain deleted-digests: 1'],
    });
    const [gap] = await rows("SELECT digests, missing_key FROM chain_findings WHERE reason = 'deleted-digests'");
    expect(gap).toEqual({ digests: count, missing_key: archive.keyOf(archive.digests['us-east-1']![2 + count]!) });
  });

  it('shows an edited digest, and believes nothing that it says', async () => {
    const archive = writeSignedArchive();
    await tampering.editDigest(archive.digests['us-east-1']![4]!);
    expect(await verdictsOf(archive)).toEqual({
      digests: ['altered signature-invalid: 1'],
      // The file that it forgot; its hour has a digest that does not name it.
      logs: ['not covered not-named: 1'],
      chains: ['chain predecessor-differs: 1'],
    });
  });

  it.each(['not a digest any more', '{"digestS3Object":"x"}'])('shows a digest that is spoilt: %s', async (text) => {
    const archive = writeSignedArchive();
    writeFileSync(archive.digests['us-east-1']![4]!, gzip(Buffer.from(text)));
    expect(await verdictsOf(archive)).toEqual({
      digests: ['altered unreadable: 1', 'missing digest-not-here: 1'],
      logs: ['unverifiable in-gap: 1'],
      chains: ['chain deleted-digests: 1'],
    });
  });

  it('shows a log that is spoilt', async () => {
    const archive = writeSignedArchive();
    writeFileSync(archive.logs['us-east-1']![4]!, gzip(Buffer.from('not a log any more')));
    expect(await verdictsOf(archive)).toEqual({ ...nothing, logs: ['altered hash-differs: 1'] });
  });

  it('shows a digest with data after it', async () => {
    const junk = writeSignedArchive();
    await tampering.trailingJunk(junk.digests['us-east-1']![4]!);
    expect(await verdictsOf(junk)).toEqual({ ...nothing, digests: ['altered digest-trailing: 1'] });
    const member = writeSignedArchive();
    await tampering.appendMember(member.digests['us-east-1']![4]!, forged);
    expect(await verdictsOf(member)).toEqual({
      digests: ['altered digest-appended: 1'],
      logs: [],
      chains: ['chain predecessor-differs: 1'],
    });
  });

  it('shows a digest of another region in place of the right one', async () => {
    const archive = writeSignedArchive();
    await tampering.replay(archive.digests['eu-west-1']![4]!, archive.digests['us-east-1']![4]!);
    expect(await verdictsOf(archive)).toEqual({
      digests: ['displaced digest-displaced: 1', 'missing digest-not-here: 1'],
      logs: ['unverifiable in-gap: 1'],
      chains: ['chain deleted-digests: 1'],
    });
  });

  it('shows digests that changed places', async () => {
    const archive = writeSignedArchive();
    await tampering.swap(archive.digests['us-east-1']![2]!, archive.digests['us-east-1']![5]!);
    expect(await verdictsOf(archive)).toEqual({ ...nothing, digests: ['displaced digest-displaced: 2'] });
  });

  it('is not misled by swapped signatures where the next digest has the right one', async () => {
    const archive = writeSignedArchive();
    const { signatures } = JSON.parse(readFileSync(archive.signaturesFile, 'utf8'));
    const [a, b] = archive.digests['us-east-1']!.slice(-2).map(archive.keyOf) as [string, string];
    [signatures[a], signatures[b]] = [signatures[b], signatures[a]];
    writeFileSync(archive.signaturesFile, JSON.stringify({ signatures }));
    expect(await verdictsOf(archive)).toEqual({
      digests: ['altered signature-invalid: 1'],
      logs: ['unverifiable digest-altered: 1'],
      chains: [],
    });
    const told = await rows('SELECT verdict, signed_by, note FROM digest_verdicts WHERE note IS NOT NULL');
    expect(told).toEqual([
      { verdict: 'verified', signed_by: 'next digest', note: expect.stringContaining('sidecar file') },
    ]);
  });

  it('without signatures beside it is verified but for the tail of each chain', async () => {
    expect(await verdictsOf(writeSignedArchive(), { signatures: [] })).toEqual({
      digests: ['unverifiable unsigned-tail: 2'],
      logs: ['unverifiable digest-unproven: 2'],
      chains: [],
    });
  });

  it('without the right key says what its mathematics can', async () => {
    const archive = writeSignedArchive();
    await tampering.editLog(archive.logs['eu-west-1']![0]!);
    expect(await verdictsOf(archive, { keys: [writeOtherKeys()] })).toEqual({
      digests: [`unverifiable no-key: ${2 * hours}`],
      logs: ['altered hash-differs-unproven: 1', `unverifiable digest-unproven: ${2 * hours - 1}`],
      chains: [],
    });
  });

  it('of another bucket than the one named proves nothing about that one', async () => {
    expect(await verdictsOf(writeSignedArchive(), { bucket })).toEqual(nothing);
    expect(await verdictsOf(writeSignedArchive(), { bucket: 'other' })).toEqual({
      digests: [`displaced digest-other-bucket: ${2 * hours}`],
      logs: [`unverifiable other-bucket: ${2 * hours}`],
      chains: [],
    });
  });
});
