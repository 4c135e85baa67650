// IP addresses in SQL: whether one is in a network, and which network it is in. IPv4 is compared as text by a regular
// expression, which DuckDB evaluates once per distinct value where it can; IPv6 has too many spellings for that, and is
// compared as a number (`ip6_number`, see duckdb/ip-macros.ts).
import { type AddressRange, coverRange, octetPattern, parseNetwork } from '../../../../shared/values/ip.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { Place } from './place.ts';
import { textOf } from './value-text.ts';

/** INVALID when one of `networks` is none. */
export function compileNetworks(place: Place, networks: string[]): string {
  const ranges = networks.map((written) => readRange(place, written));
  const text = textOf(place);
  const [short, long] = [4, 6].map((version) => ranges.filter((range) => range.version === version));
  const parts: string[] = [];
  if (short!.length > 0) parts.push(`regexp_matches(${text}, ${quoteLiteral(patternOf(short!))})`);
  if (long!.length > 0) parts.push(compileLong(text, long!));
  return parts.length === 1 ? parts[0]! : parts.map((part) => `(${part})`).join(' OR ');
}

/** The number is made once for all ranges, and only of what may be in one by its first groups. */
function compileLong(text: string, ranges: AddressRange[]): string {
  const isIn = ranges.map(({ first, last }) => `n BETWEEN ${first}::UHUGEINT AND ${last}::UHUGEINT`).join(' OR ');
  const number = `len(list_filter([ip6_number(${text})], lambda n: ${isIn})) > 0`;
  const starts = [...new Set(ranges.map(startOf))];
  const mayBe = starts.includes('')
    ? `contains(${text}, ':')`
    : `regexp_matches(${text}, ${quoteLiteral(`(?i)^(?:${starts.join('|')})`)})`;
  return `CASE WHEN ${mayBe} THEN ${number} ELSE false END`;
}

/** A pattern of the groups that all addresses of a range begin with, as far as they cannot be left out as zeros. */
function startOf({ first, last }: AddressRange): string {
  let pattern = '';
  for (let shift = 112n; shift >= 32n; shift -= 16n) {
    const group = (first >> shift) & 65535n;
    // The last two groups may stand as an IPv4 address.
    if (first >> shift !== last >> shift || group === 0n) break;
    pattern += `0*${group.toString(16)}:`;
  }
  return pattern;
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
