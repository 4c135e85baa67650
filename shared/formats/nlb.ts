// Network Load Balancer access logs: one line for each connection of a TLS listener.
import { columnOf, type Field } from './fields/load-balancer.ts';
import { addressOf, portOf } from './fields/parts.ts';
import type { Format } from './format.ts';

/** In the order of a line, with the names of the Elastic Load Balancing guide; other column names are Athena's. */
const fields: Field[] = [
  ['type', 'VARCHAR', 'Kind of listener, always tls.'],
  ['version', 'VARCHAR', 'Version of the line’s layout, 1.0 or 2.0.'],
  ['time', 'TIMESTAMP', 'When the connection was closed; written without a zone, UTC in practice.'],
  ['elb', 'VARCHAR', 'Resource id of the load balancer, `net/name/id`.', { entity: 'resource' }],
  ['listener', 'VARCHAR', 'Resource id of the listener.', { name: 'listener_id' }],
  ['client:port', 'VARCHAR', 'Address and port of the client, as written.', { name: 'client' }],
  [
    'destination:port',
    'VARCHAR',
    'Address and port that the client connected to, as written.',
    { name: 'destination' },
  ],
  ['connection_time', 'BIGINT', 'Length of the connection, milliseconds.', { name: 'tcp_connection_time_ms' }],
  ['tls_handshake_time', 'BIGINT', 'Length of the TLS handshake, milliseconds.', { name: 'tls_handshake_time_ms' }],
  ['received_bytes', 'BIGINT', 'Bytes from the client, after decryption.'],
  ['sent_bytes', 'BIGINT', 'Bytes to the client, before encryption.'],
  ['incoming_tls_alert', 'VARCHAR', 'TLS alert that the client sent, a number.'],
  ['chosen_cert_arn', 'VARCHAR', 'Certificate shown to the client.', { name: 'cert_arn', entity: 'resource' }],
  ['chosen_cert_serial', 'VARCHAR', 'Reserved; always missing.', { name: 'certificate_serial' }],
  ['tls_cipher', 'VARCHAR', 'Cipher suite, in OpenSSL’s words.', { name: 'tls_cipher_suite' }],
  ['tls_protocol_version', 'VARCHAR', 'TLS version: tlsv10 to tlsv13.'],
  ['tls_named_group', 'VARCHAR', 'Reserved; always missing.'],
  ['domain_name', 'VARCHAR', 'Name that the client asked for in the handshake (SNI).', { entity: 'domain' }],
  ['alpn_fe_protocol', 'VARCHAR', 'Protocol agreed on with the client (ALPN): h2, http/1.1, http/1.0.'],
  ['alpn_be_protocol', 'VARCHAR', 'Protocol agreed on with the target (ALPN).'],
  ['alpn_client_preference_list', 'VARCHAR', 'Protocols that the client offered, each in quotes, with commas.'],
  ['tls_connection_creation_time', 'TIMESTAMP', 'When the connection began; written as `time` is.'],
];

const known = fields.map(([field]) => field);
const head = /^tls \d+\.\d+ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z? \S+ \S+ \S+:\d+ \S+:\d+ -?\d+ /;

const line =
  'tls 2.0 2025-03-04T05:06:07 net/front/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.10:51341 198.51.100.20:443 5 2 98 246 - arn:aws:acm:us-east-2:111122223333:certificate/11111111-2222-4333-8444-555555555555 - ECDHE-RSA-AES128-SHA tlsv12 - front.example.com h2 - "h2","http/1.1" 2025-03-04T05:06:00';

