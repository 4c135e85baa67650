// What is known of addresses from the databases in use: the user's own before those that come with Pugmark.
import type { NetworkContext, NetworkSource } from '../../../shared/contract/networks.ts';
import { describeSpecial } from '../../../shared/indicators/special-address.ts';
import { parseAddress } from '../../../shared/values/ip.ts';
import { messageOf } from '../engine-error.ts';
import { type ChosenFile, openChosen, readChosen } from './chosen-files.ts';
import { findAnnounced } from './read-asn-table.ts';
import { type Mmdb, type MmdbAnswer, openMmdb } from './read-mmdb.ts';
import { asnPackage, countryPackage, credits, dayOf, readShipped } from './shipped.ts';

type Shipped = { country: Mmdb; asn4: Buffer; asn6: Buffer; asnDay: string | null };
let shipped: Shipped | null = null;

function openShipped(): Shipped {
  shipped ??= {
    country: openMmdb(readShipped(countryPackage, 'geo-whois-asn-country.mmdb')),
    asn4: readShipped(asnPackage, 'asn-ipv4-num.csv'),
    asn6: readShipped(asnPackage, 'asn-ipv6-num.csv'),
    asnDay: dayOf(asnPackage),
  };
  return shipped;
}

export type Known = Omit<NetworkContext, 'lists'>;
export type Networks = { find(address: string): Known; sources: NetworkSource[] };

/** The databases as they are now; one that cannot be read is among the sources with its problem. */
export async function openNetworks(userDir: string): Promise<Networks> {
  const sources: NetworkSource[] = [];
  const files: { file: ChosenFile; source: NetworkSource }[] = [];
  for (const path of await readChosen(userDir)) {
    try {
      const file = await openChosen(path);
      const source = describeFile(file);
      files.push({ file, source });
      sources.push(source);
    } catch (error) {
      sources.push({ uses: [], name: path.split(/[/\\]/).at(-1)!, ...nothing, path, problem: messageOf(error) });
    }
  }
  const own = openOwn();
  return { sources: [...sources, ...own.sources], find: (address) => findIn(address, files, own.shipped) };
}

const nothing = { date: null, licence: null, credit: null };

function describeFile({ path, ...file }: ChosenFile): NetworkSource {
  const common = { licence: null, credit: null, path, problem: null };
  if (file.kind === 'aws') return { uses: ['aws'], name: 'AWS’s ip-ranges.json', date: file.ranges.day, ...common };
  const isAsn = /asn|isp/i.test(file.mmdb.type);
  return { uses: isAsn ? ['asn'] : ['country'], name: file.mmdb.type, date: file.mmdb.day, ...common };
}

function openOwn(): { shipped: Shipped | null; sources: NetworkSource[] } {
  const own = { path: null, problem: null };
  try {
    const opened = openShipped();
    return {
      shipped: opened,
      sources: [
        { uses: ['country'], ...credits.country, date: opened.country.day, ...own },
        { uses: ['asn'], ...credits.asn, date: opened.asnDay, ...own },
      ],
    };
  } catch (error) {
    return {
      shipped: null,
      sources: [
        {
          uses: ['country', 'asn'],
          name: 'The databases that come with Pugmark',
          ...nothing,
          path: null,
          problem: messageOf(error),
        },
      ],
    };
  }
}

function findIn(address: string, files: { file: ChosenFile; source: NetworkSource }[], own: Shipped | null): Known {
  const special = describeSpecial(address);
  const known: Known = { address, special, country: null, city: null, asn: null, asName: null, aws: null };
  const parsed = parseAddress(address);
  if (special !== null || !parsed) return known;
  for (const { file, source } of files) {
    try {
      if (file.kind === 'aws') known.aws ??= file.ranges.find(address);
      else fill(known, file.mmdb.find(address));
    } catch (error) {
      source.problem = `The file is damaged: ${messageOf(error)}`;
    }
  }
  if (own === null) return known;
  if (known.country === null) known.country = own.country.find(address)?.country ?? null;
  if (known.asn === null) {
    const announced = findAnnounced(parsed.version === 4 ? own.asn4 : own.asn6, parsed.number);
    known.asn = announced?.asn ?? null;
    known.asName = announced?.name ?? null;
  }
  return known;
}

function fill(known: Known, answer: MmdbAnswer | null): void {
  if (answer === null) return;
  known.country ??= answer.country;
  known.city ??= answer.city;
  if (known.asn !== null) return;
  known.asn = answer.asn;
  known.asName = answer.asName;
}
