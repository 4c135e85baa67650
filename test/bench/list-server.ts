// A program: a bucket of any number of keys in AWS's layout that exists only as arithmetic, behind the S3 calls that a listing
// makes. Argument: how many keys. Prints its address, and lives until it is ended.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const bucket = 'trail';
const pageKeys = 1_000;
const accounts = Array.from({ length: 10 }, (_, i) => String(111_111_111_111 + i * 1_000));
const regions = [
  'ap-south-1',
  'eu-central-1',
  'eu-west-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
const days = Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));

const count = Number(process.argv[2]);
const folders = accounts.flatMap((account) =>
  regions.flatMap((region) =>
    days.map((day) => {
      const folder = `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}/`;
      return `${folder}${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T`;
    }),
  ),
);
const perFolder = Math.ceil(count / folders.length);

/** Keys in their order. */
function keyAt(i: number): string {
  const n = i % perFolder;
  const minute = Math.floor((n * 1_440) / perFolder);
  const time = String(Math.floor(minute / 60) * 100 + (minute % 60)).padStart(4, '0');
  return `${folders[Math.floor(i / perFolder)]}${time}Z_${String(n).padStart(16, '0')}.json.gz`;
}

/** The first key that is not before `text`. */
function firstFrom(text: string): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyAt(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function answerList(query: URLSearchParams, response: ServerResponse): void {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') || null;
  const after = query.get('continuation-token') ?? query.get('start-after');
  const most = Math.min(pageKeys, Number(query.get('max-keys') ?? pageKeys));
  // Behind everything that begins with a text: no key has such a character.
  const behind = (text: string) => firstFrom(`${text}\uffff`);
  let i = firstFrom(prefix);
  if (after !== null) i = Math.max(i, after.endsWith('/') ? behind(after) : firstFrom(`${after}\0`));
  const end = behind(prefix);
  const parts: string[] = [];
  let [listed, last] = [0, ''];
  for (; i < end && listed < most; listed++) {
    last = keyAt(i);
    const slash = delimiter === null ? -1 : last.indexOf(delimiter, prefix.length);
    if (slash >= 0) {
      last = last.slice(0, slash + 1);
      parts.push(`<CommonPrefixes><Prefix>${last}</Prefix></CommonPrefixes>`);
      i = behind(last);
      continue;
    }
    parts.push(
      `<Contents><Key>${last}</Key><LastModified>2026-04-01T00:00:00.000Z</LastModified><ETag>&quot;${String(i).padStart(32, '0')}&quot;</ETag><Size>${8_000 + (i % 4_000)}</Size><StorageClass>STANDARD</StorageClass><Owner><ID>owner</ID><DisplayName>owner</DisplayName></Owner></Contents>`,
    );
    i++;
  }
  const isCut = i < end;
  const next = isCut ? `<NextContinuationToken>${last}</NextContinuationToken>` : '';
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${listed}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isCut}</IsTruncated>${next}${parts.join('')}</ListBucketResult>`,
  );
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  request.resume();
  if (request.method === 'HEAD') response.writeHead(200, { 'x-amz-bucket-region': 'us-east-1' }).end();
  else if (request.method === 'GET' && url.searchParams.get('list-type') === '2')
    answerList(url.searchParams, response);
  else {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>AccessDenied</Code><Message>Only listing is allowed.</Message></Error>');
  }
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
