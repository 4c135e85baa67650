// Lists and networks in words.
import { describe, expect, it } from 'vitest';
import type { NetworkContext } from '../../../shared/contract/networks.ts';
import { isShared, levelFor, sayReading } from '../../../src-renderer/features/indicators/words.ts';
import { countryName, networkFacts } from '../../../src-renderer/ui/networks/words.ts';

describe('the level that a list begins with', () => {
  it.each(['Tor', 'tor-exits 2026', 'Known VPN providers', 'proxies', 'hosting_ranges', 'TorBulkExitList, relays'])(
    '%s is low',
    (name) => expect(levelFor(name)).toBe('low'),
  );
  it.each(['tornado', 'actor', 'bad-addresses', 'exitosa', 'IOCs of the client'])('%s is high', (name) => {
    expect(isShared(name)).toBe(false);
    expect(levelFor(name)).toBe('high');
  });
});

it('says what was read of a list, and what was not', () => {
  const list = {
    listId: 1,
    name: 'x',
    level: 'high',
    path: null,
    sha256: '',
    imported: '',
    importedBy: '',
    kinds: {},
    indicators: 0,
    duplicates: 0,
    problems: 0,
    found: 0,
    records: 0,
  } as const;
  expect(
    sayReading({ ...list, form: 'csv', entries: 2, columns: { read: ['ip'], left: ['port', 'seen'] }, others: [] }),
  ).toBe('Read as CSV, 2 entries. Read: ip. Not read: port, seen.');
  expect(
    sayReading({ ...list, form: 'stix', entries: 1, columns: null, others: [{ what: 'malware', count: 1200 }] }),
  ).toBe('Read as STIX, 1 entry. Beside them, without values: 1,200 malware.');
});

describe('a network', () => {
  const nothing: NetworkContext = {
    address: '1.1.1.1',
    special: null,
    country: null,
    city: null,
    asn: null,
    asName: null,
    aws: null,
    lists: [],
  };

  it('is told by what is known of it', () => {
    expect(networkFacts(nothing)).toEqual([]);
    expect(
      networkFacts({
        ...nothing,
        country: 'CH',
        city: 'Bern',
        asn: 559,
        asName: 'SWITCH',
        aws: { prefix: '3.0.0.0/8', region: 'eu-central-2', services: ['EC2', 'S3'] },
      }),
    ).toEqual([
      { name: 'country', text: 'Bern, Switzerland (CH)' },
      { name: 'network', text: 'AS559 SWITCH' },
      { name: 'AWS', text: 'EC2, S3 in eu-central-2 (3.0.0.0/8)' },
    ]);
  });

  it('has a country by its code, and a code that is none as it is', () => {
    expect([countryName('DE'), countryName('??')]).toEqual(['Germany (DE)', '??']);
  });
});
