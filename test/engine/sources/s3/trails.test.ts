// Trails in a real bucket: found wherever they are within reach, in any of AWS's layouts, and within bounds.
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { findTrails, type TrailsRequest } from '../../../../src-main/engine/sources/s3/trails.ts';
import { openTestClient } from '../../../support/s3/client.ts';
import { describeWithRgw } from '../../../support/s3/describe-with-rgw.ts';

const [one, two] = ['111122223333', '444455556666'];
const day = '2026/01/05/x.json.gz';
const org = 'o-a1b2c3d4e5';
const keys = [
  // A single account's trail at the top, with its siblings, known and not.
  ...['eu-central-1', 'us-east-1'].map((region) => `AWSLogs/${one}/CloudTrail/${region}/${day}`),
  `AWSLogs/${one}/CloudTrail-Digest/eu-central-1/${day}`,
  `AWSLogs/${one}/CloudTrail-Insight/us-east-1/${day}`,
  `AWSLogs/${one}/CloudTrail-Shadow/us-east-1/${day}`,
  `AWSLogs/${one}/CloudTrail/elsewhere/${day}`,
  `AWSLogs/${one}/WAFLogs/eu-west-1/acl/${day}`,
  `AWSLogs/${one}/vpcdnsquerylogs/vpc-1/${day}`,
  'AWSLogs/manual copy/x.json.gz',
  'AWSLogs/CloudTrail-Test.txt',
  // An organisation's, one folder down; beside it what belongs to an account alone.
  ...[one, two].map((account) => `org logs/AWSLogs/${org}/${account}/CloudTrail/eu-west-1/${day}`),
  `org logs/AWSLogs/${org}/readme/x`,
  `org logs/AWSLogs/${two}/Config/eu-west-1/2026/1/5/ConfigHistory/x.json.gz`,
  // Two folders down, flow logs in partitions; and one that is too far down.
  `net/flows/AWSLogs/aws-account-id=${two}/aws-service=vpcflowlogs/aws-region=eu-north-1/year=2026/month=01/day=05/x.log.gz`,
  `too/far/down/AWSLogs/${one}/CloudTrail/us-east-1/${day}`,
  ...Array.from({ length: 30 }, (_, i) => `loose/${String(i).padStart(2, '0')}.txt`),
  `loose/AWSLogs/${one}/CloudTrail/us-east-1/${day}`,
];

const only = `only/AWSLogs/${org}/${one}/CloudTrail/eu-west-1/${day}`;

const events = (regions: string[]) => ({ service: 'CloudTrail', meaning: 'events', regions });

const top = {
  prefix: '',
  organisation: null,
  accounts: [
    {
      account: one,
      services: [
        events(['eu-central-1', 'us-east-1']),
        { service: 'CloudTrail-Digest', meaning: 'digest', regions: ['eu-central-1'] },
        { service: 'CloudTrail-Insight', meaning: 'insight', regions: ['us-east-1'] },
        { service: 'CloudTrail-Shadow', meaning: 'service', regions: ['us-east-1'] },
        { service: 'WAFLogs', meaning: 'service', regions: ['eu-west-1'] },
        { service: 'vpcdnsquerylogs', meaning: 'service', regions: [] },
      ],
    },
  ],
  strangers: [`AWSLogs/${one}/CloudTrail/elsewhere`, 'AWSLogs/manual copy'],
};
const organisation = {
  prefix: 'org logs/',
  organisation: org,
  accounts: [one, two].map((account) => ({ account, services: [events(['eu-west-1'])] })),
  strangers: [`AWSLogs/${org}/readme`],
};
const beside = {
  prefix: 'org logs/',
  organisation: null,
  accounts: [{ account: two, services: [{ service: 'Config', meaning: 'service', regions: ['eu-west-1'] }] }],
  strangers: [],
};
const flows = {
  prefix: 'net/flows/',
  organisation: null,
  accounts: [{ account: two, services: [{ service: 'vpcflowlogs', meaning: 'vpc-flow', regions: ['eu-north-1'] }] }],
  strangers: [],
};
const loose = {
  prefix: 'loose/',
  organisation: null,
  accounts: [{ account: one, services: [events(['us-east-1'])] }],
  strangers: [],
};

