// When two addresses are far from each other. Without geography: when their networks differ. Whoever knows the country or the
// operator of an address changes `placeSql`, and nothing else: addresses with the same text are near each other.
import { distantBits } from '../../../../shared/novelty/parallel.ts';

/** Where an address is, as text; NULL for what is no address of the internet. @param ip SQL of `sourceipaddress` */
export const placeSql = (ip: string): string =>
  `CASE WHEN NOT (${isPrivate(ip)}) THEN nullif(ip_network(${ip}, ${distantBits.ipv4}, ${distantBits.ipv6}), ${ip}) END`;

/** Private, shared, link-local and loopback addresses: within a network of its own, as seen through a VPC endpoint. */
export const isPrivate = (ip: string): string =>
  `regexp_matches(${ip}, '^(?:10\\.|127\\.|169\\.254\\.|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.|(?i:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|::1$)')`;
