import { expect, it } from 'vitest';
import { meaningOfFolder, readTrailFolder } from '../../../../src-main/engine/sources/s3/folder-meaning.ts';

const account = 'a/AWSLogs/o-a1b2c3d4e5/111122223333/';

it.each([
  ['', 'other'],
  ['a/', 'other'],
  ['AWSLogs/', 'awslogs'],
  ['a/b/AWSLogs/', 'awslogs'],
  ['NotAWSLogs/', 'other'],
  ['AWSLogs/o-a1b2c3d4e5/', 'organisation'],
  ['AWSLogs/111122223333/', 'account'],
  [account, 'account'],
  ['AWSLogs/12345/', 'other'],
  ['AWSLogs/notes/2026/', 'other'],
  [`${account}CloudTrail/`, 'events'],
  [`${account}CloudTrail-Digest/`, 'digest'],
  [`${account}CloudTrail-Insight/`, 'insight'],
  [`${account}CloudTrail-NetworkActivity/`, 'network-activity'],
  [`${account}CloudTrail-Aggregated/`, 'aggregated'],
  [`${account}CloudTrail-Else/`, 'service'],
  [`${account}vpcflowlogs/`, 'vpc-flow'],
  [`${account}Config/`, 'service'],
  [`${account}CloudTrail/eu-central-1/`, 'region'],
  [`${account}CloudTrail/us-gov-west-1/`, 'region'],
  [`${account}CloudTrail/eusc-de-east-1/`, 'region'],
  [`${account}CloudTrail/elsewhere/`, 'other'],
  [`${account}CloudTrail/eu-central-1/2026/`, 'date'],
  [`${account}CloudTrail/eu-central-1/2026/01/05/`, 'date'],
  [`${account}Config/eu-central-1/2026/1/5/ConfigHistory/`, 'other'],
  [`${account}vpcdnsquerylogs/vpc-1/2026/`, 'date'],
  ['AWSLogs/aws-account-id=111122223333/', 'account'],
  ['AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/', 'vpc-flow'],
  ['AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/', 'region'],
  ['AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/', 'date'],
])('%s is %s', (folder, meaning) => {
  expect(meaningOfFolder(folder)).toBe(meaning);
});

it('takes the last AWSLogs/ of a prefix that holds two', () => {
  expect(readTrailFolder('copy/AWSLogs/111122223333/AWSLogs/444455556666/')).toMatchObject({
    prefix: 'copy/AWSLogs/111122223333/',
    account: '444455556666',
  });
});
