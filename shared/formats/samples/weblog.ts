// Samples of access logs of web servers: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

const head = '203.0.113.7 - - [04/Mar/2025:05:06:07 +0000]';

export const samples: FormatSample[] = [
  {
    record: '192.0.2.10 - ana [04/Mar/2025:05:06:07 -0700] "GET /pub/logo.gif HTTP/1.0" 200 2326',
    expect: {
      remote_addr: '192.0.2.10',
      client_ip: '192.0.2.10',
      client_name: null,
      ident: null,
      remote_user: 'ana',
      time: '2025-03-04 12:06:07',
      request: 'GET /pub/logo.gif HTTP/1.0',
      method: 'GET',
      uri: '/pub/logo.gif',
      path: '/pub/logo.gif',
      query: null,
      protocol: 'HTTP/1.0',
      status: '200',
      bytes: '2326',
      referer: null,
      user_agent: null,
      host: null,
      extra: null,
    },
  },
  {
    record: `${head} "POST /login?next=%2Fadmin&x=1 HTTP/1.1" 302 - "https://www.example.com/login" "Mozilla/5.0 (X11; Linux x86_64)"`,
    expect: {
      time: '2025-03-04 05:06:07',
      method: 'POST',
      path: '/login',
      query: 'next=%2Fadmin&x=1',
      status: '302',
      bytes: null,
      referer: 'https://www.example.com/login',
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
    },
  },
  {
    // Apache's vhost_combined.
    record: 'www.example.com:443 2001:db8::7 - - [04/Mar/2025:05:06:07 +0100] "GET / HTTP/2.0" 404 0 "-" "curl/8.5.0"',
    expect: {
      server: 'www.example.com:443',
      host: 'www.example.com',
      remote_addr: '2001:db8::7',
      time: '2025-03-04 04:06:07',
      protocol: 'HTTP/2.0',
      bytes: '0',
      referer: null,
      user_agent: 'curl/8.5.0',
    },
  },
  {
    // nginx's `main` of its example configuration.
    record: `${head} "GET /a HTTP/1.1" 200 5 "-" "agent" "198.51.100.4, 192.0.2.9"`,
    expect: { forwarded_for: '198.51.100.4, 192.0.2.9', forwarded_ip: '198.51.100.4', extra: null },
  },
  {
    record: `${head} "GET /a HTTP/1.1" 200 5 "-" "an \\"agent\\"" 0.004 "upstream one"`,
    expect: { user_agent: 'an "agent"', extra: '{"field_10":"0.004","field_11":"upstream one"}' },
  },
  {
    // A TLS hello sent to a plain port, as nginx writes it, and a connection without a request.
    record: `${head} "\\x16\\x03\\x01\\x02" 400 150 "-" "-"`,
    expect: { method: null, uri: null, status: '400', user_agent: null },
  },
  { record: `${head} "-" 408 -`, expect: { request: null, method: null, status: '408', bytes: null } },
  {
    record: `${head} "GET /a file.txt HTTP/1.1" 400 0`,
    expect: { method: 'GET', uri: '/a file.txt', protocol: 'HTTP/1.1' },
  },
  {
    // The client by its name, as Apache writes it with HostnameLookups; a request of two dashes.
    record: 'client7.example.com - - [04/Mar/2025:05:06:07 +0000] "- - HTTP/1.0" 400 226 "-" "-"',
    expect: { remote_addr: 'client7.example.com', client_ip: null, client_name: 'client7.example.com', method: null },
  },
  {
    record: '192.0.2.10:50123 - - [04/Mar/2025:05:06:07 +0000] "GET / HTTP/1.1" 200 5 341 "-" "curl/8.5.0"',
    expect: { client_ip: '192.0.2.10', client_name: null, user_agent: 'curl/8.5.0', extra: '{"field_8":"341"}' },
  },
  {
    record: `${head} "GET /a HTTP/1.1" 200 5 "-" "curl/8.5.0" 89 0.001 [default-web-80] [] 198.51.100.4:8080 59 0.000 200 0123456789abcdef0123456789abcdef`,
    expect: {
      user_agent: 'curl/8.5.0',
      extra:
        '{"request_length":"89","request_time":"0.001","proxy_upstream_name":"default-web-80","proxy_alternative_upstream_name":null,"upstream_addr":"198.51.100.4:8080","upstream_response_length":"59","upstream_response_time":"0.000","upstream_status":"200","req_id":"0123456789abcdef0123456789abcdef"}',
    },
  },
  // A user with a space in the name: where it ends cannot be told.
  {
    record: '192.0.2.10 - ana b [04/Mar/2025:05:06:07 -0700] "GET / HTTP/1.0" 200 2326',
    expect: { reject: '8 fields where 7 are expected' },
  },
  { record: `${head} "GET /cut`, expect: { reject: 'fields where' } },
];
