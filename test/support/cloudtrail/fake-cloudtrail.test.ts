// The CloudTrail that other tests stand on, as the AWS SDK sees it.
import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  ListPublicKeysCommand,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import type { FinalizeRequestMiddleware, HttpRequest } from '@smithy/types';
import { afterEach, describe, expect, it } from 'vitest';
import { javaNumber } from './event-history.ts';
import { type FakeCloudTrail, type FakeOptions, startFakeCloudTrail, testLogin } from './fake-cloudtrail.ts';
import { openTestClient } from './open-login.ts';
import { makeRecords, noon } from './records.ts';
import { isSignedWith, readAuthorization } from './sigv4.ts';

const region = 'eu-west-1';
let fake: FakeCloudTrail;
let client: CloudTrailClient;

async function start(options: Partial<FakeOptions> = {}, secrets = testLogin): Promise<void> {
  fake = await startFakeCloudTrail({ regions: { [region]: makeRecords(120) }, ...options });
  client = openTestClient(fake.endpoint, region, secrets);
}

afterEach(async () => {
  // Not every test has started one.
  client?.destroy();
  await fake?.stop();
});

const lookUp = (input: LookupEventsCommandInput = {}, by = client) => by.send(new LookupEventsCommand(input));
const namesOf = async (input: LookupEventsCommandInput) =>
  (await lookUp(input)).Events!.map(({ EventId }) => numberOf(EventId!));
const numberOf = (id: string) => Number(id.slice(-12));
const seconds = (n: number) => new Date(noon + n * 1000);
const byName = (AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue }],
});

/** Changes requests after they were signed. */
function tamper(change: (request: HttpRequest) => void): void {
  const middleware: FinalizeRequestMiddleware<object, object> = (next) => (args) => {
    change(args.request as HttpRequest);
    return next(args);
  };
  client.middlewareStack.add(middleware as never, { step: 'finalizeRequest', priority: 'low' });
}

