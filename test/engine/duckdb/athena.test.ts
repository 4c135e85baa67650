// CloudTrail queries as they stand in AWS's guides, runbooks and blogs (values changed), pasted into the console.
import { beforeAll, describe, expect, it } from 'vitest';
import { findFormat } from '../../../shared/formats/registry.ts';
import { hintFor } from '../../../src-main/engine/duckdb/hints.ts';
import { lex } from '../../../src-main/engine/duckdb/lexer.ts';
import { notesFor } from '../../../src-main/engine/duckdb/notes.ts';
import { quoteLiteral } from '../../../src-main/engine/duckdb/quote.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { shapeOf } from '../../../src-main/engine/ingest/store/shape/shape-of.ts';
import { createTableSql, insertSql } from '../../../src-main/engine/ingest/store/shape/table-shape.ts';
import { runText } from '../../../src-main/engine/queries/console/console-run.ts';
import { openTestCase } from '../support/case.ts';

let open: OpenCase;

const ana = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/ana',
  accountId: '111122223333',
  accessKeyId: 'AKIAEXAMPLEEXAMPLE01',
  userName: 'ana',
};
const role = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:session',
  arn: 'arn:aws:sts::111122223333:assumed-role/Admin/session',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLEEXAMPLE02',
  sessionContext: {
    attributes: { mfaAuthenticated: 'false', creationDate: '2024-05-01T10:00:00Z' },
    sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' },
  },
};
const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' };

function event(time: string, source: string, name: string, rest: Record<string, unknown>): string {
  return JSON.stringify({
    eventVersion: '1.08',
    eventTime: time,
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0',
    recipientAccountId: '111122223333',
    eventType: 'AwsApiCall',
    managementEvent: true,
    ...rest,
  });
}

