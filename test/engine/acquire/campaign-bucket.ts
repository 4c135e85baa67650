// The bucket of the fault campaign: 420 objects, the same in every run. Most are small log files in AWS's layout; some are
// large enough to be cut and killed in the middle, some have no MD5 to compare, some have keys that no file may have.

import { gzipSync } from 'node:zlib';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { seedRandom } from '../../generate/random.ts';

export type CampaignObject = {
  key: string;
  bytes: Buffer;
  /** Put in parts: its ETag is no MD5. */
  inParts: boolean;
  metadata: Record<string, string>;
};

export const campaignObjects = 420;
const partBytes = 5 * 1024 * 1024;

const accounts = ['111122223333', '222233334444', '333344445555'];
const regions = ['eu-west-1', 'us-east-1', 'us-gov-west-1', 'ap-southeast-2'];

export function makeCampaignObjects(): CampaignObject[] {
  const random = seedRandom('campaign');
  const pack = (records: string[]) => gzipSync(`{"Records":[${records.join(',')}]}`, { level: 1 });
  const event = (id: string, day: number, filler = '') =>
    `{"eventVersion":"1.11","eventTime":"2026-01-${two(day)}T0${random.below(10)}:00:00Z","eventSource":"s3.amazonaws.com","eventName":"${random.pick(['GetObject', 'PutObject', 'ListBuckets'])}","awsRegion":"eu-west-1","eventID":"${id}","requestParameters":{"key":"${filler}"}}`;
  // Parts of it do not compress: they repeat too far apart.
  const noise = random.base64(1_000_000);
  const filler = (length: number) => noise.slice(random.below(noise.length - length)).slice(0, length);
  const large = (file: string, size: number) =>
    pack(Array.from({ length: Math.ceil(size / 3_000) }, (_, i) => event(`${file}-${i}`, 9, filler(4_000))));
  const plain = (key: string, bytes: Buffer | string): CampaignObject => ({
    key,
    bytes: Buffer.from(bytes),
    inParts: false,
    metadata: {},
  });

  const objects = [
    ...Object.entries(oddObjects(event('odd', 1))).map(([key, bytes]) => plain(key, bytes)),
    ...Array.from({ length: 6 }, (_, i) =>
      plain(logKey(`large${i}`, i * 7, 1 + i * 2), large(`large${i}`, 1_500_000 + i * 500_000)),
    ),
    ...Array.from({ length: 2 }, (_, i) => ({
      ...plain(logKey(`parts${i}`, i * 5, 4 + i * 3), large(`parts${i}`, partBytes * 1.3)),
      inParts: true,
    })),
    ...Array.from({ length: 40 }, (_, i) => ({
      ...plain(
        logKey(`digest${i}`, i, 1 + (i % 12)).replace('/CloudTrail/', '/CloudTrail-Digest/'),
        gzipSync(`{"digest":${i}}`),
      ),
      metadata: { signature: random.hex(64), 'signature-algorithm': 'SHA256withRSA' },
    })),
  ];
  let before = event('first', 1);
  for (let file = 0; objects.length < campaignObjects; file++) {
    const day = 1 + (file % 12);
    const records = Array.from({ length: 1 + random.below(12) }, (_, i) => event(`${file}-${i}`, day, filler(100)));
    // CloudTrail delivers some events twice.
    if (random.chance(0.03)) records.push(before);
    before = records[0]!;
    objects.push(plain(logKey(String(file), file, day), pack(records)));
  }
  return objects;
}

const two = (n: number) => String(n).padStart(2, '0');

function logKey(name: string, n: number, day: number): string {
  const account = accounts[n % accounts.length]!;
  const region = regions[Math.floor(n / 3) % regions.length]!;
  return `AWSLogs/${account}/CloudTrail/${region}/2026/01/${two(day)}/${account}_CloudTrail_${region}_202601${two(day)}T0005Z_${name}.json.gz`;
}

function oddObjects(event: string): Record<string, Buffer | string> {
  return {
    'notes/CON.txt': 'not a log',
    'notes/con.TXT': 'nor this',
    'Notes/con.txt': 'nor that',
    'a b+c&d=e?f#g%.json.gz': gzipSync(event),
    'folder/': '',
    'folder/../up.json': event,
    folder: 'a file with a folder’s name',
    '/leading//double.json': event,
    'ends with a dot./and a space ': 'text',
    [`long/${'x'.repeat(300)}/${'y'.repeat(300)}.json`]: event,
    'шира/日本.json.gz': gzipSync(event),
    'quote\'and"double.json': event,
    empty: '',
    'cut.json.gz': gzipSync(event.repeat(50)).subarray(0, 100),
    'looks/like.0123456789ab.part': 'the name of a file that is under way',
  };
}

/** Puts them into a new bucket. */
export async function fillCampaignBucket(client: S3Client, Bucket: string, objects: CampaignObject[]): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket }));
  const waiting = [...objects];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await put(client, Bucket, next);
  };
  await Promise.all(Array.from({ length: 24 }, work));
}

async function put(client: S3Client, Bucket: string, { key, bytes, inParts, metadata }: CampaignObject): Promise<void> {
  const at = { Bucket, Key: key };
  if (!inParts) return void (await client.send(new PutObjectCommand({ ...at, Body: bytes, Metadata: metadata })));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, Metadata: metadata }));
  const Parts = [];
  for (let PartNumber = 1, from = 0; from < bytes.length; PartNumber++, from += partBytes) {
    const Body = bytes.subarray(from, from + partBytes);
    const { ETag } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
}
