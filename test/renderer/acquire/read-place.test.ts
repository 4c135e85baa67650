import { expect, test } from 'vitest';
import { crumbsOf, folderAbove, readPlace } from '../../../src-renderer/features/acquire/where/read-place.ts';

const place = (bucket: string, folder = '', name = '') => ({ bucket, folder, name });
const logs = 'AWSLogs/111122223333/CloudTrail/';
const object = '111122223333_CloudTrail_eu-west-1_20260301T1015Z_x.json.gz';

test.each([
  ['acme-logs', place('acme-logs')],
  ['  acme-logs/AWSLogs ', place('acme-logs', 'AWSLogs/')],
  ['s3://acme-logs', place('acme-logs')],
  ['s3://acme-logs/', place('acme-logs')],
  [`s3://acme-logs/${logs}`, place('acme-logs', logs)],
  ['S3://acme-logs/AWSLogs', place('acme-logs', 'AWSLogs/')],
  ['s3a://acme-logs//AWSLogs/', place('acme-logs', 'AWSLogs/')],
  [`"s3://acme-logs/${logs}${object}"`, place('acme-logs', logs, object)],
  ['arn:aws:s3:::acme-logs', place('acme-logs')],
  ['arn:aws-us-gov:s3:::acme-logs/AWSLogs/*', place('acme-logs', 'AWSLogs/')],
  ['s3://Old_Bucket.name/x/', place('Old_Bucket.name', 'x/')],
  ['s3://b-1/مجلد/ملف.json', place('b-1', 'مجلد/', 'ملف.json')],
])('%s is read as a place', (text, expected) => {
  expect(readPlace(text)).toEqual(expected);
});

test.each([
  [
    `https://s3.console.aws.amazon.com/s3/buckets/acme-logs?region=eu-west-1&prefix=AWSLogs/&showversions=false`,
    ['acme-logs', 'AWSLogs/'],
  ],
  [
    'https://eu-west-1.console.aws.amazon.com/s3/buckets/acme-logs?prefix=AWSLogs%2Fo-abc%2F&tab=objects',
    ['acme-logs', 'AWSLogs/o-abc/'],
  ],
  [`https://s3.console.aws.amazon.com/s3/object/acme-logs?prefix=${logs}${object}`, ['acme-logs', logs, object]],
  ['https://console.amazonaws-us-gov.com/s3/buckets/acme-logs', ['acme-logs']],
  ['https://acme-logs.s3.amazonaws.com/AWSLogs/', ['acme-logs', 'AWSLogs/']],
  ['https://acme.logs.s3.eu-west-1.amazonaws.com/AWSLogs/', ['acme.logs', 'AWSLogs/']],
  ['https://acme-logs.s3-eu-west-1.amazonaws.com/', ['acme-logs']],
  ['https://acme-logs.s3.dualstack.us-east-1.amazonaws.com/a%20b/', ['acme-logs', 'a b/']],
  ['https://s3.eu-central-1.amazonaws.com/acme-logs/AWSLogs/', ['acme-logs', 'AWSLogs/']],
  ['https://s3.amazonaws.com/acme-logs', ['acme-logs']],
  ['http://127.0.0.1:8000/acme-logs/AWSLogs/', ['acme-logs', 'AWSLogs/']],
  [
    `https://acme-logs.s3.amazonaws.com/${logs}${object}?X-Amz-Signature=abc&X-Amz-Credential=AKIA`,
    ['acme-logs', logs, object],
  ],
  ['https://acme-logs.s3.amazonaws.com/100%/x/', ['acme-logs', '100%/x/']],
])('%s is read as a place, its query left behind', (text, [bucket, folder, name]) => {
  expect(readPlace(text)).toEqual(place(bucket!, folder, name));
});

test.each(['', '   ', 'a b', 'https://', 's3://', 'https://s3.console.aws.amazon.com/cloudtrail/home', '/', '-x-'])(
  '%j is no place',
  (text) => expect(readPlace(text)).toBeNull(),
);

test('crumbs lead down, one folder at a time, and up again', () => {
  expect(crumbsOf('b', 'AWSLogs/o-abc/')).toEqual([
    { name: 'b', prefix: '' },
    { name: 'AWSLogs', prefix: 'AWSLogs/' },
    { name: 'o-abc', prefix: 'AWSLogs/o-abc/' },
  ]);
  expect(folderAbove('AWSLogs/o-abc/')).toBe('AWSLogs/');
  expect(folderAbove('AWSLogs/')).toBe('');
  expect(folderAbove('')).toBeNull();
});

test('a folder without a name keeps its place among the crumbs', () => {
  expect(crumbsOf('b', 'a//c/').map(({ prefix }) => prefix)).toEqual(['', 'a/', 'a//', 'a//c/']);
  expect(folderAbove('a//')).toBe('a/');
});
