import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import type { LookupFunction } from 'node:net';
import { dirname, join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRegion, partitionOf, regionsOf } from '../../../../shared/values/aws-regions.ts';
import type { OpenLogin } from '../../../../src-main/engine/sources/aws/logins.ts';
import { createPace } from '../../../../src-main/engine/sources/cloudtrail/pace.ts';
import {
  confirmRegionOff,
  isRegionOff,
  sayRegionOff,
} from '../../../../src-main/engine/sources/cloudtrail/region-off.ts';
import { startTestClock } from '../../../support/cloudtrail/clock.ts';
import {
  type FakeCloudTrail,
  type Fault,
  startFakeCloudTrail,
  testLogin,
} from '../../../support/cloudtrail/fake-cloudtrail.ts';
import { openTestClient, openTestLogin } from '../../../support/cloudtrail/open-login.ts';

describe('the regions', () => {
  it('are those that the SDK knows', () => {
    const require = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/client-cloudtrail'));
    const core = dirname(require.resolve('@aws-sdk/core/package.json'));
    const file = readFileSync(join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'), 'utf8');
    type Known = { id: string; regions: Record<string, { description: string }> };
    const known = JSON.parse(file.slice(file.indexOf('{'), file.lastIndexOf('}') + 1)) as { partitions: Known[] };
    const isPublic = ({ id }: Known) => !id.startsWith('aws-iso');
    for (const { id, regions } of known.partitions.filter(isPublic)) {
      const named = Object.entries(regions).filter(([name]) => !name.endsWith('-global'));
      const ours = regionsOf(id).map(({ name, place }) => [name, place]);
      expect(new Map(ours as [string, string][])).toEqual(
        new Map(named.map(([name, { description }]) => [name, description])),
      );
      expect(ours.length, id).toBe(named.length);
    }
  });

  it('are found by partition and by name', () => {
    expect(regionsOf('aws').filter(({ optIn }) => !optIn)).toHaveLength(17);
    expect(regionsOf('aws-cn').map(({ name }) => name)).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(regionsOf('aws-iso')).toEqual([]);
    expect(findRegion('eu-south-1')).toEqual({ name: 'eu-south-1', place: 'Europe (Milan)', optIn: true });
    expect(findRegion('eu-nowhere-1')).toBeNull();
    expect(partitionOf('arn:aws-us-gov:iam::111122223333:user/a')).toBe('aws-us-gov');
    expect(partitionOf('')).toBe('aws');
  });
});

describe('a region that refuses', () => {
  let fault: Fault | null = null;
  let fake: FakeCloudTrail;

  beforeAll(async () => {
    fake = await startFakeCloudTrail({ regions: {}, off: ['ap-east-1', 'us-east-1', 'xx-new-1'], fault: () => fault });
  });
  afterAll(() => fake.stop());

  async function errorOf(client: CloudTrailClient): Promise<unknown> {
    const error = await client.send(new LookupEventsCommand({})).then(
      () => expect.fail('nothing was thrown'),
      (thrown: unknown) => thrown,
    );
    client.destroy();
    return error;
  }

  it.each([
    ['ap-east-1', true],
    ['xx-new-1', true],
    // Always on: it is the key that is wrong.
    ['us-east-1', false],
  ])('to know the key: %s, off: %s', async (region, off) => {
    const error = await errorOf(openTestClient(fake.endpoint, region));
    expect(isRegionOff(error, region)).toBe(off);
    expect(sayRegionOff(error)).toMatch(/not switched on.*global token service/);
  });

  it('by name is off wherever it is', async () => {
    fault = { kind: 'error', type: 'RegionDisabledException', status: 403 };
    const error = await errorOf(openTestClient(fake.endpoint, 'eu-west-1'));
    expect(isRegionOff(error, 'eu-west-1')).toBe(true);
    expect(sayRegionOff(error)).toBe('The region is not switched on for this account.');
  });

  it.each(['AccessDeniedException', 'ThrottlingException', 'InvalidSignatureException', 'ExpiredTokenException'])(
    'with %s is not off',
    async (type) => {
      fault = { kind: 'error', type };
      expect(isRegionOff(await errorOf(openTestClient(fake.endpoint, 'af-south-1')), 'af-south-1')).toBe(false);
    },
  );

  it('by having no host is off, unless it is one that is always there', async () => {
    // As a resolver that does not know the name; a real one would be asked over the network.
    const unknown =
      (code: string): LookupFunction =>
      (name, _options, done) =>
        done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), '');
    const errorFrom = (code: string) =>
      errorOf(
        new CloudTrailClient({
          endpoint: 'http://cloudtrail.xx-new-1.amazonaws.com',
          region: 'xx-new-1',
          credentials: testLogin,
          maxAttempts: 1,
          requestHandler: { httpAgent: new Agent({ lookup: unknown(code) }) },
        }),
      );
    const error = await errorFrom('ENOTFOUND');
    expect(isRegionOff(error, 'xx-new-1')).toBe(true);
    expect(isRegionOff(error, 'mx-central-1')).toBe(true);
    expect(isRegionOff(error, 'eu-central-1')).toBe(false);
    expect(sayRegionOff(error)).toMatch(/DNS/);
    // The name server did not answer: nobody knows.
    expect(isRegionOff(await errorFrom('EAI_AGAIN'), 'xx-new-1')).toBe(false);
  });

  describe('is asked about where it is always on', () => {
    const signal = new AbortController().signal;
    const confirm = (error: unknown, region: string, login: OpenLogin = openTestLogin(fake.endpoint)) =>
      confirmRegionOff(error, region, { login, signal, pace: createPace({ clock: startTestClock() }) });
    const unknownKey = Object.assign(new Error('x'), { name: 'UnrecognizedClientException' });
    const noHost = Object.assign(new Error('x'), { code: 'ENOTFOUND' });
    const chinese = (): OpenLogin => ({
      ...openTestLogin(fake.endpoint),
      caller: { account: '1', arn: 'arn:aws-cn:iam::111122223333:user/a', userId: 'a' },
    });

    it('and is off when the login is good there, whatever it may do', async () => {
      fault = null;
      // us-east-1 is off here, which no region of AWS that is always on can be; the first of China is not.
      expect(await confirm(unknownKey, 'cn-new-1', chinese())).toBe(true);
      expect(await confirm(noHost, 'cn-new-1', chinese())).toBe(true);
      fault = { kind: 'error', type: 'AccessDeniedException' };
      expect(await confirm(unknownKey, 'cn-new-1', chinese())).toBe(true);
      expect(fake.requests.at(-1)).toMatchObject({ operation: 'ListPublicKeys', region: 'cn-north-1' });
    });

    it('and is not when the login is not good there either', async () => {
      fault = null;
      await expect(confirm(unknownKey, 'ap-east-1')).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    });

    it('and is not when nobody answers there', async () => {
      fault = { kind: 'cut', afterBytes: null };
      await expect(confirm(noHost, 'cn-new-1', chinese())).rejects.toMatchObject({ code: 'ECONNRESET' });
    });

    it('but not when it is clear', async () => {
      const before = fake.requests.length;
      expect(await confirm(unknownKey, 'eu-west-1')).toBe(false);
      expect(await confirm(Object.assign(new Error('x'), { name: 'RegionDisabledException' }), 'eu-west-1')).toBe(true);
      expect(fake.requests).toHaveLength(before);
    });
  });
});
