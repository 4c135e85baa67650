import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { makeSample, type SampleTruth } from './sample.ts';

const sample = path.resolve('assets/sample');
const again = mkdtempSync(path.join(tmpdir(), 'pugmark-sample-'));
afterAll(() => rmSync(again, { recursive: true, force: true }));

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const readLog = (file: string) => gunzipSync(readFileSync(path.join(sample, 'logs', file)));
const truth = JSON.parse(readFileSync(path.join(sample, 'truth.json'), 'utf8')) as SampleTruth;

/** Decompressed: zlib's output differs between versions. */
function hashFiles(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(
    names
      .filter((name) => /\.(gz|json)$/.test(name) && name !== 'truth.json')
      .sort()
      .map((name) => {
        const bytes = readFileSync(path.join(dir, name));
        return [name, sha256(name.endsWith('.gz') ? gunzipSync(bytes) : bytes)];
      }),
  );
}

describe('the sample case', () => {
  it('is what the script makes', async () => {
    const { gzipBytes: _, ...made } = await makeSample(again);
    const { gzipBytes: __, ...kept } = truth;
    expect(made).toEqual(kept);
    expect(hashFiles(again)).toEqual(hashFiles(sample));
  });

  it('is told in its README with its true figures', () => {
    const told = readFileSync(path.join(sample, 'README.md'), 'utf8');
    const figures = [
      truth.records.toLocaleString('en-US'),
      truth.leakedKey,
      truth.backdoorKey,
      truth.altered.path,
      truth.removed.path,
    ];
    for (const stage of truth.stages) figures.push(`| ${stage.title} | ${stage.events} |`);
    for (const [ip, rows] of Object.entries(truth.attackerIps)) figures.push(`| ${ip} | ${rows} |`);
    for (const figure of figures) expect(told).toContain(figure);
  });

  it('stays small', () => {
    expect(truth.gzipBytes).toBeLessThan(1_500_000);
  });

  it('has event ids that name one event each', () => {
    const seen = new Map<string, string>();
    for (const name of Object.keys(hashFiles(path.join(sample, 'logs'))).filter((one) =>
      one.includes('/CloudTrail/'),
    )) {
      const { Records } = JSON.parse(readLog(name).toString()) as { Records: { eventID: string }[] };
      for (const record of Records) {
        const text = JSON.stringify(record);
        expect(seen.get(record.eventID) ?? text).toBe(text);
        seen.set(record.eventID, text);
      }
    }
    expect(seen.size).toBe(truth.records - truth.duplicates);
  });

  it('has digest chains that verify, but for one altered and one missing log file', () => {
    const keys = JSON.parse(readFileSync(path.join(sample, 'keys/public-keys.us-east-1.json'), 'utf8')) as {
      PublicKeyList: { Value: string; Fingerprint: string }[];
    };
    const { bucket, signatures } = JSON.parse(
      readFileSync(path.join(sample, 'keys/digest-signatures.json'), 'utf8'),
    ) as {
      bucket: string;
      signatures: Record<string, string>;
    };
    const der = Buffer.from(keys.PublicKeyList[0]!.Value, 'base64');
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
    const wrong: string[] = [];
    let checked = 0;
    let previous: { path: string; hash: string; signature: string } | null = null;
    for (const name of Object.keys(signatures).sort()) {
      const bytes = readLog(name);
      const digest = JSON.parse(bytes.toString());
      expect(digest.digestPublicKeyFingerprint).toBe(createHash('md5').update(der).digest('hex'));
      if (digest.previousDigestSignature === null) previous = null;
      expect(digest.previousDigestS3Object).toBe(previous?.path ?? null);
      expect(digest.previousDigestHashValue).toBe(previous?.hash ?? null);
      expect(digest.previousDigestSignature).toBe(previous?.signature ?? null);
      const signature = signatures[name]!;
      const text = `${digest.digestEndTime}\n${bucket}/${name}\n${sha256(bytes)}\n${previous?.signature ?? 'null'}`;
      expect(verify('RSA-SHA256', Buffer.from(text), publicKey, Buffer.from(signature, 'hex'))).toBe(true);
      previous = { path: name, hash: sha256(bytes), signature };
      for (const { s3Object, hashValue } of digest.logFiles as { s3Object: string; hashValue: string }[]) {
        checked++;
        if (!existsSync(path.join(sample, 'logs', s3Object))) wrong.push(`missing ${s3Object}`);
        else if (sha256(readLog(s3Object)) !== hashValue) wrong.push(`altered ${s3Object}`);
      }
    }
    expect(Object.keys(signatures).length).toBe(truth.files.digests);
    expect(checked).toBeGreaterThan(20);
    expect(wrong.sort()).toEqual([`altered ${truth.altered.path}`, `missing ${truth.removed.path}`]);
  });
});
