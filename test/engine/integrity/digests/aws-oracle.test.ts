// AWS's own command line judges the same archives. Where Pugmark is stricter on purpose, the case says so.
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { tampering } from '../../../generate/tamper.ts';
import { serveBucket } from '../support/bucket-server.ts';
import { bucket, forged, type SignedArchive, writeSignedArchive } from '../support/signed-archive.ts';
import { nothing, rows, verdictsOf } from '../support/verify-case.ts';

const hasAws = spawnSync('aws', ['--version']).status === 0;

const question = [
  ['cloudtrail', 'validate-logs', '--region', 'us-east-1', '--verbose', '--s3-bucket', bucket],
  ['--trail-arn', 'arn:aws:cloudtrail:us-east-1:111122223333:trail/small'],
  ['--start-time', '2026-03-02T00:00:00Z', '--end-time', '2026-03-02T08:00:00Z'],
].flat();

/** All that it prints about an archive. */
async function askAws(archive: SignedArchive): Promise<string> {
  const server = await serveBucket(archive);
  try {
    const child = spawn('aws', question, {
      env: {
        PATH: process.env.PATH,
        HOME: archive.logsDir,
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_ENDPOINT_URL: server.url,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (said += part));
    await new Promise((resolve) => child.once('close', resolve));
    return said;
  } finally {
    await server.close();
  }
}

const counts = (said: string) => ({
  digests: /(\d+)\/(\d+) digest files valid/.exec(said)?.[0],
  logs: /(\d+)\/(\d+) log files valid/.exec(said)?.[0],
});

describe.skipIf(!hasAws)('aws cloudtrail validate-logs', () => {
  it('agrees that a whole archive is valid', async () => {
    const archive = writeSignedArchive();
    expect(counts(await askAws(archive))).toEqual({
      digests: '8/8 digest files valid',
      logs: '8/8 log files valid',
    });
    expect(await verdictsOf(archive)).toEqual(nothing);
  });

  it.each<[string, (file: string) => Promise<unknown>, string, string[]]>([
    ['edited', tampering.editLog, '7/8 log files valid', ['altered hash-differs: 1']],
    ['deleted', tampering.remove, '7/8 log files valid', ['missing log-not-here: 1']],
    ['recompressed', tampering.recompress, '8/8 log files valid', []],
  ])('agrees on a log that was %s', async (_, tamper, aws, own) => {
    const archive = writeSignedArchive();
    await tamper(archive.logs['us-east-1']![3]!);
    expect(counts(await askAws(archive))).toEqual({ digests: '8/8 digest files valid', logs: aws });
    expect((await verdictsOf(archive)).logs).toEqual(own);
  });

  it('agrees on an edited digest', async () => {
    const archive = writeSignedArchive();
    await tampering.editDigest(archive.digests['us-east-1']![4]!);
    const said = await askAws(archive);
    expect(counts(said).digests).toBe('7/8 digest files valid');
    expect(said).toMatch(/INVALID: signature verification failed/);
    expect((await verdictsOf(archive)).digests).toEqual(['altered signature-invalid: 1']);
  });

  it('agrees on deleted digests, but counts only the last of several in a row', async () => {
    for (const [count, aws] of [
      [1, '7/8'],
      [2, '6/7'],
    ] as const) {
      const archive = writeSignedArchive();
      for (const file of archive.digests['us-east-1']!.slice(3, 3 + count)) await tampering.remove(file);
      const said = await askAws(archive);
      expect(counts(said).digests).toBe(`${aws} digest files valid`);
      expect((await verdictsOf(archive)).chains).toEqual(['chain deleted-digests: 1']);
      const [gap] = await rows("SELECT digests FROM chain_findings WHERE reason = 'deleted-digests'");
      expect(gap).toEqual({ digests: count });
    }
  });

  it.each<[string, (file: string) => Promise<unknown>, string]>([
    ['a second gzip member, which other tools read', (file) => tampering.appendMember(file, forged), 'log-appended'],
    ['bytes after the compressed data', tampering.trailingJunk, 'log-trailing'],
  ])('lets a log pass that has %s; Pugmark does not', async (_, tamper, reason) => {
    const archive = writeSignedArchive();
    await tamper(archive.logs['us-east-1']![3]!);
    expect(counts(await askAws(archive)).logs).toBe('8/8 log files valid');
    expect((await verdictsOf(archive)).logs).toEqual([`altered ${reason}: 1`]);
  });
});
