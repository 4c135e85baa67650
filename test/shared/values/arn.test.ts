import { expect, test } from 'vitest';
import { parseArn, parsePrincipal, shortPrincipal } from '../../../shared/values/arn.ts';

test.each([
  ['arn:aws:s3:::bucket/a:b/c', { partition: 'aws', service: 's3', region: '', account: '', resource: 'bucket/a:b/c' }],
  [
    'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1',
    { partition: 'aws-cn', service: 'ec2', region: 'cn-north-1', account: '111122223333', resource: 'instance/i-1' },
  ],
  [
    'arn:aws:iam::aws:policy/AdministratorAccess',
    { partition: 'aws', service: 'iam', region: '', account: 'aws', resource: 'policy/AdministratorAccess' },
  ],
])('%s is taken apart', (text, parts) => {
  expect(parseArn(text)).toEqual(parts);
});

test.each(['', 'arn', 'arn:aws:s3:::', 'arn:aws:iam::12:user/ana', 'xarn:aws:s3:::b', 'arn:other:s3:::b'])(
  '%j is none',
  (text) => {
    expect(parseArn(text)).toBeNull();
  },
);

const account = '111122223333';
test.each([
  [`arn:aws:iam::${account}:root`, { kind: 'root', account }, `root of ${account}`],
  [`arn:aws:iam::${account}:user/team/ana`, { kind: 'user', account, name: 'ana' }, 'user/ana'],
  [
    `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/Admin`,
    { kind: 'role', account, name: 'Admin' },
    'role/Admin',
  ],
  [
    `arn:aws:sts::${account}:assumed-role/deploy/release-1`,
    { kind: 'session', account, name: 'deploy', session: 'release-1' },
    'deploy/release-1',
  ],
  [`arn:aws:sts::${account}:federated-user/temp`, { kind: 'federated', account, name: 'temp' }, 'federated-user/temp'],
])('%s is a principal', (text, principal, short) => {
  expect(parsePrincipal(text)).toEqual(principal);
  expect(shortPrincipal(text)).toBe(short);
});

test.each([
  `arn:aws:iam::${account}:policy/Admin`,
  `arn:aws:iam::${account}:user/`,
  `arn:aws:sts::${account}:assumed-role/deploy`,
  'arn:aws:s3:::bucket',
  'ec2.amazonaws.com',
])('%s is none, and stays as it is', (text) => {
  expect(parsePrincipal(text)).toBeNull();
  expect(shortPrincipal(text)).toBe(text);
});
