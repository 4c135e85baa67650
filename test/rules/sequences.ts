// What each correlation rule of the pack must find and must leave alone, as sequences of events.
import { type CloudTrailEvent, completeEvent } from './rule-events.ts';

/** Each list is a history of its own. */
export type Sequences = { match: CloudTrailEvent[][]; miss: CloudTrailEvent[][] };

const account = '111122223333';
const begin = Date.parse('2026-03-09T04:00:00Z');

/** An event `seconds` after the beginning. */
const at = (seconds: number, eventSource: string, eventName: string, fields: object = {}): CloudTrailEvent =>
  completeEvent({
    eventTime: new Date(begin + seconds * 1000).toISOString().replace('.000', ''),
    eventSource: `${eventSource}.amazonaws.com`,
    eventName,
    ...fields,
  });

const times = (count: number, make: (i: number) => CloudTrailEvent) => Array.from({ length: count }, (_, i) => make(i));

const user = (userName: string, accessKeyId?: string) => ({
  userIdentity: {
    type: 'IAMUser',
    arn: `arn:aws:iam::${account}:user/${userName}`,
    accountId: account,
    userName,
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
  },
});

const machine = (key: string) => ({
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/web/i-0abcdef1234567890`,
    accountId: account,
    accessKeyId: key,
  },
});

const denied = { errorCode: 'AccessDenied' };

const logIn = (seconds: number, userName: string, succeeds: boolean, fields: object = {}) =>
  at(seconds, 'signin', 'ConsoleLogin', {
    ...user(userName),
    responseElements: { ConsoleLogin: succeeds ? 'Success' : 'Failure' },
    additionalEventData: { MFAUsed: 'No' },
    ...fields,
  });

const createKey = (seconds: number, userName: string, accessKeyId: string) =>
  at(seconds, 'iam', 'CreateAccessKey', {
    requestParameters: { userName },
    responseElements: { accessKey: { userName, accessKeyId } },
  });

const createUser = (seconds: number, userName: string) =>
  at(seconds, 'iam', 'CreateUser', { requestParameters: { userName } });

const makeAdministrator = (seconds: number, userName: string) =>
  at(seconds, 'iam', 'AttachUserPolicy', {
    requestParameters: { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });

const createSnapshot = (seconds: number, snapshotId: string) =>
  at(seconds, 'ec2', 'CreateSnapshot', { responseElements: { snapshotId } });

const shareSnapshot = (seconds: number, snapshotId: string) =>
  at(seconds, 'ec2', 'ModifySnapshotAttribute', {
    requestParameters: { snapshotId, createVolumePermission: { add: { items: [{ userId: '444455556666' }] } } },
  });

const changeUserData = (seconds: number, fields: object = {}) =>
  at(seconds, 'ec2', 'ModifyInstanceAttribute', {
    requestParameters: { userData: '<sensitiveDataRemoved>' },
    ...fields,
  });

const readUserData = (seconds: number, instanceId: string) =>
  at(seconds, 'ec2', 'DescribeInstanceAttribute', { requestParameters: { attribute: 'userData', instanceId } });

const deleteObject = (seconds: number, bucketName: string, eventName = 'DeleteObject') =>
  at(seconds, 's3', eventName, { requestParameters: { bucketName, key: `k${seconds}` }, managementEvent: false });

const assume = (seconds: number, sourceIPAddress: string, role = 'deploy') =>
  at(seconds, 'sts', 'AssumeRole', {
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/${role}` },
    sourceIPAddress,
  });

const readSecret = (seconds: number, secretId: string) =>
  at(seconds, 'secretsmanager', 'GetSecretValue', { requestParameters: { secretId } });

const startAccelerator = (seconds: number, awsRegion: string) =>
  at(seconds, 'ec2', 'RunInstances', { requestParameters: { instanceType: 'p4d.24xlarge' }, awsRegion });

