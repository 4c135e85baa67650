// What the attacker takes from production: secrets, the customers' data, a disk, computing time.
import { describeLaunch } from '../activities/compute.ts';
import { accessObject } from '../activities/storage.ts';
import { assumedRole, otherAccount } from '../actors.ts';
import type { Actor } from '../event.ts';
import { setScene } from '../scene.ts';
import { attacker, type CallFields, leakedUser, type Teller, writeDate } from './teller.ts';

/** The attacker in production's deploy role, with a command of the AWS CLI. */
export type Deploy = (command: string, ip?: string) => Actor;

export function crossOver(teller: Teller): Deploy {
  const { stage, call, at, now, random, home, prod, night } = teller;
  stage('crossing', 'The pipeline role opens the door to the production account');
  const deployRole = { name: 'deploy-prod', id: `AROA${random.base32(17)}` };
  const deployKey = `ASIA${random.base32(16)}`;
  at(22, 31);
  const shared = random.uuid();
  const assume: CallFields = {
    service: 'sts',
    name: 'AssumeRole',
    request: `{"roleArn":"arn:aws:iam::${prod.id}:role/${deployRole.name}","roleSessionName":"release-2214","durationSeconds":43200}`,
    response: `{"credentials":{"accessKeyId":"${deployKey}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}==","expiration":"${writeDate(now() + 43_200)}"},"assumedRoleUser":{"assumedRoleId":"${deployRole.id}:release-2214","arn":"arn:aws:sts::${prod.id}:assumed-role/${deployRole.name}/release-2214"}}`,
    resources: `[{"accountId":"${prod.id}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${prod.id}:role/${deployRole.name}"}]`,
    sharedEventId: shared,
  };
  const ci = home.users[0]!;
  call(leakedUser(teller, 'sts.assume-role'), home, assume);
  call(
    otherAccount({ account: home.id, principalId: ci.id, ip: attacker.cliIp, agent: `${attacker.cli}sts.assume-role` }),
    prod,
    assume,
    0,
  );
  return (command, ip = attacker.cliIp) =>
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
}

export function readSecrets({ stage, call, at, prod }: Teller, deploy: Deploy): void {
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
}

export function copyObjects(teller: Teller, deploy: Deploy): void {
  const { stage, call, keep, at, wait, now, random, world, prod, night } = teller;
  stage('exfiltration', 'The customer exports are copied out, object by object, for 70 minutes');
  at(22, 52);
  const bucket = prod.buckets[0]!;
  const sceneOfProd = setScene(world, prod, 'us-east-1', night, 'story', 0.1);
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
    wait(6 + random.below(11));
    keep(
      accessObject(sceneOfProd, random, now(), {
        actor: puller,
        bucket,
        key: `daily/2026-${String(1 + (i % 3)).padStart(2, '0')}/customers-${String(i).padStart(4, '0')}.parquet`,
        bytes: 14_000_000 + random.below(9_000_000),
      }),
    );
  }
}

export function shareSnapshot({ stage, call, at, wait, random, prod }: Teller, deploy: Deploy): void {
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
  wait(400);
  call(deploy('ec2.modify-snapshot-attribute'), prod, {
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    readOnly: false,
    request: `{"snapshotId":"${snapshot}","createVolumePermission":{"add":{"items":[{"userId":"${attacker.outsideAccount}"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"}`,
    response: `{"requestId":"${random.uuid()}","_return":true}`,
  });
}

export function mine({ stage, call, at, random, prod }: Teller, deploy: Deploy): void {
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
}
