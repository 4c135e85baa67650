// The language of the search bar: what is written, what it means, and what is said about mistakes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFilter } from '../../../../shared/query/describe.ts';
import { parseQuery } from '../../../../shared/query/query-text/parse.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';
import { Filter } from '../../../../shared/query/view.ts';
import { anyText, source } from './source.ts';

const words = (text: string, zone = 'UTC') =>
  parseQuery(text, source, { zone }).map((filter) => describeFilter(filter));

function problemOf(text: string): { at: string; message: string; instead: string[] } {
  try {
    parseQuery(text, source);
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    return {
      at: text.slice(error.offset, error.offset + error.length),
      message: error.message,
      instead: error.instead,
    };
  }
  throw new Error(`“${text}” is no mistake`);
}

describe('a query means', () => {
  const meanings: [query: string, ...meaning: string[]][] = [
    ['eventname:CreateUser', 'eventname is CreateUser (any case)'],
    ['EventName:=CreateUser', 'eventname is CreateUser'],
    ['eventname:Create*', 'eventname starts with "Create"'],
    ['eventname:*User', 'eventname ends with "User"'],
    ['eventname:*access*', 'eventname contains "access"'],
    ['eventname:*"not a*b"*', 'eventname contains "not a*b"'],
    ['eventname:Create*er?', 'eventname is like "Create*er?"'],
    ['eventname:Create\\*', 'eventname is Create* (any case)'],
    ['eventname:/^(Get|List)\\//', 'eventname matches /^(Get|List)//'],
    ['eventname:*', 'eventname is not empty'],
    ['_exists_:eventname', 'eventname is not empty'],
    ['-eventname:*', 'eventname is empty'],
    ['eventname:""', 'eventname is ""'],
    ['eventname:(A OR b or "c d")', 'eventname is one of A, b, c d (any case)'],
    ['eventname:(A, b c)', 'eventname is one of A, b, c (any case)'],
    ['eventname:(Create* -CreateUser)', 'eventname starts with "Create"', 'eventname is not CreateUser (any case)'],
    ['eventname:(*a* AND *b*)', 'eventname contains "a"', 'eventname contains "b"'],
    ['eventname:a OR eventname:b', 'eventname is one of a, b (any case)'],
    ['eventname:a eventname:b OR bytes:1', '((eventname is a (any case) and eventname is b (any case)) or bytes is 1)'],
    ['bytes:1 AND (eventname:a OR bytes:2)', 'bytes is 1', '(eventname is a (any case) or bytes is 2)'],
    ['NOT (bytes:1 || bytes:2) && !readonly:true', 'bytes is not one of 1, 2', 'readonly is not true'],
    ['+bytes:1 -bytes:2', 'bytes is 1', 'bytes is not 2'],
    ['secret', 'any field contains "secret"'],
    ['"two words"', 'any field contains "two words"'],
    ['-"C:\\Windows\\n"', 'not: any field contains "C:\\\\Windows\\\\n"'],
    ['/f00d|c0de/', 'any field matches /f00d|c0de/'],
    ['pre*post', 'any field has text like "pre*post"'],
    ['*in*', 'any field contains "in"'],
    ['arn\\:aws', 'any field contains "arn:aws"'],
    ['*'],
    ['*:*'],
    ['  '],
    ['sourceip:10.0.0.0/8', 'sourceipaddress is in 10.0.0.0/8'],
    ['sourceip:10.0.0.5-10.0.0.9', 'sourceipaddress is in 10.0.0.5-10.0.0.9'],
    ['sourceip:[10.0.0.5 TO 10.0.0.9]', 'sourceipaddress is in 10.0.0.5-10.0.0.9'],
    ['sourceip:>=10.0.0.5', 'sourceipaddress is in 10.0.0.5-255.255.255.255'],
    ['sourceip:(10.0.0.0/8 OR 2001:db8::/32)', 'sourceipaddress is in 10.0.0.0/8, 2001:db8::/32'],
    ['sourceip:2001:db8::1', 'sourceipaddress is in 2001:db8::1'],
    ['sourceip:10.0.0.1', 'sourceipaddress is 10.0.0.1'],
    ['sourceip:"10.0.0.0/8"', 'sourceipaddress is 10.0.0.0/8'],
    ['bytes:>5', 'bytes > 5'],
    ['bytes:(>=1 AND <3)', 'bytes ≥ 1', 'bytes < 3'],
    ['bytes:[1 TO 5}', 'bytes ≥ 1 and < 5'],
    ['bytes:{1 TO *]', 'bytes > 1'],
    ['bytes:[* TO *]', 'bytes is not empty'],
    ['bytes:-5', 'bytes is -5'],
    ['eventtime:2024-01', 'eventtime from 2024-01-01 00:00:00 before 2024-02-01 00:00:00'],
    ['@timestamp:2024-02-29', 'eventtime from 2024-02-29 00:00:00 before 2024-03-01 00:00:00'],
    ['eventtime:2024', 'eventtime from 2024-01-01 00:00:00 before 2025-01-01 00:00:00'],
    ['eventtime:"2024-01-31 10:15"', 'eventtime from 2024-01-31 10:15:00 before 2024-01-31 10:16:00'],
    ['eventtime:[2024-01-01 TO 2024-01-31]', 'eventtime from 2024-01-01 00:00:00 before 2024-02-01 00:00:00'],
    ['eventtime:{2024-01-01 TO 2024-01-31}', 'eventtime from 2024-01-02 00:00:00 before 2024-01-31 00:00:00'],
    ['eventtime:>2024-12-31', 'eventtime from 2025-01-01 00:00:00 on'],
    ['eventtime:<=2024-12-31', 'eventtime before 2025-01-01 00:00:00'],
    ['eventtime:=2024-12-31T23:59:59.5Z', 'eventtime is 2024-12-31 23:59:59.5'],
    ['eventtime:9999', 'eventtime from 9999-01-01 00:00:00 on'],
    [
      'useridentity.SessionContext.sessionissuer.ARN:x*',
      'useridentity.sessionContext.sessionIssuer.arn starts with "x"',
    ],
    ['user:arn:aws:iam::1:root', 'useridentity.arn is arn:aws:iam::1:root (any case)'],
    ['request.bucketName:logs', 'requestparameters.bucketName is logs (any case)'],
    ['request.maxKeys:>100', 'requestparameters.maxKeys > 100'],
    ['requestparameters:bob', 'requestparameters contains "bob"'],
    ['resources.arn:*bucket/*', 'resources.ARN contains "bucket/"'],
    ['"odd name":x', '"odd name" is x (any case)'],
    ['eventtime@weekday:6', 'eventtime@weekday is 6'],
    ['eventtime@hourOfDay(Europe/Berlin):[22 TO 23]', 'eventtime@hourOfDay(Europe/Berlin) ≥ 22 and ≤ 23'],
    ['user@after.last("/"):bob', 'useridentity.arn@after.last("/") is bob (any case)'],
    ['sourceip@network(16,32):"10.1.0.0/16"', 'sourceipaddress@network(16,32) is 10.1.0.0/16'],
  ]; // prettier-ignore
  for (const [query, ...meaning] of meanings) it(query, () => expect(words(query)).toEqual(meaning));

  it('dates on the clock of the reader', () => {
    expect(words('eventtime:2024-03-31', 'Europe/Berlin')).toEqual([
      'eventtime from 2024-03-30 23:00:00 before 2024-03-31 22:00:00',
    ]);
    expect(words('eventtime:2024-03-31T10:00Z', 'Europe/Berlin')).toEqual([
      'eventtime from 2024-03-31 10:00:00 before 2024-03-31 10:01:00',
    ]);
  });
});

