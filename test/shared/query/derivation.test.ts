import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readColumnKey } from '../../../shared/query/column-key.ts';
import { type Derivation, derivationKey, readDerivationKey } from '../../../shared/query/derivation.ts';
import { columnKey } from '../../../shared/query/view.ts';
import { column, derivation } from './arbitrary.ts';

test('a derivation reads back from its key', () => {
  fc.assert(
    fc.property(derivation, (by) => {
      expect(readDerivationKey(derivationKey(by))).toEqual(by);
    }),
  );
});

test('a derived column reads back from its name', () => {
  fc.assert(
    fc.property(column, derivation, (ref, by) => {
      expect(readColumnKey(columnKey({ ...ref, by }))).toEqual({ ...ref, by });
    }),
  );
});

test.each<[string, Derivation | null]>([
  ['day', { kind: 'bucket', unit: 'day', zone: 'UTC' }],
  ['hourOfDay(Asia/Kolkata)', { kind: 'part', part: 'hourOfDay', zone: 'Asia/Kolkata' }],
  ['network', { kind: 'network', ipv4: 24, ipv6: 48 }],
  ['network(99,48)', null],
  ['after.last("/")', { kind: 'split', side: 'after', at: 'last', separator: '/' }],
  ['after(/)', null],
  ['fortnight', null],
  ['', null],
])('%s', (key, by) => {
  expect(readDerivationKey(key)).toEqual(by);
});
