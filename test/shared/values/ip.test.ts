import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverRange, isInRange, parseAddress, parseNetwork } from '../../../shared/values/ip.ts';

const odd = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcf:./-')), maxLength: 20 }),
  fc.constantFrom(
    '::',
    '::1',
    '1::',
    '::ffff:10.0.0.1',
    '1:2:3:4:5:6:7::',
    '1::8',
    '01.2.3.4',
    '256.1.1.1',
    '::1::',
    ':1',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:1.2.3.4',
  ),
);

test('an address is what Node takes for one', () => {
  fc.assert(
    fc.property(odd, (text) => {
      expect(parseAddress(text)?.version ?? 0).toBe(isIP(text));
    }),
    { numRuns: 2_000 },
  );
});

test('a network holds what Node says it holds', () => {
  const version = fc.constantFrom(4 as const, 6 as const);
  fc.assert(
    fc.property(
      version,
      fc.integer({ min: 0, max: 128 }),
      fc.infiniteStream(fc.oneof(fc.ipV4(), fc.ipV6())),
      (v, bits, texts) => {
        const [net, address] = [...texts.filter((text) => isIP(text) === v).take(2)] as [string, string];
        const length = v === 4 ? bits % 33 : bits;
        const list = new BlockList();
        list.addSubnet(net, length, v === 4 ? 'ipv4' : 'ipv6');
        const range = parseNetwork(`${net}/${length}`)!;
        expect(isInRange(parseAddress(address)!, range)).toBe(list.check(address, v === 4 ? 'ipv4' : 'ipv6'));
        expect(isInRange(parseAddress(net)!, range)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

describe('parseNetwork', () => {
  test.each([
    ['10.0.0.7/8', { version: 4, first: 167772160n, last: 184549375n }],
    ['10.0.0.5-10.0.0.9', { version: 4, first: 167772165n, last: 167772169n }],
    ['::1', { version: 6, first: 1n, last: 1n }],
    ['10.0.0.9-10.0.0.5', null],
    ['10.0.0.0/33', null],
    ['10.0.0/8', null],
    ['10.0.0.1-::1', null],
    ['', null],
  ])('%s', (text, range) => expect(parseNetwork(text)).toEqual(range));
});

test('coverRange: neighbours without gaps, each aligned, as few as possible', () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      let at = first;
      for (const one of coverRange({ version: 4, first, last })) {
        const size = 2n ** BigInt(32 - one.length);
        expect(one.first).toBe(at);
        expect(one.first % size).toBe(0n);
        at += size;
      }
      expect(at).toBe(last + 1n);
    }),
  );
  expect(coverRange({ version: 6, first: 0n, last: 2n ** 128n - 1n })).toEqual([{ first: 0n, length: 0 }]);
});
