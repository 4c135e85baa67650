// A small archive on disk with a signed chain of hourly digests: two regions, one log file an hour.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { WrittenFile } from './archive.ts';
import { type Digest, deriveKey, listPublicKeys, signDigests } from './digests.ts';

export const bucket = 'signed-trail';
const account = '111122223333';
/** Start of the first hour, in epoch seconds. */
export const from = Date.parse('2026-03-02T00:00:00Z') / 1000;
export const hours = 8;
const key = deriveKey('small');
const regions = ['us-east-1', 'eu-west-1'];

/** A record that is in none of the files. */
export const forged = recordOf('forged', 99);

export type SignedArchive = {
  logsDir: string;
  keysFile: string;
  signaturesFile: string;
  /** By region, in order of time; paths on disk. */
  logs: Record<string, string[]>;
  digests: Record<string, string[]>;
  keyOf(this: void, file: string): string;
};

/** @param dir a folder that is there */
export function writeSignedArchiveTo(dir: string): SignedArchive {
  const logsDir = join(dir, 'logs');
  const signatures: Record<string, string> = {};
  const archive: SignedArchive = {
    logsDir,
    keysFile: join(dir, 'public-keys.json'),
    signaturesFile: join(dir, 'signatures.json'),
    logs: {},
    digests: {},
    keyOf: (file) => file.slice(logsDir.length + 1).replaceAll('\\', '/'),
  };
  const put = (path: string, content: Buffer) => {
    const file = join(logsDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, gzipSync(content));
    return file;
  };
  for (const region of regions) {
    const files = Array.from({ length: hours }, (_, hour) => logOf(region, hour));
    const digests: Digest[] = signDigests({ bucket, trail: 'small', account, region, from, hours, key, files });
    archive.logs[region] = files.map(({ path, content }) => put(path, content));
    archive.digests[region] = digests.map(({ path, content }) => put(path, content));
    for (const { path, signature } of digests) signatures[path] = signature;
  }
  writeFileSync(archive.keysFile, JSON.stringify(listPublicKeys(key, from - 86_400, from + 86_400 * 30)));
  writeFileSync(archive.signaturesFile, JSON.stringify({ signatures }));
  return archive;
}

function logOf(region: string, hour: number): WrittenFile {
  const delivered = from + hour * 3600 + 1500;
  const stamp = new Date(delivered * 1000).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const path = `AWSLogs/${account}/CloudTrail/${region}/2026/03/02/${account}_CloudTrail_${region}_${stamp}Z_small${hour}.json.gz`;
  const records = [0, 1, 2].map((at) => recordOf(`${region} ${hour}`, at));
  const content = Buffer.from(JSON.stringify({ Records: records }));
  return { path, account, region, delivered, oldest: delivered - 900, newest: delivered - 600, content };
}

function recordOf(name: string, at: number) {
  return {
    eventVersion: '1.11',
    eventTime: '2026-03-02T03:04:05Z',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    eventID: `${name} ${at}`,
  };
}
