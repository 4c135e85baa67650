// Databases of addresses in MaxMind's file format: what they say of country, city and announcing network, whoever made them.
import { Reader } from 'mmdb-lib';

export type MmdbAnswer = { country: string | null; city: string | null; asn: number | null; asName: string | null };
export type Mmdb = {
  /** `GeoLite2-City` and the like, as the file says it. */
  type: string;
  /** Day that it was made, `2026-06-17`. */
  day: string | null;
  /** Null: the database has nothing about the address. Throws for a damaged file. */
  find(address: string): MmdbAnswer | null;
};

type Record_ = Record<string, unknown>;
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null;

/** Throws for what is no such file. */
export function openMmdb(bytes: Buffer): Mmdb {
  const reader = new Reader(bytes);
  const { databaseType, buildEpoch, ipVersion } = reader.metadata;
  return {
    type: String(databaseType),
    day: Number.isNaN(buildEpoch.getTime()) ? null : buildEpoch.toISOString().slice(0, 10),
    find(address) {
      if (ipVersion === 4 && address.includes(':')) return null;
      const found: unknown = reader.get(address);
      return isRecord(found) ? toAnswer(found) : null;
    },
  };
}

/** Names as MaxMind, DB-IP, IPinfo and ip-location-db have them. */
const toAnswer = (found: Record_): MmdbAnswer => ({
  country: codeOf(found.country) ?? textOf(found.country_code) ?? codeOf(found.registered_country),
  city: nameOf(found.city),
  asn: numberOf(found.autonomous_system_number ?? found.asn),
  asName: textOf(found.autonomous_system_organization) ?? textOf(found.as_name) ?? textOf(found.organization),
});

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const codeOf = (value: unknown): string | null => (isRecord(value) ? textOf(value.iso_code) : textOf(value));
const nameOf = (value: unknown): string | null =>
  isRecord(value) ? (isRecord(value.names) ? textOf(value.names.en) : null) : textOf(value);

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value.replace(/^AS/i, '')) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}
