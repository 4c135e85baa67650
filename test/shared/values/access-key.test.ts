import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountOfKey, isAccessKey, uniqueIdKind } from '../../../shared/values/access-key.ts';

test.each([
  // Published beside the account that AWS itself gave for them.
  ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
  ['AKIARZPUZDIKGB2VALC4', '123456789012'],
])('%s belongs to %s', (key, account) => {
  expect(accountOfKey(key)).toBe(account);
});

test.each([
  ['an older key, which holds no account', 'AKIAIOSFODNN7EXAMPLE'],
  ['a character that base32 does not have', 'ASIAY34FZKBOKMUTVV0A'],
  ['a key of another length', 'ASIAY34FZKBOKMUTVV7'],
  ['lower case', 'asiay34fzkbokmutvv7a'],
  ['no key', ''],
])('%s tells no account', (_, key) => {
  expect(accountOfKey(key)).toBeNull();
});

test('whatever account is written into a key is read from it', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const write = (account: bigint, rest: bigint) => {
    let bits = (1n << 79n) | (account << 39n) | rest;
    let body = '';
    for (let i = 0; i < 16; i++, bits >>= 5n) body = alphabet[Number(bits & 31n)]! + body;
    return `AKIA${body}`;
  };
  fc.assert(
    fc.property(fc.bigInt(0n, 999_999_999_999n), fc.bigInt(0n, (1n << 39n) - 1n), (account, rest) => {
      expect(accountOfKey(write(account, rest))).toBe(account.toString().padStart(12, '0'));
    }),
  );
  expect(accountOfKey(write(1_000_000_000_000n, 0n))).toBeNull();
});

test('kinds by prefix', () => {
  expect(uniqueIdKind('AKIAIOSFODNN7EXAMPLE')).toBe('long-term access key');
  expect(uniqueIdKind('ASIAY34FZKBOKMUTVV7A')).toBe('temporary access key');
  expect(uniqueIdKind('AROADBQP57FF2AEXAMPLE')).toBe('role');
  for (const text of ['AROADBQP57FF2AEXAMPLE:session', 'AXXXDBQP57FF2AEXAMPLE', 'ana', ''])
    expect(uniqueIdKind(text)).toBeNull();
  expect(isAccessKey('AROADBQP57FF2AEXAMPLE')).toBe(false);
  expect(isAccessKey('AKIAIOSFODNN7EXAMPLE')).toBe(true);
});
