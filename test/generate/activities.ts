// What happens on an ordinary day: the kinds of benign events, with their shares. Shares, shapes and error codes follow
// what busy production accounts log; every value is invented.
import { awsInternal, awsService, iamUser, otherAccount, rootUser, webIdentity } from './actors.ts';
import { type Actor, type Event, type EventFields, writeEvent } from './event.ts';
import { type Random, weigh } from './random.ts';
import { agents, pickService, type Scene } from './scene.ts';

type Activity = (scene: Scene, random: Random, time: number) => Event;

const activities: [share: number, activity: Activity][] = [
  [150, decrypt],
  [70, generateDataKey],
  [115, assumeRoleByService],
  [25, assumeRole],
  [22, assumeRoleWithWebIdentity],
  [170, accessObject],
  [25, listBucket],
  [110, describeEc2],
  [38, updateInstanceInformation],
  [45, touchLogs],
  [60, invokeFunction],
  [40, queryTable],
  [34, readIam],
  [4, changeIam],
  [4, logIn],
  [22, putEvaluations],
  [6, runInstances],
  [26, getSecret],
  [40, describeOther],
  [14, targetHealth],
  [2, rotateKey],
  [1, bigTemplate],
];
const pickActivity = weigh(activities.map(([share]) => share));

/** One ordinary event at `time`. */
export function writeOrdinaryEvent(scene: Scene, random: Random, time: number): Event {
  return activities[pickActivity(random)]![1](scene, random, time);
}

function write(
  scene: Scene,
  random: Random,
  fields: Omit<EventFields, 'region' | 'account'> & { region?: string },
): Event {
  return writeEvent(random, { account: scene.account.id, region: scene.region, ...fields });
}

export function denied(actor: Actor, action: string, resource = '*'): readonly [string, string] {
  return [
    'AccessDenied',
    `User: ${actor.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  ];
}

function keyArn(scene: Scene, random: Random): string {
  return `arn:aws:kms:${scene.region}:${scene.account.id}:key/${random.pick(scene.account.keys)}`;
}

function decrypt(scene: Scene, random: Random, time: number): Event {
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

function generateDataKey(scene: Scene, random: Random, time: number): Event {
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

function roleCredentials(scene: Scene, random: Random, role: { name: string; id: string }, session: string): string {
  return (
    `{"credentials":{"accessKeyId":"ASIA${random.base32(16)}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}=="` +
    `,"expiration":"Mar ${1 + random.below(28)}, 2026, ${1 + random.below(12)}:${10 + random.below(50)}:00 ${random.chance(0.5) ? 'AM' : 'PM'}"}` +
    `,"assumedRoleUser":{"assumedRoleId":"${role.id}:${session}","arn":"arn:aws:sts::${scene.account.id}:assumed-role/${role.name}/${session}"}}`
  );
}

function assumeRoleByService(scene: Scene, random: Random, time: number): Event {
  const role = random.pick(scene.account.roles);
  const session = random.pick(random.chance(0.5) ? scene.account.instances : scene.account.functions);
  const arn = `arn:aws:iam::${scene.account.id}:role/${role.name}`;
  return write(scene, random, {
    time,
    actor: awsService(pickService(random)),
    service: 'sts',
    name: 'AssumeRole',
    request: `{"roleArn":"${arn}","roleSessionName":"${session}","durationSeconds":3600}`,
    response: roleCredentials(scene, random, role, session),
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::IAM::Role","ARN":"${arn}"}]`,
    sharedEventId: random.uuid(),
  });
}

function assumeRole(scene: Scene, random: Random, time: number): Event {
  const actor = random.pick(random.chance(0.8) ? scene.workloads : scene.users);
  const role = random.pick(scene.account.roles);
  const arn = `arn:aws:iam::${scene.account.id}:role/${role.name}`;
  const session = `deploy-${random.hex(2)}`;
  return write(scene, random, {
    time,
    actor,
    service: 'sts',
    name: 'AssumeRole',
    request: `{"roleArn":"${arn}","roleSessionName":"${session}","externalId":"${scene.world.company}-${random.hex(1)}"}`,
    response: roleCredentials(scene, random, role, session),
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::IAM::Role","ARN":"${arn}"}]`,
    error: random.chance(0.05) ? denied(actor, 'sts:AssumeRole', arn) : null,
  });
}