await describeWithRgw('trails', {}, (server) => {
  const owner = openTestClient(server.endpoint, server);
  const find = (more: Partial<TrailsRequest> = {}, client: S3Client = owner) =>
    findTrails(client, { bucket: 'logs', prefix: '', requesterPays: false, signal: undefined, ...more });

  beforeAll(async () => {
    for (const Bucket of ['logs', 'empty', 'organised']) await owner.send(new CreateBucketCommand({ Bucket }));
    await owner.send(new PutObjectCommand({ Bucket: 'organised', Key: only, Body: 'x' }));
    await Promise.all(keys.map((Key) => owner.send(new PutObjectCommand({ Bucket: 'logs', Key, Body: 'x' }))));
  });

  it.each([3, 1000])(
    'are found with organisations, accounts, services and regions, by pages of %i',
    async (pageSize) => {
      const found = await find({ pageSize });
      expect(found.trails).toEqual([top, loose, flows, beside, organisation]);
      // Thirty loose objects are more than ten pages of three: what comes after them is not looked at.
      expect(found.isComplete).toBe(pageSize === 1000);
      expect(found.requests).toBeGreaterThan(20);
    },
  );

  it('behind more loose objects than are paged through are found all the same', async () => {
    expect((await find({ prefix: 'loose/', pageSize: 2 })).trails).toEqual([loose]);
  });

  it.each([
    ['org logs/', [beside, organisation]],
    ['org logs', [beside, organisation]],
    [`org logs/AWSLogs/${org}/`, [organisation]],
    [
      `org logs/AWSLogs/${org}/${one}/CloudTrail/`,
      [{ ...organisation, accounts: [organisation.accounts[0]], strangers: [] }],
    ],
    ['AWSLogs/9', []],
    ['AWSLogs/999999999999/', []],
    [
      'too/',
      [
        {
          prefix: 'too/far/down/',
          organisation: null,
          accounts: [{ account: one, services: [events(['us-east-1'])] }],
          strangers: [],
        },
      ],
    ],
  ])('are looked for below %s', async (prefix, trails) => {
    expect(await find({ prefix })).toMatchObject({ trails, isComplete: true });
  });

  it('of an organisation stand alone where nothing is beside them', async () => {
    const { trails } = await find({ bucket: 'organised' });
    expect(trails).toMatchObject([{ prefix: 'only/', organisation: org, accounts: [{ account: one }] }]);
  });

  it('are not there in an empty bucket, by one request', async () => {
    expect(await find({ bucket: 'empty' })).toEqual({ trails: [], requests: 1, isComplete: true });
  });

  it('are found as far as the requests go, accounts first', async () => {
    const found = await find({ limit: 4 });
    expect(found).toMatchObject({ requests: 4, isComplete: false });
    expect(found.trails[0]).toMatchObject({ prefix: '', accounts: [{ account: one }] });
  });

  it('that may not be listed further down leave the rest', async () => {
    const analyst = await server.createUser('analyst');
    const user = { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam:::user/analyst'] } };
    const statement = { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::logs' };
    const secret = `AWSLogs/${one}/CloudTrail-Digest/`;
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { ...user, ...statement },
        { ...user, Effect: 'Deny', ...statement, Condition: { StringEquals: { 's3:prefix': [secret, 'net/'] } } },
      ],
    };
    await owner.send(new PutBucketPolicyCommand({ Bucket: 'logs', Policy: JSON.stringify(policy) }));
    const client = openTestClient(server.endpoint, analyst);
    const found = await find({}, client);
    expect(found.isComplete).toBe(false);
    expect(found.trails.map(({ prefix }) => prefix)).toEqual(['', 'loose/', 'org logs/', 'org logs/']);
    expect(found.trails[0]!.accounts[0]!.services[1]).toEqual({
      service: 'CloudTrail-Digest',
      meaning: 'digest',
      regions: [],
    });
    const problem = await find({ prefix: 'net/' }, client).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'REFUSED', detail: { at: 's3://logs/net/' } });
    expect(String(problem)).toMatch(/Cannot look for trails: a policy does not allow it/);
  });

  it('are not looked for any longer when asked to stop', async () => {
    const stop = new AbortController();
    const work = find({ signal: stop.signal });
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
