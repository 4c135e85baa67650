// How it ends, and why it does not: traces removed, the key disabled, and a second door that nobody saw.
import { assumedRole, otherAccount } from '../actors.ts';
import { setScene } from '../scene.ts';
import type { Foothold } from './break-in.ts';
import type { Deploy } from './plunder.ts';
import { as, attacker, leakedUser, type Teller, writeDate } from './teller.ts';

export function cleanUp({ stage, call, at, home, prod }: Teller, deploy: Deploy, { fromConsole }: Foothold): void {
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
  fromConsole(home, {
    service: 'iam',
    name: 'DeleteLoginProfile',
    readOnly: false,
    request: `{"userName":"${attacker.backdoorUser}"}`,
  });
  fromConsole(home, {
    service: 'iam',
    name: 'DetachUserPolicy',
    readOnly: false,
    request: `{"userName":"${attacker.backdoorUser}","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}`,
  });
  fromConsole(home, {
    service: 'iam',
    name: 'DeleteUser',
    readOnly: false,
    request: `{"userName":"${attacker.backdoorUser}"}`,
    error: ['DeleteConflictException', 'Cannot delete entity, must delete access keys first.'],
  });
}

export function respond(teller: Teller): void {
  const { stage, call, at, world, home, night } = teller;
  const ci = home.users[0]!;
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
    call(leakedUser(teller, 'sts.get-caller-identity'), home, {
      service: 'sts',
      name: 'GetCallerIdentity',
      error: ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    });
}

export function comeBack({ stage, call, at, now, random, prod }: Teller): void {
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
      response: `{"credentials":{"accessKeyId":"${supportKey}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}==","expiration":"${writeDate(now() + 3600)}"},"assumedRoleUser":{"assumedRoleId":"${support.id}:s","arn":"arn:aws:sts::${prod.id}:assumed-role/${support.name}/s"}}`,
      resources: `[{"accountId":"${prod.id}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${prod.id}:role/${support.name}"}]`,
    },
  );
  const back = assumedRole({
    account: prod.id,
    role: support.name,
    roleId: support.id,
    session: 's',
    accessKey: supportKey,
    created: now(),
    ip: attacker.consoleIp,
    agent: `${attacker.cli}s3api.list-buckets`,
  });
  call(back, prod, { service: 's3', name: 'ListBuckets', host: 's3.amazonaws.com' });
  call(as(back, 'rds.describe-db-snapshots'), prod, {
    service: 'rds',
    name: 'DescribeDBSnapshots',
    request: '{"snapshotType":"manual"}',
  });
}
