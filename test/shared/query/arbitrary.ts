// Random views and random edits of them, for the property tests.
import fc from 'fast-check';
import type { Derivation } from '../../../shared/query/derivation.ts';
import * as edit from '../../../shared/query/edit.ts';
import { type ColumnRef, type View, View as ViewSchema } from '../../../shared/query/view.ts';

const name = fc.constantFrom('eventname', 'useridentity', 'requestparameters', 'odd name', 'Ünïcode');
export const column: fc.Arbitrary<ColumnRef> = fc.record({
  column: name,
  path: fc.array(fc.constantFrom('arn', 'bucketName', '0', 'with.dot'), { maxLength: 2 }),
});
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns');
export const derivation: fc.Arbitrary<Derivation> = fc.oneof(
  fc.record({
    kind: fc.constant('bucket' as const),
    unit: fc.constantFrom('hour' as const, 'day' as const, 'week' as const),
    zone,
  }),
  fc.record({
    kind: fc.constant('part' as const),
    part: fc.constantFrom('hourOfDay' as const, 'weekday' as const),
    zone,
  }),
  fc.record({ kind: fc.constant('network' as const), ipv4: fc.nat(32), ipv6: fc.nat(128) }),
  fc.record({
    kind: fc.constant('split' as const),
    side: fc.constantFrom('before' as const, 'after' as const),
    at: fc.constantFrom('first' as const, 'last' as const),
    separator: fc.string({ minLength: 1, maxLength: 3 }),
  }),
);
export const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const flags = { negated: fc.boolean(), enabled: fc.boolean() };
export const newFilter: fc.Arbitrary<edit.NewFilter> = fc.oneof(
  fc.record({ ...flags, column, op: fc.constant('in' as const), values: fc.array(scalar, { maxLength: 5 }) }),
  fc.record({
    ...flags,
    column,
    op: fc.constantFrom(
      'contains' as const,
      'startsWith' as const,
      'endsWith' as const,
      'wildcard' as const,
      'matches' as const,
    ),
    value: fc.string(),
    caseSensitive: fc.boolean(),
  }),
  fc.record({ ...flags, column, op: fc.constant('network' as const), networks: fc.constant<string[]>(['10.0.0.0/8']) }),
  fc.record({ ...flags, op: fc.constant('record' as const), value: fc.string({ minLength: 1 }), regex: fc.boolean() }),
  fc.record({ ...flags, column, op: fc.constant('range' as const), from: scalar, to: scalar, includeTo: fc.boolean() }),
);

/** One edit that a person can make. */
export const anyEdit: fc.Arbitrary<(view: View) => View> = fc.oneof(
  newFilter.map((filter) => (view: View) => edit.addFilter(view, filter)),
  fc.tuple(column, scalar).map(
    ([c, value]) =>
      (view: View) =>
        edit.filterIn(view, c, value),
  ),
  fc.tuple(column, scalar).map(
    ([c, value]) =>
      (view: View) =>
        edit.filterOut(view, c, value),
  ),
  fc.tuple(column, scalar).map(
    ([c, value]) =>
      (view: View) =>
        edit.filterRange(view, c, { from: value }),
  ),
  fc.nat(3).map((n) => (view: View) => edit.removeFilter(view, `f${n}`)),
  fc.nat(3).map((n) => (view: View) => edit.negateFilter(view, `f${n}`)),
  fc.nat(3).map((n) => (view: View) => edit.toggleFilter(view, `f${n}`)),
  fc.string().map((text) => (view: View) => edit.setQuery(view, { text })),
  fc.constant(edit.toggleQuery),
  fc.constant((view: View) => edit.setTime(view, { from: '2024-01-01T00:00:00Z' })),
  fc.constant(edit.toggleTime),
  fc.constant(edit.clearFilters),
  fc.tuple(column, fc.boolean()).map(
    ([c, keep]) =>
      (view: View) =>
        edit.cycleSort(view, c, keep),
  ),
  column.map((c) => (view: View) => edit.showColumn(view, view.columns ?? [], c)),
  column.map((c) => (view: View) => edit.hideColumn(view, view.columns ?? [], c)),
  fc.tuple(column, fc.nat(5)).map(
    ([c, to]) =>
      (view: View) =>
        edit.moveColumn(view, view.columns ?? [], c, to),
  ),
);

export const startView: View = ViewSchema.parse({ from: { kind: 'table', table: 'cloudtrail' } });

export const anyView: fc.Arbitrary<View> = fc
  .array(anyEdit, { maxLength: 8 })
  .map((edits) => edits.reduce((view, change) => change(view), startView));
