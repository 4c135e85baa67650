// What an exception can be made of: facts of a finding, each a condition, and the view that several of them are together.
import type { Finding } from '../contract/detections.ts';
import { addFilter, type NewFilter, setQuery } from '../query/edit.ts';
import { entityPlaces } from '../query/entity.ts';
import type { ColumnRef, View } from '../query/view.ts';
import { shortPrincipal } from '../values/arn.ts';

export type ExceptionFact = { key: string; label: string; filter: NewFilter };

const is = (column: ColumnRef, value: string): NewFilter => ({
  op: 'in',
  column,
  values: [value],
  negated: false,
  enabled: true,
});
const place = (column: string): ColumnRef => ({ column, path: [] });

/**
 * Facts of CloudTrail; of other logs there are none, and an exception is written in words of a search.
 *
 * @param table that the finding's rule looks at
 * @param roles ARNs that its rows name
 */
export function listExceptionFacts(finding: Finding, table: string, roles: readonly string[]): ExceptionFact[] {
  const { actor, sourceIps, actions, accounts, regions } = finding;
  if (table !== 'cloudtrail') return [];
  const fact = (kind: string, label: string, value: string, column: ColumnRef): ExceptionFact => ({
    key: `${kind} ${value}`,
    label,
    filter: is(column, value),
  });
  return [
    ...(actor === null ? [] : [fact('actor', `this actor: ${shortPrincipal(actor)}`, actor, entityPlaces.actor)]),
    ...roles.map((role) =>
      fact('role', `the role ${shortPrincipal(role).replace(/^role\//, '')}`, role, entityPlaces.role),
    ),
    ...sourceIps.map((ip) => fact('ip', `the address ${ip}`, ip, entityPlaces.ip)),
    ...actions.map((action) => fact('action', `the request ${action}`, action, place('eventname'))),
    ...accounts.map((account) => fact('account', `the account ${account}`, account, entityPlaces.account)),
    ...regions.map((region) => fact('region', `the region ${region}`, region, place('awsregion'))),
  ];
}

/** Facts of the same kind are alternatives, others must hold together. `query`: more, in the language of the search bar. */
export function exceptionView(table: string, facts: readonly ExceptionFact[], query: string, zone: string): View {
  const empty: View = { from: { kind: 'table', table }, where: [], sort: [] };
  const lists = new Map<string, NewFilter>();
  for (const { key, filter } of facts) {
    const kind = key.slice(0, key.indexOf(' '));
    const known = lists.get(kind);
    if (known?.op === 'in' && filter.op === 'in')
      lists.set(kind, { ...known, values: [...known.values, ...filter.values] });
    else lists.set(kind, filter);
  }
  const view = [...lists.values()].reduce((so, filter) => addFilter(so, filter), empty);
  return setQuery(view, query.trim() === '' ? undefined : { text: query, zone });
}

/** The rows of a finding that an exception takes out. */
export function exceptedRows(finding: View, { where, query }: View): View {
  const narrowed = where.reduce((view, { id: _id, ...filter }) => addFilter(view, filter as NewFilter), finding);
  if (query === undefined) return narrowed;
  const both = finding.query === undefined ? query : { ...query, text: `(${finding.query.text}) (${query.text})` };
  return setQuery(narrowed, both);
}

/** Whether it says anything at all; one without a condition would except every row. */
export const isNarrow = (view: View): boolean => view.where.length > 0 || view.query !== undefined;
