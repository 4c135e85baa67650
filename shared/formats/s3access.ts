// S3 server access logs: one line for each request that S3 has handled for a bucket, with the bucket's owner first.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

type Field = [name: string, type: 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'BOOLEAN', doc: string, entity?: EntityMeaning];

/** In the order of a line; the time stands third. Names are those of the Athena User Guide. */
const fields: Field[] = [
  ['bucketowner', 'VARCHAR', 'Canonical user id of the owner of the bucket, 64 hex digits.', 'principal'],
  ['bucket_name', 'VARCHAR', 'Bucket that the request was made to.', 'resource'],
  ['remoteip', 'VARCHAR', 'Address that S3 saw the request come from; a proxy may stand in between.', 'ip'],
  [
    'requester',
    'VARCHAR',
    'ARN or canonical user id of the caller, or a service; missing for an anonymous request.',
    'principal',
  ],
  ['requestid', 'VARCHAR', 'Id that S3 gave the request.'],
  ['operation', 'VARCHAR', 'Protocol, method and resource type, such as REST.GET.OBJECT.'],
  ['key', 'VARCHAR', 'Key of the object, URL-encoded (in practice twice); missing when the operation takes none.'],
  ['request_uri', 'VARCHAR', 'Request line: method, path with query, protocol version.'],
  ['httpstatus', 'INTEGER', 'HTTP status of the response.'],
  ['errorcode', 'VARCHAR', 'Error code of S3, such as AccessDenied; missing when there was none.'],
  ['bytessent', 'BIGINT', 'Bytes of the response without HTTP headers; missing when zero.'],
  ['objectsize', 'BIGINT', 'Size of the object, bytes.'],
  ['totaltime', 'BIGINT', 'Time from receiving the request to sending the last byte, milliseconds.'],
  ['turnaroundtime', 'BIGINT', 'Time that S3 worked on the request, milliseconds.'],
  ['referrer', 'VARCHAR', 'Referer header.', 'url'],
  ['useragent', 'VARCHAR', 'User-Agent header.', 'user-agent'],
  ['versionid', 'VARCHAR', 'Version id given in the request.'],
  ['hostid', 'VARCHAR', 'Extended request id (x-amz-id-2).'],
  ['sigv', 'VARCHAR', 'SigV2 or SigV4; missing for a request without a signature.'],
  ['ciphersuite', 'VARCHAR', 'TLS cipher; missing for plain HTTP.'],
  ['authtype', 'VARCHAR', 'AuthHeader, QueryString (a presigned URL) or missing for an anonymous request.'],
  ['endpoint', 'VARCHAR', 'Host name that the client used (Host header).', 'domain'],
  ['tlsversion', 'VARCHAR', 'TLS version of the client; missing for plain HTTP.'],
  ['accesspointarn', 'VARCHAR', 'Access point that the request came through.', 'resource'],
  ['aclrequired', 'BOOLEAN', 'True (`Yes`) when only an ACL allowed the request; missing otherwise.'],
  ['sourceregion', 'VARCHAR', 'Region that the request came from, where S3 knows it.'],
];

const known = [
  ...fields.slice(0, 2).map(([name]) => name),
  'requestdatetime',
  ...fields.slice(2).map(([name]) => name),
];
const head =
  /^(?:[0-9a-f]{64}|-) \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ [A-Z0-9]+\.[A-Z0-9._-]+ /;

const columns = fields.map(
  ([name, type, doc, entity]): FormatColumn => ({ name, type, doc, ...(entity ? { entity } : {}) }),
);