describe('a mistake is named at its place', () => {
  const mistakes: [query: string, at: string, message: RegExp, ...instead: string[]][] = [
    ['evntname:x', 'evntname', /no column “evntname”.*Did you mean eventname\?/, 'eventname'],
    ['bytes:1 accesskeyid:AKIA', 'accesskeyid', /Did you mean useridentity.accessKeyId/, 'useridentity.accessKeyId'],
    [
      'useridentity.sesionContext:x',
      'useridentity.sesionContext',
      /no field “sesionContext” in useridentity/,
      'useridentity.sessionContext',
    ],
    [
      'arn:aws:iam',
      'arn',
      /quotes/,
      'resources.ARN',
      'useridentity.arn',
      'useridentity.sessionContext.sessionIssuer.arn',
    ],
    ['bytes.x:1', 'bytes.x', /nothing inside/, 'bytes'],
    ['eventname@day:1', 'eventname@day', /holds no times/, 'eventname'],
    ['bytes:many', 'many', /takes a number/],
    ['readonly:maybe', 'maybe', /true or false/],
    ['eventtime:yesterday', 'yesterday', /takes a time: 2024-01-31/],
    ['eventtime:2024-02-30', '2024-02-30', /takes a time/],
    ['eventname:', 'eventname:', /What must eventname be/],
    ['eventname: OR bytes:1', 'eventname:', /What must eventname be/],
    ['bytes:1 AND', 'AND', /missing after AND/],
    ['OR bytes:1', 'OR', /quotes around “OR”/],
    ['(bytes:1', '(', /closing parenthesis is missing/],
    ['bytes:1)', ')', /no opening one/],
    [')', ')', /no opening one/],
    ['()', '()', /nothing in these parentheses/],
    ['eventname:"abc', '"abc', /closing quote/],
    ['/abc', '/abc', /ends with a slash/, '"/abc"'],
    ['/etc/passwd', '/etc/passwd', /path/, '"/etc/passwd"'],
    ['bytes:[1 5]', '[1 5]', /\[1 TO 5\]/],
    ['bytes:[5 TO 1]', '[5 TO 1]', /ends before it begins/],
    ['bytes:>', '>', /value after >/],
    ['[1 TO 5]', '[1 TO 5]', /field before/],
    ['sourceip:{10.0.0.1 TO 10.0.0.5]', '{10.0.0.1 TO 10.0.0.5]', /both ends/],
    ['requestparameters:>5', '>5', /place inside/],
    ['a - b', '-', /Nothing follows/],
    ['eventname=CreateUser', 'eventname=CreateUser', /colon/, 'eventname:CreateUser'],
    ['eventname!=Create*', 'eventname!=Create*', /colon/, '-eventname:Create\\*'],
    ['""', '""', /nothing between/],
    [`${'('.repeat(5000)}a`, '(', /too deep/],
  ]; // prettier-ignore
  for (const [query, at, message, ...instead] of mistakes)
    it(query.slice(0, 40), () => {
      const problem = problemOf(query);
      expect(problem.at).toBe(at);
      expect(problem.message).toMatch(message);
      expect(problem.instead).toEqual(instead);
    });
});

it('any text gives filters or a problem with a place in it, never anything else', () => {
  let understood = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        const filters = parseQuery(text, source);
        expect(filters.map((filter) => Filter.parse(filter))).toEqual(filters);
        understood++;
      } catch (error) {
        expect(error).toBeInstanceOf(QueryProblem);
        const { offset, length } = error as QueryProblem;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 20_000, seed: 7 },
  );
  expect(understood).toBeGreaterThan(1000);
});

it('takes thousands of values and terms', () => {
  const addresses = Array.from({ length: 20_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
  const [list] = parseQuery(`sourceip:(${addresses.join(' ')})`, source);
  expect(list).toMatchObject({ op: 'in', values: addresses });
  expect(parseQuery(Array(5000).fill('NOT x').join(' '), source)).toHaveLength(5000);
  expect(parseQuery(`${'!'.repeat(10_001)}x`, source)).toMatchObject([{ negated: true, value: 'x' }]);
});
