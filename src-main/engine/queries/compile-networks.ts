// IP addresses in SQL: whether one is in a network, and which network it is in. IPv4 is compared as text by a regular
// expression, which DuckDB evaluates once per distinct value where it can; IPv6 has too many spellings for that, and is
// compared as a number (`ip6_number`, see duckdb/ip-macros.ts).
import { type AddressRange, coverRange, octetPattern, parseNetwork } from '../../../shared/values/ip.ts';
import { quoteLiteral } from '../duckdb/quote.ts';
import { EngineError } from '../engine-error.ts';
import type { Place } from './place.ts';
import { textOf } from './value-text.ts';

/** INVALID when one of `networks` is none. */
export function compileNetworks(place: Place, networks: string[]): string {
  const ranges = networks.map((written) => readRange(place, written));
  const text = textOf(place);
  const [short, long] = [4, 6].map((version) => ranges.filter((range) => range.version === version));
  const parts: string[] = [];
  if (short!.length > 0) parts.push(`regexp_matches(${text}, ${quoteLiteral(patternOf(short!))})`);
  for (const { first, last } of long!)
    parts.push(`ip6_number(${text}) BETWEEN ${first}::UHUGEINT AND ${last}::UHUGEINT`);
  return parts.length === 1 ? parts[0]! : parts.map((part) => `(${part})`).join(' OR ');
}

function readRange(place: Place, written: string): AddressRange {
  const range = parseNetwork(written);
  if (range) return range;
  throw new EngineError('INVALID', `“${written}” is no IP network.`, {
    at: place.label,
    hint: 'Write 10.0.0.0/8, 2001:db8::/32, 10.0.0.5-10.0.0.9 or a single address.',
  });
}

function patternOf(ranges: AddressRange[]): string {
  const networks = ranges.flatMap(coverRange).map(({ first, length }) => {
    const octets = [24n, 16n, 8n, 0n].map((shift) => Number((first >> shift) & 255n));
    return octets.map((value, i) => fixedOctet(value, Math.max(0, Math.min(8, length - i * 8)))).join('\\.');
  });
  return `^(?:${networks.join('|')})$`;
}

/** An octet of which the first `bits` bits are fixed. */
function fixedOctet(value: number, bits: number): string {
  if (bits === 8) return String(value);
  if (bits === 0) return octetPattern;
  const count = 2 ** (8 - bits);
  return `(?:${Array.from({ length: count }, (_, i) => value + i).join('|')})`;
}
