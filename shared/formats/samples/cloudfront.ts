// Samples of CloudFront logs: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

const v1Fields =
  'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end';
const v1Values =
  '2025-03-04 05:06:07 SOF50-P2 502 192.0.2.100 POST d111111abcdef8.cloudfront.net /cart 200 https://www.example.com/ Mozilla/5.0%20(X11;%20Linux) id=1 sid=2 Hit k6WGMNkEzR5BEM_SaF47gjtX9zBDO2m349OY2an0QPEaUum1ZOLrow== www.example.com https 23 0.001 203.0.113.5,%20198.51.100.9 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 Hit HTTP/2.0 Processed 2 11040 0.002 Hit text/html 78 0 77';
const tabs = (text: string) => text.replaceAll(' ', '\t');

export const samples: FormatSample[] = [
  {
    header: `#Version: 1.0\n#Fields: ${v1Fields}`,
    record: tabs(v1Values),
    expect: {
      event_time: '2025-03-04 05:06:07',
      date: '2025-03-04',
      time: '05:06:07',
      x_edge_location: 'SOF50-P2',
      sc_bytes: '502',
      c_ip: '192.0.2.100',
      cs_method: 'POST',
      cs_host: 'd111111abcdef8.cloudfront.net',
      cs_uri_stem: '/cart',
      sc_status: '200',
      cs_referer: 'https://www.example.com/',
      cs_user_agent: 'Mozilla/5.0%20(X11;%20Linux)',
      user_agent: 'Mozilla/5.0 (X11; Linux)',
      cs_uri_query: 'id=1',
      cs_cookie: 'sid=2',
      x_edge_result_type: 'Hit',
      x_edge_request_id: 'k6WGMNkEzR5BEM_SaF47gjtX9zBDO2m349OY2an0QPEaUum1ZOLrow==',
      x_host_header: 'www.example.com',
      cs_protocol: 'https',
      cs_bytes: '23',
      time_taken: '0.001',
      x_forwarded_for: '203.0.113.5,%20198.51.100.9',
      forwarded_ip: '203.0.113.5',
      ssl_protocol: 'TLSv1.2',
      ssl_cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
      x_edge_response_result_type: 'Hit',
      cs_protocol_version: 'HTTP/2.0',
      fle_status: 'Processed',
      fle_encrypted_fields: '2',
      c_port: '11040',
      time_to_first_byte: '0.002',
      x_edge_detailed_result_type: 'Hit',
      sc_content_type: 'text/html',
      sc_content_len: '78',
      sc_range_start: '0',
      sc_range_end: '77',
      extra: null,
    },
  },
  {
    record: JSON.stringify({
      date: '2025-03-04',
      time: '05:06:07',
      'x-edge-location': 'SOF50-P2',
      'c-ip': '192.0.2.100',
      'cs(Host)': 'd111111abcdef8.cloudfront.net',
      'cs-uri-stem': '/cart',
      'sc-status': '200',
      'cs(User-Agent)': 'curl/8.5.0%20x',
      'x-edge-request-id': 'k6WGMNkEzR5BEM_SaF47gjtX9zBDO2m349OY2an0QPEaUum1ZOLrow==',
      'distribution-tenant-id': 'dt_example0001',
      asn: '64496',
      'origin-fbl': '0.310',
    }),
    expect: {
      event_time: '2025-03-04 05:06:07',
      c_ip: '192.0.2.100',
      cs_host: 'd111111abcdef8.cloudfront.net',
      sc_status: '200',
      user_agent: 'curl/8.5.0 x',
      distribution_tenant_id: 'dt_example0001',
      asn: '64496',
      origin_fbl: '0.31',
    },
  },
  {
    // The head lost, an older line, IPv6, an agent encoded twice and not to UTF-8; nobody waited for the answer.
    record: tabs(
      '2025-03-04 05:06:08 LAX1 0 2001:db8::7 GET d111111abcdef8.cloudfront.net /index.html 000 - curl%2520%FF - - Error f37nTMVvnKvV2ZSvEsivup_c2kZ7VXzYdjC-GUQZ5qNs-89BlWazbw== d111111abcdef8.cloudfront.net http 0 0.001 - - - Error HTTP/1.1',
    ),
    expect: {
      event_time: '2025-03-04 05:06:08',
      c_ip: '2001:db8::7',
      sc_status: '0',
      cs_referer: null,
      user_agent: 'curl%2520%FF',
      cs_protocol_version: 'HTTP/1.1',
      fle_status: null,
      forwarded_ip: null,
    },
  },
  {
    // Standard v2 with a choice of fields, plain: names, tabs; one field is not known yet.
    header: tabs('timestamp(ms) distributionid x-edge-location c-ip cs(User-Agent) sc-status new-field'),
    record: tabs('1741064767250 E1EXAMPLE00001 IAD89-C1 192.0.2.100 curl/8.5.0 404 later'),
    expect: {
      event_time: '2025-03-04 05:06:07.25',
      distributionid: 'E1EXAMPLE00001',
      user_agent: 'curl/8.5.0',
      sc_status: '404',
      extra: '{"new-field":"later"}',
    },
  },
  {
    // Standard v2 with spaces between the fields.
    record: v1Values,
    expect: { event_time: '2025-03-04 05:06:07', sc_range_end: '77', user_agent: 'Mozilla/5.0 (X11; Linux)' },
  },
  {
    // Parquet, or a table of Athena: underscores.
    header: 'timestamp,distributionid,x_edge_location,c_ip,cs_host,cs_user_agent,cs_referrer,sc_status',
    record:
      '1741064767,E1EXAMPLE00001,IAD89-C1,192.0.2.100,d111111abcdef8.cloudfront.net,curl/8.5.0,https://example.com/,200',
    expect: {
      event_time: '2025-03-04 05:06:07',
      cs_host: 'd111111abcdef8.cloudfront.net',
      cs_referer: 'https://example.com/',
      user_agent: 'curl/8.5.0',
    },
  },
  {
    // Real-time, all of the fields.
    record: tabs(
      '1741064767.128 192.0.2.100 198.51.100.7 0.002 304 165 GET https www.example.com /a%20b 312 DFW56-P1 ReqIdEXAMPLE0001== d111111abcdef8.cloudfront.net 0.003 HTTP/2.0 IPv4 Mozilla/5.0%20(X11) https://www.example.com/ sid=2 id=1 Miss - TLSv1.3 TLS_AES_128_GCM_SHA256 Miss - - image/png 348 - - 35452 Miss US gzip image/* * Host:www.example.com%0A Host 1 E1EXAMPLE00001 d222222abcdef8.cloudfront.net 0.001 0.0015 64496 4000 1000 true c1 2000 500 25000 next.mp4 0-99 v 1.5 30000 d s1 v false 8000 1 origin.example.com Failover:403 90 dt_example0001 c-1',
    ),
    expect: {
      event_time: '2025-03-04 05:06:07.128',
      c_ip: '192.0.2.100',
      s_ip: '198.51.100.7',
      sc_status: '304',
      cs_host: 'www.example.com',
      cs_uri_stem: '/a%20b',
      user_agent: 'Mozilla/5.0 (X11)',
      x_edge_location: 'DFW56-P1',
      c_port: '35452',
      c_country: 'US',
      cache_behavior_path_pattern: '*',
      cs_headers: 'Host:www.example.com%0A',
      cs_headers_count: '1',
      primary_distribution_id: 'E1EXAMPLE00001',
      origin_lbl: '0.0015',
      asn: '64496',
      cmcd_encoded_bitrate: '4000',
      cmcd_buffer_starvation: 'true',
      cmcd_playback_rate: '1.5',
      cmcd_startup: 'false',
      cmcd_version: '1',
      r_host: 'origin.example.com',
      sr_reason: 'Failover:403',
      x_edge_mqcs: '90',
      distribution_tenant_id: 'dt_example0001',
      connection_id: 'c-1',
      extra: null,
    },
  },
  {
    header: `#Version: 1.0\n#Fields: ${v1Fields}`,
    record: tabs('2025-03-04 05:06:07 SOF50-P2 502'),
    expect: { reject: '4 fields where 33 are expected' },
  },
  { record: '{"x-edge-location":"IAD89-C1","c-ip":"192.0.2.1","sc-status":}', expect: { reject: 'not JSON' } },
];