const records = [
  event('2024-05-01T10:15:30Z', 'iam', 'CreateUser', {
    userIdentity: ana,
    readOnly: false,
    requestParameters: { userName: 'bob' },
  }),
  event('2024-05-01T10:45:00Z', 'iam', 'CreateAccessKey', {
    userIdentity: ana,
    readOnly: false,
    requestParameters: { userName: 'bob' },
    responseElements: { accessKey: { accessKeyId: 'AKIANEW', status: 'Active', userName: 'bob' } },
  }),
  event('2024-05-01T11:05:00Z', 's3', 'GetObject', {
    userIdentity: role,
    readOnly: true,
    sourceIPAddress: '10.1.2.3',
    requestParameters: { bucketName: 'secrets', key: 'a/b.txt', 'x-amz-acl': 'private' },
    additionalEventData: { bytesTransferredOut: 2048 },
    resources: [
      { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::secrets/a/b.txt' },
      { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::secrets', accountId: '111122223333' },
    ],
  }),
  event('2024-05-02T03:00:00Z', 'signin', 'ConsoleLogin', {
    userIdentity: root,
    awsRegion: 'eu-west-1',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home?state=x', MFAUsed: 'No' },
    errorMessage: 'Failed authentication',
    eventType: 'AwsConsoleSignIn',
    readOnly: false,
  }),
  event('2024-05-02T04:00:00Z', 'ec2', 'AuthorizeSecurityGroupIngress', {
    userIdentity: role,
    errorCode: 'Client.UnauthorizedOperation',
    errorMessage: 'You are not authorized',
    sourceIPAddress: 'cloudformation.amazonaws.com',
    readOnly: false,
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
    },
  }),
  event('2024-05-03T00:00:00Z', 'kms', 'Decrypt', {
    userIdentity: { invokedBy: 'AWS Internal' },
    requestParameters: 'opaque',
    readOnly: true,
  }),
];

beforeAll(async () => {
  open = await openTestCase();
  const shape = shapeOf(findFormat('cloudtrail')!, null);
  await open.db.use(async (c) => {
    await c.run(createTableSql(shape));
    await c.run(
      'CREATE TABLE work.main.feed (evidence_id UINTEGER, record_no UINTEGER, record_hash UUID, envelope VARCHAR, raw VARCHAR)',
    );
    for (const [i, record] of records.entries())
      await c.run(`INSERT INTO work.main.feed VALUES (1, ${i + 1}, NULL, '', ${quoteLiteral(record)})`);
    await c.run(insertSql(shape, 'work.main.feed', { guarded: false, envelopes: true }));
  });
});

async function run(sql: string): Promise<{ rows: Record<string, unknown>[]; notes: string[] }> {
  for await (const event of runText(open, sql, { rowLimit: 1000 })) {
    if (event.type !== 'done') continue;
    const table = `work.main.result_${event.run!.replaceAll('-', '_')}`;
    return { rows: await open.db.use((c) => c.rows(`FROM ${table} ORDER BY rowid`)), notes: event.notes ?? [] };
  }
  throw new Error('no result');
}

/** SQL, and the first column of its rows. */
const queries: [sql: string, first: unknown[]][] = [
  [
    `SELECT useridentity.arn, eventname, sourceipaddress, eventtime FROM cloudtrail_logs
     WHERE useridentity.accesskeyid = 'AKIAEXAMPLEEXAMPLE01' AND eventtime >= '2023-01-01T00:00:00Z' AND eventtime < '2025-01-01T00:00:00Z' ORDER BY eventtime`,
    ['arn:aws:iam::111122223333:user/ana', 'arn:aws:iam::111122223333:user/ana'],
  ],
  [
    `SELECT eventname, useridentity.username, sourceIPAddress, eventtime, requestparameters FROM cloudtrail
     WHERE (requestparameters like '%sg-1%') and eventtime > '2024-05-01T00:00:00Z' order by eventtime asc;`,
    ['AuthorizeSecurityGroupIngress'],
  ],
  [
    `SELECT useridentity.username, sourceipaddress, eventtime, additionaleventdata FROM cloudtrail
     WHERE eventname = 'ConsoleLogin' and eventtime >= '2024-01-01T00:00:00Z' and eventtime < '2025-01-01T00:00:00Z';`,
    [null],
  ],
  [
    `SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket FROM cloudtrail WHERE eventsource = 's3.amazonaws.com'`,
    ['secrets'],
  ],
  [
    `SELECT json_extract_scalar(requestparameters, '$["x-amz-acl"]') FROM cloudtrail_logs WHERE eventname = 'GetObject'`,
    ['private'],
  ],
  [
    `SELECT json_extract_scalar(requestparameters, '$.ipPermissions.items[0].ipRanges.items[0].cidrIp') FROM cloudtrail WHERE eventname LIKE 'Authorize%'`,
    ['0.0.0.0/0'],
  ],
  [`SELECT json_extract_scalar(requestparameters, '$.x') FROM cloudtrail WHERE eventname = 'Decrypt'`, [null]],
  [`SELECT count(*) FROM cloudtrail WHERE json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure'`, [1]],
  [
    `SELECT json_extract(responseelements, '$.accessKey.accessKeyId') FROM cloudtrail_logs WHERE eventname = 'CreateAccessKey'`,
    ['"AKIANEW"'],
  ],
  [
    `SELECT CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS bigint) FROM cloudtrail WHERE eventname = 'GetObject'`,
    [2048],
  ],
  [
    `SELECT r.arn FROM cloudtrail CROSS JOIN UNNEST(resources) AS t(r) WHERE r.type = 'AWS::S3::Bucket'`,
    ['arn:aws:s3:::secrets'],
  ],
  [
    `SELECT resource.arn FROM cloudtrail_logs, UNNEST(resources) AS t (resource) ORDER BY 1`,
    ['arn:aws:s3:::secrets', 'arn:aws:s3:::secrets/a/b.txt'],
  ],
  [`SELECT n FROM cloudtrail CROSS JOIN UNNEST(resources) WITH ORDINALITY AS t(r, n) ORDER BY n`, [1, 2]],
  [
    `SELECT eventname FROM cloudtrail WHERE eventtime BETWEEN '2024-05-02T00:00:00Z' AND '2024-05-02T23:59:59Z' ORDER BY eventtime`,
    ['ConsoleLogin', 'AuthorizeSecurityGroupIngress'],
  ],
  [
    `SELECT date_parse(eventtime, '%Y-%m-%dT%H:%i:%sZ') FROM cloudtrail_logs WHERE eventname = 'CreateUser'`,
    ['2024-05-01 10:15:30'],
  ],
  [
    `SELECT date_parse(eventtime, '%Y-%m-%dT%H:%i:%sZ') FROM cloudtrail WHERE eventname = 'CreateUser'`,
    ['2024-05-01 10:15:30'],
  ],
  [`SELECT count(*) FROM cloudtrail WHERE from_iso8601_timestamp(eventtime) > now() - interval '7' day`, [0]],
  [
    `SELECT count(*) FROM cloudtrail_logs WHERE from_iso8601_timestamp(eventtime) > date_add('day', -36500, now())`,
    [6],
  ],
  [`SELECT count(*) FROM cloudtrail_logs WHERE eventtime > to_iso8601(current_timestamp - interval '90' day)`, [0]],
  [
    `SELECT substr(eventtime, 1, 13) AS hour, count(*) AS n FROM cloudtrail_logs GROUP BY substr(eventtime, 1, 13) ORDER BY 2 DESC, 1 LIMIT 1`,
    ['2024-05-01T10'],
  ],
  [
    `SELECT date_trunc('hour', from_iso8601_timestamp(eventtime)) AS h, count(*) FROM cloudtrail_logs GROUP BY 1 ORDER BY 1 LIMIT 1`,
    ['2024-05-01 10:00:00+00'],
  ],
  [`SELECT eventname FROM cloudtrail_logs WHERE eventtime LIKE '2024-05-03%'`, ['Decrypt']],
  [
    `SELECT date_format(eventtime, '%Y-%m-%d %H:00') AS h FROM cloudtrail WHERE eventname = 'GetObject'`,
    ['2024-05-01 11:00'],
  ],
  [`SELECT count(*) FROM cloudtrail_logs WHERE "timestamp" >= '2024/05/02' AND timestamp < '2024/05/03'`, [2]],
  [
    `SELECT count(*) FROM cloudtrail_logs WHERE year = '2024' AND month = '05' AND day = '01' AND region = 'us-east-1' AND account = '111122223333'`,
    [3],
  ],
  [
    `SELECT eventname FROM cloudtrail WHERE useridentity.type = 'Root' AND useridentity.invokedby IS NULL AND eventtype <> 'AwsServiceEvent'`,
    ['ConsoleLogin'],
  ],
  [
    `SELECT useridentity.sessioncontext.sessionissuer.arn, count(*) AS n FROM cloudtrail WHERE useridentity.sessioncontext.attributes.mfaauthenticated = 'false' GROUP BY 1`,
    ['arn:aws:iam::111122223333:role/Admin'],
  ],
  [
    `SELECT useridentity.arn, array_join(array_agg(DISTINCT eventname ORDER BY eventname), ', ') FROM cloudtrail WHERE errorcode IS NULL AND useridentity.arn IS NOT NULL GROUP BY useridentity.arn HAVING count(*) > 1`,
    ['arn:aws:iam::111122223333:user/ana'],
  ],
  [`SELECT approx_distinct(sourceipaddress), arbitrary(eventname) FROM cloudtrail`, [3]],
  [
    `SELECT split_part(useridentity.arn, '/', 2) FROM cloudtrail WHERE regexp_like(useridentity.arn, 'assumed-role/(Admin|Power)') LIMIT 1`,
    ['Admin'],
  ],
  [`SELECT regexp_extract(useridentity.arn, 'user/(.*)', 1) FROM cloudtrail WHERE eventname = 'CreateUser'`, ['ana']],
  [`SELECT element_at(split(useridentity.arn, '/'), -1) FROM cloudtrail WHERE eventname = 'CreateUser'`, ['ana']],
  [`SELECT cardinality(resources) FROM cloudtrail WHERE eventname = 'GetObject'`, [2]],
  [
    `SELECT url_extract_host(json_extract_scalar(additionaleventdata, '$.LoginTo')) FROM cloudtrail WHERE eventname = 'ConsoleLogin'`,
    ['console.aws.amazon.com'],
  ],
  [
    `SELECT eventname FROM cloudtrail WHERE readonly = 'false' AND errorcode LIKE '%Unauthorized%'`,
    ['AuthorizeSecurityGroupIngress'],
  ],
  [
    `SELECT eventname FROM cloudtrail_logs WHERE readonly = 'true' ORDER BY eventtime DESC OFFSET 1 LIMIT 1`,
    ['GetObject'],
  ],
  [
    `SELECT date_diff('minute', min(eventtime), max(eventtime)) FROM cloudtrail WHERE useridentity.username = 'ana'`,
    [30],
  ],
  [
    `SELECT year(eventtime), month(eventtime), day_of_week(eventtime), hour(eventtime) FROM cloudtrail WHERE eventname = 'CreateUser'`,
    [2024],
  ],
  [
    `WITH first_seen AS (SELECT sourceipaddress, min(eventtime) AS first FROM cloudtrail GROUP BY sourceipaddress)
    SELECT c.eventname FROM cloudtrail c JOIN first_seen f ON c.sourceipaddress = f.sourceipaddress AND c.eventtime = f.first ORDER BY c.eventtime LIMIT 1`,
    ['CreateUser'],
  ],
  [
    `SELECT eventname, eventtime, lag(eventtime) OVER (PARTITION BY useridentity.arn ORDER BY eventtime) AS before FROM cloudtrail WHERE useridentity.arn IS NOT NULL ORDER BY eventtime DESC LIMIT 1`,
    ['AuthorizeSecurityGroupIngress'],
  ],
  [
    `SELECT count_if(errorcode IS NOT NULL) * 100.0 / count(*) AS pct, max_by(eventname, eventtime) FROM cloudtrail`,
    [100 / 6],
  ],
  [
    `SELECT if(useridentity.type = 'Root', 'root', 'other') AS who FROM cloudtrail ORDER BY eventtime LIMIT 1`,
    ['other'],
  ],
  [
    `SELECT try_cast(json_extract_scalar(requestparameters, '$.userName') AS integer) FROM cloudtrail WHERE eventname = 'CreateUser'`,
    [null],
  ],
  [`SELECT eventname FROM cloudtrail WHERE ip_in(sourceipaddress, '10.0.0.0/8')`, ['GetObject']],
  [
    `SELECT json_array_length(json_extract(requestparameters, '$.ipPermissions.items')) FROM cloudtrail WHERE eventname LIKE 'Authorize%'`,
    [1],
  ],
  [
    `SELECT eventname FROM cloudtrail WHERE eventsource IN ('iam.amazonaws.com', 'sts.amazonaws.com') AND eventname NOT LIKE 'Get%' AND eventname NOT LIKE 'List%' ORDER BY eventtime`,
    ['CreateUser', 'CreateAccessKey'],
  ],
  [
    `SELECT at_timezone(from_iso8601_timestamp(eventtime), 'America/New_York') FROM cloudtrail_logs WHERE eventname = 'CreateUser'`,
    ['2024-05-01 06:15:30'],
  ],
  [
    `SELECT from_unixtime(to_unixtime(from_iso8601_timestamp(eventtime))) FROM cloudtrail_logs WHERE eventname = 'CreateUser'`,
    ['2024-05-01 10:15:30+00'],
  ],
  [
    `SELECT parse_datetime(eventtime, 'yyyy-MM-dd''T''HH:mm:ss''Z''') FROM cloudtrail_logs WHERE eventname = 'CreateUser'`,
    ['2024-05-01 10:15:30+00'],
  ],
];

describe('Athena queries run as they are', () => {
  it.each(queries)('%s', async (sql, first) => {
    const { rows } = await run(sql);
    expect(rows.map((row) => Object.values(row)[0])).toEqual(first);
  });
});

describe('what cannot run says what to write', () => {
  it.each([
    ["SELECT * FROM cloudtrail WHERE eventtime LIKE '2024%'", /cloudtrail_logs/],
    ['SELECT substr(eventtime, 1, 10) FROM cloudtrail', /cloudtrail_logs/],
    ['SELECT * FROM cloudtrail WHERE eventtime > to_iso8601(now())', /CAST/],
    ['SELECT * FROM cloudtrail_logs_pp', /cloudtrail/],
    ['SELECT * FROM my_notes', /scratch\.my_notes/],
    ['SELECT * FROM default.cloudtrail_logs', /database name/],
    ['SELECT `eventname` FROM cloudtrail', /double quotes/],
    ['SELECT * FROM cloudtrail WHERE eventname = "CreateUser"', /single quotes/],
    ["SELECT * FROM cloudtrail WHERE contains('10.0.0.0/8', CAST(sourceipaddress AS IPADDRESS))", /ip_in/],
    ["SELECT json_extract('x' || eventname, '$.a') FROM cloudtrail", /json_extract_scalar/],
    ["SELECT * FROM cloudtrail WHERE json_extract(requestparameters, '$.bucketName') = 'secrets'", /gives text/],
    ["SELECT regexp_like(eventname, '(?=Create)') FROM cloudtrail", /RE2/],
    ["SELECT listagg(eventname, ',') WITHIN GROUP (ORDER BY eventname) FROM cloudtrail", /string_agg/],
    ['SELECT accountid FROM cloudtrail CROSS JOIN UNNEST(resources) AS t(arn, accountid, type)', /AS t\(r\)/],
    ["SELECT * FROM cloudtrail WHERE eventtime > 'yesterday'", /2024-05-01/],
    ['SELECT transform(resources, r -> r.arn) FROM cloudtrail', /list_transform/],
  ])('%s', async (sql, hint) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'SQL', detail: { hint: expect.stringMatching(hint) } });
  });

  it('has nothing to say on other messages', () =>
    expect(hintFor('Parser Error: syntax error at or near "x"', 'x')).toBeNull());
});

