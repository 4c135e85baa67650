// Access logs of web servers: Common and Combined Log Format, as Apache, nginx and many others write them.
import { methodOf, targetOf, versionOf } from './fields/parts.ts';
import type { Format, FormatColumn } from './format.ts';
import { samples } from './samples/weblog.ts';

const fixed = ['c-ip', 'ident', 'cs-username', 'time', 'request', 'sc-status', 'sc-bytes'];

/**
 * Virtual host (optional), client, identity, user, [time], "request", status, bytes, and what a server adds. Each part ends
 * where the next cannot begin, so that a line is read once.
 */
const pattern =
  /^(?:(\S+) (?!- ))?\S+ \S+ \S+ \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "(?:[^"\\]|\\.)*" (?:\d{3}|-) (?:\d+|-)( .*)?$/;
const token = /"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^ ]+/g;
const addresses = /^"(?:-|[0-9A-Fa-f.:]{3,45}(?:, ?[0-9A-Fa-f.:]{3,45}){0,30})"$/;

/** What ingress-nginx, of Kubernetes, adds by default. */
const ingress = / \d+ [\d.]+ \[[^\]]*\] \[[^\]]*\] \S+ \S+ \S+ \S+ [0-9a-f]{32}$/;
const ingressFields =
  'request_length request_time proxy_upstream_name proxy_alternative_upstream_name upstream_addr upstream_response_length upstream_response_time upstream_status req_id'.split(
    ' ',
  );

function fieldsOf(line: string): string[] | null {
  const match = pattern.exec(line);
  if (!match) return null;
  const rest = match[2]?.match(token) ?? [];
  const names = match[1] === undefined ? [...fixed] : ['vhost', ...fixed];
  const length = names.length + rest.length;
  const addOther = () => names.push(`field_${names.length + 1}`);
  const isQuoted = (index: number) => rest[index]?.startsWith('"') === true;
  // Apache may be told to write how long it took before them.
  const number = /^\d+$/.test(rest[0] ?? '') ? 1 : 0;
  if (isQuoted(number) && isQuoted(number + 1)) {
    if (number === 1) addOther();
    names.push('cs-referer', 'cs-user-agent');
    if (rest.length === number + 3 && addresses.test(rest[number + 2]!)) names.push('x-forwarded-for');
    if (number === 0 && ingress.test(match[2]!)) names.push(...ingressFields);
  }
  while (names.length < length) addOther();
  return names;
}

const text = (name: string, key: string, doc: string): FormatColumn => ({ name, key, type: 'VARCHAR', doc });
const derived = (name: string, key: string, doc: string, derive: string): FormatColumn => ({
  ...text(name, key, doc),
  derive,
});

