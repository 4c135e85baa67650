// Classic Load Balancer access logs: one line for each HTTP request or TCP connection.
import { columnOf, type Field } from './fields/load-balancer.ts';
import { addressOf, methodOf, portOf, targetOf, versionOf } from './fields/parts.ts';
import type { Format } from './format.ts';

/** In the order of a line, with the names of the Elastic Load Balancing guide; other column names are Athena's. */
const fields: Field[] = [
  ['time', 'TIMESTAMP', 'When the request came in, UTC.', { name: 'timestamp' }],
  ['elb', 'VARCHAR', 'Name of the load balancer.', { name: 'elb_name', entity: 'resource' }],
  ['client:port', 'VARCHAR', 'Address and port of the client, as written.', { name: 'client' }],
  ['backend:port', 'VARCHAR', 'Address and port of the instance, as written.', { name: 'backend' }],
  ['request_processing_time', 'DOUBLE', 'From receiving the request to sending it on, seconds; -1: not sent.'],
  ['backend_processing_time', 'DOUBLE', 'Until the instance began to answer, seconds; -1: it did not.'],
  [
    'response_processing_time',
    'DOUBLE',
    'Until the answer went to the client, seconds; -1: there was none.',
    {
      name: 'client_response_time',
    },
  ],
  ['elb_status_code', 'INTEGER', 'HTTP status that the load balancer sent.', { name: 'elb_response_code' }],
  ['backend_status_code', 'INTEGER', 'HTTP status of the instance.', { name: 'backend_response_code' }],
  ['received_bytes', 'BIGINT', 'Size of the request, bytes.'],
  ['sent_bytes', 'BIGINT', 'Size of the response, bytes.'],
  ['request', 'VARCHAR', 'Request line: method, whole URL, protocol version; `- - - ` for TCP.'],
  ['user_agent', 'VARCHAR', 'User-Agent header of HTTP and HTTPS listeners.', { entity: 'user-agent' }],
  ['ssl_cipher', 'VARCHAR', 'TLS cipher of HTTPS and SSL listeners.'],
  ['ssl_protocol', 'VARCHAR', 'TLS version of HTTPS and SSL listeners.'],
];

const known = fields.map(([field]) => field);
const head =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z \S+ \S+:\d+ (?:\S+:\d+|-) -?[\d.]+ -?[\d.]+ -?[\d.]+ (?:\d+|-) (?:\d+|-) \d+ \d+ "/;

