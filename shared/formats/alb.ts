// Application Load Balancer access logs: one line for each request, or for a WebSocket when it closes.
import { addressOf, hostOf, methodOf, portOf, targetOf, versionOf } from './fields/parts.ts';
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

type Type = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'TIMESTAMP';
type Field = [field: string, type: Type, doc: string, more?: { name?: string; entity?: EntityMeaning }];

/** In the order of a line, with the names of the Elastic Load Balancing guide; other column names are Athena's. */
const fields: Field[] = [
  ['type', 'VARCHAR', 'http, https, h2, grpcs, ws or wss.'],
  ['time', 'TIMESTAMP', 'When the response was sent, or the WebSocket closed, UTC.'],
  ['elb', 'VARCHAR', 'Resource id of the load balancer, `app/name/id`.', { entity: 'resource' }],
  ['client:port', 'VARCHAR', 'Address and port of the client, as written.', { name: 'client' }],
  ['target:port', 'VARCHAR', 'Address and port of the target, as written.', { name: 'target' }],
  [
    'request_processing_time',
    'DOUBLE',
    'From receiving the request to sending it to the target, seconds; -1: not sent.',
  ],
  [
    'target_processing_time',
    'DOUBLE',
    'From sending the request to the target’s response headers, seconds; -1: none came.',
  ],
  ['response_processing_time', 'DOUBLE', 'From the target’s response headers to the client, seconds; -1: none came.'],
  ['elb_status_code', 'INTEGER', 'HTTP status that the load balancer sent to the client.'],
  ['target_status_code', 'INTEGER', 'HTTP status of the target.'],
  ['received_bytes', 'BIGINT', 'Size of the request with headers, bytes.'],
  ['sent_bytes', 'BIGINT', 'Size of the response with headers, bytes.'],
  ['request', 'VARCHAR', 'Request line: method, whole URL, protocol version.'],
  ['user_agent', 'VARCHAR', 'User-Agent header, at most 8 KB of it.', { entity: 'user-agent' }],
  ['ssl_cipher', 'VARCHAR', 'TLS cipher.'],
  ['ssl_protocol', 'VARCHAR', 'TLS version.'],
  ['target_group_arn', 'VARCHAR', 'Target group.', { entity: 'resource' }],
  ['trace_id', 'VARCHAR', 'X-Amzn-Trace-Id header.'],
  ['domain_name', 'VARCHAR', 'Name that the client asked for in the TLS handshake (SNI).', { entity: 'domain' }],
  [
    'chosen_cert_arn',
    'VARCHAR',
    'Certificate shown to the client; `session-reused` for a resumed session.',
    { entity: 'resource' },
  ],
  ['matched_rule_priority', 'INTEGER', 'Priority of the listener rule that matched: 0 the default one, -1 an error.'],
  ['request_creation_time', 'TIMESTAMP', 'When the request was received, UTC.'],
  [
    'actions_executed',
    'VARCHAR',
    'What was done, with commas: waf, waf-failed, authenticate, redirect, fixed-response, forward.',
  ],
  ['redirect_url', 'VARCHAR', 'Where the client was redirected to.', { entity: 'url' }],
  [
    'error_reason',
    'VARCHAR',
    'Why a request failed: AuthInvalidCookie, LambdaTimeout, WAF….',
    { name: 'lambda_error_reason' },
  ],
  ['target:port_list', 'VARCHAR', 'Targets that processed the request, with spaces.', { name: 'target_port_list' }],
  ['target_status_code_list', 'VARCHAR', 'HTTP statuses of those targets, with spaces.'],
  ['classification', 'VARCHAR', 'Desync mitigation: Acceptable, Ambiguous or Severe; missing for a compliant request.'],
  ['classification_reason', 'VARCHAR', 'Why the request was classified so, such as BadContentLength.'],
  ['conn_trace_id', 'VARCHAR', 'Id of the connection, which the connection log has too.'],
  ['transformed_host', 'VARCHAR', 'Host header after a host rewrite.', { entity: 'domain' }],
  ['transformed_uri', 'VARCHAR', 'URI after a URL rewrite.'],
  ['request_transform_status', 'VARCHAR', 'TransformSuccess, TransformBufferTooSmall, TransformCompileError….'],
  ['ip_address', 'VARCHAR', 'Node of the load balancer that took the request; in lines of 2026.', { entity: 'ip' }],
];

const known = fields.map(([field]) => field);
const head =
  /^(?:http|https|h2|grpcs|ws|wss) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z \S+ \S+ \S+ -?[\d.]+ -?[\d.]+ -?[\d.]+ /;

