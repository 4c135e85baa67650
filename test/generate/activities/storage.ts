// Ordinary use of data: objects, tables, keys and secrets.
import { awsInternal, otherAccount } from '../actors.ts';
import type { Actor, Event } from '../event.ts';
import type { Random } from '../random.ts';
import { agents, type Scene } from '../scene.ts';
import { denied, write } from './write.ts';

const objectCalls: [string, boolean][] = [
  ['GetObject', true],
  ['GetObject', true],
  ['GetObject', true],
  ['PutObject', false],
  ['PutObject', false],
  ['HeadObject', true],
  ['DeleteObject', false],
];

/** An S3 object call; `actor` and `bucket` can be chosen by a story. */
export function accessObject(
  scene: Scene,
  random: Random,
  time: number,
  choice: { actor?: Actor; bucket?: string; key?: string; bytes?: number } = {},
): Event {
  const [name, readOnly] = choice.key === undefined ? random.pick(objectCalls) : objectCalls[0]!;
  const bucket = choice.bucket ?? random.pick(scene.account.buckets);
  const key =
    choice.key ??
    `${random.pick(['raw', 'daily', 'photos', 'events'])}/dt=${new Date(scene.day * 1000).toISOString().slice(0, 10)}/part-${random.below(400)}.${random.pick(['parquet', 'json.gz', 'jpg', 'csv'])}`;
  const actor =
    choice.actor ??
    (random.chance(0.015)
      ? otherAccount({
          account: 'anonymous',
          principalId: '',
          ip: random.pick(scene.world.offices),
          agent: agents.people[0]!,
        })
      : random.pick(scene.everyone));
  const host = `${bucket}.s3.${scene.region}.amazonaws.com`;
  const out = choice.bytes ?? (name === 'GetObject' ? random.below(20_000_000) : 0);
  return write(scene, random, {
    time,
    actor,
    service: 's3',
    name,
    readOnly,
    data: true,
    host,
    request: `{"bucketName":"${bucket}","Host":"${host}","key":"${key}"${name === 'PutObject' ? ',"x-amz-server-side-encryption":"aws:kms","x-amz-storage-class":"STANDARD_IA"' : ''}}`,
    response: name === 'PutObject' ? '{"x-amz-server-side-encryption":"aws:kms"}' : 'null',
    additional: `{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":${name === 'PutObject' ? random.below(9_000_000) : 0},"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${random.base64(28)}=","bytesTransferredOut":${out}.0}`,
    resources: `[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::${bucket}/${key}"},{"accountId":"${scene.account.id}","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::${bucket}"}]`,
    error:
      choice.key !== undefined
        ? null
        : random.chance(0.03)
          ? ['AccessDenied', 'Access Denied']
          : random.chance(0.02)
            ? ['NoSuchKey', 'The specified key does not exist.']
            : null,
  });
}

export function listBucket(scene: Scene, random: Random, time: number): Event {
  const bucket = random.pick(scene.account.buckets);
  const host = `${bucket}.s3.${scene.region}.amazonaws.com`;
  return write(scene, random, {
    time,
    actor: random.pick(scene.everyone),
    service: 's3',
    name: random.pick(['ListObjects', 'GetBucketLocation', 'GetBucketPolicyStatus', 'GetBucketAcl']),
    host,
    request: `{"list-type":"2","bucketName":"${bucket}","encoding-type":"url","max-keys":"1000","prefix":"daily/","delimiter":"/","Host":"${host}"}`,
    additional: `{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${random.base64(28)}=","bytesTransferredOut":${random.below(90_000)}}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::${bucket}"}]`,
  });
}

export function queryTable(scene: Scene, random: Random, time: number): Event {
  const table = random.pick(scene.account.tables);
  const [name, readOnly] = random.pick([
    ['GetItem', true],
    ['Query', true],
    ['PutItem', false],
    ['UpdateItem', false],
  ] as const);
  return write(scene, random, {
    time,
    actor: random.pick(scene.workloads),
    service: 'dynamodb',
    name,
    readOnly,
    data: true,
    request: `{"tableName":"${table}","key":{"pk":"HIDDEN_DUE_TO_SECURITY_REASONS"},"returnConsumedCapacity":"NONE","consistentRead":${random.chance(0.3)}}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::DynamoDB::Table","ARN":"arn:aws:dynamodb:${scene.region}:${scene.account.id}:table/${table}"}]`,
    extra: ',"apiVersion":"2012-08-10"',
    error: random.chance(0.01) ? ['ConditionalCheckFailedException', 'The conditional request failed'] : null,
  });
}

function keyArn(scene: Scene, random: Random): string {
  return `arn:aws:kms:${scene.region}:${scene.account.id}:key/${random.pick(scene.account.keys)}`;
}

export function decrypt(scene: Scene, random: Random, time: number): Event {
  const actor = random.pick(random.chance(0.65) ? scene.workloads : scene.services);
  const key = keyArn(scene, random);
  const context = random.chance(0.5)
    ? `"aws:lambda:FunctionArn":"arn:aws:lambda:${scene.region}:${scene.account.id}:function:${random.pick(scene.account.functions)}"`
    : `"PARAMETER_ARN":"arn:aws:ssm:${scene.region}:${scene.account.id}:parameter/${random.pick(scene.account.secrets)}"`;
  return write(scene, random, {
    time,
    actor,
    service: 'kms',
    name: 'Decrypt',
    request: `{"encryptionContext":{${context}},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::KMS::Key","ARN":"${key}"}]`,
    additional: random.chance(0.15) ? `{"keyMaterialId":"${random.hex(16)}"}` : undefined,
    error: random.chance(0.004) ? denied(actor, 'kms:Decrypt', key) : null,
  });
}

export function generateDataKey(scene: Scene, random: Random, time: number): Event {
  const key = keyArn(scene, random);
  return write(scene, random, {
    time,
    actor: random.pick(scene.services),
    service: 'kms',
    name: 'GenerateDataKey',
    request: `{"keySpec":"AES_256","encryptionContext":{"aws:s3:arn":"arn:aws:s3:::${random.pick(scene.account.buckets)}"},"keyId":"${key}"}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::KMS::Key","ARN":"${key}"}]`,
  });
}

export function rotateKey(scene: Scene, random: Random, time: number): Event {
  return write(scene, random, {
    time,
    actor: awsInternal(scene.account.id),
    service: 'kms',
    name: 'RotateKey',
    readOnly: false,
    eventType: 'AwsServiceEvent',
    extra: `,"serviceEventDetails":{"rotationType":"AUTOMATIC","keyOrigin":"AWS_KMS","keyId":"${random.pick(scene.account.keys)}"}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::KMS::Key","ARN":"${keyArn(scene, random)}"}]`,
  });
}

export function getSecret(scene: Scene, random: Random, time: number): Event {
  return write(scene, random, {
    time,
    actor: random.pick(scene.workloads),
    service: 'secretsmanager',
    name: 'GetSecretValue',
    request: `{"secretId":"arn:aws:secretsmanager:${scene.region}:${scene.account.id}:secret:${random.pick(scene.account.secrets)}"}`,
    error: random.chance(0.02)
      ? ['ResourceNotFoundException', "Secrets Manager can't find the specified secret."]
      : null,
  });
}
