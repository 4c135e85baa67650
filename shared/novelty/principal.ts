// Who acts, folded: the sessions of a role are the role, whatever they are called; a person's session through IAM Identity
// Center is that person's. Each principal has a key that tells by which field it is known, and so which rows are its own.
import type { NewFilter } from '../query/edit.ts';
import { detectEntity, type Entity, entityPlaces } from '../query/entity.ts';
import type { ColumnRef } from '../query/view.ts';
import { parseArn, shortPrincipal } from '../values/arn.ts';

/** Of `useridentity`; empty text is no value. */
export type Caller = {
  type?: string | null;
  arn?: string | null;
  principalId?: string | null;
  invokedBy?: string | null;
  userName?: string | null;
  behalfOf?: string | null;
  accountId?: string | null;
  /** ARN of the session issuer. */
  role?: string | null;
};

export const roleMark = ':role/';
export const sessionMark = ':assumed-role/';
/** Roles of this path, and sessions of roles of this name, are of IAM Identity Center: their session is named after a person. */
export const personPath = 'aws-reserved/sso.amazonaws.com/';
export const personName = 'AWSReservedSSO_';
/** A unique id of a role, which a colon and the session's name follow. */
export const roleIdMark = 'AROA';

/**
 * The key: a letter and a value. `r` a role by its ARN; `p` a role by what the ARNs of its sessions begin with; `a` an ARN;
 * `s` a service; `f` a role of another account by its unique id; `i` a principal id; and, for who has none of these, `v` the
 * service that called for it, `n` a user name, `b` an Identity Center user id, `c` an account. Null: the record says nothing.
 */
export function principalOf(caller: Caller): string | null {
  const { type, arn, principalId, invokedBy, userName, behalfOf, accountId, role } = caller;
  if (role?.includes(roleMark) && !role.includes(personPath)) return `r${role}`;
  if (arn) {
    const isSession = arn.includes(sessionMark) && !arn.includes(personName);
    return isSession ? `p${arn.slice(0, arn.lastIndexOf('/'))}` : `a${arn}`;
  }
  if (invokedBy && (!type || type === 'AWSService')) return `s${invokedBy}`;
  if (principalId) return principalId.startsWith(roleIdMark) ? `f${principalId.split(':')[0]!}` : `i${principalId}`;
  if (invokedBy) return `v${invokedBy}`;
  if (userName) return `n${userName}`;
  if (behalfOf) return `b${behalfOf}`;
  return accountId ? `c${accountId}` : null;
}

const identity = (...path: string[]): ColumnRef => ({ column: 'useridentity', path });
const type = identity('type');
const invokedBy = identity('invokedBy');
const userName = identity('userName');
const behalfOf = identity('onBehalfOf', 'userId');
const { arn, principalId, role, caller: accountId } = entityPlaces;

const among = (column: ColumnRef, values: (string | null)[], negated = false): NewFilter => ({
  op: 'in',
  column,
  values,
  negated,
  enabled: true,
});
const is = (column: ColumnRef, value: string) => among(column, [value]);
const none = (column: ColumnRef) => among(column, [null, '']);
const part = (column: ColumnRef, value: string, at: 'first' | 'last', separator: string) =>
  is({ ...column, by: { kind: 'split', side: 'before', at, separator } }, value);
const not = (...filters: NewFilter[]): NewFilter => ({
  op: 'all',
  negated: true,
  enabled: true,
  filters: filters.map((filter, i) => ({ ...filter, id: `not${i}` })) as Extract<NewFilter, { op: 'all' }>['filters'],
});
const holds = (column: ColumnRef, value: string, negated: boolean): NewFilter => ({
  op: 'contains',
  column,
  value,
  caseSensitive: true,
  negated,
  enabled: true,
});

const noRole = not(holds(role, roleMark, false), holds(role, personPath, true));
const noArn = [noRole, none(arn)];
const noService = not(among(type, [null, '', 'AWSService']), among(invokedBy, [null, ''], true));
const noId = [...noArn, noService, none(principalId)];

/** Filters that together keep the rows of a principal. */
export function principalFilters(key: string): NewFilter[] {
  const value = key.slice(1);
  switch (key[0]) {
    case 'r':
      return [is(role, value)];
    case 'p':
      return [noRole, part(arn, value, 'last', '/'), holds(arn, personName, true)];
    case 'a':
      // No other ARN than that of a session has a role behind it.
      return [is(arn, value)];
    case 's':
      return [...noArn, among(type, [null, '', 'AWSService']), is(invokedBy, value)];
    case 'f':
      return [...noArn, noService, part(principalId, value, 'first', ':')];
    case 'i':
      return [...noArn, noService, is(principalId, value)];
    case 'v':
      return [...noId, is(invokedBy, value)];
    case 'n':
      return [...noId, none(invokedBy), is(userName, value)];
    case 'b':
      return [...noId, none(invokedBy), none(userName), is(behalfOf, value)];
    default:
      return [...noId, none(invokedBy), none(userName), none(behalfOf), is(accountId, value)];
  }
}

/** `user/ana`, `role/deploy-prod`, `ana@example.com (AWSReservedSSO_Admin_1a2b)`, `lambda.amazonaws.com`. */
export function describePrincipal(key: string): string {
  const value = key.slice(1);
  if (key[0] === 'p') {
    const name = value
      .slice(value.lastIndexOf(':') + 1)
      .split('/')
      .slice(1)
      .at(-1);
    return name === undefined ? `a role of ${accountOf(key) ?? 'an account'}` : `role/${name}`;
  }
  if (key[0] === 'a' && value.includes(sessionMark)) {
    const [person, permissions] = value.split('/').toReversed();
    return `${person} (${permissions})`;
  }
  if (key[0] === 'f') return `role ${value} of another account`;
  if (key[0] === 'i' && value.startsWith('AIDA')) return `user ${value} of another account`;
  return shortPrincipal(value);
}

/** The account of a principal, where its key tells. */
export const accountOf = (key: string): string | null => parseArn(key.slice(1))?.account || null;

/** Its page; null where pages are of something else. */
export const entityOfPrincipal = (key: string): Entity | null =>
  'rasi'.includes(key[0]!) ? detectEntity(key.slice(1), identity('arn')) : null;
