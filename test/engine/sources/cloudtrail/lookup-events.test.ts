import { inspect } from 'node:util';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it } from 'vitest';
import { openCloudTrail } from '../../../../src-main/engine/sources/cloudtrail/clients.ts';
import {
  isStaleToken,
  type LookupPage,
  type LookupSpan,
  lookupEvents,
} from '../../../../src-main/engine/sources/cloudtrail/lookup-events.ts';
import { createPace } from '../../../../src-main/engine/sources/cloudtrail/pace.ts';
import { toAwsProblem } from '../../../../src-main/engine/sources/s3/aws-problem.ts';
import { startTestClock } from '../../../support/cloudtrail/clock.ts';
import {
  type FakeCloudTrail,
  type FakeOptions,
  type Fault,
  startFakeCloudTrail,
  testLogin,
} from '../../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient, openTestLogin } from '../../../support/cloudtrail/open-login.ts';
import { makeRecords, noon } from '../../../support/cloudtrail/records.ts';
import { loadBytes } from '../../ingest/support/load.ts';

const region = 'eu-west-1';
const records = makeRecords(123);
let fake: FakeCloudTrail;
let client: CloudTrailClient;
let clock = startTestClock();

async function start(options: Partial<FakeOptions> = {}): Promise<void> {
  fake = await startFakeCloudTrail({ regions: { [region]: records }, ...options });
  client = openTestClient(fake.endpoint, region);
  clock = startTestClock();
}

afterEach(async () => {
  client.destroy();
  await fake.stop();
});

const span = (more: Partial<LookupSpan> = {}): LookupSpan => ({
  from: noon,
  to: noon + 1_000_000,
  attribute: null,
  nextToken: null,
  signal: new AbortController().signal,
  pace: createPace({ clock, random: () => 0 }),
  ...more,
});

async function collect(more: Partial<LookupSpan> = {}, by = client): Promise<LookupPage[]> {
  const pages: LookupPage[] = [];
  for await (const page of lookupEvents(by, span(more))) pages.push(page);
  return pages;
}

const numbersIn = (pages: LookupPage[]) =>
  pages.flatMap(({ body }) =>
    (JSON.parse(body.toString()) as { Events: { EventId: string }[] }).Events.map(({ EventId }) =>
      Number(EventId.slice(-12)),
    ),
  );
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error,
  );
const faultyUntil = (count: number, fault: Fault) => (request: { count: number }) =>
  request.count < count ? fault : null;