function assumeRoleWithWebIdentity(scene: Scene, random: Random, time: number): Event {
  const role = random.pick(scene.account.roles);
  const provider = `arn:aws:iam::${scene.account.id}:oidc-provider/oidc.eks.${scene.region}.amazonaws.com/id/${scene.account.id}C0FFEE${scene.account.id}`;
  const subject = `system:serviceaccount:${random.pick(['default', 'shop', 'kube-system'])}:${random.pick(['web', 'worker', 'aws-node'])}`;
  return write(scene, random, {
    time,
    actor: webIdentity({
      provider,
      audience: 'sts.amazonaws.com',
      subject,
      ip: random.pick(scene.account.addresses),
      agent: agents.sdk[1]!,
    }),
    service: 'sts',
    name: 'AssumeRoleWithWebIdentity',
    request: `{"roleArn":"arn:aws:iam::${scene.account.id}:role/${role.name}","roleSessionName":"${scene.account.id}-pod"}`,
    response: roleCredentials(scene, random, role, 'pod'),
  });
}

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

function listBucket(scene: Scene, random: Random, time: number): Event {
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

const ec2Calls: [string, string][] = [
  ['DescribeInstances', 'instancesSet'],
  ['DescribeInstances', 'instancesSet'],
  ['DescribeInstanceStatus', 'instancesSet'],
  ['DescribeVolumes', 'volumeSet'],
  ['DescribeSnapshots', 'snapshotSet'],
  ['DescribeSecurityGroups', 'securityGroupSet'],
  ['DescribeSubnets', 'subnetSet'],
  ['DescribeVpcs', 'vpcSet'],
  ['DescribeNetworkInterfaces', 'networkInterfaceIdSet'],
  ['DescribeRouteTables', 'routeTableIdSet'],
  ['DescribeImages', 'imagesSet'],
  ['DescribeTags', 'tagSet'],
  ['DescribeAddresses', 'publicIpsSet'],
];

function describeEc2(scene: Scene, random: Random, time: number): Event {
  const [name, set] = random.pick(ec2Calls);
  const items =
    set === 'instancesSet' && random.chance(0.5)
      ? `"items":[${Array.from({ length: 1 + random.below(8) }, () => `{"instanceId":"${random.pick(scene.account.instances)}"}`).join(',')}]`
      : '';
  return write(scene, random, {
    time,
    actor: random.pick(scene.everyone),
    service: 'ec2',
    name,
    request:
      items === ''
        ? `{"maxResults":${random.pick([50, 200, 1000])},"${set}":{},"filterSet":{"items":[{"name":"tag:Environment","valueSet":{"items":[{"value":"${scene.account.name}"}]}},{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0${scene.account.id}beef"}]}}]}}`
        : `{"${set}":{${items}},"filterSet":{}}`,
    error: random.chance(0.03)
      ? ['Client.RequestLimitExceeded', 'Request limit exceeded.']
      : random.chance(0.015)
        ? ['Client.UnauthorizedOperation', 'You are not authorized to perform this operation.']
        : null,
  });
}

function updateInstanceInformation(scene: Scene, random: Random, time: number): Event {
  const [b, c, d] = [random.below(32), random.below(256), random.below(256)];
  return write(scene, random, {
    time,
    actor: random.pick(scene.workloads),
    service: 'ssm',
    name: 'UpdateInstanceInformation',
    readOnly: false,
    request: `{"instanceId":"${random.pick(scene.account.instances)}","agentVersion":"3.3.2299.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux","platformVersion":"2023","iPAddress":"10.${b}.${c}.${d}","computerName":"ip-10-${b}-${c}-${d}.${scene.region}.compute.internal","agentName":"amazon-ssm-agent","availabilityZone":"${scene.region}a","availabilityZoneId":"use1-az2","sSMConnectionChannel":"ssmmessages"}`,
  });
}

function touchLogs(scene: Scene, random: Random, time: number): Event {
  const create = random.chance(0.5);
  const group = `/aws/lambda/${random.pick(scene.account.functions)}`;
  return write(scene, random, {
    time,
    actor: random.pick(scene.workloads),
    service: 'logs',
    name: create ? random.pick(['CreateLogStream', 'CreateLogGroup']) : 'DescribeLogStreams',
    readOnly: !create,
    request: `{"logGroupName":"${group}","logStreamName":"${new Date(scene.day * 1000).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${random.hex(8)}"}`,
    extra: ',"apiVersion":"20140328"',
    error:
      create && random.chance(0.3)
        ? ['ResourceAlreadyExistsException', 'The specified log group already exists']
        : random.chance(0.02)
          ? ['ThrottlingException', 'Rate exceeded']
          : null,
  });
}

function invokeFunction(scene: Scene, random: Random, time: number): Event {
  const arn = `arn:aws:lambda:${scene.region}:${scene.account.id}:function:${random.pick(scene.account.functions)}`;
  return write(scene, random, {
    time,
    actor: random.chance(0.6) ? random.pick(scene.workloads) : awsService('apigateway.amazonaws.com'),
    service: 'lambda',
    name: 'Invoke',
    readOnly: false,
    data: true,
    request: `{"functionName":"${arn}","invocationType":"${random.pick(['Event', 'RequestResponse'])}","sourceArn":"arn:aws:execute-api:${scene.region}:${scene.account.id}:${scene.account.id.slice(0, 5)}abcde/*/POST/hook"}`,
    additional: `{"functionVersion":"${arn}:$LATEST"}`,
    resources: `[{"accountId":"${scene.account.id}","type":"AWS::Lambda::Function","ARN":"${arn}"}]`,
  });
}

function queryTable(scene: Scene, random: Random, time: number): Event {
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

const iamReads = [
  'GetRole',
  'ListRoles',
  'ListAttachedRolePolicies',
  'GetPolicyVersion',
  'GetUser',
  'ListUsers',
  'ListAccessKeys',
  'GetInstanceProfile',
  'ListMFADevices',
  'GetAccountSummary',
];

function readIam(scene: Scene, random: Random, time: number): Event {
  const name = random.pick(iamReads);
  const actor = random.pick(random.chance(0.5) ? scene.people : scene.everyone);
  const role = random.pick(scene.account.roles).name;
  return write(scene, random, {
    time,
    actor,
    service: 'iam',
    name,
    region: 'us-east-1',
    host: 'iam.amazonaws.com',
    request: name.includes('Role')
      ? `{"roleName":"${role}","maxItems":100}`
      : `{"userName":"${random.pick(scene.account.users).name}"}`,
    error: random.chance(0.05)
      ? ['NoSuchEntityException', `The role with name ${role} cannot be found.`]
      : random.chance(0.04)
        ? denied(actor, `iam:${name}`)
        : null,
  });
}

function changeIam(scene: Scene, random: Random, time: number): Event {
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 'kms:Decrypt'],
        Resource: [`arn:aws:s3:::${random.pick(scene.account.buckets)}/*`],
        Condition: { StringEquals: { 'aws:SourceAccount': scene.account.id } },
      },
    ],
  };
  return write(scene, random, {
    time,
    actor: random.pick(scene.people),
    service: 'iam',
    name: random.pick(['PutRolePolicy', 'AttachRolePolicy', 'TagRole', 'CreatePolicyVersion', 'UpdateRole']),
    readOnly: false,
    region: 'us-east-1',
    host: 'iam.amazonaws.com',
    request: JSON.stringify({
      roleName: random.pick(scene.account.roles).name,
      policyName: `inline-${random.hex(1)}`,
      policyDocument: JSON.stringify(document, null, 2),
    }),
  });
}

