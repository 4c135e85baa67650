// Ordinary use of machines and functions.
import { awsService } from '../actors.ts';
import type { Event } from '../event.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import { write } from './write.ts';

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

export function describeEc2(scene: Scene, random: Random, time: number): Event {
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

export function updateInstanceInformation(scene: Scene, random: Random, time: number): Event {
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

export function runInstances(scene: Scene, random: Random, time: number): Event {
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

export function invokeFunction(scene: Scene, random: Random, time: number): Event {
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

export function touchLogs(scene: Scene, random: Random, time: number): Event {
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

export function targetHealth(scene: Scene, random: Random, time: number): Event {
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
