// VPC Flow Logs as text lines: versions 2 to 10, default or custom field order, with a header or without.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

type Field = [field: string, type: 'VARCHAR' | 'INTEGER' | 'BIGINT', doc: string, entity?: EntityMeaning];

/** Order of the default (version 2) format, which is also that of the rest of AWS's field table. */
const fields: Field[] = [
  ['version', 'INTEGER', 'Version of the flow log format.'],
  ['account-id', 'VARCHAR', 'Account that owns the network interface.', 'account'],
  ['interface-id', 'VARCHAR', 'Network interface.', 'resource'],
  ['srcaddr', 'VARCHAR', 'Source address, or the interface address for incoming traffic.', 'ip'],
  ['dstaddr', 'VARCHAR', 'Destination address, or the interface address for outgoing traffic.', 'ip'],
  ['srcport', 'INTEGER', 'Source port.'],
  ['dstport', 'INTEGER', 'Destination port.'],
  ['protocol', 'INTEGER', 'IANA protocol number: 6 TCP, 17 UDP, 1 ICMP.'],
  ['packets', 'BIGINT', 'Packets transferred.'],
  ['bytes', 'BIGINT', 'Bytes transferred.'],
  ['start', 'BIGINT', 'Start of the aggregation interval, Unix seconds.'],
  ['end', 'BIGINT', 'End of the aggregation interval, Unix seconds.'],
  ['action', 'VARCHAR', 'ACCEPT or REJECT.'],
  ['log-status', 'VARCHAR', 'OK, NODATA or SKIPDATA.'],
  ['vpc-id', 'VARCHAR', 'VPC.'],
  ['subnet-id', 'VARCHAR', 'Subnet.'],
  ['instance-id', 'VARCHAR', 'Instance of the interface.', 'resource'],
  ['tcp-flags', 'INTEGER', 'Bitmask of TCP flags: 1 FIN, 2 SYN, 4 RST, 18 SYN-ACK.'],
  ['type', 'VARCHAR', 'IPv4, IPv6 or EFA.'],
  ['pkt-srcaddr', 'VARCHAR', 'Original source address at packet level.', 'ip'],
  ['pkt-dstaddr', 'VARCHAR', 'Original destination address at packet level.', 'ip'],
  ['region', 'VARCHAR', 'Region of the interface.'],
  ['az-id', 'VARCHAR', 'Availability zone id.'],
  ['sublocation-type', 'VARCHAR', 'wavelength, outpost or localzone.'],
  ['sublocation-id', 'VARCHAR', 'Id of the sublocation.'],
  ['pkt-src-aws-service', 'VARCHAR', 'AWS service of pkt-srcaddr.'],
  ['pkt-dst-aws-service', 'VARCHAR', 'AWS service of pkt-dstaddr.'],
  ['flow-direction', 'VARCHAR', 'ingress or egress, seen from the interface.'],
  ['traffic-path', 'INTEGER', 'Path of egress traffic, as a number of AWS’s table.'],
  ['ecs-cluster-arn', 'VARCHAR', 'ECS cluster.'],
  ['ecs-cluster-name', 'VARCHAR', 'ECS cluster name.'],
  ['ecs-container-instance-arn', 'VARCHAR', 'ECS container instance.'],
  ['ecs-container-instance-id', 'VARCHAR', 'ECS container instance id.'],
  ['ecs-container-id', 'VARCHAR', 'Runtime id of the first container.'],
  ['ecs-second-container-id', 'VARCHAR', 'Runtime id of the second container.'],
  ['ecs-service-name', 'VARCHAR', 'ECS service.'],
  ['ecs-task-definition-arn', 'VARCHAR', 'ECS task definition.'],
  ['ecs-task-arn', 'VARCHAR', 'ECS task.'],
  ['ecs-task-id', 'VARCHAR', 'ECS task id.'],
  ['reject-reason', 'VARCHAR', 'Why traffic was rejected, such as BPA.'],
  ['resource-id', 'VARCHAR', 'Resource of the interface.'],
  ['encryption-status', 'VARCHAR', 'Encryption of the traffic.'],
];

