// Lists in every form, and hostile ones: nothing is left out silently.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAList } from '../../../shared/indicators/indicator.ts';
import { parseList } from '../../../shared/indicators/parse-list.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, options = {}) => {
  const list = parseList(bytes(text), options);
  expect(list.indicators.length + list.duplicates.length + list.problems.length).toBe(list.entries);
  return list;
};
const taken = (text: string, options = {}) =>
  parse(text, options).indicators.map(
    ({ kind, value, place, note }) => `${place}: ${kind} ${value}${note === null ? '' : ` — ${note}`}`,
  );
const told = (text: string) => parse(text).problems.map(({ place, reason }) => `${place}: ${reason}`);

describe('plain text', () => {
  it('has one entry per line, comments, notes, and places of what repeats', () => {
    const text =
      '# a list\r\n1.2.3[.]4\n\n; more\n10.0.0.0/24 ; SBL1\n// and\nevil.example # seen in May\n1.2.3.4\nwhat?\n127.0.0.1 bad.example\n';
    expect(taken(text)).toEqual([
      'line 2: ip 1.2.3.4',
      'line 5: ip 10.0.0.0/24 — SBL1',
      'line 7: domain evil.example — seen in May',
      'line 10: domain bad.example',
    ]);
    expect(parse(text).duplicates).toEqual([{ place: 'line 8', value: '1.2.3.4', of: 'line 2' }]);
    expect(told(text)).toEqual(['line 9: It is no address, domain, ARN, key id, hash or user agent.']);
  });

  it('reads the list of exits that Tor publishes', () => {
    const text =
      'ExitNode 0011\nPublished 2026-01-01 00:00:00\nLastStatus 2026-01-01 01:00:00\nExitAddress 185.220.101.1 2026-01-01 02:00:00\n';
    expect(taken(text)).toEqual(['line 4: ip 185.220.101.1 — 2026-01-01 02:00:00']);
  });

  it('takes user agents with commas and semicolons when it is said to be a list of them', () => {
    const text = 'Mozilla/5.0 (KHTML, like Gecko; Kali)\nsqlmap, any\n';
    expect(taken(text, { kind: 'agent' })).toEqual([
      'line 1: agent mozilla/5.0 (khtml, like gecko; kali)',
      'line 2: agent sqlmap, any',
    ]);
  });

  it('is read with a byte order mark and as UTF-16', () => {
    expect(parseList(Buffer.from('\ufeff1.2.3.4\n', 'utf8')).indicators).toHaveLength(1);
    expect(parseList(Buffer.from('\ufeff1.2.3.4\nevil.example', 'utf16le')).indicators).toHaveLength(2);
    expect(parseList(Buffer.from('1.2.3.4\n', 'utf16le')).indicators).toHaveLength(1);
    expect(parseList(Buffer.from('\ufeff1.2.3.4\n', 'utf16le').swap16()).indicators).toHaveLength(1);
  });

  it('is not taken from an archive, or from nothing', () => {
    expect(() => parseList(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0))).toThrow(NotAList);
    expect(() => parse('# only a comment\n')).toThrow('The list is empty.');
  });

  it('tells of a huge line and goes on', () => {
    const list = parse(`${'9'.repeat(3_000_000)}\n1.2.3.4`);
    expect(list.problems[0]).toMatchObject({ place: 'line 1', reason: 'The line is longer than 4096 characters.' });
    expect(list.problems[0]!.text.length).toBeLessThan(200);
    expect(list.indicators).toHaveLength(1);
  });

  it('accounts for every line of any text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '1.2.3.4',
        '1.2.3[.]4',
        'evil.example',
        '# c',
        '',
        'AKIAIOSFODNN7EXAMPLE',
        'a,b',
        '"',
        '10.0.0.0/8;x',
        '{',
        '::1',
        'x\ty',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = ['1.1.1.1', ...lines].join('\n');
        parse(text);
      }),
    );
  });
});

