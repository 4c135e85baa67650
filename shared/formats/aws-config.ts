// AWS Config configuration items: of history and snapshot files in S3, of notifications, and as the API prints them.
import { field, json } from './fields/columns.ts';
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

/** @param others names that the API and notifications have for it */
const text = (key: string, doc: string, entity?: EntityMeaning, ...others: string[]): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'VARCHAR',
  doc,
  ...(others.length > 0 ? { from: [key, ...others].map((one) => `/${one}`) } : {}),
  ...(entity ? { entity } : {}),
});
/** Files have ISO 8601, the API (as older command lines print it) seconds since 1970. */
const time = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'TIMESTAMP',
  epoch: 's',
  doc,
});

const inConfiguration = (...paths: string[]) =>
  `nullif(coalesce(${paths.map((path) => `json_extract_string("configuration", '$.${path}')`).join(', ')}), '')`;

const config: Format = {
  name: 'aws_config',
  title: 'AWS Config items',
  vendor: 'AWS',
  source:
    'AWS Config API Reference, "ConfigurationItem", AWS Config Developer Guide, "Components of a configuration item" and the examples of snapshots and notifications; read 2026-11-27',
  timeColumn: 'configurationitemcapturetime',
  json: {
    recognise: (record) =>
      'configurationItemCaptureTime' in record &&
      typeof record.resourceType === 'string' &&
      'configurationItemStatus' in record,
  },
  columns: [
    text('configurationItemVersion', 'Version of the format.', undefined, 'version'),
    time('configurationItemCaptureTime', 'When the configuration was recorded, UTC.'),
    {
      name: 'configurationstateid',
      key: 'configurationStateId',
      type: 'VARCHAR',
      doc: 'Orders the items of one resource.',
    },
    text('awsAccountId', 'Account of the resource.', 'account', 'accountId'),
    text(
      'configurationItemStatus',
      'OK, ResourceDiscovered, ResourceNotRecorded, ResourceDeleted or ResourceDeletedNotRecorded.',
    ),
    text('resourceType', 'Kind of resource, such as AWS::EC2::Instance.'),
    text('resourceId', 'Id of the resource.', 'resource'),
    text('resourceName', 'Name of the resource.', 'resource'),
    text('ARN', 'ARN of the resource.', 'resource', 'arn'),
    text('awsRegion', 'Region of the resource.'),
    text('availabilityZone', 'Availability zone, Regional or Multiple Availability Zones.'),
    text(
      'configurationStateMd5Hash',
      'MD5 of the configuration, to compare items; often empty.',
      undefined,
      'configurationItemMD5Hash',
    ),
    time('resourceCreationTime', 'When the resource was made, UTC.'),
    time('configurationItemDeliveryTime', 'When the item was delivered, UTC.'),
    text('recordingFrequency', 'CONTINUOUS or DAILY.'),
    json('tags', 'Tags of the resource.'),
    {
      name: 'relatedevents',
      key: 'relatedEvents',
      type: 'VARCHAR',
      list: true,
      doc: 'CloudTrail event ids of what changed it; older items only.',
    },
    {
      name: 'relationships',
      list: true,
      doc: 'Resources that it belongs together with.',
      fields: [
        field('resourceType', 'Kind of the other resource.'),
        field('resourceId', 'Id of the other resource.', 'resource'),
        field('resourceName', 'Name of the other resource.', 'resource'),
        field('name', 'How they belong together, such as `Is attached to Volume`.'),
        field('relationshipName', 'The same, as the API calls it.'),
      ],
    },
    json('configuration', 'The configuration, as the resource’s describe call shows it; text with JSON from the API.'),
    json('supplementaryConfiguration', 'Configuration of other calls, such as bucket policies; mostly text with JSON.'),
    {
      name: 'public_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Public address in the configuration of an instance, network interface or elastic address.',
      derive: inConfiguration('publicIpAddress', 'association.publicIp', 'publicIp'),
    },
    {
      name: 'private_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Private address in the configuration of an instance or network interface.',
      derive: inConfiguration('privateIpAddress'),
    },
    {
      name: 'principal',
      type: 'VARCHAR',
      entity: 'principal',
      doc: 'ARN of an IAM user or role.',
      derive: `CASE WHEN "resourcetype" IN ('AWS::IAM::User', 'AWS::IAM::Role') THEN "arn" END`,
    },
  ],
  defaultColumns: [
    'configurationitemcapturetime',
    'configurationitemstatus',
    'resourcetype',
    'resourceid',
    'resourcename',
    'awsregion',
    'awsaccountid',
    'tags',
    'configuration',
  ],
  timeline: {
    time: 'configurationitemcapturetime',
    action: "concat_ws(' ', 'config', resourcetype)",
    target: 'coalesce(arn, resourceid, resourcename)',
    outcome: 'configurationitemstatus',
    account: 'awsaccountid',
    region: 'awsregion',
  },
  aliases: {
    time: 'configurationitemcapturetime',
    '@timestamp': 'configurationitemcapturetime',
    status: 'configurationitemstatus',
    type: 'resourcetype',
    'resources.type': 'resourcetype',
    resource: 'resourceid',
    'resources.uid': 'arn',
    name: 'resourcename',
    account: 'awsaccountid',
    'cloud.account.id': 'awsaccountid',
    region: 'awsregion',
    'cloud.region': 'awsregion',
    ip: 'public_ip',
  },
  samples: [
    {
      // An item of a history or snapshot file; the frame around it is a container.
      record: JSON.stringify({
        configurationItemVersion: '1.3',
        configurationItemCaptureTime: '2025-03-04T05:06:07.123Z',
        configurationStateId: 1741064767123,
        awsAccountId: '111122223333',
        configurationItemStatus: 'ResourceDiscovered',
        resourceType: 'AWS::EC2::Instance',
        resourceId: 'i-0123456789example',
        resourceName: 'web',
        ARN: 'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789example',
        awsRegion: 'us-east-1',
        availabilityZone: 'us-east-1b',
        configurationStateMd5Hash: '8f1ee69b287895a0f8bc5753eca68e96',
        resourceCreationTime: '2025-03-04T05:00:00.000Z',
        relatedEvents: ['66666666-7777-4888-9999-000000000000'],
        relationships: [
          {
            resourceType: 'AWS::EC2::SecurityGroup',
            resourceId: 'sg-1',
            name: 'Is associated with SecurityGroup',
          },
        ],
        configuration: {
          instanceId: 'i-0123456789example',
          publicIpAddress: '203.0.113.20',
          privateIpAddress: '192.0.2.20',
        },
        supplementaryConfiguration: {},
        tags: { Name: 'web' },
      }),
      expect: {
        configurationitemversion: '1.3',
        configurationitemcapturetime: '2025-03-04 05:06:07.123',
        configurationstateid: '1741064767123',
        awsaccountid: '111122223333',
        configurationitemstatus: 'ResourceDiscovered',
        resourcetype: 'AWS::EC2::Instance',
        resourceid: 'i-0123456789example',
        resourcename: 'web',
        arn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789example',
        awsregion: 'us-east-1',
        availabilityzone: 'us-east-1b',
        configurationstatemd5hash: '8f1ee69b287895a0f8bc5753eca68e96',
        resourcecreationtime: '2025-03-04 05:00:00',
        relatedevents: '[66666666-7777-4888-9999-000000000000]',
        relationships:
          "[{'resourceType': 'AWS::EC2::SecurityGroup', 'resourceId': sg-1, 'resourceName': NULL, 'name': Is associated with SecurityGroup, 'relationshipName': NULL}]",
        supplementaryconfiguration: '{}',
        tags: '{"Name":"web"}',
        public_ip: '203.0.113.20',
        private_ip: '192.0.2.20',
        principal: null,
      },
    },
    {
      // Of `aws configservice get-resource-config-history`: other names, times as seconds, the configuration as text.
      record: JSON.stringify({
        version: '1.3',
        accountId: '111122223333',
        configurationItemCaptureTime: 1741064767.5,
        configurationItemStatus: 'OK',
        configurationStateId: '1741064767500',
        configurationItemMD5Hash: '',
        arn: 'arn:aws:iam::111122223333:role/deploy',
        resourceType: 'AWS::IAM::Role',
        resourceId: 'AROAEXAMPLEEXAMPLE001',
        resourceName: 'deploy',
        awsRegion: 'global',
        resourceCreationTime: 1741060000,
        recordingFrequency: 'CONTINUOUS',
        configurationItemDeliveryTime: '2025-03-04T07:06:08+02:00',
        relationships: [{ resourceType: 'AWS::IAM::Policy', resourceId: 'p', relationshipName: 'Is attached to' }],
        configuration: '{"path":"/"}',
        tags: {},
        invented: [1],
      }),
      expect: {
        configurationitemversion: '1.3',
        configurationitemcapturetime: '2025-03-04 05:06:07.5',
        awsaccountid: '111122223333',
        arn: 'arn:aws:iam::111122223333:role/deploy',
        resourcecreationtime: '2025-03-04 03:46:40',
        configurationitemdeliverytime: '2025-03-04 05:06:08',
        recordingfrequency: 'CONTINUOUS',
        configuration: '"{\\"path\\":\\"/\\"}"',
        principal: 'arn:aws:iam::111122223333:role/deploy',
        public_ip: null,
      },
    },
    {
      // A resource that is gone has no configuration.
      record:
        '{"configurationItemCaptureTime":"2025-03-04T05:06:07Z","configurationItemStatus":"ResourceDeleted","resourceType":"AWS::EC2::NetworkInterface","resourceId":"eni-1","configuration":null}',
      expect: {
        configurationitemstatus: 'ResourceDeleted',
        resourceid: 'eni-1',
        configuration: null,
        private_ip: null,
      },
    },
    {
      record:
        '{"configurationItemCaptureTime":"2025-03-04T05:06:07Z","configurationItemStatus":"OK","resourceType":"x" "y":1}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default config;
