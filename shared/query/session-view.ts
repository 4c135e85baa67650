// Which rows of CloudTrail are a session's own requests, and which one issued it: as Views.
import { addFilter, type NewFilter } from './edit.ts';
import { type Entity, entityPlaces, entityView } from './entity.ts';
import type { ColumnRef, View } from './view.ts';

const place = (column: string, ...path: string[]): ColumnRef => ({ column, path });
const is = (column: ColumnRef, ...values: (string | number | null)[]): NewFilter => ({
  op: 'in',
  column,
  values,
  negated: false,
  enabled: true,
});

const identity = (name: string) => place('useridentity', name);
const empty: View = {
  from: { kind: 'table', table: 'cloudtrail' },
  where: [],
  sort: [{ column: place('eventtime'), descending: false }],
};

const withFilters = (...filters: NewFilter[]): View => filters.reduce(addFilter, empty);

/** @param principalId of a caller without a key, who is known in other accounts by that alone */
export function sessionView(session: {
  session: string;
  kind: string;
  hasKey: boolean;
  principalId: string | null;
}): View {
  const { session: name, kind, principalId } = session;
  if (session.hasKey) return entityView({ kind: 'key', value: name });
  const keyless = is(entityPlaces.key, null, '');
  switch (kind) {
    case 'service':
      return withFilters(keyless, is(identity('invokedBy'), name), is(identity('type'), 'AWSService', null));
    case 'SAML user':
    case 'web identity':
      return withFilters(keyless, is(entityPlaces.principalId, name));
    case 'other account': {
      // Some callers are known by their account alone, such as `anonymous`.
      const nameless = all(is(entityPlaces.principalId, null, ''), is(entityPlaces.caller, name));
      return withFilters(keyless, any(is(entityPlaces.principalId, name), nameless));
    }
    case 'caller':
    case 'SSO user':
    case 'instance':
      return withFilters(
        keyless,
        is(entityPlaces.arn, null, ''),
        any(
          is(entityPlaces.principalId, name),
          is(identity('userName'), name),
          is(entityPlaces.caller, name),
          is(place('useridentity', 'onBehalfOf', 'userId'), name),
        ),
      );
    default: {
      const byArn = is(entityPlaces.arn, name);
      if (principalId === null || kind === 'root') return withFilters(keyless, byArn);
      const fromOutside = all(is(entityPlaces.principalId, principalId), is(identity('type'), 'AWSAccount'));
      return withFilters(keyless, any(byArn, fromOutside));
    }
  }
}

const group = (op: 'any' | 'all', filters: NewFilter[]): NewFilter => {
  const inner = filters.map((filter, i) => ({ ...filter, id: `part${i + 1}` }));
  return { op, negated: false, enabled: true, filters: inner } as NewFilter;
};
const any = (...filters: NewFilter[]) => group('any', filters);
const all = (...filters: NewFilter[]) => group('all', filters);

/** The one row of a record. */
export const recordView = (evidenceId: number, recordNo: number): View =>
  withFilters(is(place('evidence_id'), evidenceId), is(place('record_no'), recordNo));

/** The entity whose page tells of a session. */
export function sessionEntity({ session, kind, hasKey }: { session: string; kind: string; hasKey: boolean }): Entity {
  if (hasKey) return { kind: 'key', value: session };
  if (['user', 'root', 'role session', 'federated session'].includes(kind))
    return { kind: 'principal', value: session };
  return { kind: 'actor', value: session };
}
