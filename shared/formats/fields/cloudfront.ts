// Fields of CloudFront's standard and real-time logs, in the order of their lines.
import type { EntityMeaning, FormatColumn } from '../format.ts';

type Type = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 's' | 'ms';
type Field = [field: string, type: Type, doc: string, entity?: EntityMeaning];

/** Standard logging, the order of lines that stand without a header. */
const standard: Field[] = [
  ['date', 'VARCHAR', 'Day of the end of the response, UTC.'],
  ['time', 'VARCHAR', 'Time of day of the end of the response, UTC.'],
  ['x-edge-location', 'VARCHAR', 'Edge location: airport code and number.'],
  ['sc-bytes', 'BIGINT', 'Size of the response with headers, bytes.'],
  ['c-ip', 'VARCHAR', 'Address of the viewer, or of its proxy.', 'ip'],
  ['cs-method', 'VARCHAR', 'HTTP method.'],
  [
    'cs(Host)',
    'VARCHAR',
    'Domain of the distribution; in real-time logs what the viewer’s Host header says.',
    'domain',
  ],
  ['cs-uri-stem', 'VARCHAR', 'Path of the URL, without the query.'],
  ['sc-status', 'INTEGER', 'HTTP status; 0 when the viewer hung up before the answer.'],
  ['cs(Referer)', 'VARCHAR', 'Referer header.', 'url'],
  ['cs(User-Agent)', 'VARCHAR', 'User-Agent header, URL-encoded; `user_agent` has it decoded.'],
  ['cs-uri-query', 'VARCHAR', 'Query of the URL.'],
  ['cs(Cookie)', 'VARCHAR', 'Cookie header, where cookies are logged.'],
  ['x-edge-result-type', 'VARCHAR', 'How the request ended: Hit, RefreshHit, Miss, Error, LimitExceeded, Redirect….'],
  ['x-edge-request-id', 'VARCHAR', 'Id of the request (x-amz-cf-id).'],
  ['x-host-header', 'VARCHAR', 'Host header of the viewer.', 'domain'],
  ['cs-protocol', 'VARCHAR', 'http, https, ws, wss or grpcs.'],
  ['cs-bytes', 'BIGINT', 'Size of the request with headers, bytes.'],
  ['time-taken', 'DOUBLE', 'From receiving the request to writing the last byte, seconds.'],
  ['x-forwarded-for', 'VARCHAR', 'Addresses behind a proxy, with commas.'],
  ['ssl-protocol', 'VARCHAR', 'TLS version.'],
  ['ssl-cipher', 'VARCHAR', 'TLS cipher.'],
  ['x-edge-response-result-type', 'VARCHAR', 'How the response was classified just before it was sent.'],
  ['cs-protocol-version', 'VARCHAR', 'HTTP version, such as HTTP/2.0.'],
  ['fle-status', 'VARCHAR', 'Outcome of field-level encryption.'],
  ['fle-encrypted-fields', 'INTEGER', 'Number of fields that were encrypted.'],
  ['c-port', 'INTEGER', 'Port of the viewer.'],
  ['time-to-first-byte', 'DOUBLE', 'From receiving the request to writing the first byte, seconds.'],
  ['x-edge-detailed-result-type', 'VARCHAR', 'The result type in more detail, for errors above all.'],
  ['sc-content-type', 'VARCHAR', 'Content-Type header of the response.'],
  ['sc-content-len', 'BIGINT', 'Content-Length header of the response, bytes.'],
  ['sc-range-start', 'BIGINT', 'Start of the range in the Content-Range header.'],
  ['sc-range-end', 'BIGINT', 'End of the range in the Content-Range header.'],
];

