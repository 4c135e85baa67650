// What an investigation asks about: a key, a principal, an address, an agent, an account, a resource. Which rows of CloudTrail
// an entity is in is said here, as filters of a View, for the engine that counts them and the pages that open them.
import { z } from 'zod';
import type { EntityMeaning } from '../formats/format.ts';
import { isAccessKey } from '../values/access-key.ts';
import { parseArn, parsePrincipal, shortPrincipal } from '../values/arn.ts';
import { parseAddress } from '../values/ip.ts';
import { addFilter, type NewFilter } from './edit.ts';
import type { ColumnRef, View } from './view.ts';

/**
 * - `key`: an access key id. `principal`: the ARN of a user, role session, root or federated user; `role`: a role's ARN.
 * - `actor`: who is at the beginning of chains and has no ARN: a service, an instance, an SSO, SAML or web identity.
 * - `ip`, `agent`, `account`, `bucket` (an S3 bucket by name, as requests name it), `resource` (any other ARN, an instance, an
 *   object), `domain` (a host).
 */
export const EntityKind = z.enum([
  'key',
  'principal',
  'role',
  'actor',
  'ip',
  'agent',
  'account',
  'bucket',
  'resource',
  'domain',
]);
export type EntityKind = z.infer<typeof EntityKind>;

export const Entity = z.object({ kind: EntityKind, value: z.string().min(1) });
export type Entity = z.infer<typeof Entity>;

export const entityWords: Record<EntityKind, string> = {
  key: 'Access key',
  principal: 'Principal',
  role: 'Role',
  actor: 'Actor',
  ip: 'Address',
  agent: 'User agent',
  account: 'Account',
  bucket: 'Bucket',
  resource: 'Resource',
  domain: 'Domain',
};

/** As short as a tab's title is. */
export const entityTitle = ({ kind, value }: Entity): string => {
  const short = kind === 'principal' || kind === 'role' ? shortPrincipal(value) : value;
  return short.length > 40 ? `${short.slice(0, 39)}…` : short;
};

const place = (column: string, ...path: string[]): ColumnRef => ({ column, path });
export const entityPlaces = {
  key: place('useridentity', 'accessKeyId'),
  arn: place('useridentity', 'arn'),
  role: place('useridentity', 'sessionContext', 'sessionIssuer', 'arn'),
  principalId: place('useridentity', 'principalId'),
  caller: place('useridentity', 'accountId'),
  actor: place('actor'),
  ip: place('sourceipaddress'),
  agent: place('useragent'),
  account: place('recipientaccountid'),
  bucket: place('requestparameters', 'bucketName'),
  resources: place('resources', 'ARN'),
  domain: place('tlsdetails', 'clientProvidedHostHeader'),
} as const;

/**
 * What a value is by its looks; null when it could be anything.
 * @param column where it stands, where that tells more
 * @param meaning what the log type says that its column holds
 */
export function detectEntity(value: string, column?: ColumnRef, meaning?: EntityMeaning): Entity | null {
  const text = value.trim();
  const name = [column?.column, ...(column?.path ?? [])].join('.').toLowerCase();
  if (text === '' || text.length > 2048) return null;
  if (meaning !== undefined) return detectMeant(text, meaning);
  if (name === 'actor' || name === 'session_name') return detectByLooks(text) ?? { kind: 'actor', value: text };
  if (/^(useragent|user_agent)$/.test(name)) return { kind: 'agent', value: text };
  if (/bucket(name)?$/.test(name) && !text.startsWith('arn:')) return { kind: 'bucket', value: text };
  return detectByLooks(text);
}

function detectMeant(value: string, meaning: EntityMeaning): Entity | null {
  switch (meaning) {
    case 'ip':
      return parseAddress(value) ? { kind: 'ip', value } : detectByLooks(value);
    case 'principal':
      return detectByLooks(value) ?? { kind: 'actor', value };
    case 'access-key':
      return { kind: 'key', value };
    case 'account':
      return { kind: 'account', value };
    case 'user-agent':
      return { kind: 'agent', value };
    case 'domain':
      return detectByLooks(value) ?? { kind: 'domain', value };
    case 'resource':
      return detectByLooks(value) ?? { kind: 'resource', value };
    case 'url':
    case 'hash':
      return null;
  }
}

function detectByLooks(text: string): Entity | null {
  if (isAccessKey(text)) return { kind: 'key', value: text };
  if (/^\d{12}$/.test(text)) return { kind: 'account', value: text };
  if (/^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(text)) return { kind: 'actor', value: text };
  if (parseAddress(text)) return { kind: 'ip', value: text };
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(text)) return { kind: 'actor', value: text };
  const principal = parsePrincipal(text);
  if (principal) return { kind: principal.kind === 'role' ? 'role' : 'principal', value: text };
  const arn = parseArn(text);
  if (!arn) return null;
  if (arn.service === 's3' && !arn.resource.includes('/') && arn.account === '')
    return { kind: 'bucket', value: arn.resource };
  return { kind: 'resource', value: text };
}

const is = (column: ColumnRef, ...values: string[]): NewFilter => ({
  op: 'in',
  column,
  values,
  negated: false,
  enabled: true,
});
const any = (...filters: NewFilter[]): NewFilter => ({
  op: 'any',
  negated: false,
  enabled: true,
  filters: filters.map((filter, i) => ({ ...filter, id: `any${i + 1}` })) as Extract<
    NewFilter,
    { op: 'any' }
  >['filters'],
});

/** Its own requests, or for what is no caller the requests about it. */
function ownFilter({ kind, value }: Entity): NewFilter {
  const { key, arn, role, actor, caller, ip, agent, account, bucket, resources, domain } = entityPlaces;
  switch (kind) {
    case 'key':
      return is(key, value);
    case 'principal':
      return is(arn, value);
    case 'role':
      return is(role, value);
    case 'actor':
      return is(actor, value);
    case 'ip':
      return is(ip, value);
    case 'agent':
      return is(agent, value);
    case 'account':
      return any(is(account, value), is(caller, value));
    case 'bucket':
      return is(bucket, value);
    case 'resource':
      return holds(resources, `"${value}"`);
    case 'domain':
      return is(domain, value);
  }
}

/** In a list of texts, which compares as the JSON that it prints as. */
const holds = (column: ColumnRef, value: string): NewFilter => ({
  op: 'contains',
  column,
  value,
  caseSensitive: true,
  negated: false,
  enabled: true,
});

/** Whether chains of sessions begin with it, so that it may stand in the column `actor`. */
export const canBegin = ({ kind }: Entity): boolean => kind === 'principal' || kind === 'actor';

/** The rows of CloudTrail that an entity is in. `chain`: those of all sessions that began with it. */
export function entityView(entity: Entity, scope: 'own' | 'chain' = 'own'): View {
  const empty: View = {
    from: { kind: 'table', table: 'cloudtrail' },
    where: [],
    sort: [{ column: place('eventtime'), descending: false }],
  };
  const isChain = scope === 'chain' && canBegin(entity);
  return addFilter(empty, isChain ? is(entityPlaces.actor, entity.value) : ownFilter(entity));
}

/** The rows of a view with this value in a column; null for those without one. */
export const narrow = (view: View, column: ColumnRef, value: string | null): View =>
  addFilter(view, { op: 'in', column, values: [value], negated: false, enabled: true });
