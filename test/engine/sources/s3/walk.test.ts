// The walk against its oracle: all keys, filtered one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScope, type Scope } from '../../../../src-main/engine/sources/s3/scope.ts';
import {
  type ListedObject,
  type ListPages,
  type ListRequest,
  type WalkOptions,
  walkScope,
} from '../../../../src-main/engine/sources/s3/walk.ts';

const everything: Scope = {
  bucket: 'b',
  prefix: '',
  accounts: null,
  services: null,
  regions: null,
  from: null,
  to: null,
  glob: null,
  modifiedFrom: null,
  modifiedBefore: null,
};

/** A bucket in memory that answers as ListObjectsV2 does, with StartAfter and pages of `pageSize`. */
function bucketOf(keys: string[], pageSize: number) {
  const sorted = [...new Set(keys)].sort();
  const requests: ListRequest[] = [];
  let underWay = 0;
  let most = 0;
  const list: ListPages<ListedObject> = async (request) => {
    requests.push(request);
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
    const { prefix, delimiter, after } = request;
    const objects: ListedObject[] = [];
    const folders: string[] = [];
    let last = '';
    for (const key of sorted) {
      if (
        !key.startsWith(prefix) ||
        (after !== null && (key <= after || (delimiter && after.endsWith('/') && key.startsWith(after))))
      )
        continue;
      const slash = delimiter ? key.indexOf('/', prefix.length) : -1;
      const folder = slash < 0 ? null : key.slice(0, slash + 1);
      if (folder !== null && folder === folders.at(-1)) continue;
      if (objects.length + folders.length === pageSize) return { objects, folders, next: last };
      if (folder === null) objects.push({ key, size: 1, modified: 0 });
      else folders.push(folder);
      last = folder ?? key;
    }
    return { objects, folders, next: null };
  };
  return { list, requests, most: () => most };
}

async function walk(scope: Scope, list: ListPages<ListedObject>, options: Partial<WalkOptions> = {}) {
  const keys: string[] = [];
  for await (const page of walkScope(scope, list, { signal: new AbortController().signal, parallel: 4, ...options }))
    keys.push(...page.objects.map(({ key }) => key));
  return keys.sort();
}

const wanted = (scope: Scope, keys: string[]) => {
  const test = compileScope(scope);
  return [...new Set(keys)].filter((key) => test.wants(key, 0)).sort();
};

const part = {
  prefix: fc.constantFrom('', 'trails/', 'a/b/c/'),
  organisation: fc.constantFrom('', 'o-a1b2c3d4e5/'),
  account: fc.constantFrom('111122223333', '444455556666'),
  service: fc.constantFrom('CloudTrail', 'CloudTrail-Digest', 'vpcflowlogs', 'Config', 'WAFLogs', 'unknown'),
  region: fc.constantFrom('eu-central-1', 'us-gov-west-1', 'cloudfront'),
  day: fc.constantFrom(
    '2025/12/31',
    '2026/01/01',
    '2026/01/05',
    '2026/1/5',
    '2026/02/28',
    '2026/02/30',
    'year=2026/month=01/day=05',
  ),
  name: fc.constantFrom('a.gz', 'b.gz', 'deep/er/c.gz'),
};
const trailKey = fc
  .record(part)
  .map((p) => `${p.prefix}AWSLogs/${p.organisation}${p.account}/${p.service}/${p.region}/${p.day}/${p.name}`);
const strangeKey = fc
  .array(fc.constantFrom('AWSLogs', 'x', 'y', '111122223333', 'CloudTrail', 'eu-central-1', '2026', '01', ''), {
    minLength: 1,
    maxLength: 7,
  })
  .map((parts) => parts.join('/'))
  .filter((key) => key !== '');
const bucket = fc.array(fc.oneof({ weight: 3, arbitrary: trailKey }, strangeKey), { maxLength: 60 });
const maybe = <T>(values: fc.Arbitrary<T>) =>
  fc.option(fc.array(values, { minLength: 1, maxLength: 2 }), { nil: null });
const time = fc.option(
  fc.constantFrom('2025-12-31T12:00:00Z', '2026-01-04T23:00:00Z', '2026-01-31T00:00:00Z').map(Date.parse),
  { nil: null },
);
const anyScope = fc.record<Scope>({
  bucket: fc.constant('b'),
  prefix: fc.constantFrom('', 'trails/', 'AWSLogs/111122223333/CloudTrail/'),
  accounts: maybe(part.account),
  services: maybe(part.service),
  regions: maybe(part.region),
  from: time,
  to: time,
  glob: fc.constantFrom(null, null, '**/*.gz', '**/CloudTrail/**'),
  modifiedFrom: fc.constant(null),
  modifiedBefore: fc.constantFrom(null, 1),
});

describe('walkScope', () => {
  it('finds exactly what the scope wants, each object once, whatever lies in the bucket', () =>
    fc.assert(
      fc.asyncProperty(
        bucket,
        anyScope,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        async (keys, scope, size, parallel) => {
          const { list, most } = bucketOf(keys, size);
          expect(await walk(scope, list, { parallel })).toEqual(wanted(scope, keys));
          expect(most()).toBeLessThanOrEqual(parallel);
        },
      ),
      { numRuns: 400 },
    ));

  it('goes on where it was cut off, without asking for what was listed to its end', async () => {
    const keys = Array.from(
      { length: 300 },
      (_, i) => `AWSLogs/11112222333${i % 3}/CloudTrail/eu-west-1/2026/0${1 + (i % 4)}/05/${i}.gz`,
    );
    const { list, requests } = bucketOf(keys, 5);
    const done = new Set<string>();
    const begun = new Map<string, string>();
    const first: string[] = [];
    let pages = 0;
    for await (const page of walkScope(everything, list, { signal: new AbortController().signal, parallel: 3 })) {
      first.push(...page.objects.map(({ key }) => key));
      if (page.next === null) done.add(page.folder);
      else begun.set(page.folder, page.next);
      if (++pages === 40) break;
    }
    requests.length = 0;
    const rest = await walk(everything, list, { done, begun });
    expect([...first, ...rest].sort()).toEqual([...keys].sort());
    for (const { prefix, delimiter } of requests) if (!delimiter) expect(done.has(prefix)).toBe(false);
  });

  it('enters only folders that can hold what is wanted', async () => {
    const keys = Array.from({ length: 365 }, (_, i) => {
      const day = new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10).replaceAll('-', '/');
      return ['111122223333', '444455556666'].map((account) => `AWSLogs/${account}/CloudTrail/eu-west-1/${day}/x.gz`);
    }).flat();
    const { list, requests } = bucketOf(keys, 1000);
    const scope = { ...everything, accounts: ['111122223333'], from: Date.UTC(2026, 4, 30), to: Date.UTC(2026, 5, 2) };
    expect(await walk(scope, list)).toHaveLength(4);
    expect(requests.map(({ prefix }) => prefix).filter((prefix) => prefix.includes('444455556666'))).toEqual([]);
    expect(requests.length).toBeLessThan(14);
  });

  it('hands on what listing throws, and ends when aborted', async () => {
    const failing: ListPages<ListedObject> = () => Promise.reject(new Error('denied'));
    await expect(walk(everything, failing)).rejects.toThrow('denied');
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(walk(everything, bucketOf(['a'], 1).list, { signal: abort.signal })).rejects.toThrow('enough');
  });
});
