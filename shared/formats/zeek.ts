// Zeek's logs, as tab-separated files and as JSON: conn, dns, http, ssl, files, notice, x509, ssh, weird, all in one table.
import { columns } from './fields/zeek.ts';
import type { Format, Header } from './format.ts';
import { samples } from './samples/zeek.ts';

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
    action:
      "coalesce(path || ' ' || coalesce(method, qtype_name, note, name, request_type, operation, \"action\", service), path, 'zeek')",
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
  samples,
};

export default zeek;
