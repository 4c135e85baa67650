// Who is at work in one account and region on one day: sessions last for hours, so the same keys, addresses and agents
// come back in many events, as in a real trail.
import { assumedRole, iamUser } from './actors.ts';
import type { Actor } from './event.ts';
import { type Random, seedRandom } from './random.ts';
import type { Account, World } from './world.ts';

export type Scene = {
  world: World;
  account: Account;
  region: string;
  /** Seconds since 1970 of the day's start. */
  day: number;
  workloads: Actor[];
  /** Role sessions that an AWS service uses on the account's behalf. */
  services: Actor[];
  people: Actor[];
  users: Actor[];
  everyone: Actor[];
};

export const agents = {
  sdk: [
    'Boto3/1.40.12 md/Botocore#1.40.12 ua/2.1 os/linux#6.1.141 md/arch#x86_64 lang/python#3.13.5 md/pyimpl#CPython m/Z,b,D,e exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy',
    'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.4 md/GOOS#linux md/GOARCH#arm64 api/kms#1.38.1 m/E,g',
    'aws-sdk-java/2.31.40 md/io#sync md/http#Apache ua/2.1 api/DynamoDB#2.31.x os/Linux#6.1.134 lang/java#21.0.7 md/vendor#Amazon.com_Inc. m/D,N',
    'APN/1.0 HashiCorp/1.0 Terraform/1.12.1 (+https://www.terraform.io) terraform-provider-aws/6.2.0 aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.4',
    'aws-sdk-nodejs/2.1692.0 linux/v22.16.0 exec-env/AWS_Lambda_nodejs22.x promise',
    'aws-sdk-go/1.55.7 (go1.23.9; linux; amd64) amazon-ssm-agent/',
  ],
  people: [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0',
    'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64 lang/python#3.13.4 md/pyimpl#CPython m/E,b,Z,n cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#ec2.describe-instances',
    'AWSConsole-exec-env/CloudShell aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.1.134 md/arch#x86_64 lang/python#3.13.4 md/installer#exe',
  ],
};

const callingServices = [
  'lambda.amazonaws.com',
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'config.amazonaws.com',
  'autoscaling.amazonaws.com',
];

export function pickService(random: Random): string {
  return random.pick(callingServices);
}

/** `sessions` scales how many are at work at once. */
export function setScene(
  world: World,
  account: Account,
  region: string,
  day: number,
  seed: string,
  sessions: number,
): Scene {
  const random = seedRandom(`${seed} ${account.id} ${region} ${day}`, world.forShipping);
  const count = (n: number) => Math.max(2, Math.round(n * sessions));
  const make = (n: number, actor: () => Actor) => Array.from({ length: count(n) }, actor);
  const sessionKey = () => `ASIA${random.base32(16)}`;
  const workloads = make(20, () => {
    const role = random.pick(account.roles);
    const session = random.chance(0.5)
      ? random.pick(account.instances)
      : random.chance(0.6)
        ? random.pick(account.functions)
        : `botocore-session-${1_770_000_000 + random.below(9_999_999)}`;
    return assumedRole({
      account: account.id,
      role: role.name,
      roleId: role.id,
      session,
      accessKey: sessionKey(),
      created: day + random.below(3600),
      ip: random.pick(account.addresses),
      agent: random.pick(agents.sdk),
    });
  });
  const services = make(6, () => {
    const service = pickService(random);
    const role = random.pick(account.roles);
    return assumedRole({
      account: account.id,
      role: role.name,
      roleId: role.id,
      session: random.pick(['aws-config', 'AutoScaling', 'awslambda_640_20260309', 'ecs-service']),
      accessKey: sessionKey(),
      created: day + random.below(3600),
      invokedBy: service,
      ip: service,
      agent: service,
    });
  });
  const people = make(8, () => {
    const person = random.pick(account.people);
    const set = random.pick(['Admin', 'Engineer', 'ReadOnly']);
    return assumedRole({
      account: account.id,
      role: `aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_${account.id.slice(0, 4)}a7f0c21b9d3e`,
      roleId: `AROA${account.id}${set.slice(0, 5).toUpperCase()}`.padEnd(21, 'X'),
      session: `${person.name}@example.com`,
      accessKey: sessionKey(),
      created: day + 25_200 + random.below(18_000),
      mfa: true,
      ip: random.pick(world.offices),
      agent: random.pick(agents.people),
    });
  });
  const users = account.users.map((user, index) =>
    iamUser({
      account: account.id,
      user: user.name,
      userId: user.id,
      accessKey: user.accessKey,
      ip: account.addresses[index]!,
      agent: agents.sdk[index % agents.sdk.length]!,
    }),
  );
  return {
    world,
    account,
    region,
    day,
    workloads,
    services,
    people,
    users,
    everyone: [...workloads, ...workloads, ...services, ...people, ...users],
  };
}
