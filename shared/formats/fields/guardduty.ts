// What is drawn from the JSON of a GuardDuty finding: the fields that depend on its type, at one place for all types.
import type { EntityMeaning, FormatColumn } from '../format.ts';

const pascal = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
export const either = (key: string) => [`/${key}`, `/${pascal(key)}`];

/** SQL: the first of the paths that holds text, in either case: `service.action.actionType`. */
function first(...paths: string[]): string {
  const tries = paths.flatMap((path) => {
    const [column, ...keys] = path.split('.');
    return [keys, keys.map(pascal)].map((steps) => `json_extract_string("${column}", '$.${steps.join('.')}')`);
  });
  return `coalesce(${tries.join(', ')})`;
}

/** SQL: all texts at a path with `[*]` in it, in either case. */
function all(column: string, path: string): string {
  const tries = [path, path.split('.').map(pascal).join('.')];
  return `list_concat(${tries.map((one) => `coalesce(json_extract_string("${column}", '$.${one}'), [])`).join(', ')})`;
}

const actions = ['awsApiCallAction', 'networkConnectionAction', 'kubernetesApiCallAction', 'rdsLoginAttemptAction'];
const probe = 'service.action.portProbeAction.portProbeDetails[0]';
const connection = 'service.action.networkConnectionAction';
const remote = (field: string) =>
  first(
    ...actions.map((action) => `service.action.${action}.remoteIpDetails.${field}`),
    `${probe}.remoteIpDetails.${field}`,
  );
const sequence = 'service.detection.sequence';

type Drawn = [name: string, doc: string, derive: string, entity?: EntityMeaning];
const drawn: Drawn[] = [
  ['resource_type', 'Kind of the resource, such as Instance or AccessKey.', first('resource.resourceType')],
  ['action_type', 'Kind of activity, such as AWS_API_CALL or NETWORK_CONNECTION.', first('service.action.actionType')],
  [
    'actor',
    'Who acted, or whose credentials were used: user or role name, Kubernetes or database user.',
    first(
      'resource.accessKeyDetails.userName',
      'resource.kubernetesDetails.kubernetesUserDetails.username',
      'resource.rdsDbUserDetails.user',
      `${sequence}.actors[0].user.name`,
    ),
    'principal',
  ],
  ['user_type', 'Kind of user, such as IAMUser, Role or Root.', first('resource.accessKeyDetails.userType')],
  ['principal_id', 'Unique id of the user.', first('resource.accessKeyDetails.principalId'), 'principal'],
  ['access_key_id', 'Access key that was used.', first('resource.accessKeyDetails.accessKeyId'), 'access-key'],
  [
    'remote_ip',
    'Address on the other side, the first of them for port probes.',
    `coalesce(${remote('ipAddressV4')}, ${remote('ipAddressV6')}, ${first(`${sequence}.endpoints[0].ip`)})`,
    'ip',
  ],
  ['remote_country', 'Country of the remote address.', remote('country.countryName')],
  ['remote_city', 'City of the remote address.', remote('city.cityName')],
  ['remote_org', 'Holder of the remote address’s autonomous system.', remote('organization.asnOrg')],
  [
    'remote_account',
    'Account that made the API call, where it is another one.',
    first('service.action.awsApiCallAction.remoteAccountDetails.accountId'),
    'account',
  ],
  [
    'local_ip',
    'Address of the own side of a connection.',
    first(`${connection}.localIpDetails.ipAddressV4`, `${probe}.localIpDetails.ipAddressV4`),
    'ip',
  ],
  ['direction', 'INBOUND, OUTBOUND or UNKNOWN.', first(`${connection}.connectionDirection`)],
  ['protocol', 'Protocol.', first(`${connection}.protocol`, 'service.action.dnsRequestAction.protocol')],
  [
    'domain',
    'Domain that was asked for or that the API call came from.',
    first('service.action.dnsRequestAction.domain', 'service.action.awsApiCallAction.domainDetails.domain'),
    'domain',
  ],
  [
    'api',
    'API action, or verb of the Kubernetes API call.',
    first('service.action.awsApiCallAction.api', 'service.action.kubernetesApiCallAction.verb'),
  ],
  ['api_service', 'AWS service of the API action.', first('service.action.awsApiCallAction.serviceName')],
  ['error_code', 'Error that the API action ended with.', first('service.action.awsApiCallAction.errorCode')],
  [
    'user_agent',
    'User agent of the API call.',
    first('service.action.awsApiCallAction.userAgent', 'service.action.kubernetesApiCallAction.userAgent'),
    'user-agent',
  ],
  ['instance_id', 'EC2 instance.', first('resource.instanceDetails.instanceId'), 'resource'],
  ['bucket', 'S3 bucket, the first of them.', first('resource.s3BucketDetails[0].name'), 'resource'],
  [
    'target',
    'What was acted on: instance, bucket, cluster, function, database or volume.',
    `coalesce(CASE WHEN ${first('resource.resourceType')} LIKE 'S3%' THEN ${first('resource.s3BucketDetails[0].arn')} END,
      ${first(
        'resource.instanceDetails.instanceId',
        'resource.s3BucketDetails[0].arn',
        'resource.eksClusterDetails.arn',
        'resource.ecsClusterDetails.arn',
        'resource.lambdaDetails.functionArn',
        'resource.rdsDbInstanceDetails.dbInstanceArn',
        'resource.rdsLimitlessDbDetails.dbShardGroupArn',
        'resource.containerDetails.id',
        'resource.ebsVolumeDetails.scannedVolumeDetails[0].volumeArn',
        'resource.ebsSnapshotDetails.snapshotArn',
        'resource.ec2ImageDetails.imageArn',
        'resource.recoveryPointDetails.recoveryPointArn',
        `${sequence}.resources[0].uid`,
      )})`,
    'resource',
  ],
  ['resource_role', 'Part that the resource played: TARGET or ACTOR.', first('service.resourceRole')],
  ['feature_name', 'GuardDuty feature that found it.', first('service.featureName')],
  ['detector_id', 'Detector.', first('service.detectorId')],
];

