// Writes VPC flow log files as they are delivered to S3: gzip text with a header line, the default fields (version 2) or a
// custom choice of version 5 fields (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html).
import type { Random } from './random.ts';

export type Flow = {
  interfaceId: string;
  instanceId: string;
  from: string;
  to: string;
  fromPort: number;
  toPort: number;
  packets: number;
  bytes: number;
  /** Seconds since 1970. */
  start: number;
  accept: boolean;
  inward: boolean;
};
export type FlowFile = { path: string; text: string; records: number };
export type FlowNetwork = { account: string; region: string; flowLogId: string; version: 2 | 5 };

const defaultFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const customFields =
  'version account-id vpc-id subnet-id instance-id interface-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol tcp-flags type packets bytes start end flow-direction traffic-path region az-id action log-status';

/** `delivered`: seconds since 1970 of the delivery. Without flows the file says NODATA. */
export function writeFlowFile(network: FlowNetwork, delivered: number, flows: Flow[], random: Random): FlowFile {
  const { account, region, version } = network;
  const fields = (version === 2 ? defaultFields : customFields).split(' ');
  const lines = flows.map((flow) => describeFlow(network, fields, flow));
  if (lines.length === 0)
    lines.push(
      fields
        .map((field) => fixedFields(network, delivered - 600)[field] ?? '-')
        .join(' ')
        .replace(/OK$/, 'NODATA'),
    );
  const stamp = new Date(delivered * 1000).toISOString();
  return {
    path: `AWSLogs/${account}/vpcflowlogs/${region}/${stamp.slice(0, 10).replaceAll('-', '/')}/${account}_vpcflowlogs_${region}_${network.flowLogId}_${stamp.slice(0, 16).replaceAll(/[-:]/g, '')}Z_${random.hex(2)}.log.gz`,
    text: `${[fields.join(' '), ...lines].join('\n')}\n`,
    records: lines.length,
  };
}

function fixedFields(network: FlowNetwork, start: number): Record<string, string> {
  return {
    version: String(network.version),
    'account-id': network.account,
    'interface-id': `eni-0${network.account}a1`,
    start: String(start),
    end: String(start + 599),
    'log-status': 'OK',
  };
}

function describeFlow(network: FlowNetwork, fields: string[], flow: Flow): string {
  const values: Record<string, string | number> = {
    ...fixedFields(network, flow.start),
    'interface-id': flow.interfaceId,
    'instance-id': flow.instanceId,
    'vpc-id': `vpc-0${network.account}beef`,
    'subnet-id': `subnet-0${network.account}feed`,
    srcaddr: flow.from,
    dstaddr: flow.to,
    'pkt-srcaddr': flow.from,
    'pkt-dstaddr': flow.to,
    srcport: flow.fromPort,
    dstport: flow.toPort,
    protocol: 6,
    'tcp-flags': flow.accept ? 19 : 2,
    type: flow.from.includes(':') ? 'IPv6' : 'IPv4',
    packets: flow.packets,
    bytes: flow.bytes,
    end: flow.start + 58,
    'flow-direction': flow.inward ? 'ingress' : 'egress',
    'traffic-path': flow.inward ? '-' : 8,
    region: network.region,
    'az-id': 'use1-az2',
    action: flow.accept ? 'ACCEPT' : 'REJECT',
  };
  return fields.map((field) => values[field] ?? '-').join(' ');
}