describe('pages', () => {
  it('are all there are, newest first, the same call again and again', async () => {
    await start();
    const pages = await collect();
    expect(numbersIn(pages)).toEqual(down(122, 0));
    expect(pages.map(({ events }) => events)).toEqual([50, 50, 23]);
    expect(pages.map(({ newest, oldest }) => [newest, oldest])).toEqual([
      [noon + 122_000, noon + 73_000],
      [noon + 72_000, noon + 23_000],
      [noon + 22_000, noon],
    ]);
    expect(pages.map(({ nextToken }) => nextToken !== null)).toEqual([true, true, false]);
    const [first, ...others] = fake.requests.map(({ input }) => input);
    expect(first).toEqual({ StartTime: noon / 1000, EndTime: (noon + 999_999) / 1000, MaxResults: 50 });
    expect(others).toEqual(pages.slice(0, 2).map(({ nextToken }) => ({ ...first, NextToken: nextToken })));
  });

  it('are the bytes that were sent', async () => {
    await start();
    const pages = await collect();
    expect(pages.every(({ body }) => Buffer.isBuffer(body))).toBe(true);
    expect(pages.map(({ body }, i) => body.equals(fake.requests[i]!.sent))).toEqual([true, true, true]);
    // So that this could fail: what was read and written anew would not be the same.
    const anew = Buffer.from(JSON.stringify(JSON.parse(pages[0]!.body.toString())));
    expect(anew.equals(pages[0]!.body)).toBe(false);
    expect(pages[0]!.body.toString()).toMatch(/"EventTime":1\.793620922E9.*🔥/);
  });

  it('load as CloudTrail records, one page a line', async () => {
    await start();
    const pages = await collect();
    const { raws, rejects, items } = await loadBytes(
      Buffer.concat(pages.flatMap(({ body }) => [body, Buffer.from('\n')])),
    );
    expect(rejects).toEqual([]);
    expect(raws).toEqual(records.map((record) => JSON.stringify(record)).reverse());
    expect(items).toMatchObject([
      { container: 'lookup-events', format: 'cloudtrail', outcome: 'loaded', records: 123 },
    ]);
  });

  it('go on after the one whose token is given', async () => {
    await start();
    const [first] = await collect();
    expect(numbersIn(await collect({ nextToken: first!.nextToken }))).toEqual(down(72, 0));
  });

  it('may be empty', async () => {
    await start({ regions: {} });
    expect(await collect()).toEqual([
      { body: Buffer.from('{"Events":[]}'), events: 0, oldest: null, newest: null, nextToken: null },
    ]);
  });

  it('are filtered by an attribute', async () => {
    await start();
    const pages = await collect({ attribute: { key: 'Username', value: 'mallory' } });
    expect(numbersIn(pages)).toEqual(down(24, 0).map((n) => n * 5));
  });

  it('end when AWS would never end them', async () => {
    await start({ fault: () => ({ kind: 'foreign', body: '{"Events":[],"NextToken":"a"}' }) });
    const pages: LookupPage[] = [];
    const run = async () => {
      for await (const page of lookupEvents(client, span())) pages.push(page);
    };
    await expect(run()).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining('same page token') });
    expect(pages).toHaveLength(1);
  });
});

describe('the span', () => {
  it.each([
    ['whole seconds', 10_000, 20_000, down(19, 10)],
    ['a beginning within a second, whose events it takes', 10_900, 13_000, [12, 11, 10]],
    ['an end within a second, whose events it takes', 10_000, 12_100, [12, 11, 10]],
    ['a millisecond', 10_500, 10_501, [10]],
    ['a second', 10_000, 11_000, [10]],
  ])('may have %s', async (_, from, to, wanted) => {
    await start();
    expect(numbersIn(await collect({ from: noon + from, to: noon + to }))).toEqual(wanted);
  });

  it('takes in events of its last second that have fractions', async () => {
    await start({ regions: { [region]: makeRecords(1, { from: noon + 999 }) } });
    expect(numbersIn(await collect({ to: noon + 1000 }))).toEqual([0]);
  });

  it('must not be empty', async () => {
    await start();
    await expect(collect({ to: noon })).rejects.toMatchObject({ code: 'INVALID' });
    expect(fake.requests).toEqual([]);
  });
});

describe('a token that is stale', () => {
  it('is told from other failures, and the rest is had from the oldest second on', async () => {
    // Five events a second, so that a page ends within one.
    await start({ regions: { [region]: makeRecords(123, { stepMs: 200 }).map(inWholeSeconds) } });
    const pages: LookupPage[] = [];
    const run = async () => {
      for await (const page of lookupEvents(client, span())) {
        pages.push(page);
        fake.expireTokens();
      }
    };
    const error = await rejection(run());
    expect(isStaleToken(error)).toBe(true);
    expect(pages).toHaveLength(1);
    const reached = pages[0]!.oldest!;
    pages.push(...(await collect({ to: reached + 1000 })));
    expect([...new Set(numbersIn(pages))].sort((a, b) => b - a)).toEqual(down(122, 0));
  });

  it('may be one of another attribute', async () => {
    await start();
    const [{ nextToken }] = (await collect()) as [LookupPage];
    const attribute = { key: 'EventName', value: 'ListBuckets' } as const;
    expect(isStaleToken(await rejection(collect({ nextToken, attribute })))).toBe(true);
  });

  it('is not a refusal of another kind', async () => {
    await start({ denied: ['LookupEvents'] });
    expect(isStaleToken(await rejection(collect()))).toBe(false);
  });
});

