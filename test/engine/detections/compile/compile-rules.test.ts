// Cases worked out by hand, where the property test has only the interpreter's word for it.
import { beforeAll, describe, expect, it } from 'vitest';
import { compileRules } from '../../../../src-main/engine/detections/compile/compile-rules.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { makeRule } from '../../../shared/sigma/write-rule.ts';
import { openTestCase } from '../../support/case.ts';
import { compiled, matchAll, storeRecords } from '../match-rules.ts';

const policy = JSON.stringify({ Statement: [{ Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::b/*' }] });
const records = {
  user: {
    eventName: 'CreateUser',
    eventSource: 'iam.amazonaws.com',
    eventTime: '2025-03-04T05:06:07Z',
    sourceIPAddress: '192.0.2.7',
    readOnly: false,
    errorCode: null,
    requestParameters: { userName: 'Bob', tags: [], count: 12, odd: 'a%b_c', policyDocument: policy },
    responseElements: null,
  },
  task: {
    eventName: 'RunTask',
    eventSource: 'ecs.amazonaws.com',
    eventTime: '2025-12-31T23:59:59Z',
    sourceIPAddress: 'AWS Internal',
    requestParameters: {
      containers: [{ command: ['sh', '-c', 'curl $URI'] }, { command: null }, { name: 'web' }],
      odd: 'axbyc',
    },
    resources: [{ ARN: 'arn:aws:ecs:::x' }, { ARN: null }],
  },
  opaque: {
    eventName: 'Opaque',
    eventSource: 'kms.amazonaws.com',
    requestParameters: 'as text',
    errorCode: 'AccessDenied',
  },
};
const names = Object.keys(records) as (keyof typeof records)[];

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
  await open.db.use((connection) =>
    storeRecords(
      connection,
      Object.values(records).map((record) => JSON.stringify(record)),
    ),
  );
});

const cases: [detection: Record<string, unknown>, found: (keyof typeof records)[]][] = [
  // Texts in any case, unless cased; the names of columns in any case too.
  [{ eventName: 'createuser' }, ['user']],
  [{ 'eventName|cased': 'createuser' }, []],
  [{ eventname: 'CreateUser' }, ['user']],
  [{ 'requestParameters.username': 'Bob' }, []],
  // Signs of LIKE are plain signs here.
  [{ 'requestParameters.odd': 'a%b?c' }, ['user']],
  [{ 'requestParameters.odd': 'a?b_*' }, ['user']],
  [{ 'requestParameters.odd': 'a?b?c' }, ['user', 'task']],
  // Missing and null are one; a list can have both.
  [{ errorCode: null }, ['user', 'task']],
  [{ errorCode: [null, 'accessdenied'] }, ['user', 'task', 'opaque']],
  [{ 'errorCode|exists': true }, ['user', 'opaque']],
  [{ 'errorCode|contains': '*' }, ['opaque']],
  [{ 'errorCode|neq': 'AccessDenied' }, ['user', 'task']],
  [{ 'requestParameters.tags': null }, ['user', 'task', 'opaque']],
  [{ 'requestParameters.tags|exists': true }, ['user']],
  // Numbers as numbers and as text, booleans as text.
  [{ 'requestParameters.count': 12 }, ['user']],
  [{ 'requestParameters.count': '12' }, ['user']],
  [{ 'requestParameters.count': 12.0 }, ['user']],
  [{ 'requestParameters.count|gt': 11 }, ['user']],
  [{ 'requestParameters.userName|gt': 0 }, []],
  [{ readOnly: false }, ['user']],
  [{ readOnly: 'FALSE' }, ['user']],
  // Arrays mean any of their values.
  [{ 'requestParameters.containers.command|contains': '$uri' }, ['task']],
  [{ 'requestParameters.containers.command|contains|all': ['curl', 'sh'] }, ['task']],
  [{ 'requestParameters.containers.name': 'web' }, ['task']],
  [{ 'resources.ARN|endswith': ':X' }, ['task']],
  [{ 'resources.ARN': null }, ['user', 'opaque']],
  // Objects as their text, with the quotes of a document inside as they are in the document.
  [{ 'requestParameters|contains|all': ['"s3:GetObject"', '"arn:aws:s3:::b/*"'] }, ['user']],
  [{ requestParameters: 'As Text' }, ['opaque']],
  [{ 'requestParameters|contains': 'text' }, ['opaque']],
  // Addresses, times, fields.
  [{ 'sourceIPAddress|cidr': ['10.0.0.0/8', '192.0.2.0/24'] }, ['user']],
  [{ 'eventTime|hour': 5 }, ['user']],
  [{ 'eventTime|week': 1 }, ['task']],
  [{ 'eventTime|hour|gte': 6 }, ['task']],
  [{ 'requestParameters|fieldref|contains': 'requestParameters.userName' }, ['user']],
  [{ 'eventName|fieldref|neq': 'eventName' }, []],
  // Regular expressions mind the case.
  [{ 'eventName|re': '^create' }, []],
  [{ 'eventName|re|i': '^create' }, ['user']],
];

describe('what a line of a rule finds', () => {
  it('is as worked out by hand', async () => {
    const rules = cases.map(([line]) => makeRule({ s: line, condition: 's' }));
    const matches = await open.db.use((connection) => matchAll(connection, rules));
    const found = cases.map(([line], i) => [line, names.filter((_, n) => matches[n]!.hits.includes(i))]);
    expect(found).toEqual(cases);
  });

  it('is found in the whole record by keywords', async () => {
    const keywords: [unknown, (keyof typeof records)[]][] = [
      [['bob'], ['user']],
      [['"s3:getobject"'], ['user']],
      [['[?s3:getobject?]'], ['user']],
      [{ '|all': ['curl', 'runtask'] }, ['task']],
      [{ '|re': 'Opa.ue' }, ['opaque']],
      [['c*$URI', 'nowhere'], ['task']],
    ];
    const rules = keywords.map(([words]) => makeRule({ s: words, condition: 's' }));
    const matches = await open.db.use((connection) => matchAll(connection, rules));
    expect(keywords.map(([words], i) => [words, names.filter((_, n) => matches[n]!.hits.includes(i))])).toEqual(
      keywords,
    );
  });
});

it('reads well', () => {
  const { condition } = compiled(
    makeRule({
      sel: {
        eventSource: 'ec2.amazonaws.com',
        eventName: ['CreateRoute', 'DeleteRoute'],
        'requestParameters.cidr|startswith': '0.0.0.0',
      },
      filter_ok: { 'userIdentity.arn|contains': "o'brien", errorCode: null },
      condition: 'sel and not 1 of filter_*',
    }),
  );
  expect(condition).toBe(
    `lower(eventsource) = 'ec2.amazonaws.com' AND lower(eventname) IN ('createroute', 'deleteroute') AND ` +
      `len(list_filter(json_values(requestparameters, 'cidr'), lambda v: starts_with(lower(v), '0.0.0.0'))) > 0 AND ` +
      `(contains(lower(useridentity.arn), 'o''brien') AND errorcode IS NULL) IS NOT TRUE`,
  );
});

it('says what cannot be compiled, with its line', async () => {
  const broken = [{ 'f|re': '(?=a)b' }, { 'sourceIPAddress|cidr': '10.0.0.0/40' }, { 'a.b.c.d.e.f.g.h.i.j.k.l.m': 1 }];
  const rules = broken.map((line) => makeRule({ s: { eventName: 'x', ...line }, condition: 's' }));
  const results = await open.db.use((connection) =>
    compileRules(
      connection,
      [...rules, makeRule({ s: { a: 1 }, condition: 's' })].map((rule) => ({ rule, table: 'cloudtrail' })),
    ),
  );
  expect(results).toMatchObject([
    { kind: 'problem', problem: { line: lastLine(rules[0]!), reason: expect.stringContaining('RE2') } },
    { kind: 'problem', problem: { line: lastLine(rules[1]!), reason: expect.stringContaining('is no network') } },
    { kind: 'problem', problem: { line: lastLine(rules[2]!), reason: expect.stringContaining('deeper than 12') } },
    { kind: 'compiled' },
  ]);
});

const lastLine = ({ searches: { s } }: ReturnType<typeof makeRule>) =>
  s!.kind === 'test' ? s!.line : s!.parts.at(-1)!.line;
