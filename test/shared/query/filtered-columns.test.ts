import { expect, test } from 'vitest';
import { columnsOfFilters, columnsOfQuery } from '../../../shared/query/filtered-columns.ts';
import { columnKey, type Filter } from '../../../shared/query/view.ts';

const column = (name: string, ...path: string[]) => ({ column: name, path });
const isA = (id: string, name: string, enabled = true): Filter => ({
  id,
  op: 'in',
  column: column(name),
  values: ['a'],
  negated: false,
  enabled,
});
const text = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
const source = {
  columns: [text('name'), text('ip'), { name: 'who', type: 'STRUCT', kind: 'struct' as const, fields: [text('arn')] }],
  aliases: {},
};
const ofQuery = (query: string, enabled?: boolean) =>
  columnsOfQuery({ query: { text: query, ...(enabled === undefined ? {} : { enabled }) } }, source).map(columnKey);

test('conditions that are on narrow their columns, those in groups too', () => {
  const group: Filter = {
    id: 'g',
    op: 'any',
    negated: false,
    enabled: true,
    filters: [isA('b', 'ip'), isA('c', 'who', false)],
  };
  const record: Filter = { id: 'r', op: 'record', value: 'x', regex: false, negated: false, enabled: true };
  const all = [isA('a', 'name'), group, record, isA('d', 'off', false), { ...group, id: 'e', enabled: false }];
  expect(columnsOfFilters(all).map(columnKey)).toEqual(['name', 'ip']);
});

test('so does a query, by whatever part of it', () => {
  expect(ofQuery('name:(a OR b) -who.arn:/x/ "free text" OR ip:10.0.0.0/8').sort()).toEqual(['ip', 'name', 'who.arn']);
  expect(ofQuery('free')).toEqual([]);
  expect(ofQuery('name:a', false)).toEqual([]);
  expect(ofQuery('name:(a')).toEqual([]);
  expect(columnsOfQuery({}, source)).toEqual([]);
});
