// Ordinary use of identities: roles assumed, users read and changed, people logging in.
import { awsService, iamUser, rootUser, webIdentity } from '../actors.ts';
import type { Event } from '../event.ts';
import type { Random } from '../random.ts';
import { agents, pickService, type Scene } from '../scene.ts';
import { denied, write } from './write.ts';

function roleCredentials(scene: Scene, random: Random, role: { name: string; id: string }, session: string): string {
  return (
    `{"credentials":{"accessKeyId":"ASIA${random.base32(16)}","sessionToken":"IQoJb3JpZ2luX2VjE${random.base64(48)}=="` +
    `,"expiration":"Mar ${1 + random.below(28)}, 2026, ${1 + random.below(12)}:${10 + random.below(50)}:00 ${random.chance(0.5) ? 'AM' : 'PM'}"}` +
    `,"assumedRoleUser":{"assumedRoleId":"${role.id}:${session}","arn":"arn:aws:sts::${scene.account.id}:assumed-role/${role.name}/${session}"}}`
  );
}

export function assumeRoleByService(scene: Scene, random: Random, time: number): Event {
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

export function assumeRole(scene: Scene, random: Random, time: number): Event {
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

export function assumeRoleWithWebIdentity(scene: Scene, random: Random, time: number): Event {
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

export function readIam(scene: Scene, random: Random, time: number): Event {
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

export function changeIam(scene: Scene, random: Random, time: number): Event {
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

export function logIn(scene: Scene, random: Random, time: number): Event {
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
