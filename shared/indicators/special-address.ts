// Addresses that no registry gives to anyone, and what logs have in an address's place.
// https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry (read 2026-11-27)
import { type AddressRange, isInRange, parseAddress, parseNetwork } from '../values/ip.ts';

const ranges: [network: string, words: string][] = [
  ['10.0.0.0/8', 'A private address.'],
  ['172.16.0.0/12', 'A private address.'],
  ['192.168.0.0/16', 'A private address.'],
  ['100.64.0.0/10', 'An address that a provider shares among its customers.'],
  ['127.0.0.0/8', 'The machine itself.'],
  ['169.254.169.254/32', 'The metadata service of an EC2 instance.'],
  ['169.254.170.2/32', 'The credentials service of an ECS task.'],
  ['169.254.0.0/16', 'An address of the link alone.'],
  ['192.0.2.0/24', 'An address for documentation.'],
  ['198.51.100.0/24', 'An address for documentation.'],
  ['203.0.113.0/24', 'An address for documentation.'],
  ['198.18.0.0/15', 'An address for measurements.'],
  ['0.0.0.0/8', 'No address of a machine.'],
  ['224.0.0.0/4', 'An address of a group (multicast).'],
  ['240.0.0.0/4', 'A reserved address.'],
  ['fd00:ec2::254/128', 'The metadata service of an EC2 instance.'],
  ['::/128', 'No address of a machine.'],
  ['::1/128', 'The machine itself.'],
  ['fc00::/7', 'A private address.'],
  ['fe80::/10', 'An address of the link alone.'],
  ['ff00::/8', 'An address of a group (multicast).'],
  ['2001:db8::/32', 'An address for documentation.'],
  ['3fff::/20', 'An address for documentation.'],
];
const special = ranges.map(([network, words]): [AddressRange, string] => [parseNetwork(network)!, words]);

/** Why nothing is known of it from the world's tables, in a sentence; null: it is a public address. */
export function describeSpecial(text: string): string | null {
  const address = parseAddress(text);
  if (address) return special.find(([range]) => isInRange(address, range))?.[1] ?? null;
  if (/^AWS Internal$/i.test(text)) return 'A request that AWS made itself.';
  if (/^[\w.-]+\.amazonaws\.com(\.cn)?$/i.test(text)) return 'A service of AWS, which made the request.';
  return 'This is no address.';
}
