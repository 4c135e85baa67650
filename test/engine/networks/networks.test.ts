// What is known of addresses: from the databases that come with Pugmark, from files of the user's own, and from lists.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { indicatorRoutes } from '../../../src-main/engine/detections/indicators/routes.ts';
import { findAnnounced } from '../../../src-main/engine/networks/read-asn-table.ts';
import { readAwsRanges } from '../../../src-main/engine/networks/read-aws-ranges.ts';
import { networkRoutes } from '../../../src-main/engine/networks/routes.ts';
import { openTestCase, stateOf, testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';
import { writeMmdb } from './write-mmdb.ts';

const options = testOptions();
const dir = makeTempDir();
const at = (name: string) => join(dir, name);
let client: ReturnType<typeof makeClient>;
let lists: ReturnType<typeof makeLists>;
let state: ReturnType<typeof stateOf>;
const makeClient = () => createRouterClient(networkRoutes(state));
const makeLists = () => createRouterClient(indicatorRoutes(state));
beforeAll(async () => {
  mkdirSync(options.userDir, { recursive: true });
  state = stateOf(await openTestCase(options), options);
  client = makeClient();
  lists = makeLists();
});
const describeAll = async (...addresses: string[]) => (await client.describe({ addresses })).contexts;

describe('the databases that come with Pugmark', () => {
  it('know country and announcing network, and are named with licence and date', async () => {
    expect(
      await describeAll('8.8.8.8', '2001:4860:4860::8888', '10.0.0.1', 'AWS Internal', 'ec2.amazonaws.com', 'x'),
    ).toMatchObject([
      { special: null, country: 'US', asn: 15169, asName: 'Google LLC', aws: null, lists: [] },
      { special: null, country: 'US', asn: 15169 },
      { special: 'A private address.', country: null, asn: null },
      { special: 'A request that AWS made itself.' },
      { special: 'A service of AWS, which made the request.' },
      { special: 'This is no address.' },
    ]);
    expect(await client.sources()).toMatchObject([
      {
        uses: ['country'],
        date: '2026-06-17',
        licence: 'CC0-1.0; data of the registries: CC BY 4.0',
        path: null,
        problem: null,
      },
      { uses: ['asn'], date: '2026-06-17', licence: 'CC BY 4.0', path: null, problem: null },
    ]);
  });
});

describe('the table of announcing networks', () => {
  it('is searched as a plain look would', () => {
    const range = fc.tuple(fc.nat(30), fc.nat(20));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 30 }), fc.nat(700), (gaps, asked) => {
        let next = 0n;
        const rows = gaps.map(([gap, length], i) => {
          const first = next + BigInt(gap);
          next = first + BigInt(length) + 1n;
          return { first, last: first + BigInt(length), asn: i + 1, name: i % 2 ? 'a, "b"' : 'plain' };
        });
        const csv = rows.map(
          ({ first, last, asn, name }) =>
            `${first},${last},${asn},${name.includes(',') ? `"${name.replaceAll('"', '""')}"` : name}`,
        );
        const table = Buffer.from(`${csv.join('\n')}\n`);
        const wanted = rows.find(({ first, last }) => BigInt(asked) >= first && BigInt(asked) <= last);
        expect(findAnnounced(table, BigInt(asked))).toEqual(wanted ? { asn: wanted.asn, name: wanted.name } : null);
      }),
    );
    expect(() => findAnnounced(Buffer.from('nonsense\n'), 1n)).toThrow('The table of networks is damaged at byte 0.');
  });
});

const ranges = {
  createDate: '2026-05-04-03-02-01',
  prefixes: [
    { ip_prefix: '3.0.0.0/8', region: 'GLOBAL', service: 'AMAZON', network_border_group: 'GLOBAL' },
    { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'S3', network_border_group: 'ap-northeast-2' },
    { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'EC2', network_border_group: 'ap-northeast-2' },
  ],
  ipv6_prefixes: [
    { ipv6_prefix: '2600:1f14::/35', region: 'us-west-2', service: 'EC2', network_border_group: 'us-west-2' },
  ],
};

