// The automated sweep that follows a leaked key: a bit of everything in every region.
import { denied } from '../activities/write.ts';
import { as, dashed, leakedUser, type Teller } from './teller.ts';

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

export function sweep(teller: Teller): void {
  const { call, home, world, random } = teller;
  const actor = leakedUser(teller, '');
  for (const region of [...world.regions, 'sa-east-1', 'ap-northeast-3'])
    for (const [service, names] of sweepCalls) {
      if ((service === 'iam' || service === 'organizations' || service === 's3') && region !== 'us-east-1') continue;
      for (const name of names.split(' '))
        call(
          as(actor, `${service}.${dashed(name)}`),
          home,
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
