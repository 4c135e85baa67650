// AWS Network Firewall logs: flow, alert and TLS. The event is Suricata's EVE JSON, in a frame that names the firewall.
import { event, text } from './fields/network-firewall.ts';
import type { Format } from './format.ts';
import { samples } from './samples/network-firewall.ts';

const networkFirewall: Format = {
  name: 'network_firewall',
  title: 'Network Firewall logs',
  vendor: 'AWS',
  source:
    'Network Firewall Developer Guide, "Contents of a AWS Network Firewall log", Athena User Guide, "Create and query a table for alert logs" and "for netflow logs", and Suricata User Guide, "EVE JSON format"; read 2026-11-27',
  timeColumn: 'event_time',
  json: {
    recognise: (record) =>
      typeof record.firewall_name === 'string' &&
      'event_timestamp' in record &&
      typeof record.event === 'object' &&
      record.event !== null,
  },
  columns: [
    text('firewall_name', 'Firewall.', 'resource'),
    text('availability_zone', 'Zone of the firewall endpoint.'),
    { name: 'event_timestamp', type: 'TIMESTAMP', epoch: 's', doc: 'When the log entry was made, whole seconds, UTC.' },
    {
      name: 'aws_category',
      type: 'JSON',
      from: ['/aws_category', '/event/aws_category'],
      doc: 'URL or domain categories that matched, as a list or as the text of one.',
    },
    { name: 'event', doc: 'The event, in the words of Suricata’s EVE JSON.', fields: event },
    {
      name: 'event_time',
      type: 'TIMESTAMP',
      doc: 'When it was seen, UTC: `event.timestamp`, or `event_timestamp` where that is missing.',
      derive: 'coalesce("event".timestamp, "event_timestamp")',
    },
    {
      name: 'domain',
      type: 'VARCHAR',
      entity: 'domain',
      doc: 'Server name of TLS, or host that HTTP asked for, without a port.',
      derive: `regexp_replace(coalesce("event".sni, "event".tls.sni, "event".http.hostname, list_filter("event".http.request_headers, lambda h: h.name = ':authority')[1].value), ':[0-9]+$', '')`,
    },
  ],
  defaultColumns: [
    'event_time',
    'event.event_type',
    'event.src_ip',
    'event.src_port',
    'event.dest_ip',
    'event.dest_port',
    'event.proto',
    'event.app_proto',
    'domain',
    'event.alert.action',
    'event.alert.signature',
    'firewall_name',
  ],
  timeline: {
    time: 'event_time',
    actor: 'event.src_ip',
    action:
      "coalesce(event.event_type, CASE WHEN event.tls_error IS NOT NULL THEN 'tls error' WHEN event.revocation_check IS NOT NULL THEN 'revocation check' END)",
    target: "concat_ws(':', coalesce(domain, event.dest_ip), event.dest_port::VARCHAR)",
    source_ip: 'event.src_ip',
    user_agent: 'coalesce(event.http.http_user_agent, event.user_agent)',
    outcome:
      "coalesce(event.alert.action, event.verdict.action, event.revocation_check.action, event.tls_error.error_message, 'Success')",
    region: "nullif(regexp_extract(availability_zone, '^[a-z]+(?:-[a-z]+)+-[0-9]+'), '')",
    session: 'event.flow_id::VARCHAR',
  },
  aliases: {
    time: 'event_time',
    '@timestamp': 'event_time',
    ip: 'event.src_ip',
    sourceip: 'event.src_ip',
    'source.ip': 'event.src_ip',
    'source.port': 'event.src_port',
    'src_endpoint.ip': 'event.src_ip',
    destip: 'event.dest_ip',
    'destination.ip': 'event.dest_ip',
    'destination.port': 'event.dest_port',
    'dst_endpoint.ip': 'event.dest_ip',
    port: 'event.dest_port',
    protocol: 'event.proto',
    'network.transport': 'event.proto',
    'network.protocol': 'event.app_proto',
    signature: 'event.alert.signature',
    'rule.name': 'event.alert.signature',
    'rule.id': 'event.alert.signature_id',
    'suricata.eve.flow_id': 'event.flow_id',
    sni: 'event.sni',
    'tls.client.server_name': 'event.tls.sni',
    firewall: 'firewall_name',
    'observer.name': 'firewall_name',
  },
  samples,
};

export default networkFirewall;
