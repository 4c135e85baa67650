import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { inspect } from 'node:util';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/engine/engine-error.ts';
import { toAwsProblem } from '../../../../src-main/engine/sources/s3/aws-problem.ts';
import { classifyAwsError } from '../../../../src-main/engine/sources/s3/aws-problem-kind.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = 'FwoGZXIvYXdzEBYaDEXAMPLETOKENabcdefghijklmnop==';
const secrets = [accessKeyId, secretAccessKey, sessionToken];
const credentials = { accessKeyId, secretAccessKey, sessionToken };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => answer(request, response));
});
let endpoint = '';

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const options = () => ({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
const s3 = (more: S3ClientConfig = {}) => new S3Client({ ...options(), forcePathStyle: true, ...more });
const get = (client = s3()) => client.send(new GetObjectCommand({ Bucket: 'logs', Key: 'a/b.json.gz' }));
const head = () => s3().send(new HeadObjectCommand({ Bucket: 'logs', Key: 'a/b.json.gz' }));
const list = (client = s3()) => client.send(new ListObjectsV2Command({ Bucket: 'logs' }));
const assumeRole = () =>
  new STSClient(options()).send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::1:role/r', RoleSessionName: 'pugmark' }),
  );
const lookUp = () => new CloudTrailClient(options()).send(new LookupEventsCommand({}));

/** As a resolver that does not know the name; a real one would be asked over the network. */
const notFound: LookupFunction = (name, _options, done) =>
  done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), '');

async function thrownBy(call: () => Promise<unknown>): Promise<unknown> {
  return call().then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error,
  );
}

/** As S3 answers: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. Every secret is in it somewhere. */
function s3Error(status: number, code: string, message: string, more = '', headers: Record<string, string> = {}) {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/xml', ...headers });
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message>${more}` +
        `<AWSAccessKeyId>${accessKeyId}</AWSAccessKeyId><Token-0>${sessionToken}</Token-0>` +
        `<StringToSign>${secretAccessKey}</StringToSign><RequestId>4442587FB7D0A2F9</RequestId></Error>`,
    );
  };
}

function stsError(status: number, code: string, message: string) {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code>` +
        `<Message>${message}</Message></Error><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ErrorResponse>`,
    );
  };
}

function jsonError(status: number, type: string, message: string) {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: type, message }));
  };
}

function silent(status: number, headers: Record<string, string> = {}) {
  answer = (_request, response) => response.writeHead(status, headers).end();
}

const context = { doing: 'read the object', bucket: 'logs', key: 'a/b.json.gz', profile: 'audit' };

type Case = [kind: string, prepare: () => void, call: () => Promise<unknown>, says: RegExp, hint: RegExp];
const denied = (action: string, why: string) =>
  `User: arn:aws:iam::111122223333:user/me is not authorized to perform: ${action} on resource: &quot;arn:aws:s3:::logs/a&quot; ${why}`;

