// Zeek's logs, as tab-separated files and as JSON: conn, dns, http, ssl, files, notice, x509, ssh, weird, all in one table.
import { columns } from './fields/zeek.ts';
import type { Format, Header } from './format.ts';

function readHeader(line: string, before: Header | null): Header | null {
  const [name, ...values] = line.split('\t');
  const constants = before?.constants ?? {};
  if (line === '#separator \\x09') return { fields: [] };
  if (name === '#path') return { fields: [], constants: { _path: values[0] ?? '' } };
  if (name === '#fields') return values[0] === 'ts' ? { fields: values, constants } : null;
  const belongs = before !== null && /^#(?:set_separator|empty_field|unset_field|open|types)$/.test(name!);
  return belongs ? { fields: [], constants } : null;
}

function recogniseJson(record: Record<string, unknown>): boolean {
  if (typeof record.ts !== 'number' && typeof record.ts !== 'string') return false;
  const isText = (...keys: string[]) => keys.every((key) => typeof record[key] === 'string');
  return (
    isText('uid', 'id.orig_h') ||
    isText('_path', '_write_ts') ||
    (isText('_path') && ('uid' in record || 'fuid' in record || 'peer' in record)) ||
    (isText('fuid', 'source') && 'seen_bytes' in record) ||
    isText('certificate.serial', 'certificate.subject') ||
    (isText('note', 'msg') && 'actions' in record) ||
    (isText('name', 'peer') && 'notice' in record) ||
    (Array.isArray(record.uids) && Array.isArray(record.msg_types))
  );
}

const head = (name: string, fields: string, types: string) =>
  [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${name}`,
    '#open\t2025-03-04-05-00-00',
    `#fields\t${fields.replaceAll(' ', '\t')}`,
    `#types\t${types.replaceAll(' ', '\t')}`,
  ].join('\n');
const row = (values: string) => values.replaceAll(' ', '\t');
const conn = head(
  'conn',
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts tunnel_parents orig_cc',
  'time string addr port addr port enum string interval count count string bool bool count string count set[string] string',
);
const ends = '192.0.2.10 50123 198.51.100.4 443';