const askPassword = (seconds: number, instanceId: string) =>
  at(seconds, 'ec2', 'GetPasswordData', { requestParameters: { instanceId } });

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** By the slug of the rule. */
export const sequences: Record<string, Sequences> = {
  storm_of_refused_calls: {
    match: [times(100, (i) => at(i * 5, 's3', 'GetBucketAcl', denied))],
    miss: [
      times(99, (i) => at(i * 5, 's3', 'GetBucketAcl', denied)),
      times(100, (i) => at(i * 7, 's3', 'GetBucketAcl', denied)),
      times(100, (i) =>
        at(i * 5, 's3', 'GetBucketAcl', { ...denied, ...user(`user-${i % 2}`, 'AKIAIOSFODNN7EXAMPLE') }),
      ),
    ],
  },
  many_different_calls_refused: {
    match: [times(20, (i) => at(i * 10, 'ec2', `Describe${i}`, { errorCode: 'Client.UnauthorizedOperation' }))],
    miss: [
      times(200, (i) => at(i, 'ec2', `Describe${i % 19}`, { errorCode: 'Client.UnauthorizedOperation' })),
      times(20, (i) => at(i * 10, 'ec2', `Describe${i}`)),
    ],
  },
  sweep_through_the_account: {
    match: [times(40, (i) => at(i * 10, 'ec2', `Describe${i}`))],
    miss: [
      times(40, (i) => at(i * 20, 'ec2', `Describe${i}`)),
      times(40, (i) => at(i * 10, 'ec2', `Describe${i}`, { sessionCredentialFromConsole: 'true' })),
    ],
  },
  one_key_in_many_regions: {
    match: [times(8, (i) => at(i * 20, 'ec2', 'DescribeInstances', { awsRegion: `region-${i}` }))],
    miss: [
      times(50, (i) => at(i, 'ec2', 'DescribeInstances', { awsRegion: `region-${i % 7}` })),
      times(8, (i) => at(i * 3 * minute, 'ec2', 'DescribeInstances', { awsRegion: `region-${i}` })),
    ],
  },
  passwords_sprayed_at_the_console: {
    match: [times(5, (i) => logIn(i * minute, `user-${i}`, false))],
    miss: [
      times(30, (i) => logIn(i * minute, `user-${i % 4}`, false)),
      times(5, (i) => logIn(i * minute, `user-${i}`, true)),
      times(5, (i) => logIn(i * minute, `user-${i}`, false, { sourceIPAddress: `198.51.100.${i}` })),
    ],
  },
  password_of_one_user_guessed_at: {
    match: [times(10, (i) => logIn(i * minute, 'ana', false, { sourceIPAddress: `198.51.100.${i}` }))],
    miss: [times(9, (i) => logIn(i * minute, 'ana', false)), times(10, (i) => logIn(i * 10 * minute, 'ana', false))],
  },
  role_taken_from_many_addresses: {
    match: [times(20, (i) => assume(i * minute, `198.51.100.${i}`))],
    miss: [
      times(60, (i) => assume(i * 30, `198.51.100.${i % 19}`)),
      times(20, (i) => assume(i * minute, `198.51.100.${i}`, `role-${i % 2}`)),
    ],
  },
  many_secrets_read_by_one_principal: {
    match: [times(10, (i) => readSecret(i * 2, `shop/${i}`))],
    miss: [
      times(40, (i) => readSecret(i * 2, `shop/${i % 9}`)),
      times(10, (i) => readSecret(i * 2 * minute, `shop/${i}`)),
    ],
  },
  windows_passwords_of_many_machines_requested: {
    match: [times(5, (i) => askPassword(i * minute, `i-${i}`))],
    miss: [times(9, (i) => askPassword(i * minute, `i-${i % 4}`))],
  },
  user_data_of_many_machines_read: {
    match: [times(10, (i) => readUserData(i * minute, `i-${i}`))],
    miss: [times(20, (i) => readUserData(i * minute, `i-${i % 9}`))],
  },
  mass_deletion_of_objects: {
    match: [times(500, (i) => deleteObject(i, 'exports'))],
    miss: [times(500, (i) => deleteObject(i, `bucket-${i % 2}`)), times(500, (i) => deleteObject(i * 2, 'exports'))],
  },
  bucket_emptied_in_bulk: {
    match: [times(10, (i) => deleteObject(i * 10, 'exports', 'DeleteObjects'))],
    miss: [
      times(9, (i) => deleteObject(i * 10, 'exports', 'DeleteObjects')),
      times(12, (i) => deleteObject(i * 10, `bucket-${i % 2}`, 'DeleteObjects')),
    ],
  },
  many_snapshots_deleted: {
    match: [
      times(20, (i) => at(i * minute, 'ec2', 'DeleteSnapshot', { requestParameters: { snapshotId: `snap-${i}` } })),
    ],
    miss: [times(20, (i) => at(i * 10 * minute, 'ec2', 'DeleteSnapshot'))],
  },
  console_login_without_mfa_then_iam_changes: {
    match: [[logIn(0, 'ana', true), createUser(hour, 'helper')]],
    miss: [
      [createUser(0, 'helper'), logIn(hour, 'ana', true)],
      [logIn(0, 'ana', true), createUser(3 * hour, 'helper')],
      [logIn(0, 'ben', true), createUser(hour, 'helper')],
      [logIn(0, 'ana', true, { additionalEventData: { MFAUsed: 'Yes' } }), createUser(hour, 'helper')],
    ],
  },
  snapshot_created_then_shared: {
    match: [[createSnapshot(0, 'snap-1'), createSnapshot(9, 'snap-2'), shareSnapshot(hour, 'snap-1')]],
    miss: [
      [createSnapshot(0, 'snap-1'), shareSnapshot(hour, 'snap-2')],
      [shareSnapshot(0, 'snap-1'), createSnapshot(hour, 'snap-1')],
      [createSnapshot(0, 'snap-1'), shareSnapshot(2 * day, 'snap-1')],
    ],
  },
  watching_switched_off_then_destruction: {
    match: [[at(0, 'cloudtrail', 'StopLogging'), at(hour, 'kms', 'ScheduleKeyDeletion')]],
    miss: [
      [at(0, 'kms', 'ScheduleKeyDeletion'), at(hour, 'cloudtrail', 'StopLogging')],
      [at(0, 'cloudtrail', 'StopLogging', denied), at(hour, 'kms', 'ScheduleKeyDeletion')],
      [at(0, 'cloudtrail', 'StopLogging', user('ben', 'AKIAI44QH8DHBEXAMPLE')), at(hour, 'kms', 'ScheduleKeyDeletion')],
    ],
  },
  access_key_created_then_used: {
    match: [
      [createKey(0, 'ben', 'AKIAI44QH8DHBEXAMPLE'), at(hour, 's3', 'ListBuckets', user('ben', 'AKIAI44QH8DHBEXAMPLE'))],
    ],
    miss: [
      [createKey(0, 'ben', 'AKIAI44QH8DHBEXAMPLE'), at(hour, 's3', 'ListBuckets')],
      [at(0, 's3', 'ListBuckets', user('ben', 'AKIAI44QH8DHBEXAMPLE')), createKey(hour, 'ben', 'AKIAI44QH8DHBEXAMPLE')],
    ],
  },
  new_user_made_administrator_with_a_key: {
    match: [
      [createUser(0, 'svc'), createKey(minute, 'svc', 'AKIAI44QH8DHBEXAMPLE'), makeAdministrator(2 * minute, 'svc')],
      [createUser(0, 'svc'), makeAdministrator(minute, 'svc'), createKey(2 * minute, 'svc', 'AKIAI44QH8DHBEXAMPLE')],
    ],
    miss: [
      [createUser(0, 'svc'), createKey(minute, 'svc', 'AKIAI44QH8DHBEXAMPLE'), makeAdministrator(2 * minute, 'boss')],
      [createUser(0, 'svc'), makeAdministrator(minute, 'svc')],
      [createUser(0, 'svc'), makeAdministrator(minute, 'svc'), createKey(2 * hour, 'svc', 'AKIAI44QH8DHBEXAMPLE')],
    ],
  },
  machine_stopped_given_a_new_start_script_and_started: {
    match: [[at(0, 'ec2', 'StopInstances'), changeUserData(minute), at(2 * minute, 'ec2', 'StartInstances')]],
    miss: [
      [at(0, 'ec2', 'StopInstances'), at(minute, 'ec2', 'StartInstances'), changeUserData(2 * minute)],
      [at(0, 'ec2', 'StopInstances'), at(2 * minute, 'ec2', 'StartInstances')],
      [
        at(0, 'ec2', 'StopInstances'),
        changeUserData(minute, user('ben', 'AKIAI44QH8DHBEXAMPLE')),
        at(2 * minute, 'ec2', 'StartInstances'),
      ],
    ],
  },
  credentials_of_an_instance_used_from_several_addresses: {
    match: [
      times(3, (i) => at(i * minute, 's3', 'ListBuckets', { ...machine('ASIA1'), sourceIPAddress: `203.0.113.${i}` })),
    ],
    miss: [
      times(6, (i) =>
        at(i * minute, 's3', 'ListBuckets', { ...machine('ASIA1'), sourceIPAddress: `203.0.113.${i % 2}` }),
      ),
      times(3, (i) =>
        at(i * minute, 's3', 'ListBuckets', { ...machine(`ASIA${i}`), sourceIPAddress: `203.0.113.${i}` }),
      ),
    ],
  },
  accelerators_started_in_several_regions: {
    match: [times(3, (i) => startAccelerator(i * minute, `region-${i}`))],
    miss: [
      times(9, (i) => startAccelerator(i * minute, `region-${i % 2}`)),
      times(3, (i) => startAccelerator(i * hour, `region-${i}`)),
    ],
  },
};