const whole = (name: string, doc: string, ...paths: string[]): FormatColumn => ({
  name,
  type: 'BIGINT',
  doc,
  derive: `TRY_CAST(${first(...paths)} AS BIGINT)`,
});

/** SQL: text as a time, with its offset heeded. */
const asTime = (text: string) => `CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;

export const drawnColumns: FormatColumn[] = [
  ...drawn.map(
    ([name, doc, derive, entity]): FormatColumn => ({
      name,
      type: 'VARCHAR',
      doc,
      derive,
      ...(entity ? { entity } : {}),
    }),
  ),
  whole('remote_port', 'Port on the other side.', `${connection}.remotePortDetails.port`),
  whole('local_port', 'Port on the own side.', `${connection}.localPortDetails.port`, `${probe}.localPortDetails.port`),
  whole('count', 'How often it was seen.', 'service.count'),
  {
    name: 'archived',
    type: 'BOOLEAN',
    doc: 'True for an archived finding.',
    derive: `TRY_CAST(${first('service.archived')} AS BOOLEAN)`,
  },
  {
    name: 'event_first_seen',
    type: 'TIMESTAMP',
    doc: 'First activity of the finding, UTC.',
    derive: asTime(first('service.eventFirstSeen')),
  },
  {
    name: 'event_last_seen',
    type: 'TIMESTAMP',
    doc: 'Last activity of the finding, UTC; its last change where that is missing.',
    derive: `coalesce(${asTime(first('service.eventLastSeen'))}, "updatedat")`,
  },
  {
    name: 'instance_ips',
    type: 'VARCHAR',
    list: true,
    entity: 'ip',
    doc: 'Public and private addresses of the instance.',
    derive: `list_concat(${all('resource', 'instanceDetails.networkInterfaces[*].publicIp')}, ${all('resource', 'instanceDetails.networkInterfaces[*].privateIpAddress')})`,
  },
  {
    name: 'threat_names',
    type: 'VARCHAR',
    list: true,
    doc: 'Names of threats in the evidence.',
    derive: all('service', 'evidence.threatIntelligenceDetails[*].threatNames[*]'),
  },
];
