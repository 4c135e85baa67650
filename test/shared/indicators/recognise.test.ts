// What a written value is taken for, and addresses against a plain computation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, formatRange, readRange } from '../../../shared/indicators/ip-text.ts';
import { isRefused, recognise } from '../../../shared/indicators/recognise.ts';
import { refang } from '../../../shared/indicators/refang.ts';
import { describeSpecial } from '../../../shared/indicators/special-address.ts';
import { parseAddress } from '../../../shared/values/ip.ts';

const read = (text: string, kind: Parameters<typeof recognise>[1] = null) => {
  const found = recognise(text, kind);
  return isRefused(found)
    ? found.reason
    : `${found.kind} ${found.value}${found.note === null ? '' : ` (${found.note})`}`;
};

describe('recognise', () => {
  it.each([
    ['1.2.3.4', 'ip 1.2.3.4'],
    ['1.2.3[.]4', 'ip 1.2.3.4'],
    ['1[.]2(.)3{dot}4', 'ip 1.2.3.4'],
    ['"10.0.0.0/8",', 'ip 10.0.0.0/8'],
    ['10.1.2.3/8', 'ip 10.0.0.0/8 (In the list as 10.1.2.3/8.)'],
    ['10.0.0.5 - 10.0.0.9', 'ip 10.0.0.5-10.0.0.9'],
    ['10.0.0.0-10.0.0.255', 'ip 10.0.0.0/24'],
    ['1.2.3.4:8080', 'ip 1.2.3.4 (With port 8080 in the list.)'],
    ['[2001:DB8::1]:443', 'ip 2001:db8::1 (With port 443 in the list.)'],
    ['2001[:]db8[:][:]1', 'ip 2001:db8::1'],
    ['2001:0db8:0000::/32', 'ip 2001:db8::/32'],
    ['::ffff:1.2.3.4', 'ip 1.2.3.4'],
    ['hxxp://evil[.]example/a?b=1', 'domain evil.example (From http://evil.example/a?b=1)'],
    ['hXXps[:]//user@5.6.7.8:81/', 'ip 5.6.7.8 (From https://user@5.6.7.8:81/)'],
    ['*.Evil.Example.', 'domain evil.example'],
    ['münchen.example', 'domain xn--mnchen-3ya.example'],
    ['arn:aws:iam::111122223333:user/eve', 'arn arn:aws:iam::111122223333:user/eve'],
    ['AKIAIOSFODNN7EXAMPLE', 'key AKIAIOSFODNN7EXAMPLE'],
    ['AROAIOSFODNN7EXAMPLE', 'key AROAIOSFODNN7EXAMPLE'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'hash d41d8cd98f00b204e9800998ecf8427e'],
    ['python-requests/2.28', 'agent python-requests/2.28'],
    ['Mozilla/5.0 (X11; Kali)', 'agent mozilla/5.0 (x11; kali)'],
  ])('takes %s', (text, wanted) => expect(read(text)).toBe(wanted));

  it.each([
    ['0.0.0.0/0', 'It is every address there is.'],
    ['::/0', 'It is every address there is.'],
    ['1.2.3.4/33', 'It looks like a network and is none.'],
    ['01.2.3.4', 'It is no address, domain, ARN, key id, hash or user agent.'],
    ['eve@evil.example', 'It is an e-mail address, which is not looked for.'],
    ['111122223333', 'It is an account number, which is not looked for. Search for it instead.'],
    ['arn:aws:iam', 'It begins like an ARN and is none.'],
    ['', 'There is no value.'],
    ['some words', 'It is no address, domain, ARN, key id, hash or user agent.'],
    ['x'.repeat(3000), 'It is longer than 2048 characters.'],
    [`${'a.'.repeat(200)}example`, 'It is no address, domain, ARN, key id, hash or user agent.'],
  ])('refuses %s', (text, wanted) => expect(read(text)).toBe(wanted));

  it('takes what a list says an entry is', () => {
    expect(read('kali', 'agent')).toBe('agent kali');
    expect(read('1.2.3.4', 'hash')).toBe('It is said to be of the kind “hash”, and looks like one of the kind “ip”.');
    expect(read('http://1.2.3.4/', 'domain')).toBe('ip 1.2.3.4 (From http://1.2.3.4/)');
    expect(read('some words', 'domain')).toBe('It is no address, domain, ARN, key id, hash or user agent.');
  });

  it('refang takes back every way of writing a dot, and leaves other text alone', () => {
    const dots = fc.constantFrom('[.]', '(.)', '[dot]', '(DOT)', '{.}', '[ . ]', '\\.');
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 2, maxLength: 5 }),
        dots,
        (labels, dot) => refang(labels.join(dot)) === labels.join('.') && refang(labels.join('.')) === labels.join('.'),
      ),
    );
  });
});

describe('addresses', () => {
  const versions = fc.constantFrom(4 as const, 6 as const);
  const address = versions.chain((version) =>
    fc.record({
      version: fc.constant(version),
      number: fc.bigInt({ min: 0n, max: (1n << (version === 4 ? 32n : 128n)) - 1n }),
    }),
  );

  it('print as they are read', () => {
    fc.assert(
      fc.property(address, ({ version, number }) => {
        const back = parseAddress(formatAddress(version, number));
        return back?.version === version && back.number === number;
      }),
    );
    expect(formatAddress(6, 0n)).toBe('::');
    expect(formatAddress(6, 1n << 112n)).toBe('1::');
    expect(formatAddress(6, 0x20010db8000000010000000000000001n)).toBe('2001:db8:0:1::1');
  });

  it('networks hold the addresses that a plain computation says', () => {
    fc.assert(
      fc.property(
        address,
        fc.nat(128),
        fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
        ({ version, number }, cut, other) => {
          const bits = version === 4 ? 32 : 128;
          const length = Math.max(1, cut % (bits + 1));
          const shift = BigInt(bits - length);
          const text = `${formatAddress(version, number)}/${length}`;
          const range = readRange(text);
          // ::ffff:0:0/96 is IPv4.
          if (range === null || range.version !== version)
            return version === 6 && number >> 32n === 0xffffn && length >= 96;
          const probe = other & ((1n << BigInt(bits)) - 1n);
          const near = number ^ (probe & 7n);
          const inside = (one: bigint) => one >> shift === number >> shift;
          const found = (one: bigint) => one >= range.first && one <= range.last;
          const again = readRange(formatRange(range))!;
          return (
            [probe, near].every((one) => inside(one) === found(one)) &&
            again.first === range.first &&
            again.last === range.last
          );
        },
      ),
    );
  });

  it('say what they are for, and the narrower first', () => {
    expect(describeSpecial('169.254.169.254')).toBe('The metadata service of an EC2 instance.');
    expect(describeSpecial('169.254.1.1')).toBe('An address of the link alone.');
    expect(describeSpecial('172.32.0.1')).toBeNull();
    expect(describeSpecial('fd00:ec2::254')).toBe('The metadata service of an EC2 instance.');
    expect(describeSpecial('AWS Internal')).toBe('A request that AWS made itself.');
    expect(describeSpecial('ec2.amazonaws.com')).toBe('A service of AWS, which made the request.');
    expect(describeSpecial('nonsense')).toBe('This is no address.');
  });
});
