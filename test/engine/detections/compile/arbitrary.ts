// Random rules and events from the same few words, so that they meet.
import fc from 'fast-check';

const words = [
  'a',
  'A',
  'ab',
  'Abc',
  'abcabc',
  'b*c',
  'a?c',
  'C:\\temp\\x',
  'a%b_c',
  'axbyc',
  "o'clock",
  '"q"',
  'Ünï',
  '',
  '5',
  '05',
  '5.0',
  '-3',
  '1e3',
  'true',
  'null',
  'line\nline',
  '10.1.2.3',
  '10.200.0.1',
  '2001:db8::1',
  '2001:DB8:0::ff',
  '2025-01-02T03:04:05Z',
  '/a/b',
];
const word = fc.constantFrom(...words);
const scalar = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.constantFrom(5, 0, -3, 12, 1.5),
  fc.boolean(),
  fc.constant(null),
);
const text = fc.oneof(word, fc.constant(null));

const list = fc.array(fc.oneof(scalar, fc.record({ x: scalar })), { maxLength: 3 });
const inner = fc.oneof(scalar, list, fc.record({ x: fc.oneof(scalar, list) }, { requiredKeys: [] }));
const parameters = fc.oneof(
  { weight: 5, arbitrary: fc.record({ p: inner, q: inner, 'x-amz-acl': scalar }, { requiredKeys: [] }) },
  scalar,
  fc.array(fc.record({ p: inner }), { maxLength: 2 }),
);

const time = fc
  .date({ min: new Date('2019-12-25T00:00:00Z'), max: new Date('2026-01-10T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

/** CloudTrail events of sorts: typed fields with one text, JSON fields with anything. */
export const events = fc.record(
  {
    eventTime: time,
    eventSource: fc.constantFrom('iam.amazonaws.com', 'S3.amazonaws.com', 'ec2.amazonaws.com'),
    eventName: fc.constantFrom('CreateUser', 'ListBuckets', 'createuser', 'DeleteTrail'),
    sourceIPAddress: text,
    userAgent: text,
    errorCode: text,
    readOnly: fc.constantFrom(true, false, null),
    userIdentity: fc.record(
      {
        arn: text,
        userName: text,
        sessionContext: fc.record({ attributes: fc.record({ mfaAuthenticated: fc.constantFrom('true', 'false') }) }),
      },
      { requiredKeys: [] },
    ),
    requestParameters: parameters,
    resources: fc.array(fc.record({ ARN: text }, { requiredKeys: [] }), { maxLength: 3 }),
    unknownField: inner,
  },
  { requiredKeys: ['eventTime', 'eventSource', 'eventName'] },
);

const fields = [
  'eventSource',
  'eventName',
  'eventName',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'readOnly',
  'userIdentity.arn',
  'userIdentity',
  'userIdentity.userName',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.unknown',
  'requestParameters',
  'requestParameters.p',
  'requestParameters.q',
  'requestParameters.p.x',
  'requestParameters.q.x',
  'requestParameters.x-amz-acl',
  'resources.ARN',
  'resources',
  'unknownField',
  'unknownField.x',
  'eventTime',
];
const field = fc.constantFrom(...fields);

const pattern = fc.oneof(
  word,
  fc.constantFrom(
    '*',
    'a*',
    '*c',
    '*b*',
    '?b*',
    '\\*',
    'b\\*c',
    'a\\?c',
    'a%b?c',
    '*\\\\*',
    'C:\\temp\\?',
    '?',
    '*5*',
    '*"*',
    'x',
  ),
  fc.constantFrom('iam.amazonaws.com', 'CREATEUSER', 'deletetrail', 'ec2*', 's3.amazonaws.com'),
);
const value = fc.oneof(
  { weight: 5, arbitrary: pattern },
  fc.constantFrom(5, 0, -3, 1.5, 1000),
  fc.boolean(),
  fc.constant(null),
);
const oneOrMore = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 4 }));
const line = (modifiers: string, values: fc.Arbitrary<unknown>, of = field) =>
  fc.tuple(of, values).map(([name, written]) => [`${name}${modifiers}`, written] as const);