const weblog: Format = {
  name: 'weblog',
  title: 'Web server access logs',
  vendor: 'Apache, nginx',
  source:
    'Apache HTTP Server documentation, "Log Files" and mod_log_config; nginx documentation, ngx_http_log_module; read 2026-11-27',
  timeColumn: 'time',
  columns: [
    text('server', 'vhost', 'Virtual host that answered, with its port where the server writes one.'),
    {
      ...derived('host', 'cs-host', '`server` without a port.', `regexp_extract("server", '^(.*?)(?::[0-9]+)?$', 1)`),
      entity: 'domain',
    },
    text('remote_addr', 'c-ip', 'Client: its address, or its name where the server looks names up.'),
    {
      ...derived(
        'client_ip',
        'client_ip',
        '`remote_addr` where it is an address, without a port.',
        `nullif(coalesce(
          nullif(regexp_extract("remote_addr", '^((?:[0-9]{1,3}[.]){3}[0-9]{1,3})(?::[0-9]+)?$', 1), ''),
          regexp_extract("remote_addr", '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]+$')), '')`,
      ),
      entity: 'ip',
    },
    {
      ...derived(
        'client_name',
        'client_name',
        '`remote_addr` where it is a name.',
        `nullif(regexp_extract("remote_addr", '^([A-Za-z0-9_-]+(?:[.][A-Za-z0-9_-]*[A-Za-z][A-Za-z0-9_-]*)*)(?::[0-9]+)?$', 1), '')`,
      ),
      entity: 'domain',
    },
    text('ident', 'ident', 'Identity by the client’s identd; hardly ever there.'),
    { ...text('remote_user', 'cs-username', 'User of HTTP authentication.'), entity: 'principal' },
    {
      name: 'time',
      type: 'TIMESTAMP',
      written: '%d/%b/%Y:%H:%M:%S %z',
      doc: 'When the request came (Apache) or was answered (nginx), in UTC.',
    },
    text('request', 'request', 'First line of the request as the server got it.'),
    derived('method', 'cs-method', 'HTTP method.', methodOf('request')),
    {
      ...derived('uri', 'c-uri', 'What was asked for, with its query.', targetOf('request')),
      entity: 'url',
    },
    derived('path', 'cs-uri-stem', '`uri` up to the question mark.', `nullif(split_part("uri", '?', 1), '')`),
    derived(
      'query',
      'cs-uri-query',
      '`uri` from the question mark on.',
      `CASE WHEN contains("uri", '?') THEN nullif(substr("uri", strpos("uri", '?') + 1), '') END`,
    ),
    derived('protocol', 'cs-version', 'HTTP version.', versionOf('request')),
    { name: 'status', key: 'sc-status', type: 'INTEGER', doc: 'HTTP status of the answer.' },
    {
      name: 'bytes',
      key: 'sc-bytes',
      type: 'BIGINT',
      doc: 'Size of the answer in bytes, most often without its head.',
    },
    { ...text('referer', 'cs-referer', 'Page that the client says it came from.'), entity: 'url' },
    { ...text('user_agent', 'cs-user-agent', 'What the client says it is.'), entity: 'user-agent' },
    text(
      'forwarded_for',
      'x-forwarded-for',
      'Header X-Forwarded-For: addresses before this one, as the client side says.',
    ),
    {
      ...derived(
        'forwarded_ip',
        'forwarded_ip',
        'First address of `forwarded_for`.',
        `nullif(regexp_extract("forwarded_for", '^ *((?:[0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)', 1), '')`,
      ),
      entity: 'ip',
    },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ' ', quote: '"', brackets: true, escape: 'backslash' },
      nullTexts: ['-'],
      recogniseLine: fieldsOf,
    },
  ],
  defaultColumns: [
    'time',
    'remote_addr',
    'method',
    'uri',
    'status',
    'bytes',
    'user_agent',
    'referer',
    'remote_user',
    'host',
  ],
  timeline: {
    time: 'time',
    actor: 'coalesce(remote_user, remote_addr)',
    action: 'method',
    target: 'coalesce(uri, request)',
    source_ip: 'client_ip',
    user_agent: 'user_agent',
    outcome: 'status::VARCHAR',
  },
  sigma: [{ product: null, category: 'webserver', service: null }],
  aliases: {
    ip: 'client_ip',
    sourceip: 'client_ip',
    'source.ip': 'client_ip',
    'source.address': 'remote_addr',
    clientip: 'remote_addr',
    user: 'remote_user',
    user_id: 'remote_user',
    'user.name': 'remote_user',
    request_received_time: 'time',
    '@timestamp': 'time',
    client_request: 'request',
    'http.request.method': 'method',
    verb: 'method',
    url: 'uri',
    'url.original': 'uri',
    'url.path': 'path',
    'url.query': 'query',
    'url.domain': 'host',
    server_status: 'status',
    code: 'status',
    response: 'status',
    'http.response.status_code': 'status',
    returned_obj_size: 'bytes',
    size: 'bytes',
    body_bytes_sent: 'bytes',
    'http.response.body.bytes': 'bytes',
    referrer: 'referer',
    http_referer: 'referer',
    'http.request.referrer': 'referer',
    agent: 'user_agent',
    http_user_agent: 'user_agent',
    'user_agent.original': 'user_agent',
    vhost: 'server',
    http_x_forwarded_for: 'forwarded_for',
  },
  samples,
};

export default weblog;
