// Addresses and networks back as text: the one spelling in which they are kept and compared.
import { type AddressRange, addressBits, coverRange, parseNetwork } from '../values/ip.ts';

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups as `::`. */
export function formatAddress(version: 4 | 6, number: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((number >> BigInt(112 - 16 * i)) & 65535n).toString(16));
  const runs = groups.map((_, i) => {
    const end = groups.findIndex((group, j) => j >= i && group !== '0');
    return (end < 0 ? 8 : end) - i;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(':');
  const at = runs.indexOf(longest);
  return `${groups.slice(0, at).join(':')}::${groups.slice(at + longest).join(':')}`;
}

/** An address, a network in CIDR notation, or two addresses with a hyphen. */
export function formatRange(range: AddressRange): string {
  const { version, first, last } = range;
  const [only, more] = coverRange(range);
  if (more !== undefined) return `${formatAddress(version, first)}-${formatAddress(version, last)}`;
  const text = formatAddress(version, first);
  return only!.length === addressBits(version) ? text : `${text}/${only!.length}`;
}

const mapped = 0xffffn << 32n;

/** As `parseNetwork`, with IPv4 addresses that are written as IPv6 (`::ffff:10.0.0.1`) as IPv4 ones. */
export function readRange(text: string): AddressRange | null {
  const range = parseNetwork(text);
  if (range === null || range.version === 4 || range.first >> 32n !== 0xffffn || range.last >> 32n !== 0xffffn)
    return range;
  return { version: 4, first: range.first - mapped, last: range.last - mapped };
}