const nlb: Format = {
  name: 'nlb',
  title: 'NLB access logs',
  vendor: 'AWS',
  source:
    'Elastic Load Balancing guide, "Access logs for your Network Load Balancer", and Athena User Guide, "Query Network Load Balancer logs"; read 2026-11-27',
  timeColumn: 'time',
  columns: [
    ...fields.map(columnOf),
    { name: 'client_ip', type: 'VARCHAR', entity: 'ip', doc: 'Address of the client.', derive: addressOf('client') },
    { name: 'client_port', type: 'INTEGER', doc: 'Port of the client.', derive: portOf('client') },
    {
      name: 'target_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Address that the client connected to, called target by Athena’s table.',
      derive: addressOf('destination'),
    },
    { name: 'target_port', type: 'INTEGER', doc: 'Port that the client connected to.', derive: portOf('destination') },
  ],
  lines: [
    {
      // The list of protocols is `"h2","http/1.1"`, which has no space: quotes need no care.
      cut: { kind: 'separated', separator: ' ' },
      nullTexts: ['-', '"-"'],
      // Layout 1.0 ended with the domain name.
      fewestFields: 18,
      recogniseLine: (text) => (head.test(text) ? known : null),
    },
  ],
  defaultColumns: [
    'time',
    'client_ip',
    'client_port',
    'target_ip',
    'target_port',
    'domain_name',
    'tls_protocol_version',
    'tls_cipher_suite',
    'received_bytes',
    'sent_bytes',
    'tcp_connection_time_ms',
    'elb',
  ],
  timeline: {
    time: 'time',
    actor: 'client_ip',
    action: "'tls connection'",
    target: 'coalesce(domain_name, destination)',
    source_ip: 'client_ip',
    outcome: "coalesce('TLS alert ' || incoming_tls_alert, 'Success')",
    account: `nullif(regexp_extract(cert_arn, '^arn:[a-z-]+:[a-z]+:[a-z0-9-]*:([0-9]{12}):', 1), '')`,
    region: `nullif(regexp_extract(cert_arn, '^arn:[a-z-]+:[a-z]+:([a-z0-9-]+):', 1), '')`,
  },
  aliases: {
    '@timestamp': 'time',
    ip: 'client_ip',
    sourceip: 'client_ip',
    'source.ip': 'client_ip',
    'source.port': 'client_port',
    'destination.ip': 'target_ip',
    'destination.port': 'target_port',
    listener: 'listener_id',
    sni: 'domain_name',
    'tls.client.server_name': 'domain_name',
    'destination.domain': 'domain_name',
    'tls.cipher': 'tls_cipher_suite',
    'tls.version': 'tls_protocol_version',
    alert: 'incoming_tls_alert',
    'aws.elb.name': 'elb',
    'aws.elb.listener': 'listener_id',
    'aws.elb.chosen_cert.arn': 'cert_arn',
  },
  samples: [
    {
      record: line,
      expect: {
        type: 'tls',
        version: '2.0',
        time: '2025-03-04 05:06:07',
        elb: 'net/front/c6e77e28c25b2234',
        listener_id: 'g3d4b5e8bb8464cd',
        client: '192.0.2.10:51341',
        client_ip: '192.0.2.10',
        client_port: '51341',
        destination: '198.51.100.20:443',
        target_ip: '198.51.100.20',
        target_port: '443',
        tcp_connection_time_ms: '5',
        tls_handshake_time_ms: '2',
        received_bytes: '98',
        sent_bytes: '246',
        incoming_tls_alert: null,
        cert_arn: 'arn:aws:acm:us-east-2:111122223333:certificate/11111111-2222-4333-8444-555555555555',
        certificate_serial: null,
        tls_cipher_suite: 'ECDHE-RSA-AES128-SHA',
        tls_protocol_version: 'tlsv12',
        tls_named_group: null,
        domain_name: 'front.example.com',
        alpn_fe_protocol: 'h2',
        alpn_be_protocol: null,
        alpn_client_preference_list: '"h2","http/1.1"',
        tls_connection_creation_time: '2025-03-04 05:06:00',
      },
    },
    {
      // A failed handshake by IPv6, without ALPN.
      record:
        'tls 2.0 2025-03-04T05:06:08 net/front/c6e77e28c25b2234 g3d4b5e8bb8464cd [2001:db8::7]:51342 198.51.100.20:443 7 - 0 0 48 - - - - - - - - - 2025-03-04T05:06:08',
      expect: {
        client_ip: '2001:db8::7',
        client_port: '51342',
        tls_handshake_time_ms: null,
        incoming_tls_alert: '48',
        tls_cipher_suite: null,
        alpn_client_preference_list: null,
      },
    },
    {
      // Layout 1.0, before ALPN, and one with more fields than are known.
      record:
        'tls 1.0 2025-03-04T05:06:09 net/front/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.10:51341 198.51.100.20:443 5 2 98 246 - - - ECDHE-RSA-AES128-SHA tlsv12 - front.example.com',
      expect: { version: '1.0', domain_name: 'front.example.com', alpn_fe_protocol: null },
    },
    { record: `${line} later`, expect: { extra: '{"field_23":"later"}' } },
    {
      record:
        'tls 2.0 2025-03-04T05:06:07 net/front/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.10:51341 198.51.100.20:443 5',
      expect: { reject: '8 fields where' },
    },
  ],
};

export default nlb;