const names = new Set(fields.map(([field]) => field));
const defaultFields = fields.slice(0, 14).map(([field]) => field);
const columnOf = (field: string) => field.replaceAll('-', '_');

function isFieldList(list: string[]): boolean {
  const known = list.filter((field) => names.has(field)).length;
  return list.length >= 2 && known >= 2 && known >= list.length / 2;
}

const vpcflow: Format = {
  name: 'vpcflow',
  title: 'VPC Flow Logs',
  vendor: 'AWS',
  source:
    'VPC User Guide, "Flow log records" (versions 2 to 10), and Athena User Guide, "Query Amazon VPC flow logs"; read 2026-11-22',
  timeColumn: 'start_time',
  columns: [
    ...fields.map(
      ([field, type, doc, entity]): FormatColumn => ({
        name: columnOf(field),
        key: field,
        type,
        doc,
        ...(entity ? { entity } : {}),
      }),
    ),
    {
      name: 'start_time',
      type: 'TIMESTAMP',
      doc: '`start` as a time, UTC.',
      derive: 'make_timestamp("start" * 1000000)',
    },
    { name: 'end_time', type: 'TIMESTAMP', doc: '`end` as a time, UTC.', derive: 'make_timestamp("end" * 1000000)' },
  ],
  lines: [
    {
      cut: { kind: 'separated', separator: ' ' },
      nullTexts: ['-'],
      recogniseHeader: (line) => (isFieldList(line.split(' ')) ? { fields: line.split(' ') } : null),
      recogniseLine(line) {
        const values = line.split(' ');
        if (values.length !== defaultFields.length || values[0] !== '2') return null;
        const looksRight =
          /^(\d{12}|unknown|-)$/.test(values[1]!) &&
          /^(eni-|-|[a-z]+-)/.test(values[2]!) &&
          /^\d{9,11}$/.test(values[10]!);
        return looksRight && /^(OK|NODATA|SKIPDATA)$/.test(values[13]!) ? defaultFields : null;
      },
    },
  ],
  // Flow logs delivered as Parquet have underscores in their names.
  table: { recognise: (names) => isFieldList(names.map((name) => name.replaceAll('_', '-'))) },
  defaultColumns: [
    'start_time',
    'srcaddr',
    'srcport',
    'dstaddr',
    'dstport',
    'protocol',
    'action',
    'packets',
    'bytes',
    'interface_id',
    'account_id',
    'log_status',
  ],
  aliases: {
    ip: 'srcaddr',
    sourceip: 'srcaddr',
    'source.ip': 'srcaddr',
    'source.port': 'srcport',
    destip: 'dstaddr',
    destinationip: 'dstaddr',
    'destination.ip': 'dstaddr',
    'destination.port': 'dstport',
    port: 'dstport',
    interface: 'interface_id',
    eni: 'interface_id',
    account: 'account_id',
    time: 'start_time',
    '@timestamp': 'start_time',
  },
  timeline: {
    time: 'start_time',
    actor: 'srcaddr',
    action: "'flow ' || action",
    target: "dstaddr || ':' || dstport",
    source_ip: 'srcaddr',
    outcome: 'action',
    account: 'account_id',
    region: 'region',
    session: 'interface_id',
  },
  samples: [
    {
      record:
        '2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK',
      expect: {
        srcaddr: '172.31.16.139',
        dstport: '22',
        bytes: '4249',
        start_time: '2014-12-14 04:06:50',
        action: 'ACCEPT',
      },
    },
    {
      record: '2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA',
      expect: { srcaddr: null, packets: null, log_status: 'NODATA' },
    },
    {
      header: 'version vpc-id interface-id srcaddr dstaddr tcp-flags start end new-field',
      record: '10 vpc-1 eni-1 192.0.2.1 198.51.100.2 18 1418530010 1418530070 later',
      expect: { vpc_id: 'vpc-1', tcp_flags: '18', extra: '{"new-field":"later"}' },
    },
    { record: '2 123456789010 eni-1235b8ca123456789 172.31.16.139', expect: { reject: '4 fields where 14 are expected' } },
  ],
};

export default vpcflow;
