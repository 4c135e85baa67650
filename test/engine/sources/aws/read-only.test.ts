// AWS and other stores are only ever read: no other call than these is anywhere in the source, and docs/acquire.md names the
// action that each takes. Whoever adds a call adds it here, and to the policies there.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listFiles, readSources } from '../../../house/source-files.ts';
import { actionsOf, documentedPolicies } from '../../../support/aws/documented-policies.ts';

/** Operations, each with the actions that it takes. */
const reading: Record<string, string[]> = {
  HeadBucket: ['s3:ListBucket'],
  GetBucketLocation: ['s3:GetBucketLocation'],
  ListBuckets: ['s3:ListAllMyBuckets'],
  ListObjectsV2: ['s3:ListBucket'],
  ListObjectVersions: ['s3:ListBucketVersions'],
  GetObject: ['s3:GetObject', 's3:GetObjectVersion', 'kms:Decrypt'],
  LookupEvents: ['cloudtrail:LookupEvents'],
  ListPublicKeys: ['cloudtrail:ListPublicKeys'],
  GetCallerIdentity: [],
};

/** What else is taken from the SDK: clients that send nothing by themselves, credentials, and tools without a connection. */
const others: Record<string, string[]> = {
  '@aws-sdk/client-s3': ['S3Client'],
  '@aws-sdk/client-sts': ['STSClient', 'getDefaultRoleAssumerWithWebIdentity'],
  '@aws-sdk/client-cloudtrail': ['CloudTrailClient'],
  '@aws-sdk/credential-providers':
    'fromEnv fromHttp fromIni fromInstanceMetadata fromTemporaryCredentials fromWebToken'.split(' '),
  '@aws-sdk/checksums/crc': ['Crc32c', 'Crc64Nvme'],
  '@smithy/core/config': ['parseKnownFiles'],
  '@smithy/core/endpoints': ['getEndpointFromInstructions'],
  '@smithy/core/serde': ['Hash'],
  '@smithy/signature-v4': ['SignatureV4'],
};

const sources = readSources(listFiles().filter((path) => path.startsWith('src-main/')));
const page = readFileSync('docs/acquire.md', 'utf8');
const documented = Object.values(documentedPolicies()).flatMap(actionsOf);

describe('calls of AWS', () => {
  it('are reading ones, every one of them', () => {
    const used = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => /^@(aws-sdk|smithy)\//.test(from))
        .flatMap(({ from, values }) => values.map((name) => ({ path, from, name }))),
    );
    expect(used.length, 'the rule must see the imports').toBeGreaterThan(20);
    const isReading = (name: string) => name.endsWith('Command') && name.slice(0, -7) in reading;
    expect(used.filter(({ from, name }) => !isReading(name) && !others[from]?.includes(name))).toEqual([]);
    const called = new Set(used.map(({ name }) => name.slice(0, -7)));
    expect(
      Object.keys(reading).filter((name) => !called.has(name)),
      'no longer called',
    ).toEqual([]);
  });

  it('that are made without the SDK are GET and HEAD', () => {
    const isByHand = /AWS4-HMAC|from '(?:undici|@smithy\/signature-v4)'/;
    const byHand = sources.filter(({ text }) => isByHand.test(text));
    expect(byHand.map(({ path }) => path)).toContain('src-main/engine/sources/s3/object-requests.ts');
    const method = /'(GET|HEAD|PUT|POST|DELETE|PATCH|OPTIONS)'/g;
    for (const { path, text } of byHand) {
      expect(path).toMatch(/^src-main\/engine\/sources\/s3\//);
      const methods = new Set([...text.matchAll(method)].map(([, name]) => name));
      expect(methods, path).toEqual(new Set(['GET', 'HEAD']));
    }
  });

  it('are covered by the documented policies, which allow nothing else', () => {
    const needed = new Set(Object.values(reading).flat());
    const allowed = new Set(documented.filter((action) => action !== 'sts:AssumeRole'));
    expect([...needed].sort()).toEqual([...allowed].sort());
  });

  it('are in the table of the page, with the action', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const rowsOf = (word: string) => rows.filter((row) => row.split('|')[1]!.match(/\w+/g)?.includes(word));
    for (const [name, actions] of Object.entries(reading)) {
      expect(rowsOf(name).length, name).toBeGreaterThan(0);
      for (const action of actions)
        expect(
          rows.some((row) => row.split('|')[2]!.includes(`\`${action}\``)),
          action,
        ).toBe(true);
    }
  });
});
