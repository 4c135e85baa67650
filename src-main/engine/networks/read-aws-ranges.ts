// AWS's own list of its addresses, ip-ranges.json, as the user downloaded it: which prefix, region and services an address is of.
// https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html (read 2026-11-27)
import { z } from 'zod';
import { addressBits, parseAddress, parseNetwork } from '../../../shared/values/ip.ts';

const Prefix = z.object({ region: z.string(), service: z.string() });
const Ranges = z.object({
  createDate: z.string(),
  prefixes: z.array(Prefix.extend({ ip_prefix: z.string() })),
  ipv6_prefixes: z.array(Prefix.extend({ ipv6_prefix: z.string() })),
});

export type AwsPlace = { prefix: string; region: string; services: string[] };
export type AwsRanges = { day: string | null; find(this: void, address: string): AwsPlace | null };

/** Throws for JSON that is not ip-ranges.json. */
export function readAwsRanges(json: unknown): AwsRanges {
  const { createDate, prefixes, ipv6_prefixes } = Ranges.parse(json);
  /** By version and length, by first address. */
  const places = new Map<string, AwsPlace>();
  const lengths: Record<4 | 6, Set<number>> = { 4: new Set(), 6: new Set() };
  const all = [
    ...prefixes.map((one) => ({ ...one, prefix: one.ip_prefix })),
    ...ipv6_prefixes.map((one) => ({ ...one, prefix: one.ipv6_prefix })),
  ];
  for (const { prefix, region, service } of all) {
    const range = parseNetwork(prefix);
    if (!range) throw new Error(`“${prefix}” is no network.`);
    const length = Number(prefix.split('/')[1] ?? addressBits(range.version));
    lengths[range.version].add(length);
    const key = `${range.version}/${length}/${range.first}`;
    const known = places.get(key);
    if (known) known.services = [...new Set([...known.services, service])].toSorted();
    else places.set(key, { prefix, region, services: [service] });
  }
  const descending = { 4: [...lengths[4]].toSorted((a, b) => b - a), 6: [...lengths[6]].toSorted((a, b) => b - a) };
  const [, day] = /^(\d{4}-\d\d-\d\d)/.exec(createDate) ?? [];
  return {
    day: day ?? null,
    find(text) {
      const address = parseAddress(text);
      if (!address) return null;
      for (const length of descending[address.version]) {
        const shift = BigInt(addressBits(address.version) - length);
        const found = places.get(`${address.version}/${length}/${(address.number >> shift) << shift}`);
        if (found) return found;
      }
      return null;
    },
  };
}