describe('CSV', () => {
  it('is read by its header', () => {
    const text =
      'first_seen;IP Address;user_agent;comment;port\n2026-01-01;1.2.3.4;"curl/8; x";seen;80\n;5.6.7.8;;;\n2026;;;;\n';
    expect(taken(text)).toEqual([
      'line 2, IP Address: ip 1.2.3.4 — seen',
      'line 2, user_agent: agent curl/8; x — seen',
      'line 3, IP Address: ip 5.6.7.8',
    ]);
    expect(told(text)).toEqual(['line 4: The columns that are read are empty here.']);
    expect(parse(text).columns).toEqual({ read: ['IP Address', 'user_agent'], left: ['first_seen', 'port'] });
  });

  it('takes what a column says of each row', () => {
    const text = 'indicator,type\nkali,user-agent\nevil.example,Domain\n1.2.3.4,IPv4\n1.2.3.5,md5\n1.2.3.6,port\n';
    expect(taken(text)).toEqual([
      'line 2, indicator: agent kali',
      'line 3, indicator: domain evil.example',
      'line 4, indicator: ip 1.2.3.4',
      'line 6, indicator: ip 1.2.3.6',
    ]);
    expect(told(text)).toEqual([
      'line 5, indicator: It is said to be of the kind “hash”, and looks like one of the kind “ip”.',
    ]);
    expect(parse(text).columns).toEqual({ read: ['indicator'], left: [] });
  });

  it('is read by what its columns hold when no header says it', () => {
    const text = '# feed\n"2026-01-01","1.2.3.4","443"\n"2026-01-02","nonsense","443"\n"2026-01-03","5.6.7.8","443"\n';
    expect(taken(text)).toEqual(['line 2, column 2: ip 1.2.3.4', 'line 4, column 2: ip 5.6.7.8']);
    expect(told(text)).toEqual(['line 3, column 2: It is no address, domain, ARN, key id, hash or user agent.']);
  });

  it('takes a header from a comment, quotes over lines, and tells of one that never ends', () => {
    expect(taken('# "first_seen","dst_ip"\n"2026\n01",1.2.3.4\n2026,5.6.7.8\n')).toEqual([
      'line 2, dst_ip: ip 1.2.3.4',
      'line 4, dst_ip: ip 5.6.7.8',
    ]);
    expect(told('ip,note\n1.2.3.4,"open\n5.6.7.8,x\n')).toEqual([
      'line 2: A quote is not closed; the rest of the file is not read.',
    ]);
  });
});

describe('STIX', () => {
  const bundle = (...objects: unknown[]) => JSON.stringify({ type: 'bundle', id: 'bundle--1', objects });
  const indicator = (pattern: string, more = {}) => ({
    type: 'indicator',
    id: 'indicator--1',
    pattern,
    pattern_type: 'stix',
    ...more,
  });
  const values = (pattern: string, more = {}) =>
    parse(bundle(indicator(pattern, more))).indicators.map(({ kind, value }) => `${kind} ${value}`);

  it('takes the values of patterns', () => {
    expect(values("[ipv4-addr:value = '1.2.3.4' OR ipv6-addr:value = '2001:db8::1']")).toEqual([
      'ip 1.2.3.4',
      'ip 2001:db8::1',
    ]);
    expect(values("[ipv4-addr:value IN ('1.2.3.4', '1.2.3.5')]")).toEqual(['ip 1.2.3.4', 'ip 1.2.3.5']);
    expect(values("[ipv4-addr:value ISSUBSET '10.0.0.0/8']")).toEqual(['ip 10.0.0.0/8']);
    expect(
      values("[domain-name:value = 'evil.example'] FOLLOWEDBY [url:value = 'http://bad.example/x'] WITHIN 600 SECONDS"),
    ).toEqual(['domain evil.example', 'domain bad.example']);
    expect(values(`[file:hashes.'SHA-256' = '${'a'.repeat(64)}' AND file:hashes.MD5 = '${'b'.repeat(32)}']`)).toEqual([
      `hash ${'a'.repeat(64)}`,
      `hash ${'b'.repeat(32)}`,
    ]);
    expect(values("[user-account:user_id = 'AKIAIOSFODNN7EXAMPLE']")).toEqual(['key AKIAIOSFODNN7EXAMPLE']);
    expect(values("[network-traffic:src_ref.value = '1.2.3.4' AND network-traffic:dst_port = 443]")).toEqual([
      'ip 1.2.3.4',
    ]);
    expect(values("[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'it\\'s/1']")).toEqual([
      "agent it's/1",
    ]);
    expect(
      parse(bundle(indicator("[ipv4-addr:value = '1.2.3.4' AND file:name = 'x']", { name: 'C2' }))).indicators[0],
    ).toMatchObject({
      place: 'object 1 (indicator--1)',
      note: 'C2; part of a pattern that asks for more',
    });
  });

  it('tells what it does not take, and counts what holds no values', () => {
    const list = parse(
      bundle(
        indicator("[ipv4-addr:value != '1.2.3.4']"),
        indicator("[domain-name:value LIKE '%.example']"),
        indicator("[x-acme:thing = '1']"),
        indicator("[ipv4-addr:value = '1.2.3.4'"),
        indicator('rule x { condition: true }', { pattern_type: 'yara' }),
        indicator("[ipv4-addr:value = '1.2.3.4']", { revoked: true }),
        { type: 'x-custom', id: 'x-custom--1' },
        { type: 'email-addr', id: 'email-addr--1', value: 'a@b.example' },
        { type: 'malware', id: 'malware--1' },
        { type: 'relationship', id: 'relationship--1' },
        'nonsense',
      ),
    );
    expect(list.problems.map(({ reason }) => reason)).toEqual([
      'The comparison != names no value that could be looked for.',
      'The comparison LIKE names no value that could be looked for.',
      '“x-acme:thing” is not understood: it is no object of the standard.',
      'At character 29 of the pattern a bracket is expected.',
      'Its pattern is of the kind “yara”, not STIX.',
      'The indicator was revoked by who made it.',
      'Objects of the kind “x-custom” are not understood: it is none of the standard.',
      'Objects of the kind “email-addr” hold nothing that is looked for.',
      'It is no STIX object: it has no type.',
    ]);
    expect(list.others).toEqual([
      { what: 'malware', count: 1 },
      { what: 'relationship', count: 1 },
    ]);
  });

  it('takes observed objects, those of 2.0 inside observed data too', () => {
    const list = parse(
      bundle(
        { type: 'ipv4-addr', id: 'ipv4-addr--1', value: '1.2.3.4' },
        { type: 'file', id: 'file--1', name: 'x.exe', hashes: { MD5: 'd41d8cd98f00b204e9800998ecf8427e' } },
        { type: 'observed-data', id: 'o--1', objects: { '0': { type: 'domain-name', value: 'evil.example' } } },
      ),
    );
    expect(list.indicators.map(({ kind, value, place }) => `${place}: ${kind} ${value}`)).toEqual([
      'object 1 (ipv4-addr--1): ip 1.2.3.4',
      'object 2 (file--1), MD5: hash d41d8cd98f00b204e9800998ecf8427e',
      'object 3 (o--1), object 0: domain evil.example',
    ]);
  });

  it('reads any pattern or says where it cannot', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      "'a'",
      "'1.2.3.4'",
      'ipv4-addr:value',
      'x:y',
      '=',
      'IN',
      'AND',
      'NOT',
      ',',
      '5',
      "'",
      '\\',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => void parse(bundle(indicator(pieces.join(' '))))),
    );
  });
});