const zeek: Format = {
  name: 'zeek',
  title: 'Zeek logs',
  vendor: 'Zeek',
  source: 'Zeek documentation, "Log Files" and the script reference of each protocol’s Info record; read 2026-11-27',
  timeColumn: 'ts',
  columns,
  json: { recognise: recogniseJson },
  lines: [
    {
      cut: { kind: 'separated', separator: '\t' },
      nullTexts: ['-', '(empty)'],
      recogniseHeader: readHeader,
      recogniseLine: () => null,
      isComment: (line) => line.startsWith('#close'),
    },
  ],
  defaultColumns: [
    'ts',
    'path',
    'id_orig_h',
    'id_orig_p',
    'id_resp_h',
    'id_resp_p',
    'proto',
    'service',
    'query',
    'host',
    'uri',
    'server_name',
    'conn_state',
    'orig_bytes',
    'resp_bytes',
    'uid',
  ],
  timeline: {
    time: 'ts',
    actor: `coalesce(username, CASE WHEN path = 'kerberos' THEN client END, id_orig_h, src, client_addr, tx_ips[1])`,
    action: "coalesce(path || ' ' || coalesce(method, qtype_name, note, name, request_type, operation, \"action\", service), path, 'zeek')",
    target: `coalesce(query, host || coalesce(uri, ''), server_name, filename, certificate_subject, dst, CASE WHEN path = 'kerberos' THEN service END, endpoint, id_resp_h || ':' || id_resp_p, assigned_addr, msg, mime_type)`,
    source_ip: 'coalesce(id_orig_h, src, client_addr)',
    user_agent: `coalesce(user_agent, CASE WHEN path = 'ssh' THEN client END)`,
    outcome: `coalesce(conn_state, rcode_name, status_code::VARCHAR, error_msg, CASE coalesce(auth_success, success) WHEN true THEN 'Success' WHEN false THEN 'Failure' END,
      CASE established WHEN true THEN 'established' WHEN false THEN 'not established' END)`,
    region: 'remote_location_country_code',
    session: 'coalesce(uid, fuid)',
  },
  sigma: ['dns', 'http', 'x509', 'conn', 'ssl', 'ssh', 'files'].map((service) => ({
    product: 'zeek',
    category: null,
    service,
  })),
  aliases: {
    time: 'ts',
    '@timestamp': 'ts',
    log: 'path',
    ip: 'id_orig_h',
    sourceip: 'id_orig_h',
    'source.ip': 'id_orig_h',
    'source.port': 'id_orig_p',
    destip: 'id_resp_h',
    'destination.ip': 'id_resp_h',
    'destination.port': 'id_resp_p',
    port: 'id_resp_p',
    'id.orig_h': 'id_orig_h',
    'id.orig_p': 'id_orig_p',
    'id.resp_h': 'id_resp_h',
    'id.resp_p': 'id_resp_p',
    domain: 'query',
    'dns.question.name': 'query',
    'url.domain': 'host',
    'url.original': 'uri',
    'user_agent.original': 'user_agent',
    'http.request.method': 'method',
    'http.response.status_code': 'status_code',
    sni: 'server_name',
    'tls.server.name': 'server_name',
    'file.hash.sha256': 'sha256',
  },
  samples: [
    {
      header: conn,
      record: row(`1741064767.250000 CEx1 ${ends} tcp ssl 1.5 100 - SF T F 0 ShADad 7 (empty) PT`),
      expect: {
        ts: '2025-03-04 05:06:07.25',
        path: 'conn',
        uid: 'CEx1',
        id_orig_h: '192.0.2.10',
        id_orig_p: '50123',
        id_resp_h: '198.51.100.4',
        proto: 'tcp',
        service: 'ssl',
        duration: '1.5',
        orig_bytes: '100',
        resp_bytes: null,
        conn_state: 'SF',
        local_orig: 'true',
        local_resp: 'false',
        orig_pkts: '7',
        tunnel_parents: null,
        extra: '{"orig_cc":"PT"}',
      },
    },
    {
      header: head(
        'dns',
        'ts uid id.orig_h id.orig_p id.resp_h id.resp_p query qtype_name rcode_name AA answers TTLs',
        'time string addr port addr port string string string bool vector[string] vector[interval]',
      ),
      record: row(
        `1741064767.5 CEx2 ${ends} www.example.com A NOERROR F cdn.example.net,203.0.113.7,2001:db8::7 60.0,60.0,60.0`,
      ),
      expect: {
        path: 'dns',
        query: 'www.example.com',
        answers: 'cdn.example.net,203.0.113.7,2001:db8::7',
        answer_ips: "[203.0.113.7, '2001:db8::7']",
        ttls: '60.0,60.0,60.0',
        aa: 'false',
      },
    },
    {
      header: head(
        'files',
        'ts fuid tx_hosts rx_hosts conn_uids source mime_type filename seen_bytes timedout md5',
        'time string set[addr] set[addr] set[string] string string string count bool string',
      ),
      record: row(`1741064767.5 FEx1 198.51.100.4 192.0.2.10 CEx1 HTTP text/plain a.txt 10 F 00ff`),
      expect: { path: 'files', tx_ips: '[198.51.100.4]', rx_ips: '[192.0.2.10]', seen_bytes: '10', md5: '00ff' },
    },
    {
      // JSON with times as seconds, and a log that has no column of its own for one of its keys.
      record: JSON.stringify({
        ts: 1741064767.25,
        uid: 'CEx3',
        'id.orig_h': '192.0.2.10',
        'id.orig_p': 50123,
        'id.resp_h': '198.51.100.4',
        'id.resp_p': 80,
        trans_depth: 1,
        method: 'GET',
        host: 'www.example.com',
        uri: '/a?b=c',
        version: '1.1',
        user_agent: 'curl/8.5.0',
        request_body_len: 0,
        status_code: 200,
        tags: [],
        resp_mime_types: ['text/html'],
        aNewKey: 1,
      }),
      expect: {
        ts: '2025-03-04 05:06:07.25',
        path: 'http',
        id_resp_p: '80',
        host: 'www.example.com',
        uri: '/a?b=c',
        status_code: '200',
        resp_mime_types: '["text/html"]',
      },
    },
    {
      // As streamed, with ISO 8601 times; a list in JSON.
      record: JSON.stringify({
        _path: 'ssl',
        _write_ts: '2025-03-04T05:06:08.000000Z',
        ts: '2025-03-04T05:06:07.250000Z',
        uid: 'CEx4',
        'id.orig_h': '192.0.2.10',
        'id.resp_h': '198.51.100.4',
        server_name: 'www.example.com',
        established: true,
        cert_chain_fps: ['00ff', '11ee'],
        ja3: 'aabb',
      }),
      expect: {
        ts: '2025-03-04 05:06:07.25',
        path: 'ssl',
        established: 'true',
        cert_hashes: '[00ff, 11ee]',
        ja3: 'aabb',
      },
    },
    {
      record: JSON.stringify({
        ts: 1741064767,
        fingerprint: 'aabb',
        'certificate.version': 3,
        'certificate.serial': '01',
        'certificate.subject': 'CN=www.example.com',
        'certificate.not_valid_after': 1772600767,
        'certificate.key_length': 2048,
        'san.dns': ['www.example.com', 'example.com'],
        'basic_constraints.ca': false,
      }),
      expect: {
        path: 'x509',
        certificate_not_valid_after: '2026-03-04 05:06:07',
        certificate_key_length: '2048',
        san_names: '[www.example.com, example.com]',
        basic_constraints_ca: 'false',
      },
    },
    {
      header: head(
        'weird',
        'ts uid id.orig_h id.resp_h name addl notice peer',
        'time string addr addr string string bool string',
      ),
      record: row('1741064767.5 CEx6 192.0.2.10 198.51.100.4 bad_TCP_checksum - F zeek'),
      expect: { path: 'weird', name: 'bad_TCP_checksum', addl: null, notice: 'false', peer: 'zeek' },
    },
    {
      record: JSON.stringify({
        ts: 1741064767.5,
        note: 'SSH::Password_Guessing',
        msg: '192.0.2.10 appears to be guessing SSH passwords.',
        src: '192.0.2.10',
        actions: ['Notice::ACTION_LOG'],
        suppress_for: 3600,
      }),
      expect: { path: 'notice', note: 'SSH::Password_Guessing', src: '192.0.2.10', suppress_for: '3600.0' },
    },
    {
      record: JSON.stringify({
        ts: 1741064767.5,
        uid: 'CEx7',
        'id.orig_h': '192.0.2.10',
        'id.resp_h': '198.51.100.4',
        version: 2,
        auth_success: true,
        auth_attempts: 3,
        client: 'SSH-2.0-OpenSSH_9.6',
        kex_alg: 'curve25519-sha256',
        'remote_location.country_code': 'PT',
      }),
      expect: {
        path: 'ssh',
        version: '2',
        auth_success: 'true',
        auth_attempts: '3',
        remote_location_country_code: 'PT',
      },
    },
    {
      record: JSON.stringify({
        ts: 1741064767.25,
        uid: 'CEx8',
        'id.orig_h': '192.0.2.10',
        'id.resp_h': '198.51.100.4',
        request_type: 'TGS',
        client: 'ana/EXAMPLE.COM',
        service: 'HOST/host1',
        success: false,
        error_msg: 'KDC_ERR_S_PRINCIPAL_UNKNOWN',
      }),
      expect: { path: 'kerberos', client: 'ana/EXAMPLE.COM', success: 'false', error_msg: 'KDC_ERR_S_PRINCIPAL_UNKNOWN' },
    },
    {
      record: JSON.stringify({
        ts: 1741064767.25,
        uids: ['CEx9'],
        client_addr: '192.0.2.10',
        server_addr: '192.0.2.1',
        mac: '00:00:5e:00:53:01',
        host_name: 'laptop7',
        assigned_addr: '192.0.2.10',
        msg_types: ['REQUEST', 'ACK'],
      }),
      expect: { path: 'dhcp', client_addr: '192.0.2.10', host_name: 'laptop7', msg_types: '["REQUEST","ACK"]' },
    },
    {
      header: conn,
      record: row(`1741064767.250000 CEx5 ${ends}`),
      expect: { reject: '6 fields where 19 are expected' },
    },
  ],
};

export default zeek;
