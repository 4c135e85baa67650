// What a pivot can be built of.
import { expect, test } from 'vitest';
import type { TableInfo } from '../../../shared/contract/views.ts';
import {
  derivationChoices,
  kindIn,
  listFields,
  measureKinds,
  searchFields,
} from '../../../src-renderer/features/pivot/field-options.ts';

const text = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
const source: TableInfo = {
  name: 'cloudtrail',
  title: 'CloudTrail',
  kind: 'log',
  rows: 1,
  timeColumn: 'eventtime',
  defaultColumns: [],
  columns: [
    { name: 'eventtime', type: 'TIMESTAMP', kind: 'time' },
    text('eventname'),
    {
      name: 'useridentity',
      type: 'STRUCT',
      kind: 'struct',
      fields: [text('arn'), { name: 'session', type: 'STRUCT', kind: 'struct', fields: [text('arn')] }],
    },
    { name: 'requestparameters', type: 'JSON', kind: 'json' },
  ],
};
const fields = listFields(source);
const found = (typed: string) => searchFields(fields, typed).map(({ key }) => key);

test('structs are listed by their fields, at every depth', () => {
  expect(fields.map(({ key }) => key)).toEqual([
    'eventtime',
    'eventname',
    'useridentity.arn',
    'useridentity.session.arn',
    'requestparameters',
  ]);
});

test('typing finds by every word, what begins so first', () => {
  expect(found('arn')).toEqual(['useridentity.arn', 'useridentity.session.arn']);
  expect(found('session arn')).toEqual(['useridentity.session.arn']);
  expect(found('name')).toEqual(['eventname']);
});

test('a place inside JSON can be typed whole', () => {
  expect(searchFields(fields, 'requestparameters.bucketName')[0]).toMatchObject({
    ref: { column: 'requestparameters', path: ['bucketName'] },
    kind: 'json',
  });
  expect(found('requestparameters."a.b"')[0]).toBe('requestparameters."a.b"');
  for (const unfinished of ['requestparameters.', 'requestparameters."a', 'eventname.x'])
    expect(found(unfinished)).toEqual([]);
});

test('choices fit the kind of values', () => {
  expect(kindIn(fields, { column: 'UserIdentity', path: ['arn'] })).toBe('text');
  expect(derivationChoices('time', 'Europe/Berlin')[3]).toEqual({
    label: 'day',
    by: { kind: 'bucket', unit: 'day', zone: 'Europe/Berlin' },
  });
  expect(derivationChoices('number', 'UTC')).toHaveLength(1);
  expect(measureKinds('time', true)).toEqual(['distinct', 'list', 'min', 'max', 'first', 'last', 'any', 'percentile']);
  expect(measureKinds('boolean', false)).toEqual(['distinct', 'list', 'min', 'max', 'any']);
});
