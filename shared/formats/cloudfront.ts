// CloudFront access logs: standard (a head of directives, tabs), standard v2 (the same, JSON or Parquet) and real-time (no head).
import {
  columnFor,
  columns,
  isFieldList,
  realTimeCounts,
  realTimeFields,
  standardFields,
} from './fields/cloudfront.ts';
import type { Format, Header, LineReading } from './format.ts';
import { samples } from './samples/cloudfront.ts';

/** All names there are take half of this. */
const longestHeader = 4000;

/** `#Version: 1.0`, `#Fields: …`, or the bare names that v2 writes above plain text. */
function readHeader(line: string): Header | null {
  if (line === '#Version: 1.0') return { fields: [] };
  if (line.length > longestHeader) return null;
  const fields = line.replace(/^#Fields: ?/, '').split(/[\t ]/);
  return isFieldList(fields) ? { fields } : null;
}

const standardLine =
  /^\d{4}-\d\d-\d\d[\t ]\d\d:\d\d:\d\d[\t ][A-Z]{3}\d+(?:-[A-Z0-9]+)?[\t ](?:\d+|-)[\t ][0-9a-f.:]+[\t ]/;
const realTimeLine =
  /^\d{10}(?:\.\d+)?\t[0-9a-f.:]+\t[0-9a-f.:]+\t[\d.]+\t\d+\t\d+\t[A-Z]+\t(?:https?|wss?|grpcs)\t\S+\t\S+\t\d+\t[A-Z]{3}\d/;

const standardReading = (separator: string): LineReading => ({
  cut: { kind: 'separated', separator },
  nullTexts: ['-'],
  columnFor,
  // What lines had in 2014, up to the time taken.
  fewestFields: 19,
  recogniseLine: (line) => (standardLine.test(line) && line.includes(separator) ? standardFields : null),
});

const cloudfront: Format = {
  name: 'cloudfront',
  title: 'CloudFront access logs',
  vendor: 'AWS',
  source:
    'CloudFront Developer Guide, "Standard logging reference", "Configure standard logging (v2)" and "Use real-time access logs", and Athena User Guide, "Query Amazon CloudFront logs"; read 2026-11-27',
  timeColumn: 'event_time',
  columns: [
    ...columns,
    {
      name: 'event_time',
      type: 'TIMESTAMP',
      doc: 'When the response was finished, UTC: from the time stamp, else from `date` and `time`.',
      derive: `coalesce("timestamp_ms", "timestamp", TRY_CAST("date" || ' ' || "time" AS TIMESTAMP))`,
    },
    {
      name: 'user_agent',
      key: 'cs-user-agent',
      type: 'VARCHAR',
      entity: 'user-agent',
      doc: '`cs_user_agent` decoded, twice since older lines are encoded twice.',
      // One TRY only: DuckDB takes an expression that stands in two of them out of both.
      derive: 'coalesce(TRY(url_decode(url_decode("cs_user_agent"))), "cs_user_agent")',
    },
    {
      name: 'forwarded_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'First address of `x_forwarded_for`.',
      derive: `nullif(regexp_extract("x_forwarded_for", '^[0-9A-Fa-f.:]+'), '')`,
    },
  ],
  json: { recognise: (record) => isFieldList(Object.keys(record)) },
  lines: [
    { ...standardReading('\t'), recogniseHeader: readHeader },
    {
      cut: { kind: 'separated', separator: '\t' },
      nullTexts: ['-'],
      columnFor,
      recogniseLine(line) {
        if (!realTimeLine.test(line)) return null;
        const count = line.split('\t').length;
        if (realTimeCounts.has(count)) return realTimeFields.slice(0, count);
        if (count < realTimeFields.length) return null;
        return Array.from({ length: count }, (_, i) => realTimeFields[i] ?? `field_${i + 1}`);
      },
    },
    standardReading(' '),
  ],
  table: { recognise: isFieldList, columnFor },
  defaultColumns: [
    'event_time',
    'c_ip',
    'cs_method',
    'x_host_header',
    'cs_uri_stem',
    'cs_uri_query',
    'sc_status',
    'x_edge_result_type',
    'user_agent',
    'cs_referer',
    'sc_bytes',
    'x_edge_location',
  ],
  timeline: {
    time: 'event_time',
    actor: 'coalesce(forwarded_ip, c_ip)',
    action: 'cs_method',
    target: `nullif(coalesce(x_host_header, cs_host, distributionid, '') || coalesce(cs_uri_stem, ''), '')`,
    source_ip: 'c_ip',
    user_agent: 'user_agent',
    // 000: the viewer closed the connection before there was one.
    outcome: `CASE WHEN sc_status = 0 THEN '000' ELSE sc_status::VARCHAR END`,
    session: 'x_edge_request_id',
  },
  sigma: [{ product: null, category: 'webserver', service: null }],
  aliases: {
    '@timestamp': 'event_time',
    ip: 'c_ip',
    sourceip: 'c_ip',
    'source.ip': 'c_ip',
    'source.port': 'c_port',
    method: 'cs_method',
    'http.request.method': 'cs_method',
    host: 'x_host_header',
    'url.domain': 'x_host_header',
    path: 'cs_uri_stem',
    'url.path': 'cs_uri_stem',
    query: 'cs_uri_query',
    'url.query': 'cs_uri_query',
    status: 'sc_status',
    'http.response.status_code': 'sc_status',
    referer: 'cs_referer',
    'http.request.referrer': 'cs_referer',
    agent: 'user_agent',
    'user_agent.original': 'user_agent',
    cookie: 'cs_cookie',
    country: 'c_country',
    edge: 'x_edge_location',
    distribution: 'distributionid',
    'http.request.id': 'x_edge_request_id',
    'tls.version': 'ssl_protocol',
    'tls.cipher': 'ssl_cipher',
  },
  samples,
};

export default cloudfront;
