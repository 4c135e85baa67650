// IP addresses and networks: parsed to numbers, so that they compare. An IPv4 address inside IPv6 notation
// (`::ffff:10.0.0.1`) is an IPv6 address.

export type Address = { version: 4 | 6; number: bigint };
/** Addresses from `first` to `last`, both included. */
export type AddressRange = { version: 4 | 6; first: bigint; last: bigint };

/** A decimal octet without leading zeros, as a pattern that JavaScript and RE2 both read. */
export const octetPattern = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const dotted = new RegExp(`^${octetPattern}(?:\\.${octetPattern}){3}$`);

/** Decimal octets without leading zeros, or IPv6 groups (RFC 4291, 2.2); null for anything else. */
export function parseAddress(text: string): Address | null {
  if (dotted.test(text)) return { version: 4, number: numberOf(text.split('.').map(Number), 8) };
  const groups = readGroups(text);
  return groups && { version: 6, number: numberOf(groups, 16) };
}

const numberOf = (digits: number[], bits: number): bigint =>
  digits.reduce((sum, digit) => (sum << BigInt(bits)) | BigInt(digit), 0n);

function readGroups(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : readHalf(half)));
  if (!head || (halves.length === 2 && !tail)) return null;
  const groups = [...head, ...(tail ?? [])];
  if (halves.length === 1) return groups.length === 8 && !text.includes('::') ? groups : null;
  if (groups.length > 7) return null;
  return [...head, ...Array<number>(8 - groups.length).fill(0), ...(tail ?? [])];
}

/** The last one may be an IPv4 address. */
function readHalf(half: string): number[] | null {
  const parts = half.split(':');
  const last = parts.at(-1)!;
  const embedded = dotted.test(last) ? last.split('.').map(Number) : null;
  const hex = embedded ? parts.slice(0, -1) : parts;
  if (!hex.every((part) => /^[\da-f]{1,4}$/i.test(part))) return null;
  const numbers = hex.map((part) => Number.parseInt(part, 16));
  return embedded ? [...numbers, embedded[0]! * 256 + embedded[1]!, embedded[2]! * 256 + embedded[3]!] : numbers;
}

export const addressBits = (version: 4 | 6): number => (version === 4 ? 32 : 128);

/** `10.0.0.0/8` (host bits are ignored), `10.0.0.5-10.0.0.9`, `2001:db8::1`; null when it is none of them. */
export function parseNetwork(text: string): AddressRange | null {
  const trimmed = text.trim();
  const range = /^([^-/]+)-([^-/]+)$/.exec(trimmed);
  if (range) {
    const [first, last] = [parseAddress(range[1]!.trim()), parseAddress(range[2]!.trim())];
    if (!first || first.version !== last?.version || first.number > last.number) return null;
    return { version: first.version, first: first.number, last: last.number };
  }
  const [, written = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(trimmed) ?? [];
  const address = parseAddress(written);
  if (!address) return null;
  const bits = addressBits(address.version);
  const kept = length === undefined ? bits : Number(length);
  if (kept > bits) return null;
  const hosts = (1n << BigInt(bits - kept)) - 1n;
  const first = address.number & ~hosts;
  return { version: address.version, first, last: first | hosts };
}

export const isInRange = ({ version, number }: Address, range: AddressRange): boolean =>
  version === range.version && number >= range.first && number <= range.last;

/** The networks that make up a range, as few as there can be, in order. */
export function coverRange({ version, first, last }: AddressRange): { first: bigint; length: number }[] {
  const bits = addressBits(version);
  const cover: { first: bigint; length: number }[] = [];
  for (let at = first; at <= last; ) {
    let free = 0;
    while (free < bits && (at & (1n << BigInt(free))) === 0n && at + (1n << BigInt(free + 1)) - 1n <= last) free++;
    cover.push({ first: at, length: bits - free });
    at += 1n << BigInt(free);
  }
  return cover;
}