describe('MISP', () => {
  const attribute = (type: string, value: string, more = {}) => ({ type, value, to_ids: true, ...more });
  const event = {
    Event: {
      info: 'Op',
      Attribute: [
        attribute('ip-dst', '1.2.3.4', { comment: 'C2' }),
        attribute('ip-dst|port', '1.2.3.5|443'),
        attribute('domain|ip', 'evil.example|5.6.7.8'),
        attribute('filename|md5', 'a|b.exe|d41d8cd98f00b204e9800998ecf8427e'),
        attribute('ip-src', '9.9.9.9', { to_ids: false }),
        attribute('email', 'a@b.example'),
        attribute('text', 'AKIAIOSFODNN7EXAMPLE'),
        attribute('ip-src', '8.8.8.8', { deleted: true }),
        7,
      ],
      Object: [{ name: 'url', Attribute: [attribute('url', 'http://bad.example/')] }],
    },
  };

  it('takes attributes and those of objects that are meant for detection', () => {
    expect(taken(JSON.stringify({ response: [event] }))).toEqual([
      'event 1, attribute 1: ip 1.2.3.4 — Op: C2',
      'event 1, attribute 2: ip 1.2.3.5 — Op',
      'event 1, attribute 3: domain evil.example — Op',
      'event 1, attribute 3: ip 5.6.7.8 — Op',
      'event 1, attribute 4: hash d41d8cd98f00b204e9800998ecf8427e — Op',
      'event 1, attribute 7: key AKIAIOSFODNN7EXAMPLE — Op',
      'event 1, object 1, attribute 1: domain bad.example — Op (url) From http://bad.example/',
    ]);
    expect(told(JSON.stringify(event))).toEqual([
      'event 1, attribute 5: It is not meant for detection (to_ids is false).',
      'event 1, attribute 6: Attributes of the type “email” are not looked for.',
      'event 1, attribute 8: The attribute was deleted.',
      'event 1, attribute 9: The attribute has no type.',
    ]);
  });
});

describe('other JSON', () => {
  it('is no list, however deep it is', () => {
    expect(() => parse('{"a": 1}')).toThrow('This is JSON, but neither a STIX bundle nor MISP events.');
    expect(() => parse('{"a": ')).toThrow('It begins like JSON, but cannot be read');
    expect(() => parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toThrow(NotAList);
    expect(taken('[2001:db8::1]:443')).toEqual(['line 1: ip 2001:db8::1 — With port 443 in the list.']);
  });
});