function logIn(scene: Scene, random: Random, time: number): Event {
  const where = { ip: random.pick(scene.world.offices), agent: random.pick(agents.people.slice(0, 2)) };
  const person = random.pick(scene.account.people);
  const root = random.chance(0.03);
  const failed = random.chance(0.1);
  return write(scene, random, {
    time,
    actor: root
      ? rootUser({ account: scene.account.id, ...where })
      : iamUser({ account: scene.account.id, user: person.name, userId: person.id, accessKey: null, ...where }),
    service: 'signin',
    name: 'ConsoleLogin',
    readOnly: false,
    region: 'us-east-1',
    eventType: 'AwsConsoleSignIn',
    host: 'signin.aws.amazon.com',
    response: `{"ConsoleLogin":"${failed ? 'Failure' : 'Success'}"}`,
    additional: `{"LoginTo":"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true","MobileVersion":"No","MFAUsed":"${failed ? 'No' : 'Yes'}"}`,
    ...(failed ? { extra: ',"errorMessage":"Failed authentication"' } : {}),
  });
}

function putEvaluations(scene: Scene, random: Random, time: number): Event {
  return write(scene, random, {
    time,
    actor: random.pick(scene.services),
    service: 'config',
    name: 'PutEvaluations',
    readOnly: false,
    request: `{"evaluations":[${Array.from({ length: 1 + random.below(3) }, () => `{"complianceResourceType":"AWS::S3::Bucket","complianceResourceId":"${random.pick(scene.account.buckets)}","complianceType":"${random.chance(0.8) ? 'COMPLIANT' : 'NON_COMPLIANT'}","orderingTimestamp":"Mar 9, 2026, 4:05:06 AM"}`).join(',')}],"resultToken":"${random.base64(40)}","testMode":false}`,
    response: '{"failedEvaluations":[]}',
  });
}