describe('a request that does not get through', () => {
  it('is made again as long as it is throttled', async () => {
    await start({ fault: faultyUntil(13, { kind: 'throttle' }) });
    const pace = createPace({ clock, random: () => 0 });
    expect(numbersIn(await collect({ pace }))).toEqual(down(122, 0));
    expect(pace.retries()).toBe(12);
    expect(clock.slept.slice(0, 12)).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30].map((s) => s * 1000));
    expect(clock.slept.slice(12)).toEqual([500, 500]);
  });

  it('waits little again after an answer', async () => {
    await start({ fault: ({ count }) => (count === 3 ? null : count < 5 ? { kind: 'throttle' } : null) });
    await collect();
    expect(clock.slept).toEqual([1000, 2000, 500, 1000, 500]);
  });

  it.each<[string, Fault]>([
    ['was cut before its answer', { kind: 'cut', afterBytes: null }],
    ['was cut within its answer', { kind: 'cut', afterBytes: 1000 }],
    ['met an error of the service', { kind: 'error', type: 'InternalFailure', status: 500 }],
    ['met a service that is not there', { kind: 'error', type: 'ServiceUnavailableException', status: 503 }],
  ])('and %s is made five times', async (_, fault) => {
    await start({ fault: faultyUntil(5, fault) });
    const pages = await collect();
    expect(pages.map(({ body }, i) => body.equals(fake.requests[4 + i]!.sent))).toEqual([true, true, true]);
    await fake.stop();
    await start({ fault: () => fault });
    await rejection(collect());
    expect(fake.requests).toHaveLength(5);
  });

  it('is given up for a while when nothing comes', async () => {
    await start({ fault: faultyUntil(3, { kind: 'stall', afterBytes: 500 }) });
    const impatient = new CloudTrailClient({
      endpoint: fake.endpoint,
      region,
      credentials: testLogin,
      maxAttempts: 1,
      requestHandler: { socketTimeout: 100 },
    });
    expect(await collect({}, impatient)).toHaveLength(3);
    expect(fake.requests.map(({ outcome }) => outcome)).toEqual(['stall', 'stall', 'ok', 'ok', 'ok']);
    impatient.destroy();
  });

  it('is made once when it is refused', async () => {
    await start({ denied: ['LookupEvents'] });
    await rejection(collect());
    expect(fake.requests).toHaveLength(1);
  });
});