const cases: Case[] = [
  [
    'wrong-key',
    () => s3Error(403, 'InvalidAccessKeyId', `The AWS Access Key Id you provided does not exist in our records.`),
    get,
    /does not know this access key id/,
    /deleted or switched off/,
  ],
  [
    'wrong-key',
    () => stsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.'),
    assumeRole,
    /does not know this access key id/,
    /typing errors/,
  ],
  [
    'wrong-key',
    () => jsonError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.'),
    lookUp,
    /does not know this access key id/,
    /ASIA/,
  ],
  [
    'wrong-secret',
    () => s3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match'),
    get,
    /secret key does not match/,
    /secret key again/,
  ],
  [
    'wrong-secret',
    () => jsonError(400, 'InvalidSignatureException', 'The request signature we calculated does not match'),
    lookUp,
    /secret key does not match/,
    /secret key again/,
  ],
  [
    'expired',
    () => s3Error(400, 'ExpiredToken', 'The provided token has expired.'),
    get,
    /temporary credentials have expired/,
    /what is done so far is kept/,
  ],
  [
    'expired',
    () => stsError(403, 'ExpiredToken', 'The security token included in the request is expired'),
    assumeRole,
    /temporary credentials have expired/,
    /Get new ones/,
  ],
  [
    'expired',
    () => jsonError(400, 'ExpiredTokenException', 'The security token included in the request is expired'),
    lookUp,
    /temporary credentials have expired/,
    /Get new ones/,
  ],
  [
    'bad-token',
    () => s3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.'),
    get,
    /session token/,
    /all three/,
  ],
  [
    'wrong-region',
    () =>
      s3Error(
        301,
        'PermanentRedirect',
        'The bucket must be addressed using the specified endpoint.',
        '<Endpoint>logs.s3.eu-west-1.amazonaws.com</Endpoint>',
        { 'x-amz-bucket-region': 'eu-west-1' },
      ),
    get,
    /another region: eu-west-1/,
    /Set the region eu-west-1/,
  ],
  [
    'wrong-region',
    () =>
      s3Error(
        400,
        'AuthorizationHeaderMalformed',
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
        '<Region>eu-west-1</Region>',
      ),
    get,
    /another region: eu-west-1/,
    /Set the region eu-west-1/,
  ],
  [
    'wrong-region',
    () => silent(301, { 'x-amz-bucket-region': 'eu-west-1' }),
    head,
    /another region: eu-west-1/,
    /Set the region/,
  ],
  [
    'no-bucket',
    () => s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', '<BucketName>logs</BucketName>'),
    list,
    /no bucket named logs/,
    /spelling/,
  ],
  ['no-object', () => s3Error(404, 'NoSuchKey', 'The specified key does not exist.'), get, /not there/, /versions/],
  ['no-object', () => silent(404), head, /not there/, /versions/],
  [
    'denied',
    () =>
      s3Error(
        403,
        'AccessDenied',
        denied('s3:GetObject', 'because no identity-based policy allows the s3:GetObject action'),
      ),
    get,
    /policy does not allow it \(s3:GetObject\)/,
    /allow s3:GetObject .*no identity-based policy allows/,
  ],
  [
    'denied',
    () => s3Error(403, 'AccessDenied', denied('s3:ListBucket', 'with an explicit deny in a service control policy')),
    list,
    /\(s3:ListBucket\)/,
    /explicit deny in a service control policy/,
  ],
  [
    'denied',
    () => s3Error(403, 'AccessDenied', 'Access Denied'),
    get,
    /policy does not allow it\./,
    /Ask the owner.*Requester Pays/,
  ],
  [
    'denied',
    () =>
      jsonError(
        400,
        'AccessDeniedException',
        denied('cloudtrail:LookupEvents', 'because no identity-based policy allows it'),
      ),
    lookUp,
    /cloudtrail:LookupEvents/,
    /Ask the owner/,
  ],
  ['silent-denial', () => silent(403), head, /without a reason/, /check access/],
  [
    'kms',
    () =>
      s3Error(
        403,
        'AccessDenied',
        denied('kms:Decrypt', 'on the resource associated with this ciphertext because the resource does not exist'),
      ),
    get,
    /KMS key .*kms:Decrypt/,
    /allow kms:Decrypt/,
  ],
  [
    'kms',
    () => s3Error(400, 'KMS.DisabledException', 'arn:aws:kms:eu-west-1:1:key/k is disabled.'),
    get,
    /KMS key/,
    /enabled/,
  ],
  [
    'requester-pays',
    () => s3Error(403, 'AccessDenied', 'Access Denied: the bucket is configured as Requester Pays'),
    get,
    /Requester Pays/,
    /bear the cost/,
  ],
  [
    'archived',
    () =>
      s3Error(
        403,
        'InvalidObjectState',
        "The operation is not valid for the object's storage class",
        '<StorageClass>DEEP_ARCHIVE</StorageClass>',
      ),
    get,
    /archived \(DEEP_ARCHIVE\)/,
    /restore/,
  ],
  [
    'clock',
    () =>
      s3Error(
        403,
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
        '<RequestTime>20260105T000000Z</RequestTime><ServerTime>2026-01-05T03:00:00Z</ServerTime>',
      ),
    get,
    /clock .* by about 3 hours/,
    /time zone/,
  ],
  [
    'clock',
    () =>
      stsError(
        403,
        'SignatureDoesNotMatch',
        'Signature expired: 20260105T000000Z is now earlier than 20260105T025000Z',
      ),
    assumeRole,
    /clock of this computer/,
    /Set the date/,
  ],
  [
    'slow-down',
    () => s3Error(503, 'SlowDown', 'Please reduce your request rate.'),
    get,
    /fewer requests/,
    /fewer downloads/,
  ],
  ['slow-down', () => jsonError(400, 'ThrottlingException', 'Rate exceeded'), lookUp, /fewer requests/, /some minutes/],
  [
    'role-denied',
    () =>
      stsError(
        403,
        'AccessDenied',
        'User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r',
      ),
    assumeRole,
    /may not assume the role/,
    /external id/,
  ],
  [
    'mfa',
    () => stsError(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. '),
    assumeRole,
    /MFA code/,
    /next code/,
  ],
  [
    'region-off',
    () => stsError(403, 'RegionDisabledException', 'STS is not activated in this region for account:1.'),
    assumeRole,
    /not switched on/,
    /another region/,
  ],
  [
    'web-token',
    () => stsError(400, 'InvalidIdentityToken', 'No OpenIDConnect provider found in your account'),
    assumeRole,
    /web identity token/,
    /trust policy/,
  ],
  [
    'changed',
    () => s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold'),
    get,
    /changed since it was listed/,
    /List the bucket again/,
  ],
  [
    'delete-marker',
    () =>
      s3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', '', {
        'x-amz-delete-marker': 'true',
      }),
    get,
    /delete marker/,
    /version before it/,
  ],
  [
    'server',
    () => s3Error(500, 'InternalError', 'We encountered an internal error. Please try again.'),
    get,
    /HTTP 500/,
    /minutes/,
  ],
  [
    'unknown',
    () => s3Error(400, 'OddThing', `Odd: ${secretAccessKey} for ${accessKeyId}, token=${sessionToken}`),
    get,
    /Odd: \[hidden\] for AKIA…MPLE/,
    /OddThing \(HTTP 400\)/,
  ],
  ['cut', () => (answer = (request) => request.socket.destroy()), get, /connection was cut/, /kept/],
  [
    'timeout',
    () => (answer = () => undefined),
    () => get(s3({ requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true } })),
    /did not answer in time/,
    /firewall/,
  ],
  [
    'refused',
    () => undefined,
    () => get(s3({ endpoint: 'http://127.0.0.1:1' })),
    /connection refused/,
    /host and port/,
  ],
  [
    'dns',
    () => undefined,
    () =>
      get(
        s3({ endpoint: 'http://no-such-host.invalid', requestHandler: { httpAgent: new Agent({ lookup: notFound }) } }),
      ),
    /cannot be found/,
    /path style/,
  ],
  [
    'certificate',
    () => undefined,
    () => get(s3({ endpoint: endpoint.replace('http:', 'https:') })),
    /certificate/,
    /NODE_EXTRA_CA_CERTS/,
  ],
];