function runInstances(scene: Scene, random: Random, time: number): Event {
  const ids = Array.from({ length: 1 + random.below(3) }, () => random.pick(scene.account.instances));
  return write(scene, random, {
    time,
    actor: random.pick(scene.services),
    service: 'ec2',
    name: 'RunInstances',
    readOnly: false,
    ...describeLaunch(scene.account.id, scene.region, ids, 'm7g.large', random),
    error: random.chance(0.08)
      ? [
          'Server.InsufficientInstanceCapacity',
          `We currently do not have sufficient m7g.large capacity in the Availability Zone you requested (${scene.region}b).`,
        ]
      : null,
  });
}

/** Request and response of RunInstances, about 1 kB an instance. */
export function describeLaunch(account: string, region: string, ids: string[], type: string, random: Random) {
  const subnet = `subnet-0${account}feed`;
  const items = ids.map(
    (id) =>
      `{"instanceId":"${id}","imageId":"ami-0a1b2c3d4e5f60718","instanceState":{"code":0,"name":"pending"},"privateDnsName":"ip-10-1-${random.below(256)}-7.${region}.compute.internal","keyName":"fleet","amiLaunchIndex":0,"productCodes":{},"instanceType":"${type}","launchTime":1773050000000,"placement":{"availabilityZone":"${region}a","tenancy":"default"},"monitoring":{"state":"disabled"},"subnetId":"${subnet}","vpcId":"vpc-0${account}beef","stateReason":{"code":"pending","message":"pending"},"architecture":"arm64","rootDeviceType":"ebs","rootDeviceName":"/dev/xvda","blockDeviceMapping":{},"virtualizationType":"hvm","hypervisor":"xen","tagSet":{"items":[{"key":"aws:autoscaling:groupName","value":"shop"}]},"groupSet":{"items":[{"groupId":"sg-0${account}cafe","groupName":"shop"}]},"sourceDestCheck":true,"ebsOptimized":true,"cpuOptions":{"coreCount":2,"threadsPerCore":1},"enclaveOptions":{"enabled":false},"metadataOptions":{"state":"pending","httpTokens":"required","httpPutResponseHopLimit":2,"httpEndpoint":"enabled"}}`,
  );
  return {
    request: `{"instancesSet":{"items":[{"imageId":"ami-0a1b2c3d4e5f60718","minCount":${ids.length},"maxCount":${ids.length}}]},"instanceType":"${type}","blockDeviceMapping":{},"monitoring":{"enabled":false},"disableApiTermination":false,"clientToken":"${random.uuid()}"}`,
    response: `{"requestId":"${random.uuid()}","reservationId":"r-0${random.hex(4).slice(1)}","ownerId":"${account}","groupSet":{},"instancesSet":{"items":[${items.join(',')}]}}`,
  };
}

