// SQL functions over IP addresses in text, for queries and for the console; made once per opening in `work.main`.
import { octetPattern as octet } from '../../../shared/values/ip.ts';

const dotted = `${octet}\\.${octet}\\.${octet}\\.${octet}`;

// TRY_CAST, though CASE lets only addresses come so far: where a column is stored as a dictionary, DuckDB computes a function for
// every word of it, those that CASE keeps out included.

/** Two octets of a dotted quad as a group of an IPv6 address. */
const groupOf = (pattern: string) =>
  `list_reduce(TRY_CAST(string_split(regexp_extract(a, '${pattern}', 1), '.') AS BIGINT[]), lambda x, y: x * 256 + y)`;

/** Groups of one side of `::`; none for an empty side. */
const groupsOf = (side: string) => `CASE WHEN ${side} = '' THEN []::VARCHAR[] ELSE string_split(${side}, ':') END`;

const group = '[0-9A-Fa-f]{1,4}';
const wellFormed = `regexp_full_match(a, '(?:${group}(?::${group})*)?(?:::(?:${group}(?::${group})*)?)?') `;

/** Statements that make the functions; for `setup` of openDatabase. */
export const ipMacros: string[] = [
  // `1.2.3.4` at the end of an IPv6 address as two of its groups.
  `CREATE MACRO work.main.ip6_ungrouped(a) AS (CASE
     WHEN NOT regexp_matches(a, '${dotted}$') THEN a
     ELSE regexp_replace(a, '${dotted}$', '') || printf('%x:%x',
       ${groupOf(`(${octet}\\.${octet})\\.${octet}\\.${octet}$`)},
       ${groupOf(`${octet}\\.${octet}\\.(${octet}\\.${octet})$`)}) END)`,
  `CREATE MACRO work.main.ip6_groups(a) AS (CASE
     WHEN NOT ${wellFormed} THEN NULL
     WHEN contains(a, '::') THEN
       CASE WHEN len(${groupsOf("split_part(a, '::', 1)")}) + len(${groupsOf("split_part(a, '::', 2)")}) <= 7 THEN
         list_resize(${groupsOf("split_part(a, '::', 1)")}, 8 - len(${groupsOf("split_part(a, '::', 2)")}), '0')
           || ${groupsOf("split_part(a, '::', 2)")} END
     WHEN len(string_split(a, ':')) = 8 THEN string_split(a, ':') END)`,
  // The address as a number of 128 bits; NULL for what is no IPv6 address. A macro's argument is copied to wherever the macro
  // names it, so a lambda binds the inner result: without it planning takes longer than reading a million rows.
  `CREATE MACRO work.main.ip6_number(address) AS (CASE WHEN contains(address, ':') THEN
     list_transform([work.main.ip6_ungrouped(address)], lambda u: list_reduce(
       list_transform(work.main.ip6_groups(u), lambda g: CAST(TRY_CAST('0x' || g AS UINTEGER) AS UHUGEINT)),
       lambda x, y: x * 65536 + y))[1] END)`,
  // 2001:db8:0:0:0:0:0:0 and 48 → 2001:db8::/48; zero groups at the end are left out, others stay.
  `CREATE MACRO work.main.ip6_network(address, bits) AS (CASE WHEN bits = 0 THEN '::/0' ELSE
     regexp_replace(regexp_replace(list_aggregate(list_transform(range(0, 8), lambda i: printf('%x', CAST(
       ((work.main.ip6_number(address) >> CAST(128 - bits AS UHUGEINT)) << CAST(128 - bits AS UHUGEINT))
         >> CAST(112 - 16 * i AS UHUGEINT) & 65535::UHUGEINT AS BIGINT))), 'string_agg', ':') || ':', '(?:(?:^|:)0)+:$', '::'), '([^:]):$', '\\1') || '/' || bits END)`,
  `CREATE MACRO work.main.ip4_number(address) AS
     list_reduce(TRY_CAST(string_split(address, '.') AS BIGINT[]), lambda x, y: x * 256 + y)`,
  `CREATE MACRO work.main.ip4_network(address, bits) AS (
     CASE WHEN bits = 0 THEN '0.0.0.0/0' ELSE array_to_string(list_transform([24, 16, 8, 0], lambda shift:
       ((work.main.ip4_number(address) >> (32 - bits)) << (32 - bits)) >> shift & 255), '.') || '/' || bits END)`,
  // An IP address's network in CIDR notation; what is no address stays as it is.
  `CREATE MACRO work.main.ip_network(address, ip4_bits, ip6_bits) AS (CASE
     WHEN regexp_full_match(address, '${dotted}') THEN work.main.ip4_network(address, ip4_bits)
     WHEN work.main.ip6_number(address) IS NOT NULL THEN work.main.ip6_network(address, ip6_bits)
     ELSE address END)`,
];