describe('a failure', () => {
  it.each(cases)(
    'of kind %s (%#) has its own message and next step, and no secret',
    async (kind, prepare, call, says, hint) => {
      prepare();
      const error = await thrownBy(() => call());
      expect(classifyAwsError(error)).toBe(kind);
      const problem = toAwsProblem(error, context);
      expect(problem).toBeInstanceOf(EngineError);
      expect(problem.message).toMatch(/^Cannot read the object: /);
      expect(problem.message).toMatch(says);
      expect(problem.detail.hint).toMatch(hint);
      expect(problem.detail.at).toBe('s3://logs/a/b.json.gz');
      const everything = inspect(problem, { depth: 9, showHidden: true }) + JSON.stringify(problem);
      for (const secret of secrets) expect(everything).not.toContain(secret);
    },
  );
});

it('says the same of no two kinds', async () => {
  const said = new Map<string, string>();
  for (const [kind, prepare, call] of cases) {
    prepare();
    const { message, detail } = toAwsProblem(await thrownBy(() => call()), { doing: 'read' });
    for (const [text, other] of said)
      if (other !== kind) expect(text, `${kind} and ${other}`).not.toBe(message + detail.hint);
    said.set(message + detail.hint, kind);
  }
});

it('calls a stop on request a stop', async () => {
  answer = () => undefined;
  const stop = new AbortController();
  const sent = s3().send(new ListObjectsV2Command({ Bucket: 'logs' }), { abortSignal: stop.signal });
  stop.abort();
  expect(toAwsProblem(await thrownBy(() => sent), context).code).toBe('CANCELLED');
});

it('tells a network that is not there', () => {
  const error = Object.assign(new Error('connect ENETUNREACH 10.1.2.3:443'), { code: 'ENETUNREACH' });
  expect(toAwsProblem(error, context).message).toMatch(/network does not reach/);
});

it('leaves what is said already, and survives anything thrown', () => {
  const said = new EngineError('INVALID', 'Said.');
  expect(toAwsProblem(said, context)).toBe(said);
  for (const odd of [undefined, null, 'text', 7, {}, Object.assign(new Error(''), { name: '', $response: null })])
    expect(toAwsProblem(odd, { doing: 'look' })).toBeInstanceOf(EngineError);
});

it('quotes a profile for the shell', () => {
  const error = Object.assign(
    new Error("Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile."),
    {
      name: 'TokenProviderError',
    },
  );
  expect(toAwsProblem(error, { doing: 'sign in', profile: 'my $HOME' }).detail.hint).toMatch(
    /--profile "my \\\$HOME"$/,
  );
});
