import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterEach, expect, it } from 'vitest';
import { createPace } from '../../../../src-main/engine/sources/cloudtrail/pace.ts';
import { listPublicKeys } from '../../../../src-main/engine/sources/cloudtrail/public-keys.ts';
import { startTestClock } from '../../../support/cloudtrail/clock.ts';
import {
  type FakeCloudTrail,
  type FakeOptions,
  type FakePublicKey,
  startFakeCloudTrail,
} from '../../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient } from '../../../support/cloudtrail/open-login.ts';

const region = 'eu-west-1';
const day = 86_400_000;
const start0 = Date.parse('2026-01-01T00:00:00Z');

/** Four keys, each good for 40 days of which the last ten are the next one's too. */
const keys: FakePublicKey[] = Array.from({ length: 4 }, (_, i) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'pkcs1', format: 'der' });
  const validFrom = start0 + i * 30 * day;
  return {
    fingerprint: createHash('md5').update(der).digest('hex'),
    value: der.toString('base64'),
    validFrom,
    validTo: validFrom + 40 * day,
  };
});

let fake: FakeCloudTrail;
let client: CloudTrailClient;

async function start(options: Partial<FakeOptions> = {}): Promise<void> {
  fake = await startFakeCloudTrail({ regions: {}, publicKeys: { [region]: keys }, ...options });
  client = openTestClient(fake.endpoint, region);
}

afterEach(async () => {
  client.destroy();
  await fake.stop();
});

const list = (from: number, to: number, signal = new AbortController().signal) =>
  listPublicKeys(client, { from, to, signal, pace: createPace({ clock: startTestClock() }) });

it('gives the keys of a span, and the bytes that were sent', async () => {
  await start();
  const { bodies, keys: found } = await list(start0, start0 + 35 * day);
  expect(found).toEqual(keys.slice(0, 2));
  expect(bodies.map(String)).toEqual(fake.requests.map(({ sent }) => String(sent)));
  expect(bodies[0]!.toString()).toContain('"ValidityStartTime":1.7672256E9');
  for (const { value, fingerprint } of found) {
    const der = Buffer.from(value, 'base64');
    expect(createHash('md5').update(der).digest('hex')).toBe(fingerprint);
    expect(createPublicKey({ key: der, type: 'pkcs1', format: 'der' }).asymmetricKeyType).toBe('rsa');
  }
});

it('asks up to a day after the span, but not beyond today', async () => {
  await start();
  const from = start0 + 10 * day;
  expect((await list(from, start0 + 29.5 * day)).keys).toEqual(keys.slice(0, 2));
  expect((await list(from, start0 + 28.5 * day)).keys).toEqual(keys.slice(0, 1));
  const before = Date.now();
  await list(from, before + 100 * day);
  const { EndTime } = fake.requests.at(-1)!.input as { EndTime: number };
  expect(EndTime).toBeGreaterThanOrEqual(before / 1000);
  expect(EndTime).toBeLessThanOrEqual(Date.now() / 1000);
});

it('always says when the span begins, for else AWS gives the key of today', async () => {
  await start({ now: () => start0 + 100 * day });
  expect((await list(start0, start0 + day)).keys).toEqual(keys.slice(0, 1));
  expect(fake.requests[0]!.input).toEqual({ StartTime: start0 / 1000, EndTime: (start0 + 2 * day) / 1000 });
});

it('goes through all pages', async () => {
  await start({ pageSize: 3 });
  const { bodies, keys: found } = await list(start0, start0 + 200 * day);
  expect(found).toEqual(keys);
  expect(bodies.map(String)).toEqual(fake.requests.map(({ sent }) => String(sent)));
  expect(bodies).toHaveLength(2);
});

it('tries again what may pass, and not what is refused', async () => {
  await start({ fault: ({ count }) => (count < 3 ? { kind: 'cut', afterBytes: 50 } : null) });
  expect((await list(start0, start0 + 200 * day)).keys).toEqual(keys);
  await fake.stop();
  await start({ denied: ['ListPublicKeys'] });
  await expect(list(start0, start0 + day)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(fake.requests).toHaveLength(1);
});

it('stops on request', async () => {
  const controller = new AbortController();
  await start({
    fault: () => {
      setTimeout(() => controller.abort(), 20);
      return { kind: 'stall', afterBytes: null };
    },
  });
  await expect(list(start0, start0 + day, controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
});