const s3access: Format = {
  name: 's3access',
  title: 'S3 server access logs',
  vendor: 'AWS',
  source:
    'Amazon S3 User Guide, "Amazon S3 server access log format", and Athena table of "Using Amazon S3 server access logs to identify requests"; read 2026-11-27',
  answers: ['s3-reads', 's3-writes'],
  timeColumn: 'requestdatetime',
  columns: [
    ...columns.slice(0, 2),
    {
      name: 'requestdatetime',
      type: 'TIMESTAMP',
      written: '%d/%b/%Y:%H:%M:%S %z',
      doc: 'When the request was received, UTC.',
    },
    ...columns.slice(2),
    {
      name: 'object_arn',
      type: 'VARCHAR',
      entity: 'resource',
      doc: 'ARN of the object, or of the bucket where there is none, as CloudTrail names it.',
      derive: `'arn:aws:s3:::' || "bucket_name" || coalesce('/' || coalesce(TRY(url_decode(url_decode("key"))), "key"), '')`,
    },
    {
      name: 'requester_account',
      type: 'VARCHAR',
      entity: 'account',
      doc: 'Account in the ARN of the caller.',
      derive: `nullif(regexp_extract("requester", '^arn:[a-z-]+:[a-z]+::([0-9]{12}):', 1), '')`,
    },
    {
      name: 'method',
      type: 'VARCHAR',
      doc: 'HTTP method of the request line.',
      derive: `nullif(regexp_extract("request_uri", '^([A-Z]+) ', 1), '')`,
    },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ' ', quote: '"', brackets: true },
      nullTexts: ['-'],
      // What a line has had since the beginning, up to the version id.
      fewestFields: 18,
      recogniseLine: (line) => (head.test(line) ? known : null),
    },
  ],
  table: {
    recognise(names) {
      const have = new Set(names.map((name) => name.toLowerCase()));
      return ['bucketowner', 'requestdatetime', 'remoteip', 'operation'].every((name) => have.has(name));
    },
  },
  defaultColumns: [
    'requestdatetime',
    'operation',
    'bucket_name',
    'key',
    'requester',
    'remoteip',
    'httpstatus',
    'errorcode',
    'bytessent',
    'useragent',
    'authtype',
  ],
  timeline: {
    time: 'requestdatetime',
    actor: "coalesce(requester, 'anonymous')",
    action: 'operation',
    target: `bucket_name || coalesce('/' || "key", '')`,
    source_ip: 'remoteip',
    user_agent: 'useragent',
    outcome: `coalesce(errorcode, CASE WHEN httpstatus >= 400 THEN httpstatus::VARCHAR END, 'Success')`,
    account: 'requester_account',
    region: `nullif(regexp_extract(endpoint, '[.-]([a-z]{2}(-[a-z]+)+-[0-9])[.]amazonaws', 1), '')`,
    session: 'requestid',
  },
  aliases: {
    time: 'requestdatetime',
    '@timestamp': 'requestdatetime',
    bucket: 'bucket_name',
    object: 'key',
    ip: 'remoteip',
    sourceip: 'remoteip',
    'source.ip': 'remoteip',
    user: 'requester',
    principal: 'requester',
    agent: 'useragent',
    'user_agent.original': 'useragent',
    status: 'httpstatus',
    'http.response.status_code': 'httpstatus',
    error: 'errorcode',
    action: 'operation',
    'event.action': 'operation',
    account: 'requester_account',
    host: 'endpoint',
    bytes: 'bytessent',
    size: 'objectsize',
    'aws.s3access.bucket': 'bucket_name',
    'aws.s3access.bucket_owner': 'bucketowner',
    'aws.s3access.requester': 'requester',
    'aws.s3access.operation': 'operation',
    'aws.s3access.remote_ip': 'remoteip',
    'aws.s3access.key': 'key',
    'aws.s3access.request_id': 'requestid',
    'aws.s3access.error_code': 'errorcode',
    'aws.s3access.http_status': 'httpstatus',
    'aws.s3access.user_agent': 'useragent',
    'aws.s3access.tls_version': 'tlsversion',
  },
  samples: [
    {
      record:
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ledger [04/Mar/2025:05:06:07 +0000] 192.0.2.10 arn:aws:sts::111122223333:assumed-role/Reader/ana 4442587FB7D0A2F9 REST.GET.OBJECT 2025/q%2520one.pdf "GET /2025/q%20one.pdf?versionId=v1 HTTP/1.1" 200 - 4096 4096 41 40 "-" "aws-cli/2.15.0 Python/3.11.6" v1 s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuN= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader ledger.s3.us-west-1.amazonaws.com TLSv1.3 arn:aws:s3:us-west-1:111122223333:accesspoint/books Yes us-east-1',
      expect: {
        bucketowner: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        bucket_name: 'ledger',
        requestdatetime: '2025-03-04 05:06:07',
        remoteip: '192.0.2.10',
        requester: 'arn:aws:sts::111122223333:assumed-role/Reader/ana',
        requestid: '4442587FB7D0A2F9',
        operation: 'REST.GET.OBJECT',
        key: '2025/q%2520one.pdf',
        request_uri: 'GET /2025/q%20one.pdf?versionId=v1 HTTP/1.1',
        httpstatus: '200',
        errorcode: null,
        bytessent: '4096',
        objectsize: '4096',
        totaltime: '41',
        turnaroundtime: '40',
        referrer: null,
        useragent: 'aws-cli/2.15.0 Python/3.11.6',
        versionid: 'v1',
        hostid: 's9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuN=',
        sigv: 'SigV4',
        ciphersuite: 'TLS_AES_128_GCM_SHA256',
        authtype: 'AuthHeader',
        endpoint: 'ledger.s3.us-west-1.amazonaws.com',
        tlsversion: 'TLSv1.3',
        accesspointarn: 'arn:aws:s3:us-west-1:111122223333:accesspoint/books',
        aclrequired: 'true',
        sourceregion: 'us-east-1',
        object_arn: 'arn:aws:s3:::ledger/2025/q one.pdf',
        requester_account: '111122223333',
        method: 'GET',
        extra: null,
      },
    },
    {
      // Anonymous, denied, no object; a bucket request, with the fields of before 2025.
      record:
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ledger [04/Mar/2025:05:06:08 +0000] 2001:db8::7 - 7B4A0FABBEXAMPLE REST.GET.BUCKETPOLICY - "GET /ledger?policy HTTP/1.1" 403 AccessDenied 297 - 38 - "https://example.com/" "S3Console/0.4" - BNaBsXZQQDbssi6xMBdBU2sLt+Yf5kZDmeBUP35sFoKa3sLLeMC78iwEIWxs99CRUrbS4n11234= - ECDHE-RSA-AES128-GCM-SHA256 - ledger.s3.amazonaws.com TLSv1.2 - -',
      expect: {
        remoteip: '2001:db8::7',
        requester: null,
        key: null,
        httpstatus: '403',
        errorcode: 'AccessDenied',
        referrer: 'https://example.com/',
        sigv: null,
        authtype: null,
        aclrequired: null,
        sourceregion: null,
        object_arn: 'arn:aws:s3:::ledger',
        requester_account: null,
      },
    },
    {
      // By S3 itself, for a lifecycle rule: nothing of HTTP; the oldest layout, which ends with the version id.
      record:
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ledger [04/Mar/2025:05:06:09 +0000] - AmazonS3 B3D4E5F6A7B8C9D0 S3.EXPIRE.OBJECT tmp/old.bin "-" - - - 1048576 - - "-" "-" -',
      expect: { operation: 'S3.EXPIRE.OBJECT', remoteip: null, request_uri: null, objectsize: '1048576', hostid: null },
    },
    {
      // Quotes and brackets inside quotes, and fields that S3 has not announced yet.
      record:
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ledger [04/Mar/2025:05:06:10 +0000] 192.0.2.10 - B3D4E5F6A7B8C9D1 WEBSITE.GET.OBJECT index.html "GET /index.html HTTP/1.1" 200 - 12 12 5 4 "-" "a "b"c [d] agent" - h= - - - ledger.s3-website.us-east-1.amazonaws.com - - - us-east-1 new later',
      expect: {
        useragent: 'a "b"c [d] agent',
        sourceregion: 'us-east-1',
        extra: '{"field_28":"new","field_29":"later"}',
      },
    },
    {
      header: 'bucketowner,bucket_name,requestdatetime,remoteip,requester,operation,key,httpstatus,timestamp',
      record:
        '0123456789abcdef,ledger,04/Mar/2025:05:06:07 +0000,192.0.2.10,arn:aws:iam::111122223333:user/ana,REST.PUT.OBJECT,a.txt,200,2025/03/04',
      expect: {
        requestdatetime: '2025-03-04 05:06:07',
        remoteip: '192.0.2.10',
        httpstatus: '200',
        requester_account: '111122223333',
        extra: '{"timestamp":"2025/03/04"}',
      },
    },
    {
      record:
        '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ledger [04/Mar/2025:05:06:07 +0000] 192.0.2.10 - 4442587FB7D0A2F9 REST.GET.OBJECT a.txt',
      expect: { reject: '8 fields where' },
    },
  ],
};

export default s3access;