describe('signatures', () => {
  it('are checked as in the published test suite', () => {
    // "post-vanilla" of the AWS Signature Version 4 test suite.
    const headers = {
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
        'Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    };
    const request = { method: 'POST', path: '/', headers, body: Buffer.alloc(0) };
    const authorization = readAuthorization(headers.authorization)!;
    expect(isSignedWith('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', authorization, request)).toBe(true);
    expect(isSignedWith('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEy', authorization, request)).toBe(false);
    expect(isSignedWith('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', authorization, { ...request, path: '/a' })).toBe(
      false,
    );
  });

  it.each([
    ['another secret', { ...testLogin, secretAccessKey: 'x' }, 'InvalidSignatureException'],
    ['another key', { ...testLogin, accessKeyId: 'AKIAXXXXXXXXXXXXXXXX' }, 'UnrecognizedClientException'],
    ['a token that does not belong to the key', { ...testLogin, sessionToken: 'x' }, 'UnrecognizedClientException'],
  ])('with %s are refused', async (_, secrets, name) => {
    await start({}, secrets);
    await expect(lookUp()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    expect(fake.requests).toEqual([]);
  });

  it('over another body or another operation are refused', async () => {
    await start();
    let change = (request: HttpRequest) => {
      request.body = '{"MaxResults":2}';
      request.headers['content-length'] = '16';
    };
    tamper((request) => change(request));
    await expect(lookUp({ MaxResults: 1 })).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    change = (request) => {
      request.headers['x-amz-target'] = 'CloudTrail_20131101.ListPublicKeys';
    };
    await expect(lookUp()).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    change = () => {};
    expect((await lookUp()).Events).toHaveLength(50);
  });

  it('of a session that has ended are refused', async () => {
    const session = {
      ...testLogin,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionToken: 'FwoG',
      expires: Date.now() + 60_000,
    };
    await start({ logins: [session] }, session);
    expect((await lookUp()).Events).toHaveLength(50);
    session.expires = Date.now() - 1;
    await expect(lookUp()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('are missed', async () => {
    await start();
    tamper((request) => {
      delete request.headers.authorization;
    });
    await expect(lookUp()).rejects.toMatchObject({ name: 'MissingAuthenticationTokenException' });
  });
});

describe('the event history', () => {
  it('comes newest first in pages, each with a token for the next', async () => {
    await start();
    const first = await lookUp();
    expect(first.Events!.map(({ EventId }) => numberOf(EventId!))).toEqual(
      Array.from({ length: 50 }, (_, i) => 119 - i),
    );
    const second = await lookUp({ NextToken: first.NextToken });
    const third = await lookUp({ NextToken: second.NextToken });
    expect(third.Events!.map(({ EventId }) => numberOf(EventId!))).toEqual(
      Array.from({ length: 20 }, (_, i) => 19 - i),
    );
    expect(third.NextToken).toBeUndefined();
  });

  it('holds what AWS says of an event, and the event as text', async () => {
    await start();
    const [event] = (await lookUp({ StartTime: seconds(5), EndTime: seconds(5) })).Events!;
    expect(event).toEqual({
      EventId: '00000000-0000-4000-a000-000000000005',
      EventName: 'CreateAccessKey',
      ReadOnly: 'false',
      AccessKeyId: 'AKIAI44QH8DHBEXAMPLE',
      EventTime: seconds(5),
      EventSource: 'iam.amazonaws.com',
      Username: 'mallory',
      Resources: [{ ResourceType: 'AWS::IAM::User', ResourceName: 'arn:aws:iam::111122223333:user/u5' }],
      CloudTrailEvent: JSON.stringify(makeRecords(6)[5]),
    });
  });

  it('keeps both ends of a span', async () => {
    await start();
    expect(await namesOf({ StartTime: seconds(7), EndTime: seconds(9) })).toEqual([9, 8, 7]);
    expect(await namesOf({ StartTime: new Date(noon + 7001), EndTime: new Date(noon + 8999) })).toEqual([8]);
    await expect(lookUp({ StartTime: seconds(2), EndTime: seconds(1) })).rejects.toMatchObject({
      name: 'InvalidTimeRangeException',
    });
  });

  it.each([
    ['EventId', '00000000-0000-4000-a000-000000000011', [11]],
    ['EventName', 'CreateAccessKey', [15, 10, 5, 0]],
    ['ReadOnly', 'false', [15, 10, 5, 0]],
    ['Username', 'mallory', [15, 10, 5, 0]],
    ['ResourceType', 'AWS::IAM::User', [15, 10, 5, 0]],
    ['ResourceName', 'arn:aws:iam::111122223333:user/u10', [10]],
    ['EventSource', 'iam.amazonaws.com', [15, 10, 5, 0]],
    ['AccessKeyId', 'AKIAI44QH8DHBEXAMPLE', [15, 10, 5, 0]],
  ] as const)('is filtered by %s', async (AttributeKey, AttributeValue, wanted) => {
    await start({ regions: { [region]: makeRecords(17) } });
    expect(await namesOf({ LookupAttributes: [{ AttributeKey, AttributeValue }] })).toEqual(wanted);
  });

  it('refuses what AWS refuses', async () => {
    await start();
    const one = byName('a').LookupAttributes[0]!;
    await expect(lookUp({ LookupAttributes: [one, one] })).rejects.toMatchObject({
      name: 'InvalidLookupAttributesException',
    });
    await expect(lookUp({ MaxResults: 51 })).rejects.toMatchObject({ name: 'InvalidMaxResultsException' });
    await expect(client.send(new DescribeTrailsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  it('takes a token only with the parameters that it came from, and for a time', async () => {
    await start();
    const { NextToken } = await lookUp({ MaxResults: 10 });
    expect((await lookUp({ MaxResults: 10, NextToken })).Events).toHaveLength(10);
    const invalid = { name: 'InvalidNextTokenException' };
    await expect(lookUp({ MaxResults: 20, NextToken })).rejects.toMatchObject(invalid);
    await expect(lookUp({ MaxResults: 10, NextToken, ...byName('ListBuckets') })).rejects.toMatchObject(invalid);
    await expect(lookUp({ NextToken: 'nonsense' })).rejects.toMatchObject(invalid);
    fake.expireTokens();
    await expect(lookUp({ MaxResults: 10, NextToken })).rejects.toMatchObject(invalid);
  });

  it('goes on at the same place while new events arrive', async () => {
    await start();
    const { NextToken } = await lookUp();
    fake.add(region, makeRecords(30, { from: noon + 1_000_000 }));
    const { Events } = await lookUp({ NextToken });
    expect(numberOf(Events![0]!.EventId!)).toBe(69);
  });

  it('has management events of some days only', async () => {
    const [first, second] = makeRecords(2) as Record<string, unknown>[];
    const data = { ...first, eventID: 'd', eventCategory: 'Data', managementEvent: false };
    const insight = { ...first, eventID: 'i', eventCategory: 'Insight' };
    await start({ regions: { [region]: [first!, data, insight, second!] }, now: () => noon + 90_500, keepMs: 90_000 });
    expect(await namesOf({})).toEqual([1]);
  });

  it('is each region its own', async () => {
    await start({ regions: { [region]: makeRecords(3), 'us-east-1': makeRecords(5) } });
    const there = openTestClient(fake.endpoint, 'us-east-1');
    expect((await lookUp({}, there)).Events).toHaveLength(5);
    const nowhere = openTestClient(fake.endpoint, 'eu-north-1');
    expect((await lookUp({}, nowhere)).Events).toEqual([]);
    expect(fake.requests.map((request) => request.region)).toEqual(['us-east-1', 'eu-north-1']);
    there.destroy();
    nowhere.destroy();
  });

  it('writes numbers as Java does', () => {
    expect([1_700_000_000, 1_762_084_800.5, 1_618_237_321].map(javaNumber)).toEqual([
      '1.7E9',
      '1.7620848005E9',
      '1.618237321E9',
    ]);
  });
});

describe('refusals and faults', () => {
  it('throttle above the rate', async () => {
    let now = 0;
    await start({ perSecond: 2, now: () => now });
    await lookUp();
    await lookUp();
    await expect(lookUp()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    now = 1001;
    await lookUp();
    expect(fake.requests.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ThrottlingException', 'ok']);
  });

  it('switch regions off and deny operations', async () => {
    await start({ off: ['ap-east-1'], denied: ['ListPublicKeys'] });
    const off = openTestClient(fake.endpoint, 'ap-east-1');
    await expect(lookUp({}, off)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(client.send(new ListPublicKeysCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('cloudtrail:ListPublicKeys'),
    });
    off.destroy();
  });

  it('cut before and within an answer', async () => {
    await start({ fault: ({ count }) => (count === 3 ? null : { kind: 'cut', afterBytes: count === 1 ? null : 100 }) });
    await expect(lookUp()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(lookUp()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await lookUp()).Events).toHaveLength(50);
    expect(fake.requests.map(({ outcome }) => outcome)).toEqual(['cut', 'cut', 'ok']);
  });

  it('fail as the service would', async () => {
    await start({ fault: () => ({ kind: 'error', type: 'InternalFailure', status: 500 }) });
    await expect(lookUp()).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
  });
});

it('knows operations by their long name too', async () => {
  await start();
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as HttpRequest).headers['x-amz-target'] =
        'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
      return next(args);
    },
    { step: 'build' },
  );
  expect((await lookUp()).Events).toHaveLength(50);
});