const alb: Format = {
  name: 'alb',
  title: 'ALB access logs',
  vendor: 'AWS',
  source:
    'Elastic Load Balancing guide, "Access logs for your Application Load Balancer", and Athena User Guide, "Create the table for ALB access logs"; read 2026-11-27',
  timeColumn: 'time',
  columns: [
    ...fields.map(
      ([field, type, doc, more]): FormatColumn => ({
        name: more?.name ?? field,
        key: field,
        type,
        doc,
        ...(more?.entity ? { entity: more.entity } : {}),
      }),
    ),
    { name: 'client_ip', type: 'VARCHAR', entity: 'ip', doc: 'Address of the client.', derive: addressOf('client') },
    { name: 'client_port', type: 'INTEGER', doc: 'Port of the client.', derive: portOf('client') },
    { name: 'target_ip', type: 'VARCHAR', entity: 'ip', doc: 'Address of the target.', derive: addressOf('target') },
    { name: 'target_port', type: 'INTEGER', doc: 'Port of the target.', derive: portOf('target') },
    { name: 'request_verb', type: 'VARCHAR', doc: 'HTTP method of `request`.', derive: methodOf('request') },
    {
      name: 'request_url',
      type: 'VARCHAR',
      entity: 'url',
      doc: 'URL of `request`.',
      derive: targetOf('request'),
    },
    {
      name: 'request_proto',
      type: 'VARCHAR',
      doc: 'Protocol version of `request`.',
      derive: versionOf('request'),
    },
    {
      name: 'request_host',
      type: 'VARCHAR',
      entity: 'domain',
      doc: 'Host in the URL of `request`.',
      derive: hostOf('request_url'),
    },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ' ', quote: '"' },
      nullTexts: ['-'],
      // What a line has had since 2016, up to the trace id.
      fewestFields: 18,
      recogniseLine: (line) => (head.test(line) ? known : null),
    },
  ],
  defaultColumns: [
    'time',
    'client_ip',
    'request_verb',
    'request_url',
    'elb_status_code',
    'target_status_code',
    'target_ip',
    'user_agent',
    'received_bytes',
    'sent_bytes',
    'actions_executed',
    'elb',
  ],
  timeline: {
    time: 'time',
    actor: 'client_ip',
    action: 'coalesce(request_verb, type)',
    target: 'coalesce(request_url, elb)',
    source_ip: 'client_ip',
    user_agent: 'user_agent',
    outcome: 'elb_status_code::VARCHAR',
    account: `nullif(regexp_extract(target_group_arn, '^arn:[a-z-]+:[a-z]+:[a-z0-9-]*:([0-9]{12}):', 1), '')`,
    region: `nullif(regexp_extract(target_group_arn, '^arn:[a-z-]+:[a-z]+:([a-z0-9-]+):', 1), '')`,
    session: 'coalesce(conn_trace_id, trace_id)',
  },
  aliases: {
    '@timestamp': 'time',
    ip: 'client_ip',
    sourceip: 'client_ip',
    'source.ip': 'client_ip',
    'source.port': 'client_port',
    'destination.ip': 'target_ip',
    'destination.port': 'target_port',
    method: 'request_verb',
    'http.request.method': 'request_verb',
    url: 'request_url',
    'url.full': 'request_url',
    host: 'request_host',
    'url.domain': 'request_host',
    status: 'elb_status_code',
    'http.response.status_code': 'elb_status_code',
    agent: 'user_agent',
    'user_agent.original': 'user_agent',
    sni: 'domain_name',
    error: 'lambda_error_reason',
    error_reason: 'lambda_error_reason',
    trace: 'trace_id',
    'tls.cipher': 'ssl_cipher',
    'tls.version': 'ssl_protocol',
    'aws.elb.name': 'elb',
    'aws.elb.trace_id': 'trace_id',
    'aws.elb.target_group.arn': 'target_group_arn',
    'aws.elb.action_executed': 'actions_executed',
    'aws.elb.chosen_cert.arn': 'chosen_cert_arn',
  },
  samples: [
    {
      record:
        'https 2025-03-04T05:06:07.186641Z app/shop/50dc6c495c0c9188 192.0.2.10:2817 198.51.100.20:8443 0.086 0.048 0.037 200 201 34 366 "POST https://shop.example.com:443/cart?x=1 HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/shop/73e2d6bc24d8a067 "Root=1-67c68a0f-aabbccddeeff001122334455" "shop.example.com" "arn:aws:acm:us-east-2:111122223333:certificate/11111111-2222-4333-8444-555555555555" 1 2025-03-04T05:06:07.100000Z "authenticate,forward" "-" "-" "198.51.100.20:8443" "201" "Acceptable" "NonCompliantHeader" TID_0123456789abcdef "inner.example.com" "/basket" "TransformSuccess" 203.0.113.40',
      expect: {
        type: 'https',
        time: '2025-03-04 05:06:07.186641',
        elb: 'app/shop/50dc6c495c0c9188',
        client: '192.0.2.10:2817',
        client_ip: '192.0.2.10',
        client_port: '2817',
        target: '198.51.100.20:8443',
        target_ip: '198.51.100.20',
        target_port: '8443',
        request_processing_time: '0.086',
        target_processing_time: '0.048',
        response_processing_time: '0.037',
        elb_status_code: '200',
        target_status_code: '201',
        received_bytes: '34',
        sent_bytes: '366',
        request: 'POST https://shop.example.com:443/cart?x=1 HTTP/1.1',
        request_verb: 'POST',
        request_url: 'https://shop.example.com:443/cart?x=1',
        request_proto: 'HTTP/1.1',
        request_host: 'shop.example.com',
        user_agent: 'curl/8.5.0',
        ssl_cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
        ssl_protocol: 'TLSv1.2',
        target_group_arn: 'arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/shop/73e2d6bc24d8a067',
        trace_id: 'Root=1-67c68a0f-aabbccddeeff001122334455',
        domain_name: 'shop.example.com',
        chosen_cert_arn: 'arn:aws:acm:us-east-2:111122223333:certificate/11111111-2222-4333-8444-555555555555',
        matched_rule_priority: '1',
        request_creation_time: '2025-03-04 05:06:07.1',
        actions_executed: 'authenticate,forward',
        redirect_url: null,
        lambda_error_reason: null,
        target_port_list: '198.51.100.20:8443',
        target_status_code_list: '201',
        classification: 'Acceptable',
        classification_reason: 'NonCompliantHeader',
        conn_trace_id: 'TID_0123456789abcdef',
        transformed_host: 'inner.example.com',
        transformed_uri: '/basket',
        request_transform_status: 'TransformSuccess',
        ip_address: '203.0.113.40',
      },
    },
    {
      // Plain HTTP without a target: refused by a rule; the fields of 2023.
      record:
        'http 2025-03-04T05:06:08.000001Z app/shop/50dc6c495c0c9188 192.0.2.11:2818 - -1 -1 -1 502 - 34 366 "GET http://198.51.100.1:80/.env HTTP/1.1" "-" - - - "Root=1-67c68a10-aabbccddeeff001122334455" "-" "-" 0 2025-03-04T05:06:08.000000Z "waf" "-" "-" "-" "-" "-" "-"',
      expect: {
        target: null,
        target_ip: null,
        target_port: null,
        request_processing_time: '-1.0',
        target_status_code: null,
        user_agent: null,
        ssl_cipher: null,
        request_url: 'http://198.51.100.1:80/.env',
        actions_executed: 'waf',
        conn_trace_id: null,
      },
    },
    {
      // HTTP/2 by IPv6.
      record:
        'h2 2025-03-04T05:06:09.5Z app/shop/50dc6c495c0c9188 2001:db8::a:48914 198.51.100.20:9000 0.000 0.002 0.000 200 200 5 257 "GET https://[2001:db8::1]:443/ HTTP/2.0" "Mozilla/5.0 (X11; Linux x86_64)" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/shop/73e2d6bc24d8a067 "Root=1-67c68a11-aabbccddeeff001122334455" "-" "session-reused" 0 2025-03-04T05:06:09.4Z "redirect" "https://example.com:443/" "-" "198.51.100.20:9000" "200" "-" "-"',
      expect: {
        client_ip: '2001:db8::a',
        client_port: '48914',
        request_host: '2001:db8::1',
        request_proto: 'HTTP/2.0',
        chosen_cert_arn: 'session-reused',
        redirect_url: 'https://example.com:443/',
      },
    },
    {
      // WebSocket over TLS, a Lambda target that failed, and fields that are new since.
      record:
        'wss 2025-03-04T05:06:10.5Z app/shop/50dc6c495c0c9188 192.0.2.10:44244 - 0.000 0.003 0.000 101 101 218 786 "GET https://192.0.2.30:443/ws HTTP/1.1" "-" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.3 arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/fn/73e2d6bc24d8a067 "Root=1-67c68a12-aabbccddeeff001122334455" "shop.example.com" "-" 7 2025-03-04T05:06:10.4Z "forward" "-" "LambdaInvalidResponse" "-" "-" "-" "-" TID_0123456789abcdef "-" "-" "-" 203.0.113.40 "one more" two',
      expect: {
        type: 'wss',
        lambda_error_reason: 'LambdaInvalidResponse',
        transformed_host: null,
        extra: '{"field_35":"one more","field_36":"two"}',
      },
    },
    {
      // What a scanner sends is no request line.
      record:
        'http 2025-03-04T05:06:11.000001Z app/shop/50dc6c495c0c9188 192.0.2.12:1 - -1 -1 -1 400 - 0 272 "- http://shop-1.us-east-2.elb.amazonaws.com:80- -" "-" - - - "-" "-" "-" - 2025-03-04T05:06:11.000000Z "-" "-" "-" "-" "-" "-" "-"',
      expect: { request_verb: null, request_url: null, elb_status_code: '400', matched_rule_priority: null },
    },
    {
      record: 'http 2025-03-04T05:06:07.186641Z app/shop/50dc6c495c0c9188 192.0.2.10:2817 - 0.0',
      expect: { reject: '6 fields where' },
    },
  ],
};

export default alb;
