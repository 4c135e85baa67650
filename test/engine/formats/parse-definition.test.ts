// What is wrong with a definition is told with its place and what to write instead.
import { expect, it } from 'vitest';
import { compilePattern } from '../../../src-main/engine/formats/linear-pattern.ts';
import { parseDefinition } from '../../../src-main/engine/formats/parse-definition.ts';
import { type Draft, gate, textOf } from './support.ts';

const columns = gate().columns as Draft[];
const withColumn = (at: number, change: Draft) =>
  gate({ columns: columns.map((one, i) => (i === at ? { ...one, ...change } : one)) });
const { title: _title, ...untitled } = gate();
const pattern = String.raw`(?<time>\d+) (?<who>\S+) (?<from>\S+) (?<status>\d+)`;

const cases: [string, Draft, string, string, string?][] = [
  ['a key that is none', gate({ colums: [] }), '/colums', 'There is no “colums” here.', '“columns”'],
  ['one inside', withColumn(1, { typ: 'x' }), '/columns/1/typ', 'There is no “typ” here.', '“type”'],
  ['a missing key', untitled, 'the whole', '“title” is missing.', '"title": '],
  ['a missing type', gate({ columns: [{ name: 'a' }] }), '/columns/0', '“type” is missing.', 'VARCHAR'],
  ['a type that is none', withColumn(1, { type: 'VARCHR' }), '/columns/1/type', 'is not one of', '“VARCHAR”'],
  ['another kind of value', gate({ columns: 'a' }), '/columns', 'a list, not a text'],
  ['a name with capitals', gate({ name: 'Gate' }), '/name', 'lower-case letters'],
  ['a name that is taken', gate({ name: 'cloudtrail' }), '/name', 'is taken', 'my_cloudtrail'],
  ['a table of the account', gate({ name: 'evidence' }), '/name', 'is taken'],
  ['no way to be read', gate({ lines: undefined }), 'the whole', 'how a record is recognised', '"json"'],
  ['two ways', gate({ json: { has: ['a'] } }), 'the whole', 'in several ways'],
  ['a pattern and a separator', gate({ lines: { pattern, separator: ' ' } }), '/lines/pattern', 'either'],
  ['nothing that names fields', gate({ lines: { separator: '|' } }), '/lines', 'what the fields are', '"header": true'],
  [
    'a separator of two',
    gate({ lines: { separator: '||', fields: ['time', 'who', 'from', 'status'] } }),
    '/lines/separator',
    'one character',
  ],
  ['a field twice', gate({ lines: { separator: '|', fields: ['time', 'time'] } }), '/lines/fields', 'twice'],
  ['a column without a field', withColumn(1, { key: 'whom' }), '/columns/1/key', 'No field is called “whom”', 'who'],
  ['a column twice', withColumn(2, { name: 'who' }), '/columns/2/name', 'already'],
  ['a column of every log', withColumn(1, { name: 'raw' }), '/columns/1/name', 'every log has', 'raw_text'],
  ['a time that is none', gate({ time: 'who' }), '/time', 'is VARCHAR, not a time', 'TIMESTAMP'],
  ['a time that is not there', gate({ time: 'tim' }), '/time', 'There is no column “tim”', '“time”'],
  ['a timeline of SQL', gate({ timeline: { actor: 'lower(who)' } }), '/timeline/actor', 'There is no column'],
  ['a part of the timeline', gate({ timeline: { actors: 'who' } }), '/timeline/actors', 'no “actors”', '“actor”'],
  ['a pattern that is none', gate({ lines: { pattern: '(a' } }), '/lines/pattern', 'missing closing )', 'RE2'],
  ['a look-around', gate({ lines: { pattern: '(?=a)' } }), '/lines/pattern', 'no pattern'],
  ['no groups', gate({ lines: { pattern: 'a' } }), '/lines/pattern', 'no named groups', '(?<time>'],
  ['a missing group', gate({ lines: { pattern: pattern.replace('from', 'form') } }), '/columns/2', '(?<from>', 'form'],
  ['a sample without a word', gate({ samples: [{ record: 'a' }] }), '/samples/0', 'either “expect” or “reject”'],
  [
    'a part that is no text',
    gate({ columns: [...columns, { name: 'x', type: 'VARCHAR', joined: ['who', 'status'] }] }),
    '/columns/4/joined/1',
    'is INTEGER, not text',
    'VARCHAR',
  ],
  ['no sample that loads', gate({ samples: [{ record: 'a', reject: 'b' }] }), '/samples', 'No sample has “expect”'],
  [
    'a sample’s column',
    gate({ samples: [{ record: 'a', expect: { whos: '' } }] }),
    '/samples/0/expect',
    '“whos”',
    '“who”',
  ],
  [
    'no known log type',
    { layoutOf: 'vpcflows', fields: ['a', 'b'], samples: [{ record: 'a', expect: {} }] },
    '/layoutOf',
    'no log type',
    '“vpcflow”',
  ],
  [
    'no field of it',
    { layoutOf: 'vpcflow', fields: ['start', 'srcadr'], samples: [{ record: 'a', expect: {} }] },
    '/fields/1',
    'no field “srcadr”',
    '“srcaddr”',
  ],
];

it.each(cases)('%s', (_, draft, place, reason, hint = '') => {
  const { definition, problems } = parseDefinition(textOf(draft));
  expect(definition).toBeNull();
  const found = problems.find((one) => one.place.startsWith(place) && one.reason.includes(reason));
  expect(found, JSON.stringify(problems)).toBeDefined();
  expect(found!.hint ?? '').toContain(hint);
  expect(found!.line).toBeGreaterThan(0);
});

it('lines of texts alone are lines of any log', () => {
  const texts = { ...gate({ lines: { separator: '|', fields: ['who', 'from'] }, time: 'at', timeline: {} }) };
  const { problems } = parseDefinition(
    textOf({
      ...texts,
      columns: [
        { name: 'at', key: 'who', type: 'TIMESTAMP', written: '%Q' },
        { name: 'from', type: 'VARCHAR' },
      ],
      samples: [{ record: 'a|b', expect: {} }],
    }),
  );
  expect(problems).toMatchObject([
    { reason: expect.stringContaining('all fields are texts'), hint: expect.stringContaining('begins') },
  ]);
});

it('says where JSON ends', () => {
  expect(parseDefinition('{\n  "name": "a",\n}').problems).toMatchObject([{ line: 3, place: 'line 3, column 1' }]);
  expect(parseDefinition('[]').problems[0]!.reason).toContain('one object');
});

it('a hostile pattern answers', () => {
  const line = 'a'.repeat(50_000);
  const hostile = compilePattern('(a+)+$');
  expect(hostile.exec(`${line}b`)).toBeNull();
  expect(hostile.exec(line)).not.toBeNull();
  expect(compilePattern('(?<x>(x+x+)+y)').exec('x'.repeat(50_000))).toBeNull();
  expect(() => compilePattern('((a{100}){100}){10}')).toThrow();
});