describe('abort', () => {
  async function abortedWhen(happens: (abort: () => void) => void, more: Partial<LookupSpan> = {}): Promise<void> {
    const controller = new AbortController();
    happens(() => controller.abort());
    await expect(collect({ signal: controller.signal, ...more })).rejects.toMatchObject({ code: 'CANCELLED' });
  }

  it.each([null, 0, 1000])('ends a request that hangs after %s bytes', async (afterBytes) => {
    let abort = () => {};
    await start({
      fault: () => {
        // A little later, when the answer has begun.
        setTimeout(abort, 50);
        return { kind: 'stall', afterBytes };
      },
    });
    await abortedWhen((now) => {
      abort = now;
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('ends a wait', async () => {
    let abort = () => {};
    await start({
      fault: () => {
        setTimeout(abort, 50);
        return { kind: 'throttle' };
      },
    });
    const pace = createPace({ waitMs: 3_600_000, maxWaitMs: 3_600_000 });
    await abortedWhen(
      (now) => {
        abort = now;
      },
      { pace },
    );
    expect(fake.requests).toHaveLength(1);
  });

  it('asks nothing when it came before', async () => {
    await start();
    await abortedWhen((now) => now());
    expect(fake.requests).toEqual([]);
  });

  it('keeps what came before', async () => {
    await start();
    const controller = new AbortController();
    const pages: LookupPage[] = [];
    const run = async () => {
      for await (const page of lookupEvents(client, span({ signal: controller.signal }))) {
        pages.push(page);
        controller.abort();
      }
    };
    await expect(run()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(numbersIn(pages)).toEqual(down(122, 73));
  });
});

describe('who asks', () => {
  const session = {
    ...testLogin,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionToken: 'FwoGZXIvYXdzEBYaDEXAMPLETOKEN==',
  };

  it.each([
    ['an unknown key', { ...testLogin, accessKeyId: 'AKIAXXXXXXXXXXXXXXXX' }, /does not know this access key id/],
    ['another secret', { ...testLogin, secretAccessKey: 'wJalrXUtnFEMI/wrong' }, /secret key does not match/],
    ['a session that ended', session, /temporary credentials have expired/],
  ])('with %s hears so', async (_, secrets, says) => {
    await start({ logins: [testLogin, { ...session, expires: 0 }] });
    client = openTestClient(fake.endpoint, region, secrets);
    const problem = toAwsProblem(await rejection(collect()), { doing: 'look up events in eu-west-1' });
    expect(problem.message).toMatch(/^Cannot look up events in eu-west-1: /);
    expect(problem.message).toMatch(says);
    const all = inspect(problem, { depth: 9 });
    for (const secret of [secrets.secretAccessKey, session.sessionToken, secrets.accessKeyId])
      expect(all).not.toContain(secret);
  });

  it('and is not allowed to hears what to ask for', async () => {
    await start({ denied: ['LookupEvents'] });
    const problem = toAwsProblem(await rejection(collect()), { doing: 'look up events' });
    expect(problem).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('(cloudtrail:LookupEvents)') });
  });

  it('for what there is not hears so', async () => {
    await start({ fault: () => ({ kind: 'error', type: 'InvalidLookupAttributesException' }) });
    const problem = toAwsProblem(await rejection(collect()), { doing: 'look up events' });
    expect(problem).toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('span of time or the attribute'),
    });
  });

  it('through a guest network hears so', async () => {
    await start({ fault: () => ({ kind: 'foreign', body: '<html>Please sign in</html>' }) });
    const problem = toAwsProblem(await rejection(collect()), { doing: 'look up events' });
    expect(problem.message).toBe('Cannot look up events: what answered is not the service.');
    expect(fake.requests).toHaveLength(1);
  });

  it('and renews the login meanwhile goes on with the same client', async () => {
    const first = { ...session, expires: Date.now() + 3_600_000 };
    const second = { ...session, accessKeyId: 'ASIA2222222222222222', sessionToken: 'second' };
    await start({ logins: [first, second] });
    const login = openTestLogin(fake.endpoint, first);
    client = openCloudTrail(login, region);
    const [page] = (await collect({ to: noon + 1000 })) as [LookupPage];
    expect(page.events).toBe(1);
    first.expires = 0;
    await expect(collect()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    login.secrets = second;
    expect(numbersIn(await collect())).toEqual(down(122, 0));
    expect(new Set(fake.requests.map(({ accessKeyId }) => accessKeyId))).toEqual(
      new Set([first, second].map((one) => one.accessKeyId)),
    );
  });

  it('without a login, or with a store’s, is not answered', async () => {
    await start();
    client = openTestClient(fake.endpoint, region, 'anonymous');
    await expect(collect()).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('signed in') });
    expect(fake.requests).toEqual([]);
    const { cloudTrailEndpoint: _, ...login } = openTestLogin(fake.endpoint).login;
    const ofStore = { ...openTestLogin(fake.endpoint), login: { ...login, endpoint: fake.endpoint } };
    expect(() => openCloudTrail(ofStore, region)).toThrow(/S3-compatible store/);
  });
});

/** Times of real events have no fractions. */
function inWholeSeconds(record: (typeof records)[number]): (typeof records)[number] {
  const { eventTime, ...others } = record as Record<string, unknown>;
  return { ...others, eventTime: (eventTime as string).replace(/\.\d+/, '') };
}
