// Fields of a Network Firewall event: Suricata's EVE JSON as AWS writes it.
import type { EntityMeaning, FormatColumn } from '../format.ts';

export const text = (name: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  name,
  type: 'VARCHAR',
  doc,
  ...(entity ? { entity } : {}),
});
const whole = (name: string, doc: string): FormatColumn => ({ name, type: 'BIGINT', doc });
const flag = (name: string, doc: string): FormatColumn => ({ name, type: 'BOOLEAN', doc });
const time = (name: string, doc: string): FormatColumn => ({ name, type: 'TIMESTAMP', doc });
const json = (name: string, doc: string): FormatColumn => ({ name, type: 'JSON', doc });
const record = (name: string, doc: string, fields: FormatColumn[]): FormatColumn => ({ name, doc, fields });

const headers = (name: string, doc: string): FormatColumn => ({
  name,
  doc,
  list: true,
  fields: [text('name', 'Name.'), text('value', 'Value.')],
});

const alert = [
  text('action', 'allowed or blocked.'),
  whole('signature_id', 'Id of the stateful rule (sid).'),
  whole('rev', 'Revision of the rule.'),
  whole('gid', 'Group of the rule.'),
  text('signature', 'Message of the rule.'),
  text('category', 'Class of the rule.'),
  whole('severity', '1 is the most severe.'),
  json('metadata', 'Metadata of the rule, such as its malware family.'),
  text('rule', 'Text of the rule.'),
  ...['alert_id', 'alert_type', 'rule_name', 'alert_name', 'alert_severity', 'alert_description', 'file_name'].map(
    (name) => text(name, `\`${name}\` of AWS's table for alert logs.`),
  ),
  text('file_hash', 'Hash of the file.', 'hash'),
  text('packet_capture', 'Packet, base64.'),
  { name: 'reference_links', type: 'VARCHAR', list: true, doc: 'Links that explain the rule.' } as FormatColumn,
];

