import { expect, test } from 'vitest';
import { detectEntity, entityTitle, entityView } from '../../../shared/query/entity.ts';
import { View } from '../../../shared/query/view.ts';
import { apiVerb } from '../../../shared/values/api-verb.ts';

const at = (column: string, ...path: string[]) => ({ column, path });

test.each([
  ['AKIAIOSFODNN7EXAMPLE', undefined, 'key'],
  ['arn:aws:iam::111122223333:user/ana', undefined, 'principal'],
  ['arn:aws:sts::111122223333:assumed-role/a/b', undefined, 'principal'],
  ['arn:aws:iam::111122223333:role/a', undefined, 'role'],
  ['192.0.2.1', undefined, 'ip'],
  ['2001:db8::1', undefined, 'ip'],
  ['111122223333', undefined, 'account'],
  ['i-0123456789abcdef0', undefined, 'actor'],
  ['ec2.amazonaws.com', undefined, 'actor'],
  ['arn:aws:dynamodb:eu-west-1:111122223333:table/t', undefined, 'resource'],
  ['arn:aws:s3:::bucket/key', undefined, 'resource'],
  ['Boto3/1.40', at('useragent'), 'agent'],
  ['evidence', at('requestparameters', 'bucketName'), 'bucket'],
  ['pia@example.com', at('actor'), 'actor'],
] as const)('%s is found out to be one', (value, column, kind) => {
  expect(detectEntity(value, column && { column: column.column, path: [...column.path] })).toEqual({ kind, value });
});

test('the ARN of a bucket is the bucket', () => {
  expect(detectEntity('arn:aws:s3:::evidence')).toEqual({ kind: 'bucket', value: 'evidence' });
});

test.each(['', ' ', 'CreateUser', 'us-east-1', '12', 'x'.repeat(3000)])('%j could be anything', (text) => {
  expect(detectEntity(text)).toBeNull();
});

test('views of entities are plain views', () => {
  for (const kind of ['key', 'principal', 'role', 'actor', 'ip', 'agent', 'account', 'bucket', 'resource'] as const)
    for (const scope of ['own', 'chain'] as const) {
      const view = entityView({ kind, value: 'x' }, scope);
      expect(View.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
    }
});

test('titles are short', () => {
  expect(entityTitle({ kind: 'principal', value: 'arn:aws:iam::111122223333:user/ana' })).toBe('user/ana');
  expect(entityTitle({ kind: 'agent', value: 'x'.repeat(100) })).toHaveLength(40);
});

test('verbs of APIs', () => {
  expect(['CreateUser', 'RunInstances', 'PutObject', 'CopySnapshot'].map(apiVerb)).toEqual(Array(4).fill('created'));
  expect(['AttachUserPolicy', 'StopLogging', 'PutObjectAcl', 'UpdateAccessKey'].map(apiVerb)).toEqual(
    Array(4).fill('changed'),
  );
  expect(['DeleteTrail', 'TerminateInstances', 'ScheduleKeyDeletion'].map(apiVerb)).toEqual(Array(3).fill('deleted'));
});