const texts = oneOrMore(pattern);
const numbers = oneOrMore(fc.constantFrom(5, 0, -3, 1.5, 12));

const regexes = oneOrMore(
  fc.constantFrom('a.c', '^a', 'c$', '[A-C]b', 'line.line', '^line$', '\\d+', 'b\\*c', '(?:ab)+c?', '"'),
);
const networks = oneOrMore(fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', '::/0', '10.1.2.3'));

const lines = fc.oneof(
  { weight: 8, arbitrary: line('', oneOrMore(value)) },
  ...['|contains', '|startswith', '|endswith', '|contains|all', '|cased', '|contains|cased', '|all', '|neq'].map(
    (modifier) => line(modifier, texts),
  ),
  ...['|base64offset|contains', '|windash|contains', '|base64'].map((modifier) =>
    line(modifier, oneOrMore(fc.constantFrom('ab', 'a', '-a'))),
  ),
  ...['|re', '|re|i', '|re|m|s', '|re|startswith', '|re|endswith'].map((modifier) => line(modifier, regexes)),
  line('|cidr', networks, fc.constantFrom('sourceIPAddress', 'requestParameters.p', 'userAgent')),
  line('|exists', fc.boolean()),
  ...['|lt', '|lte', '|gt', '|gte|neq'].map((modifier) => line(modifier, numbers)),
  ...['|fieldref', '|fieldref|contains', '|startswith|fieldref', '|fieldref|endswith|cased', '|fieldref|neq'].map(
    (modifier) => line(modifier, field),
  ),
  ...['minute', 'hour', 'day', 'week', 'month', 'year', 'week|gte', 'hour|lt'].map((modifier) =>
    line(
      `|${modifier}`,
      oneOrMore(fc.constantFrom(1, 3, 12, 52, 53, 2020, 2025)),
      fc.constantFrom('eventTime', 'requestParameters.p'),
    ),
  ),
);

const api = fc.constantFrom(
  'CREATEUSER',
  'listbuckets',
  'Deletetrail',
  'iam.amazonaws.com',
  's3.amazonaws.com',
  'Ec2.amazonaws.com',
);
const keyLine = line('', oneOrMore(api), fc.constantFrom('eventSource', 'eventName'));
const map = fc
  .tuple(fc.array(keyLine, { maxLength: 2 }), fc.array(lines, { minLength: 1, maxLength: 3 }))
  .map(([keys, all]) => Object.fromEntries([...all, ...keys]));
const keywords = fc.oneof(
  oneOrMore(fc.constantFrom('abc', 'CREATEUSER', 'a*c', '"q"', 'C:\\temp', '/a/b', 5, 'o?clock')),
  fc.record({ '|all': fc.constantFrom(['a', 'iam'], ['5', 'null']) }),
  fc.record({ '|re': fc.constantFrom('b.c', '"eventName":"C') }),
);
const search = fc.oneof({ weight: 6, arbitrary: map }, fc.array(map, { minLength: 1, maxLength: 3 }), keywords);

const condition = fc.constantFrom(
  's1',
  'not s1',
  's1 and s2',
  's1 or s2',
  's1 and not s2',
  's1 or not s2 and s3',
  'not (s1 or s2)',
  '1 of s*',
  'all of s*',
  'not 1 of s*',
  '1 of them',
  'all of them and not _x',
  'not not s1',
  '(s1 or s2) and (s2 or not s3)',
  ['s1', 's2 and s3'],
);

/** A detection: three searches, one of which begins with an underscore besides, and a condition over them. */
export const detections = fc
  .record({ s1: search, s2: search, s3: search, _x: search, condition })
  .map((detection) => detection as Record<string, unknown>);