function getSecret(scene: Scene, random: Random, time: number): Event {
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

const otherCalls = [
  ['ecs', 'DescribeTasks'],
  ['ecs', 'DescribeServices'],
  ['ecr', 'BatchGetImage'],
  ['ecr', 'GetAuthorizationToken'],
  ['eks', 'DescribeCluster'],
  ['sqs', 'GetQueueAttributes'],
  ['rds', 'DescribeDBInstances'],
  ['autoscaling', 'DescribeAutoScalingGroups'],
  ['monitoring', 'DescribeAlarms'],
  ['tagging', 'GetResources'],
  ['cloudformation', 'DescribeStacks'],
  ['sns', 'ListTopics'],
  ['route53', 'ListHostedZones'],
  ['glue', 'GetTable'],
  ['athena', 'GetQueryExecution'],
  ['cloudtrail', 'DescribeTrails'],
  ['guardduty', 'ListDetectors'],
  ['health', 'DescribeEvents'],
] as const;

function describeOther(scene: Scene, random: Random, time: number): Event {
  const [service, name] = random.pick(otherCalls);
  const actor = random.pick(scene.everyone);
  return write(scene, random, {
    time,
    actor,
    service,
    name,
    request: `{"cluster":"${random.pick(['shop', 'batch'])}","tasks":["arn:aws:ecs:${scene.region}:${scene.account.id}:task/shop/${random.hex(8)}"],"include":["TAGS"],"maxResults":${random.pick([10, 50, 100])}}`,
    error: random.chance(0.03)
      ? ['ThrottlingException', 'Rate exceeded']
      : random.chance(0.02)
        ? denied(actor, `${service}:${name}`)
        : null,
  });
}

function targetHealth(scene: Scene, random: Random, time: number): Event {
  const register = random.chance(0.2);
  return write(scene, random, {
    time,
    actor: random.pick(scene.everyone),
    service: 'elasticloadbalancing',
    name: register ? 'RegisterTargets' : 'DescribeTargetHealth',
    readOnly: !register,
    request: `{"targetGroupArn":"arn:aws:elasticloadbalancing:${scene.region}:${scene.account.id}:targetgroup/shop-${random.pick(['web', 'api'])}/0123456789abcdef","targets":[{"id":"${random.pick(scene.account.instances)}","port":8443}]}`,
    extra: ',"apiVersion":"2015-12-01"',
  });
}

function rotateKey(scene: Scene, random: Random, time: number): Event {
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

/** Now and then a request of tens of kilobytes: a stack template inside a string. */
function bigTemplate(scene: Scene, random: Random, time: number): Event {
  const resources = Object.fromEntries(
    Array.from({ length: 4 + random.below(50) }, (_, i) => [
      `Queue${i}`,
      {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: `${scene.account.name}-${random.hex(2)}`,
          VisibilityTimeout: 30 + random.below(600),
          Tags: [{ Key: 'team', Value: random.pick(['shop', 'maps', 'data']) }],
        },
      },
    ]),
  );
  return write(scene, random, {
    time,
    actor: random.pick(scene.people),
    service: 'cloudformation',
    name: 'CreateChangeSet',
    readOnly: false,
    request: JSON.stringify({
      stackName: `shop-${scene.account.name}`,
      changeSetName: `deploy-${random.hex(2)}`,
      capabilities: ['CAPABILITY_NAMED_IAM'],
      templateBody: JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources }, null, 1),
    }),
    response: `{"id":"arn:aws:cloudformation:${scene.region}:${scene.account.id}:changeSet/deploy/${random.uuid()}","stackId":"arn:aws:cloudformation:${scene.region}:${scene.account.id}:stack/shop/${random.uuid()}"}`,
  });
}
