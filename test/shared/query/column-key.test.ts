import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readColumnKey } from '../../../shared/query/column-key.ts';
import { columnKey } from '../../../shared/query/view.ts';

it('reads names as people write them', () => {
  expect(readColumnKey('eventtime')).toEqual({ column: 'eventtime', path: [] });
  expect(readColumnKey('useridentity.sessioncontext.0')).toEqual({
    column: 'useridentity',
    path: ['sessioncontext', '0'],
  });
  expect(readColumnKey('"odd. name"."a\\"b"')).toEqual({ column: 'odd. name', path: ['a"b'] });
});

it('refuses what is no name', () => {
  for (const key of ['', '.a', 'a..b', 'a.', 'a"b"', '"a"b']) expect(readColumnKey(key), key).toBeNull();
});

it('reads back every column name', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), (column, path) => {
      expect(readColumnKey(columnKey({ column, path }))).toEqual({ column, path });
    }),
  );
});