export const event: FormatColumn[] = [
  time('timestamp', 'When it was seen, UTC.'),
  whole('flow_id', 'Id of the flow, the same in all of its events.'),
  text('event_type', 'netflow, alert, tls and other types of EVE; TLS inspection errors may have none.'),
  text('src_ip', 'Source address.', 'ip'),
  whole('src_port', 'Source port.'),
  text('dest_ip', 'Destination address.', 'ip'),
  whole('dest_port', 'Destination port.'),
  text('proto', 'TCP, UDP, ICMP and so on.'),
  text('app_proto', 'Application protocol that was recognised, such as http or tls.'),
  text('sni', 'Server name that the client asked for (TLS logs).', 'domain'),
  flag('tls_inspected', 'True where the traffic was decrypted for inspection.'),
  record('tls_error', 'Why TLS inspection failed.', [text('error_message', 'Error.')]),
  record('revocation_check', 'Check of the server certificate.', [
    text('leaf_cert_fpr', 'SHA-256 fingerprint of the leaf certificate.', 'hash'),
    text('status', 'REVOKED or UNKNOWN.'),
    text('action', 'What was done: PASS, DROP or REJECT.'),
  ]),
  record('alert', 'The stateful rule that matched.', alert),
  record('netflow', 'Counters of one direction of a flow.', [
    whole('pkts', 'Packets.'),
    whole('bytes', 'Bytes.'),
    time('start', 'First packet, UTC.'),
    time('end', 'Last packet, UTC.'),
    whole('age', 'Duration, seconds.'),
    whole('min_ttl', 'Smallest time to live.'),
    whole('max_ttl', 'Largest time to live.'),
    text('reason', 'Why the flow ended.'),
    text('state', 'State of the flow.'),
    whole('tx_cnt', 'Transactions in the flow.'),
  ]),
  record('tcp', 'TCP flags of the flow.', [
    text('tcp_flags', 'All flags seen, hex.'),
    ...['syn', 'fin', 'rst', 'psh', 'ack', 'urg', 'ecn', 'cwr'].map((name) =>
      flag(name, `True where ${name.toUpperCase()} was seen.`),
    ),
  ]),
  record('flow', 'Counters of both directions up to an alert.', [
    whole('pkts_toserver', 'Packets to the server.'),
    whole('pkts_toclient', 'Packets to the client.'),
    whole('bytes_toserver', 'Bytes to the server.'),
    whole('bytes_toclient', 'Bytes to the client.'),
    time('start', 'First packet, UTC.'),
    text('src_ip', 'Address of the client.', 'ip'),
    text('dest_ip', 'Address of the server.', 'ip'),
    whole('src_port', 'Port of the client.'),
    whole('dest_port', 'Port of the server.'),
  ]),
  record('http', 'The HTTP request.', [
    text('hostname', 'Host that was asked for.', 'domain'),
    whole('http_port', 'Port of the Host header.'),
    text('url', 'Path and query.', 'url'),
    text('http_user_agent', 'User agent.', 'user-agent'),
    text('http_content_type', 'Content type of the response.'),
    text('http_refer', 'Referrer.', 'url'),
    text('http_method', 'Method.'),
    text('protocol', 'HTTP version.'),
    text('version', 'HTTP version, for HTTP/2.'),
    whole('status', 'Status of the response.'),
    text('redirect', 'Location that the response redirects to.', 'url'),
    whole('length', 'Body length, bytes.'),
    text('xff', 'Address of X-Forwarded-For.'),
    headers('request_headers', 'Headers of the request.'),
    headers('response_headers', 'Headers of the response.'),
    json('http2', 'Stream of HTTP/2.'),
  ]),
  record('tls', 'The TLS handshake.', [
    text('sni', 'Server name that the client asked for.', 'domain'),
    text('subject', 'Subject of the server certificate.'),
    text('issuerdn', 'Issuer of the server certificate.'),
    text('serial', 'Serial number of the certificate.'),
    text('fingerprint', 'SHA-1 fingerprint of the certificate.', 'hash'),
    text('version', 'TLS version.'),
    time('notbefore', 'Start of validity, UTC.'),
    time('notafter', 'End of validity, UTC.'),
    flag('session_resumed', 'True where a session was resumed.'),
    record('ja3', 'JA3 of the Client Hello.', [text('hash', 'MD5.', 'hash'), text('string', 'What is hashed.')]),
    record('ja3s', 'JA3S of the Server Hello.', [text('hash', 'MD5.', 'hash'), text('string', 'What is hashed.')]),
    text('ja4', 'JA4 of the Client Hello.', 'hash'),
  ]),
  json('dns', 'DNS query and answer.'),
  json('ssh', 'SSH versions of both sides.'),
  json('smb', 'SMB transaction.'),
  json('fileinfo', 'File that was transferred.'),
  record('verdict', 'What was done with the packet.', [
    text('action', 'pass, drop or alert.'),
    json('reject_target', 'Which side was reset.'),
    json('reject', 'How it was reset.'),
  ]),
  json('metadata', 'Flow bits and other state set by rules.'),
  text('direction', 'to_server or to_client.'),
  text('pkt_src', 'What the packet came in by, such as geneve encapsulation.'),
  text('in_iface', 'Interface the packet came in by.'),
  whole('icmp_type', 'ICMP type.'),
  whole('icmp_code', 'ICMP code.'),
  whole('tx_id', 'Number of the transaction in its flow.'),
  text('community_id', 'Community id of the flow.'),
  text('src_country', 'Country of the source.'),
  text('dest_country', 'Country of the destination.'),
  text('src_hostname', 'Host name of the source.', 'domain'),
  text('dest_hostname', 'Host name of the destination.', 'domain'),
  text('user_agent', 'User agent.', 'user-agent'),
  text('url', 'URL.', 'url'),
];
