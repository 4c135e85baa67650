// A small invented incident: a deployment key leaks, looks around, stays, and takes data. Each snippet finds its part.
import type { CloudTrailRecord } from './cloudtrail-table.ts';

const account = '111122223333';
const deploy = {
  type: 'IAMUser',
  principalId: 'AIDADEPLOY',
  arn: `arn:aws:iam::${account}:user/deploy`,
  accountId: account,
  accessKeyId: 'AKIALEAKED0000000001',
  userName: 'deploy',
};
const owner = { sourceIPAddress: '192.0.2.10', userAgent: 'aws-cli/2.15.0 Linux' };
const thief = { sourceIPAddress: '198.51.100.66', userAgent: 'aws-cli/2.13.5 Linux/6.1.0-kali9-amd64' };

/** An event of the attacker's day, `second` seconds after 11 March 2025, 10:00 UTC. */
function event(second: number, service: string, name: string, more: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    eventVersion: '1.08',
    eventTime: new Date(Date.UTC(2025, 2, 11, 10, 0, second)).toISOString().replace('.000', ''),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: 'eu-west-1',
    eventType: 'AwsApiCall',
    recipientAccountId: account,
    userIdentity: deploy,
    ...thief,
    ...more,
  };
}

const admin = {
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAADMIN:ana',
    arn: `arn:aws:sts::${account}:assumed-role/admin/ana`,
    accountId: account,
    accessKeyId: 'ASIAADMIN00000000001',
    sessionContext: {
      attributes: { mfaAuthenticated: 'true', creationDate: '2025-03-11T09:00:00Z' },
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/admin`, accountId: account, userName: 'admin' },
    },
  },
  sourceIPAddress: '192.0.2.20',
  userAgent: 'console.amazonaws.com',
};

function login(second: number, userName: string, outcome: string, mfa: string, address: string): CloudTrailRecord {
  return event(second, 'signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    userIdentity: {
      type: 'IAMUser',
      userName,
      accountId: account,
      ...(outcome === 'Success' ? { arn: `arn:aws:iam::${account}:user/${userName}` } : {}),
    },
    sourceIPAddress: address,
    userAgent: 'Mozilla/5.0',
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: { MFAUsed: mfa },
    ...(outcome === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
  });
}

const normalDays = [1, 2, 3].map((day) =>
  event(0, 's3', 'PutObject', {
    eventTime: `2025-03-0${day}T08:00:00Z`,
    ...owner,
    requestParameters: { bucketName: 'acme-builds', key: `build-${day}` },
  }),
);

const deniedCalls = [
  'ListUsers',
  'ListRoles',
  'ListBuckets',
  'ListSecrets',
  'ListFunctions',
  'DescribeInstances',
  'DescribeSnapshots',
  'DescribeDBInstances',
  'DescribeTrails',
  'GetAccountSummary',
  'GetBucketAcl',
  'GetBucketPolicy',
];

/** Calls by the leaked key, the three normal days apart: 1 + 12 + 2. */
const lookAround = [
  event(0, 'sts', 'GetCallerIdentity'),
  ...deniedCalls.map((name, i) => event(10 + i, 'iam', name, { errorCode: 'AccessDenied', errorMessage: 'no' })),
];

const chain = [
  event(60, 'sts', 'AssumeRole', {
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/first`, roleSessionName: 'x' },
    responseElements: { credentials: { accessKeyId: 'ASIAFIRSTHOP00000001' } },
  }),
  event(70, 'sts', 'AssumeRole', {
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${account}:assumed-role/first/x`,
      accountId: account,
      accessKeyId: 'ASIAFIRSTHOP00000001',
    },
    requestParameters: { roleArn: 'arn:aws:iam::444455556666:role/second' },
    responseElements: { credentials: { accessKeyId: 'ASIASECONDHOP0000001' } },
    userAgent: 'Boto3/1.34',
  }),
  event(80, 's3', 'ListBuckets', {
    userIdentity: { type: 'AWSAccount', principalId: 'AIDAOUTSIDE', accountId: '999988887777' },
    userAgent: 'Boto3/1.34',
    sourceIPAddress: '203.0.113.77',
  }),
];

const stay = [
  event(100, 'iam', 'CreateUser', { requestParameters: { userName: 'backdoor' }, ...admin }),
  event(110, 'iam', 'CreateAccessKey', {
    requestParameters: { userName: 'backdoor' },
    responseElements: { accessKey: { accessKeyId: 'AKIABACKDOOR00000001', userName: 'backdoor' } },
  }),
  event(120, 'iam', 'AttachUserPolicy', {
    ...admin,
    requestParameters: { userName: 'backdoor', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  }),
  event(125, 'iam', 'PutRolePolicy', {
    ...admin,
    requestParameters: {
      roleName: 'r',
      policyName: 'p',
      policyDocument: '{"Statement":[{"Effect":"Allow","Action": "*","Resource":"*"}]}',
    },
  }),
  event(126, 'iam', 'AttachRolePolicy', {
    ...admin,
    requestParameters: { roleName: 'r', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  }),
  event(130, 'iam', 'UpdateAssumeRolePolicy', {
    ...admin,
    requestParameters: {
      roleName: 'admin',
      policyDocument: `{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::999988887777:root","arn:aws:iam::${account}:root"]}}]}`,
    },
  }),
  event(131, 'iam', 'CreateRole', {
    ...admin,
    requestParameters: {
      roleName: 'open',
      assumeRolePolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":{"AWS": "*"}}]}',
    },
  }),
];

