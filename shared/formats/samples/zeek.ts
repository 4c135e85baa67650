// Samples of Zeek’s logs: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

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

export const samples: FormatSample[] = [
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
];
