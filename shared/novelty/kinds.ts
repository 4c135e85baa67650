// What can be new, and the rows that a value of a kind is in: as filters of a View over CloudTrail.
import { z } from 'zod';
import type { NewFilter } from '../query/edit.ts';
import { entityPlaces } from '../query/entity.ts';
import type { ColumnRef } from '../query/view.ts';
import { agentFilters, describeAgent } from './agent.ts';

/**
 * - `principal`: who was never seen before; all that is new with it is told with it.
 * - `ip`: an address in a network that is known already; `network`: /24 or /48, or the name of a service that calls in between.
 * - `account`: that of the caller, which may be another than the one called.
 * - `agent`: the product of a user agent and its operating system, without versions. `hour`: of the day.
 */
export const noveltyKinds = [
  'principal',
  'api',
  'network',
  'ip',
  'agent',
  'region',
  'account',
  'error',
  'hour',
] as const;
export const NoveltyKind = z.enum(noveltyKinds);
export type NoveltyKind = z.infer<typeof NoveltyKind>;
/** Kinds of values that a principal can have. */
export const valueKinds = ['api', 'network', 'ip', 'agent', 'region', 'account', 'error', 'hour'] as const;
export const ValueKind = z.enum(valueKinds);
export type ValueKind = z.infer<typeof ValueKind>;

export const kindWords: Record<NoveltyKind, { one: string; many: string }> = {
  principal: { one: 'principal', many: 'principals' },
  api: { one: 'API', many: 'APIs' },
  network: { one: 'network', many: 'networks' },
  ip: { one: 'address', many: 'addresses' },
  agent: { one: 'user agent', many: 'agents' },
  region: { one: 'region', many: 'regions' },
  account: { one: 'account', many: 'accounts' },
  error: { one: 'error', many: 'errors' },
  hour: { one: 'hour', many: 'hours' },
};

/** Bits of a network: fewer for IPv6, where one customer has a /48. */
export const networkBits = { ipv4: 24, ipv6: 48 } as const;

const column = (name: string): ColumnRef => ({ column: name, path: [] });
const is = (ref: ColumnRef, ...values: (string | null)[]): NewFilter => ({
  op: 'in',
  column: ref,
  values,
  negated: false,
  enabled: true,
});
const orMissing = (text: string): (string | null)[] => (text === '' ? [null, ''] : [text]);

/** `iam.amazonaws.com CreateUser` → source and name; either may be empty. */
export function readApi(value: string): { source: string; name: string } {
  const at = value.indexOf(' ');
  return { source: value.slice(0, at), name: value.slice(at + 1) };
}

/** Filters that together keep the rows with this value. @param zone whose clock shows the hours */
export function valueFilters(kind: ValueKind, value: string, zone: string): NewFilter[] {
  switch (kind) {
    case 'api': {
      const { source, name } = readApi(value);
      return [is(column('eventname'), ...orMissing(name)), is(column('eventsource'), ...orMissing(source))];
    }
    case 'network':
      return [is({ ...column('sourceipaddress'), by: { kind: 'network', ...networkBits } }, value)];
    case 'ip':
      return [is(column('sourceipaddress'), value)];
    case 'agent':
      return agentFilters(value);
    case 'region':
      return [is(column('awsregion'), value)];
    case 'account':
      return [is(entityPlaces.caller, value)];
    case 'error':
      return [is(column('errorcode'), value)];
    case 'hour':
      return [is({ ...column('eventtime'), by: { kind: 'part', part: 'hourOfDay', zone } }, value)];
  }
}

const two = (n: number) => String(n).padStart(2, '0');

/** A value as people read it: `iam:CreateUser`, `aws-cli on Kali`, `03:00–04:00`. */
export function describeValue(kind: ValueKind, value: string): string {
  switch (kind) {
    case 'api': {
      const { source, name } = readApi(value);
      return `${source.replace(/\.amazonaws\.com$/, '') || '?'}:${name || '?'}`;
    }
    case 'agent':
      return describeAgent(value);
    case 'account':
      return `account ${value}`;
    case 'hour':
      return `${two(Number(value))}:00–${two((Number(value) + 1) % 24)}:00`;
    default:
      return value;
  }
}
