// VPC Flow Logs, as lines and as Parquet: versions 2 to 11, default or custom field order, with a header or without.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';
import { samples } from './samples/vpcflow.ts';

type Field = [field: string, type: 'VARCHAR' | 'INTEGER' | 'BIGINT', doc: string, entity?: EntityMeaning];

/** In the order of AWS's table: the default format (version 2), then what each version added. */
const fields: Field[] = [
  ['version', 'INTEGER', 'Version of the flow log format.'],
  ['account-id', 'VARCHAR', 'Account that owns the network interface.', 'account'],
  ['interface-id', 'VARCHAR', 'Network interface; missing for a regional NAT gateway.', 'resource'],
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
  ['vpc-id', 'VARCHAR', 'VPC.', 'resource'],
  ['subnet-id', 'VARCHAR', 'Subnet.', 'resource'],
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
  ['ecs-cluster-arn', 'VARCHAR', 'ECS cluster.', 'resource'],
  ['ecs-cluster-name', 'VARCHAR', 'ECS cluster name.'],
  ['ecs-container-instance-arn', 'VARCHAR', 'ECS container instance.', 'resource'],
  ['ecs-container-instance-id', 'VARCHAR', 'ECS container instance id.'],
  ['ecs-container-id', 'VARCHAR', 'Runtime id of the first container.'],
  ['ecs-second-container-id', 'VARCHAR', 'Runtime id of the second container.'],
  ['ecs-service-name', 'VARCHAR', 'ECS service.'],
  ['ecs-task-definition-arn', 'VARCHAR', 'ECS task definition.', 'resource'],
  ['ecs-task-arn', 'VARCHAR', 'ECS task.', 'resource'],
  ['ecs-task-id', 'VARCHAR', 'ECS task id.'],
  ['reject-reason', 'VARCHAR', 'Why traffic was rejected, such as BPA.'],
  ['resource-id', 'VARCHAR', 'Resource that the traffic is of, such as a regional NAT gateway.', 'resource'],
  ['encryption-status', 'VARCHAR', 'Encryption of the traffic: 0 none, 1 by Nitro, 2 by the application, 3 both.'],
  ['instance-tag', 'VARCHAR', 'Value of the first tag of the instance that was chosen, percent-encoded.'],
  ['instance-tag-2', 'VARCHAR', 'Value of the second tag of the instance.'],
  ['interface-tag', 'VARCHAR', 'Value of the first tag of the interface that was chosen, percent-encoded.'],
  ['interface-tag-2', 'VARCHAR', 'Value of the second tag of the interface.'],
  ['asg-tag', 'VARCHAR', 'Value of the first tag of the Auto Scaling group that was chosen, percent-encoded.'],
  ['asg-tag-2', 'VARCHAR', 'Value of the second tag of the Auto Scaling group.'],
  [
    'interface-type',
    'VARCHAR',
    'Kind of the interface: nat_gateway, network_load_balancer, transit_gateway, vpc_endpoint….',
  ],
  [
    'next-hop-interface-id',
    'VARCHAR',
    'Interface at the other end: the receiver’s on egress, the sender’s on ingress.',
    'resource',
  ],
  ['next-hop-subnet-id', 'VARCHAR', 'Subnet of that interface.', 'resource'],
  ['next-hop-az-id', 'VARCHAR', 'Availability zone id of that interface.'],
  ['next-hop-vpc-id', 'VARCHAR', 'VPC of that interface.', 'resource'],
  ['next-hop-interface-type', 'VARCHAR', 'Kind of that interface.'],
];

/** Version → number of fields up to it. */
const fieldsUpTo: Record<string, number> = { 2: 14, 3: 21, 4: 25, 5: 29, 7: 39, 8: 40, 9: 41, 10: 42, 11: 54 };

const columnOf = (field: string) => field.replaceAll('-', '_');
/** `log-status`, `log_status` (Parquet) and `logStatus` (Logs Insights) are one. */
const squeeze = (name: string) => name.replace(/[-_]/g, '').toLowerCase();
const columnNames = new Map(fields.map(([field]) => [squeeze(field), columnOf(field)]));
/** Names that hardly anything else has, unlike `start`, `type` or `bytes`. */
const own = /^(pkt)?(src|dst)addr$|^interfaceid$|^logstatus$|^tcpflags$|^flowdirection$|^trafficpath$|^nexthop/;

function isFieldList(list: string[]): boolean {
  const known = list.map(squeeze).filter((name) => columnNames.has(name));
  return known.length >= 2 && known.length >= list.length / 2 && known.some((name) => own.test(name));
}

/** The fields of a line without a header: the default, or all of AWS's table up to the version that it begins with. */
function fieldsOf(line: string): string[] | null {
  const count = fieldsUpTo[line.slice(0, line.indexOf(' '))];
  const values = count === undefined ? [] : line.split(' ');
  if (count === undefined || values.length !== count) return null;
  const looksRight =
    /^(\d{12}|unknown|-)$/.test(values[1]!) &&
    /^(eni-|-|[a-z]+-)/.test(values[2]!) &&
    /^\d{9,11}$/.test(values[10]!) &&
    /^(OK|NODATA|SKIPDATA)$/.test(values[13]!);
  return looksRight ? fields.slice(0, count).map(([field]) => field) : null;
}

const vpcflow: Format = {
  name: 'vpcflow',
  title: 'VPC Flow Logs',
  vendor: 'AWS',
  source:
    'VPC User Guide, "Flow log records" (versions 2 to 11), and Athena User Guide, "Query Amazon VPC flow logs"; read 2026-11-27',
  answers: ['flow-logs'],
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
      derive: 'TRY(make_timestamp("start" * 1000000))',
    },
    {
      name: 'end_time',
      type: 'TIMESTAMP',
      doc: '`end` as a time, UTC.',
      derive: 'TRY(make_timestamp("end" * 1000000))',
    },
  ],
  lines: [
    {
      cut: { kind: 'separated', separator: ' ' },
      nullTexts: ['-'],
      // All names there are take half of this.
      recogniseHeader: (line) =>
        line.length < 2000 && isFieldList(line.split(' ')) ? { fields: line.split(' ') } : null,
      recogniseLine: fieldsOf,
    },
  ],
  table: { recognise: isFieldList, columnFor: (name) => columnNames.get(squeeze(name)) ?? null },
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
    'event.start': 'start_time',
    'event.end': 'end_time',
    'event.action': 'action',
    status: 'log_status',
    vpc: 'vpc_id',
    subnet: 'subnet_id',
    instance: 'instance_id',
    direction: 'flow_direction',
    'network.direction': 'flow_direction',
    'network.bytes': 'bytes',
    'network.packets': 'packets',
    'network.iana_number': 'protocol',
    'cloud.account.id': 'account_id',
    'cloud.region': 'region',
    'cloud.instance.id': 'instance_id',
    'aws.vpcflow.interface_id': 'interface_id',
    'aws.vpcflow.action': 'action',
    'aws.vpcflow.log_status': 'log_status',
    'aws.vpcflow.vpc_id': 'vpc_id',
    'aws.vpcflow.tcp_flags': 'tcp_flags',
  },
  timeline: {
    time: 'start_time',
    actor: 'srcaddr',
    action: "'flow' || coalesce(' ' || action, '')",
    target: "dstaddr || coalesce(':' || dstport, '')",
    source_ip: 'srcaddr',
    outcome: 'coalesce(action, log_status)',
    account: 'account_id',
    region: 'region',
    session: 'interface_id',
  },
  samples,
};

export default vpcflow;