const elb: Format = {
  name: 'elb',
  title: 'Classic Load Balancer access logs',
  vendor: 'AWS',
  source:
    'Elastic Load Balancing guide, "Access logs for your Classic Load Balancer", and Athena User Guide, "Query Classic Load Balancer logs"; read 2026-11-27',
  timeColumn: 'timestamp',
  columns: [
    ...fields.map(columnOf),
    { name: 'request_ip', type: 'VARCHAR', entity: 'ip', doc: 'Address of the client.', derive: addressOf('client') },
    { name: 'request_port', type: 'INTEGER', doc: 'Port of the client.', derive: portOf('client') },
    {
      name: 'backend_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Address of the instance.',
      derive: addressOf('backend'),
    },
    { name: 'backend_port', type: 'INTEGER', doc: 'Port of the instance.', derive: portOf('backend') },
    { name: 'request_verb', type: 'VARCHAR', doc: 'HTTP method of `request`.', derive: methodOf('request') },
    {
      name: 'url',
      type: 'VARCHAR',
      entity: 'url',
      doc: 'URL of `request`.',
      derive: targetOf('request'),
    },
    { name: 'protocol', type: 'VARCHAR', doc: 'Protocol version of `request`.', derive: versionOf('request') },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ' ', quote: '"' },
      nullTexts: ['-', '- - - '],
      // The first lines, of 2014, ended with the request.
      fewestFields: 12,
      recogniseLine: (line) => (head.test(line) ? known : null),
    },
  ],
  defaultColumns: [
    'timestamp',
    'request_ip',
    'request_verb',
    'url',
    'elb_response_code',
    'backend_response_code',
    'backend_ip',
    'user_agent',
    'received_bytes',
    'sent_bytes',
    'elb_name',
  ],
  timeline: {
    time: 'timestamp',
    actor: 'request_ip',
    action: "coalesce(request_verb, 'connection')",
    target: 'coalesce(url, elb_name)',
    source_ip: 'request_ip',
    user_agent: 'user_agent',
    outcome: "coalesce(elb_response_code::VARCHAR, 'Success')",
  },
  aliases: {
    time: 'timestamp',
    '@timestamp': 'timestamp',
    elb: 'elb_name',
    ip: 'request_ip',
    sourceip: 'request_ip',
    client_ip: 'request_ip',
    'source.ip': 'request_ip',
    'source.port': 'request_port',
    'destination.ip': 'backend_ip',
    'destination.port': 'backend_port',
    method: 'request_verb',
    'http.request.method': 'request_verb',
    'url.full': 'url',
    status: 'elb_response_code',
    elb_status_code: 'elb_response_code',
    backend_status_code: 'backend_response_code',
    'http.response.status_code': 'elb_response_code',
    agent: 'user_agent',
    'user_agent.original': 'user_agent',
    'tls.cipher': 'ssl_cipher',
    'tls.version': 'ssl_protocol',
    'aws.elb.name': 'elb_name',
  },
  samples: [
    {
      record:
        '2025-03-04T05:06:07.945958Z front 192.0.2.10:2817 198.51.100.20:80 0.000086 0.001048 0.001337 200 201 7 57 "POST https://www.example.com:443/a b HTTP/1.1" "curl/8.5.0" DHE-RSA-AES128-SHA TLSv1.2',
      expect: {
        timestamp: '2025-03-04 05:06:07.945958',
        elb_name: 'front',
        client: '192.0.2.10:2817',
        request_ip: '192.0.2.10',
        request_port: '2817',
        backend: '198.51.100.20:80',
        backend_ip: '198.51.100.20',
        backend_port: '80',
        request_processing_time: '8.6e-05',
        backend_processing_time: '0.001048',
        client_response_time: '0.001337',
        elb_response_code: '200',
        backend_response_code: '201',
        received_bytes: '7',
        sent_bytes: '57',
        request: 'POST https://www.example.com:443/a b HTTP/1.1',
        request_verb: 'POST',
        url: 'https://www.example.com:443/a b',
        protocol: 'HTTP/1.1',
        user_agent: 'curl/8.5.0',
        ssl_cipher: 'DHE-RSA-AES128-SHA',
        ssl_protocol: 'TLSv1.2',
      },
    },
    {
      // TCP: no status and no request.
      record:
        '2025-03-04T05:06:08.945958Z front 192.0.2.10:2818 198.51.100.20:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -',
      expect: {
        elb_response_code: null,
        backend_response_code: null,
        request: null,
        request_verb: null,
        url: null,
        user_agent: null,
        ssl_cipher: null,
      },
    },
    {
      // No instance could be reached; IPv6; the twelve fields of 2014.
      record:
        '2025-03-04T05:06:09.000001Z front 2001:db8::7:2819 - -1 -1 -1 504 0 0 0 "GET http://www.example.com:80/ HTTP/1.1"',
      expect: {
        request_ip: '2001:db8::7',
        request_port: '2819',
        backend_ip: null,
        elb_response_code: '504',
        user_agent: null,
      },
    },
    {
      record:
        '2025-03-04T05:06:10.000001Z front 192.0.2.10:2820 198.51.100.20:443 0.000573 0.001453 0.000032 - - 82 305 "- - - " "-" ECDHE-ECDSA-AES128-GCM-SHA256 TLSv1.2 later',
      expect: { ssl_cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256', extra: '{"field_16":"later"}' },
    },
    {
      record: '2025-03-04T05:06:07.945958Z front 192.0.2.10:2817 198.51.100.20:80 0.000086 0.001048 0.0013',
      expect: { reject: '7 fields where' },
    },
  ],
};

export default elb;