/** What standard logging (v2) and real-time logs have besides. */
const further: Field[] = [
  ['timestamp', 's', 'When the response was finished, UTC.'],
  ['timestamp(ms)', 'ms', 'The same to the millisecond.'],
  ['distributionid', 'VARCHAR', 'Distribution.', 'resource'],
  ['distribution-tenant-id', 'VARCHAR', 'Tenant of a distribution for several.', 'resource'],
  ['connection-id', 'VARCHAR', 'Id of the TLS connection, with mutual TLS.'],
  ['s-ip', 'VARCHAR', 'Address of the CloudFront server.', 'ip'],
  ['c-ip-version', 'VARCHAR', 'IPv4 or IPv6.'],
  ['c-country', 'VARCHAR', 'Country of the viewer’s address, two letters.'],
  ['asn', 'BIGINT', 'Autonomous system of the viewer.'],
  ['cs-accept-encoding', 'VARCHAR', 'Accept-Encoding header.'],
  ['cs-accept', 'VARCHAR', 'Accept header.'],
  ['cache-behavior-path-pattern', 'VARCHAR', 'Path pattern of the cache behaviour that matched.'],
  ['cs-headers', 'VARCHAR', 'Request headers, names and values.'],
  ['cs-header-names', 'VARCHAR', 'Names of the request headers.'],
  ['cs-headers-count', 'INTEGER', 'Number of request headers.'],
  ['primary-distribution-id', 'VARCHAR', 'Primary distribution, for continuous deployment.', 'resource'],
  ['primary-distribution-dns-name', 'VARCHAR', 'Domain of the primary distribution.', 'domain'],
  ['origin-fbl', 'DOUBLE', 'Time to the first byte of the origin, seconds.'],
  ['origin-lbl', 'DOUBLE', 'Time to the last byte of the origin, seconds.'],
  ['cmcd-encoded-bitrate', 'BIGINT', 'Media: bitrate of the object, kbit/s.'],
  ['cmcd-buffer-length', 'BIGINT', 'Media: length of the buffer, milliseconds.'],
  ['cmcd-buffer-starvation', 'BOOLEAN', 'Media: true when the buffer ran empty.'],
  ['cmcd-content-id', 'VARCHAR', 'Media: id of the content.'],
  ['cmcd-object-duration', 'BIGINT', 'Media: playing time of the object, milliseconds.'],
  ['cmcd-deadline', 'BIGINT', 'Media: time until the object is needed, milliseconds.'],
  ['cmcd-measured-throughput', 'BIGINT', 'Media: throughput that the player measured, kbit/s.'],
  ['cmcd-next-object-request', 'VARCHAR', 'Media: path of the next object.'],
  ['cmcd-next-range-request', 'VARCHAR', 'Media: byte range of the next request.'],
  ['cmcd-object-type', 'VARCHAR', 'Media: kind of object, such as v for video only.'],
  ['cmcd-playback-rate', 'DOUBLE', 'Media: speed of playing, 1 real time.'],
  ['cmcd-requested-maximum-throughput', 'BIGINT', 'Media: throughput that the player asks for, kbit/s.'],
  ['cmcd-streaming-format', 'VARCHAR', 'Media: d MPEG-DASH, h HLS, s Smooth, o other.'],
  ['cmcd-session-id', 'VARCHAR', 'Media: id of the playback session.'],
  ['cmcd-stream-type', 'VARCHAR', 'Media: v on demand, l live.'],
  ['cmcd-startup', 'BOOLEAN', 'Media: true when the object is needed at once.'],
  ['cmcd-top-bitrate', 'BIGINT', 'Media: highest bitrate on offer, kbit/s.'],
  ['cmcd-version', 'INTEGER', 'Media: version of the CMCD specification.'],
  ['r-host', 'VARCHAR', 'Domain of the origin that the request went to.', 'domain'],
  ['sr-reason', 'VARCHAR', 'Why that origin was chosen, with origin groups.'],
  ['x-edge-mqcs', 'INTEGER', 'Media quality confidence score of the origin, 0 to 100.'],
];

export const standardFields = standard.map(([field]) => field);

/** Real-time logs: whichever fields were chosen stand in this order. */
export const realTimeFields =
  'timestamp c-ip s-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version cs-user-agent cs-referer cs-cookie cs-uri-query x-edge-response-result-type x-forwarded-for ssl-protocol ssl-cipher x-edge-result-type fle-encrypted-fields fle-status sc-content-type sc-content-len sc-range-start sc-range-end c-port x-edge-detailed-result-type c-country cs-accept-encoding cs-accept cache-behavior-path-pattern cs-headers cs-header-names cs-headers-count primary-distribution-id primary-distribution-dns-name origin-fbl origin-lbl asn cmcd-encoded-bitrate cmcd-buffer-length cmcd-buffer-starvation cmcd-content-id cmcd-object-duration cmcd-deadline cmcd-measured-throughput cmcd-next-object-request cmcd-next-range-request cmcd-object-type cmcd-playback-rate cmcd-requested-maximum-throughput cmcd-streaming-format cmcd-session-id cmcd-stream-type cmcd-startup cmcd-top-bitrate cmcd-version r-host sr-reason x-edge-mqcs distribution-tenant-id connection-id'.split(
    ' ',
  );

/** How many fields a line with all of them has had over the years; other counts are a choice that no line tells. */
export const realTimeCounts = new Set([41, 43, 46, 64, 67, 68, 69]);

/** `cs(User-Agent)`, `cs-user-agent`, `cs_user_agent` → cs_user_agent. */
const plain = (field: string) =>
  field
    .toLowerCase()
    .replace(/\(([^)]*)\)/, '-$1')
    .replaceAll('-', '_');

function columnOf([field, type, doc, entity]: Field): FormatColumn {
  const name = plain(field);
  const inJson = field.startsWith('cs(')
    ? [field, field.toLowerCase(), name.replaceAll('_', '-'), name]
    : [field, name];
  const about = { name, key: field, doc, from: inJson.map((key) => `/${key}`), ...(entity ? { entity } : {}) };
  return type === 's' || type === 'ms' ? { ...about, type: 'TIMESTAMP', epoch: type } : { ...about, type };
}

export const columns = [...standard, ...further].map(columnOf);
const names = new Set(columns.map(({ name }) => name));

/** The column of a field, however it is spelt; the older of Athena’s tables writes `referrer`. */
export function columnFor(field: string): string | null {
  const name = plain(field).replace(/^cs_referrer$/, 'cs_referer');
  return names.has(name) ? name : null;
}

/** Most are known, and one is CloudFront’s own: web servers share many of the names. */
export function isFieldList(fields: string[]): boolean {
  const known = fields.filter((field) => columnFor(field) !== null);
  return (
    known.length >= 3 &&
    known.length > fields.length / 2 &&
    known.some((field) => /^(x[-_]edge[-_]|x[-_]host[-_]header$|origin[-_][fl]bl$|cache[-_]behavior[-_])/.test(field))
  );
}
