// ALB connection logs: one line for each TCP or TLS connection to an Application Load Balancer, with the client's certificate.
import { columnOf, type Field } from './fields/load-balancer.ts';
import type { Format } from './format.ts';

/** In the order of a line. */
const fields: Field[] = [
  ['timestamp', 'TIMESTAMP', 'When the connection was made, or failed, UTC.', { name: 'time' }],
  ['client_ip', 'VARCHAR', 'Address of the client.', { entity: 'ip' }],
  ['client_port', 'INTEGER', 'Port of the client.'],
  ['listener_port', 'INTEGER', 'Port of the listener.'],
  ['tls_protocol', 'VARCHAR', 'TLS version; missing for plain HTTP.'],
  ['tls_cipher', 'VARCHAR', 'TLS cipher; missing for plain HTTP.'],
  ['tls_handshake_latency', 'DOUBLE', 'Length of a successful handshake, seconds.'],
  ['leaf_client_cert_subject', 'VARCHAR', 'Subject of the client’s certificate.', { entity: 'principal' }],
  ['leaf_client_cert_validity', 'VARCHAR', 'Validity of the client’s certificate, `NotBefore=…;NotAfter=…`.'],
  ['leaf_client_cert_serial_number', 'VARCHAR', 'Serial number of the client’s certificate, hex.', { entity: 'hash' }],
  [
    'tls_verify_status',
    'VARCHAR',
    'Success, or `Failed:` and why, such as Failed:ClientCertExpired; missing for plain HTTP.',
  ],
  ['conn_trace_id', 'VARCHAR', 'Id of the connection, which the access log has too.'],
];

const known = fields.map(([field]) => field);
const head =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z [0-9A-Fa-f.:]+ \d+ \d+ (?:TLSv[\d.]+|-) \S+ (?:-|-?[\d.]+) (?:"|- )/;

const validity = (name: 'NotBefore' | 'NotAfter') =>
  `TRY_CAST(nullif(regexp_extract("leaf_client_cert_validity", '${name}=([^;]+)', 1), '') AS TIMESTAMP)`;

const albConnection: Format = {
  name: 'alb_connection',
  title: 'ALB connection logs',
  vendor: 'AWS',
  source:
    'Elastic Load Balancing guide, "Connection logs for your Application Load Balancer", and Athena User Guide, "Create the table for ALB connection logs"; read 2026-11-27',
  timeColumn: 'time',
  columns: [
    ...fields.map(columnOf),
    {
      name: 'leaf_client_cert_not_before',
      type: 'TIMESTAMP',
      doc: 'Beginning of `leaf_client_cert_validity`, UTC.',
      derive: validity('NotBefore'),
    },
    {
      name: 'leaf_client_cert_not_after',
      type: 'TIMESTAMP',
      doc: 'End of `leaf_client_cert_validity`, UTC.',
      derive: validity('NotAfter'),
    },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ' ', quote: '"' },
      nullTexts: ['-'],
      // Lines of before 2024 have no trace id.
      fewestFields: 11,
      recogniseLine: (line) => (head.test(line) ? known : null),
    },
  ],
  defaultColumns: [
    'time',
    'client_ip',
    'client_port',
    'listener_port',
    'tls_protocol',
    'tls_cipher',
    'tls_verify_status',
    'leaf_client_cert_subject',
    'leaf_client_cert_not_after',
    'conn_trace_id',
  ],
  timeline: {
    time: 'time',
    actor: 'coalesce(leaf_client_cert_subject, client_ip)',
    action: "CASE WHEN tls_verify_status IS NULL THEN 'connection' ELSE 'tls connection' END",
    target: "'port ' || listener_port",
    source_ip: 'client_ip',
    outcome: "coalesce(tls_verify_status, 'Success')",
    session: 'conn_trace_id',
  },
  aliases: {
    '@timestamp': 'time',
    timestamp: 'time',
    ip: 'client_ip',
    sourceip: 'client_ip',
    'source.ip': 'client_ip',
    'source.port': 'client_port',
    'destination.port': 'listener_port',
    port: 'listener_port',
    'tls.version': 'tls_protocol',
    'tls.cipher': 'tls_cipher',
    status: 'tls_verify_status',
    subject: 'leaf_client_cert_subject',
    'tls.client.subject': 'leaf_client_cert_subject',
    'tls.client.x509.serial_number': 'leaf_client_cert_serial_number',
    serial: 'leaf_client_cert_serial_number',
  },
  samples: [
    {
      record:
        '2025-03-04T05:06:07.623456Z 192.0.2.10 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "CN=ana.example.com,O=Example, Inc,C=US" NotBefore=2025-01-21T22:43:21Z;NotAfter=2026-06-17T22:43:21Z FEF257372D5C14D4 Success TID_3180a73013c8ca4bac2f731159d4b0fe',
      expect: {
        time: '2025-03-04 05:06:07.623456',
        client_ip: '192.0.2.10',
        client_port: '36280',
        listener_port: '443',
        tls_protocol: 'TLSv1.2',
        tls_cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
        tls_handshake_latency: '4.036',
        leaf_client_cert_subject: 'CN=ana.example.com,O=Example, Inc,C=US',
        leaf_client_cert_validity: 'NotBefore=2025-01-21T22:43:21Z;NotAfter=2026-06-17T22:43:21Z',
        leaf_client_cert_not_before: '2025-01-21 22:43:21',
        leaf_client_cert_not_after: '2026-06-17 22:43:21',
        leaf_client_cert_serial_number: 'FEF257372D5C14D4',
        tls_verify_status: 'Success',
        conn_trace_id: 'TID_3180a73013c8ca4bac2f731159d4b0fe',
      },
    },
    {
      // A certificate that was refused, by IPv6.
      record:
        '2025-03-04T05:06:08Z 2001:db8::7 50318 443 TLSv1.3 TLS_AES_128_GCM_SHA256 - "CN=old.example.com" NotBefore=2020-01-01T00:00:00Z;NotAfter=2021-01-01T00:00:00Z 01AB Failed:ClientCertExpired TID_0b',
      expect: {
        client_ip: '2001:db8::7',
        tls_handshake_latency: null,
        tls_verify_status: 'Failed:ClientCertExpired',
        leaf_client_cert_serial_number: '01AB',
      },
    },
    {
      // Plain HTTP: nothing of TLS; with and without quotes around what is missing.
      record: '2025-03-04T05:06:09.244545Z 192.0.2.11 50212 80 - - - "-" - - - TID_d00b6c6c35ae2d6e8ea4d6a5b4be6b0c',
      expect: {
        tls_protocol: null,
        tls_cipher: null,
        leaf_client_cert_subject: null,
        leaf_client_cert_not_before: null,
        tls_verify_status: null,
        conn_trace_id: 'TID_d00b6c6c35ae2d6e8ea4d6a5b4be6b0c',
      },
    },
    {
      record: '2025-03-04T05:06:09.244545Z 192.0.2.11 50212 80 - - - - - - -',
      expect: { client_port: '50212', conn_trace_id: null },
    },
    {
      record: '2025-03-04T05:06:09.244545Z 192.0.2.11 50212 80 - - - "-" - - - TID_1 one "two three"',
      expect: { conn_trace_id: 'TID_1', extra: '{"field_13":"one","field_14":"two three"}' },
    },
    { record: '2025-03-04T05:06:09.244545Z 192.0.2.11 50212 80 - - -', expect: { reject: '7 fields where' } },
  ],
};

export default albConnection;
