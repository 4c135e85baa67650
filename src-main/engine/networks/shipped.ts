// The databases that come with Pugmark: npm packages of data, read where they are installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { messageOf } from '../engine-error.ts';

const require = createRequire(import.meta.url);

export const countryPackage = '@ip-location-db/geo-whois-asn-country-mmdb';
export const asnPackage = '@ip-location-db/asn';

/** Taken as a hint: the packages' own README says that their data has errors. */
const caution = 'Its makers say that this edition has errors: take it as a hint, not as proof.';
export const credits = {
  country: {
    name: `Country of registration (${countryPackage})`,
    licence: 'CC0-1.0; data of the registries: CC BY 4.0',
    credit: `Data: Number Resource Organization, nro.net, and geofeeds of providers. ${caution}`,
  },
  asn: {
    name: `Announcing network (${asnPackage})`,
    licence: 'CC BY 4.0',
    credit: `Data: Route Views, routeviews.org; Number Resource Organization, nro.net; IP Geolocation by DB-IP, db-ip.com. ${caution}`,
  },
};

/** Throws when the package is not installed, in words for who reads it. */
export function readShipped(name: string, file: string): Buffer {
  try {
    return readFileSync(require.resolve(`${name}/${file}`));
  } catch (error) {
    throw new Error(`${name} is not installed with Pugmark: ${messageOf(error)}`, { cause: error });
  }
}

/** Day of a package's data, `2026-06-17`: its version ends in it. */
export function dayOf(name: string): string | null {
  const { version } = JSON.parse(readShipped(name, 'package.json').toString('utf8')) as { version: string };
  const [, year, month, day] = /\.(\d{4})(\d\d)(\d\d)\d*$/.exec(version) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}