describe('what runs with another meaning is noted', () => {
  it.each([
    [
      `SELECT count(*) FROM cloudtrail WHERE CAST(json_extract(requestparameters, '$.bucketName') AS varchar) = 'secrets'`,
      /json_extract_scalar/,
    ],
    [`SELECT regexp_replace(useridentity.arn, '[0-9]', '#') FROM cloudtrail`, /first match/],
    [`SELECT count(*) FROM cloudtrail WHERE regexp_extract(useridentity.arn, 'x') IS NULL`, /not NULL/],
    [`SELECT date_diff('hour', eventtime, now()) FROM cloudtrail`, /date_sub/],
    [`SELECT eventtime AT TIME ZONE 'America/New_York' FROM cloudtrail`, /UTC/],
  ])('%s', async (sql, note) => {
    expect((await run(sql)).notes.join('\n')).toMatch(note);
  });

  it.each([
    `SELECT json_extract_scalar(requestparameters, '$.bucketName') = 'x', json_extract(requestparameters, '$.a') FROM cloudtrail`,
    `SELECT regexp_replace(eventname, 'a', 'b', 'g'), 'json_extract(a, b) = 1' FROM cloudtrail`,
  ])('%s has no note', (sql) => expect(notesFor(lex(sql).tokens)).toEqual([]));
});
