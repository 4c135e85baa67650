// Samples of VPC Flow Logs: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

export const samples: FormatSample[] = [
  {
    record:
      '2 111122223333 eni-0a1b2c3d4e5f60718 192.0.2.10 198.51.100.20 20641 22 6 20 4249 1741064767 1741064827 ACCEPT OK',
    expect: {
      version: '2',
      account_id: '111122223333',
      interface_id: 'eni-0a1b2c3d4e5f60718',
      srcaddr: '192.0.2.10',
      dstaddr: '198.51.100.20',
      srcport: '20641',
      dstport: '22',
      protocol: '6',
      packets: '20',
      bytes: '4249',
      start: '1741064767',
      start_time: '2025-03-04 05:06:07',
      end: '1741064827',
      end_time: '2025-03-04 05:07:07',
      action: 'ACCEPT',
      log_status: 'OK',
      vpc_id: null,
    },
  },
  {
    record:
      '2 111122223333 eni-0a1b2c3d4e5f60718 2001:db8::7 2001:db8::1:0:1 40111 3389 6 1 40 1741064767 1741064827 REJECT OK',
    expect: { srcaddr: '2001:db8::7', dstaddr: '2001:db8::1:0:1', dstport: '3389', action: 'REJECT' },
  },
  {
    record: '2 111122223333 eni-0a1b2c3d4e5f60718 - - - - - - - 1741064767 1741064827 - NODATA',
    expect: { srcaddr: null, packets: null, action: null, log_status: 'NODATA' },
  },
  {
    record: '2 unknown eni-0a1b2c3d4e5f60718 - - - - - - - 1741064767 1741064827 - SKIPDATA',
    expect: { account_id: 'unknown', log_status: 'SKIPDATA', start_time: '2025-03-04 05:06:07' },
  },
  {
    // TCP flags in an order of one's own, and a field that is not known yet.
    header: 'version vpc-id interface-id srcaddr dstaddr tcp-flags start end new-field',
    record: '3 vpc-0a1b eni-0a1b 192.0.2.10 198.51.100.20 18 1741064767 1741064827 later',
    expect: {
      vpc_id: 'vpc-0a1b',
      tcp_flags: '18',
      start_time: '2025-03-04 05:06:07',
      extra: '{"new-field":"later"}',
    },
  },
  {
    // Through a NAT gateway: the addresses of the packet are others than those of the interface.
    header:
      'instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr pkt-src-aws-service flow-direction traffic-path',
    record: '- eni-0a1b 192.0.2.10 198.51.100.20 192.0.2.10 203.0.113.5 - egress 8',
    expect: {
      instance_id: null,
      dstaddr: '198.51.100.20',
      pkt_dstaddr: '203.0.113.5',
      flow_direction: 'egress',
      traffic_path: '8',
    },
  },
  {
    // All fields of version 11 in the order of AWS's table, without a header.
    record:
      '11 111122223333 eni-0a1b 192.0.2.10 198.51.100.20 443 50123 6 5 600 1741064767 1741064827 REJECT OK vpc-0a1b subnet-0a1b i-0a1b 2 IPv4 192.0.2.10 198.51.100.20 us-east-1 use1-az4 - - S3 - ingress 1 arn:aws:ecs:us-east-1:111122223333:cluster/web web - - c1 c2 front arn:aws:ecs:us-east-1:111122223333:task-definition/front:1 arn:aws:ecs:us-east-1:111122223333:task/web/t1 t1 BPA - 1 prod%20web - eth - - - nat_gateway eni-0c3d subnet-0c3d use1-az6 vpc-0c3d transit_gateway',
    expect: {
      version: '11',
      subnet_id: 'subnet-0a1b',
      instance_id: 'i-0a1b',
      tcp_flags: '2',
      type: 'IPv4',
      region: 'us-east-1',
      az_id: 'use1-az4',
      sublocation_type: null,
      pkt_src_aws_service: 'S3',
      pkt_dst_aws_service: null,
      traffic_path: '1',
      ecs_cluster_name: 'web',
      ecs_second_container_id: 'c2',
      ecs_task_id: 't1',
      reject_reason: 'BPA',
      resource_id: null,
      encryption_status: '1',
      instance_tag: 'prod%20web',
      interface_tag: 'eth',
      interface_type: 'nat_gateway',
      next_hop_interface_id: 'eni-0c3d',
      next_hop_az_id: 'use1-az6',
      next_hop_interface_type: 'transit_gateway',
    },
  },
  {
    // As Parquet and Athena name the fields.
    header: 'version,account_id,interface_id,srcaddr,dstaddr,srcport,dstport,start,end,action,log_status,hour',
    record: '2,111122223333,eni-0a1b,192.0.2.10,198.51.100.20,20641,22,1741064767,1741064827,ACCEPT,OK,05',
    expect: { account_id: '111122223333', dstport: '22', log_status: 'OK', extra: '{"hour":"05"}' },
  },
  {
    // As Logs Insights names them.
    header: 'interfaceId,srcAddr,dstAddr,dstPort,logStatus,nextHopAzId',
    record: 'eni-0a1b,192.0.2.10,198.51.100.20,22,OK,use1-az6',
    expect: { interface_id: 'eni-0a1b', srcaddr: '192.0.2.10', dstport: '22', next_hop_az_id: 'use1-az6' },
  },
  {
    record: '2 111122223333 eni-0a1b2c3d4e5f60718 192.0.2.10',
    expect: { reject: '4 fields where 14 are expected' },
  },
];
