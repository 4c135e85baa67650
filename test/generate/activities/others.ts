// The rest of an ordinary day: configuration checks, lists of everything, now and then a stack template.
import type { Event } from '../event.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import { denied, write } from './write.ts';

export function putEvaluations(scene: Scene, random: Random, time: number): Event {
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

export function describeOther(scene: Scene, random: Random, time: number): Event {
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

/** Now and then a request of tens of kilobytes: a stack template inside a string. */
export function bigTemplate(scene: Scene, random: Random, time: number): Event {
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