describe('files of the user', () => {
  it('ip-ranges.json gives the narrowest prefix with all its services', () => {
    const { find, day } = readAwsRanges(ranges);
    expect(day).toBe('2026-05-04');
    expect(find('3.5.140.2')).toEqual({ prefix: '3.5.140.0/22', region: 'ap-northeast-2', services: ['EC2', 'S3'] });
    expect(find('3.9.0.1')).toMatchObject({ region: 'GLOBAL' });
    expect(find('2600:1f14::1')).toMatchObject({ region: 'us-west-2' });
    expect(find('4.0.0.1')).toBeNull();
  });

  it('are remembered, come first, and are told about when they are gone or damaged', async () => {
    writeFileSync(at('ip-ranges.json'), `\ufeff${JSON.stringify(ranges)}`);
    writeFileSync(
      at('own.mmdb'),
      writeMmdb('Own-City', {
        country: { iso_code: 'CH' },
        city: { names: { en: 'Bern' } },
        autonomous_system_number: 64500,
        autonomous_system_organization: 'Own',
      }),
    );
    for (const name of ['ip-ranges.json', 'own.mmdb']) await client.choose({ path: at(name) });
    expect(await describeAll('3.5.140.2', '203.0.113.1')).toMatchObject([
      {
        country: 'CH',
        city: 'Bern',
        asn: 64500,
        asName: 'Own',
        aws: { region: 'ap-northeast-2', services: ['EC2', 'S3'] },
      },
      { special: 'An address for documentation.', country: null },
    ]);
    expect((await client.sources()).slice(0, 2)).toMatchObject([
      { name: 'Own-City', date: '2026-01-02', licence: null, path: at('own.mmdb'), problem: null },
      { name: 'AWS’s ip-ranges.json', date: '2026-05-04', path: at('ip-ranges.json') },
    ]);
    rmSync(at('ip-ranges.json'));
    writeFileSync(at('own.mmdb'), 'no longer');
    expect((await client.sources()).slice(0, 2)).toMatchObject([
      { path: at('own.mmdb'), problem: 'This is no database in the format MMDB.' },
      { path: at('ip-ranges.json'), problem: 'The file is not there.' },
    ]);
    expect(await describeAll('8.8.8.8')).toMatchObject([{ country: 'US', asn: 15169 }]);
    for (const name of ['ip-ranges.json', 'own.mmdb']) await client.forget({ path: at(name) });
    expect(await client.sources()).toHaveLength(2);
  });

  it('are refused when they are neither kind', async () => {
    writeFileSync(at('a.json'), '{"prefixes": 1}');
    await expect(client.choose({ path: at('a.json') })).rejects.toMatchObject({
      code: 'INVALID',
      message: 'This is JSON, but not AWS’s ip-ranges.json.',
    });
    await expect(client.choose({ path: dir })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(client.choose({ path: at('none') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lists of the case', () => {
  it('that hold an address are named, with the narrowest network of each', async () => {
    const add = (text: string, name: string) => lists.add({ source: { text }, name, level: 'low' });
    const [tor, other] = [
      await add('198.41.0.0/16\n198.41.0.4\n2001:500::/32', 'Tor'),
      await add('198.41.0.0-198.41.0.9', 'Other'),
    ];
    expect(
      (await describeAll('198.41.0.4', '::ffff:198.41.0.5', '2001:500::1', '198.42.0.1')).map((one) => one.lists),
    ).toEqual([
      [
        { listId: tor.listId, name: 'Tor', level: 'low', value: '198.41.0.4' },
        { listId: other.listId, name: 'Other', level: 'low', value: '198.41.0.0-198.41.0.9' },
      ],
      [
        { listId: tor.listId, name: 'Tor', level: 'low', value: '198.41.0.0/16' },
        { listId: other.listId, name: 'Other', level: 'low', value: '198.41.0.0-198.41.0.9' },
      ],
      [{ listId: tor.listId, name: 'Tor', level: 'low', value: '2001:500::/32' }],
      [],
    ]);
  });
});