const cover = [
  event(200, 'cloudtrail', 'StopLogging', { ...admin, requestParameters: { name: 'trail' } }),
  event(201, 'guardduty', 'DeleteDetector', { ...admin, requestParameters: { detectorId: 'd' } }),
  event(202, 's3', 'DeleteObjects', { ...admin, requestParameters: { bucketName: 'acme-logs' } }),
  event(203, 'kms', 'ScheduleKeyDeletion', {
    ...admin,
    requestParameters: { keyId: 'key-1', pendingWindowInDays: 7 },
    responseElements: { deletionDate: 'Mar 18, 2025' },
  }),
];

const take = [
  event(300, 's3', 'GetObject', {
    requestParameters: { bucketName: 'acme-data', key: 'a' },
    additionalEventData: { bytesTransferredOut: 1000 },
    userIdentity: { ...deploy, accessKeyId: 'ASIATAKE000000000001' },
    userAgent: 'Boto3/1.34',
  }),
  event(301, 's3', 'GetObject', {
    requestParameters: { bucketName: 'acme-data', key: 'b' },
    additionalEventData: { bytesTransferredOut: 2000 },
    userIdentity: { ...deploy, accessKeyId: 'ASIATAKE000000000001' },
    userAgent: 'Boto3/1.34',
  }),
  event(310, 's3', 'PutBucketPolicy', {
    ...admin,
    requestParameters: {
      bucketName: 'acme-data',
      bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] },
    },
  }),
  event(311, 's3', 'PutAccountPublicAccessBlock', {
    userIdentity: { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account },
    sourceIPAddress: '192.0.2.30',
    userAgent: 'console.amazonaws.com',
  }),
  event(312, 'kms', 'Decrypt', {
    userIdentity: { type: 'Root', accountId: account, invokedBy: 'AWS Internal' },
    sourceIPAddress: 'AWS Internal',
    userAgent: 'AWS Internal',
  }),
  event(320, 'ec2', 'ModifySnapshotAttribute', {
    ...admin,
    requestParameters: {
      snapshotId: 'snap-1',
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ userId: '999988887777' }] } },
    },
  }),
  event(321, 'ec2', 'ModifyImageAttribute', {
    ...admin,
    requestParameters: { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
  }),
  event(322, 'rds', 'ModifyDBSnapshotAttribute', {
    ...admin,
    requestParameters: {
      dBSnapshotIdentifier: 'nightly',
      attributeName: 'restore',
      valuesToAdd: ['999988887777'],
    },
  }),
  event(330, 'secretsmanager', 'GetSecretValue', { ...admin, requestParameters: { secretId: 'prod/db' } }),
  event(331, 'secretsmanager', 'GetSecretValue', { ...admin, requestParameters: { secretId: 'prod/stripe' } }),
];

const machines = [
  event(400, 'ec2', 'RunInstances', {
    awsRegion: 'ap-southeast-3',
    requestParameters: {
      instanceType: 'p4d.24xlarge',
      instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 10 }] },
    },
    ...admin,
  }),
  event(410, 'ec2', 'StopInstances', {
    ...admin,
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
  }),
  event(411, 'ec2', 'ModifyInstanceAttribute', {
    ...admin,
    requestParameters: { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' },
  }),
  event(412, 'ec2', 'StartInstances', {
    ...admin,
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
  }),
  event(420, 'ssm', 'SendCommand', {
    ...admin,
    requestParameters: { documentName: 'AWS-RunShellScript', instanceIds: ['i-1'], parameters: 'HIDDEN' },
  }),
  event(430, 'lambda', 'UpdateFunctionCode20150331v2', {
    ...admin,
    requestParameters: { functionName: 'billing' },
    responseElements: { codeSha256: 'abc=', role: 'arn:aws:iam::111122223333:role/billing' },
  }),
  event(431, 'lambda', 'AddPermission20150331v2', {
    ...admin,
    requestParameters: { functionName: 'billing', principal: '*', action: 'lambda:InvokeFunction' },
  }),
  event(440, 'ec2', 'AuthorizeSecurityGroupIngress', {
    ...admin,
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: {
        items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
      },
    },
  }),
];

const people = [
  login(500, 'root-guess', 'Failure', 'No', '203.0.113.9'),
  login(510, 'ana', 'Failure', 'No', '203.0.113.9'),
  login(520, 'ana', 'Failure', 'No', '203.0.113.9'),
  login(530, 'ana', 'Success', 'No', '203.0.113.9'),
  login(540, 'bea', 'Success', 'Yes', '192.0.2.40'),
  event(550, 's3', 'ListBuckets', {
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/newcomer`, accountId: account },
    userAgent: 'aws-cli/2',
    sourceIPAddress: '192.0.2.41',
  }),
];

export function plantedRecords(): CloudTrailRecord[] {
  return [...normalDays, ...lookAround, ...chain, ...stay, ...cover, ...take, ...machines, ...people];
}
