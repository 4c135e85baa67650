// Structs of Athena's CSV: what the known names can tell apart, and what they cannot.
import { describe, expect, test } from 'vitest';
import cloudtrail from '../../../../../shared/formats/cloudtrail.ts';
import type { FormatColumn } from '../../../../../shared/formats/format.ts';
import { prestoToJson } from '../../../../../src-main/engine/ingest/read/tables/presto-text.ts';

const field = (name: string): FormatColumn => ({ name, type: 'VARCHAR', doc: '' });
const struct = (name: string, fields: FormatColumn[], list = false): FormatColumn => ({ name, doc: '', fields, list });

const person = struct('person', [
  field('userName'),
  field('arn'),
  struct('session', [struct('attributes', [field('mfa'), field('created')]), field('issuer')]),
  struct('tags', [field('key'), field('value')], true),
  { name: 'count', type: 'INTEGER', doc: '' },
  { name: 'big', type: 'BIGINT', doc: '' },
  { name: 'root', type: 'BOOLEAN', doc: '' },
  { name: 'names', type: 'VARCHAR', list: true, doc: '' },
  { name: 'free', type: 'JSON', doc: '' },
]);

function read(text: string, column: FormatColumn = person): unknown {
  const json = prestoToJson(text, column);
  return json === null ? null : JSON.parse(json);
}

describe('values', () => {
  test('keys in any case become those of the records', () => {
    expect(read('{username=ana, ARN=a}')).toEqual({ userName: 'ana', arn: 'a' });
  });

  test('null is no value, at any depth, and is told from text', () => {
    expect(read('{username=null, arn=null}')).toEqual({ userName: null, arn: null });
    expect(read('{session=null, tags=null, count=null}')).toEqual({ session: null, tags: null, count: null });
    expect(read('{username=nullable, arn=null and void}')).toEqual({ userName: 'nullable', arn: 'null and void' });
    expect(prestoToJson('null', person)).toBe('null');
  });

  test('empty ones', () => {
    expect(read('{}')).toEqual({});
    expect(read('{username=, tags=[], session={}}')).toEqual({ userName: '', tags: [], session: {} });
  });

  test('numbers and booleans are typed, large numbers keep all of their digits', () => {
    expect(read('{count=-3, big=9223372036854775807, root=true}')).toEqual({
      count: -3,
      big: '9223372036854775807',
      root: true,
    });
    expect(read('{count=many, root=maybe}')).toEqual({ count: 'many', root: 'maybe' });
  });

  test('lists of texts, and JSON in a struct', () => {
    expect(read('{names=[a, b=c], free={"a":[1,"}"]}}')).toEqual({ names: ['a', 'b=c'], free: { a: [1, '}'] } });
    expect(read('{free={k=v, x=y}, arn=a}')).toEqual({ free: '{k=v, x=y}', arn: 'a' });
  });
});

describe('structs in structs', () => {
  test('each level by its own names', () => {
    expect(read('{session={attributes={mfa=true, created=now}, issuer=role}, arn=a}')).toEqual({
      session: { attributes: { mfa: 'true', created: 'now' }, issuer: 'role' },
      arn: 'a',
    });
  });

  test('lists of structs, one of them null', () => {
    expect(read('{tags=[{key=a, value=1}, null, {key=b, value=null}], arn=a}')).toEqual({
      tags: [{ key: 'a', value: '1' }, null, { key: 'b', value: null }],
      arn: 'a',
    });
  });

  test('a list at the top', () => {
    expect(read('[{key=a, value=1}, {key=b, value=2}]', struct('tags', [field('key'), field('value')], true))).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
  });
});

describe('values that look like structure', () => {
  test('commas and equals signs', () => {
    expect(read('{username=CN=ana, O=Example, Inc, arn=x=y, z}')).toEqual({
      userName: 'CN=ana, O=Example, Inc',
      arn: 'x=y, z',
    });
  });

  test('a name that has been there is text', () => {
    expect(read('{arn=a, username=ana, arn=b}')).toEqual({ arn: 'a', userName: 'ana, arn=b' });
  });

  test('braces and brackets', () => {
    expect(read('{username=a}b, arn={c}}')).toEqual({ userName: 'a}b', arn: '{c}' });
    expect(read('{session={issuer=x}y], attributes=null}, arn=a}')).toEqual({
      session: { issuer: 'x}y]', attributes: null },
      arn: 'a',
    });
    expect(read('{tags=[{key=a], value=b}, c}, {key=d, value=e}]}')).toEqual({
      tags: [
        { key: 'a]', value: 'b}, c' },
        { key: 'd', value: 'e' },
      ],
    });
  });

  test('names of another level do not end a value', () => {
    expect(read('{session={issuer=a, arn=b}, arn=c}')).toEqual({ session: { issuer: 'a, arn=b' }, arn: 'c' });
  });
});

describe('keys that are not known', () => {
  test('are left out where they can be told', () => {
    expect(read('{newfield=x, username=ana}')).toEqual({ userName: 'ana' });
    expect(read('{session={issuer=a}, newfield={b=[c]}, newer=[d, e], arn=f}')).toEqual({
      session: { issuer: 'a' },
      arn: 'f',
    });
    expect(read('{username=null, newfield=x, arn=f}')).toEqual({ userName: null, arn: 'f' });
  });
});

describe('what it is not', () => {
  test.each([
    '',
    'ana',
    '{',
    '{username',
    '{username=ana',
    '{username=ana} ',
    '{username=ana}}x',
    '[{key=a}]',
    '{tags={key=a}}',
    '{session=[x]}',
    '{"userName":"ana"}',
    '{=x}',
  ])('%j', (text) => {
    expect(prestoToJson(text, person)).toBeNull();
  });

  test('long hostile text takes its time in proportion', () => {
    for (const part of [', ', '}', '{', '[', ', arn=', ', x=', '={', '}, ', 'null, ', 'x={, ', 'tags=[{, ']) {
      const many = part.repeat(50_000);
      for (const text of [`{username=${many}}`, `{username=${many}}}`, `{${many}arn=a}`, `{names=[${many}]}`])
        prestoToJson(text, person);
    }
  });
});

test('a whole identity of CloudTrail', () => {
  const identity = cloudtrail.columns.find(({ name }) => name === 'useridentity')!;
  expect(
    read(
      '{type=AssumedRole, principalid=AROAEXAMPLE:ana, arn=arn:aws:sts::111122223333:assumed-role/Admin/ana, accountid=111122223333, invokedby=null, accesskeyid=ASIAEXAMPLE, username=null, onbehalfof=null, sessioncontext={attributes={mfaauthenticated=false, creationdate=2025-03-04T05:00:00Z}, sessionissuer={type=Role, principalid=AROAEXAMPLE, arn=arn:aws:iam::111122223333:role/Admin, accountid=111122223333, username=Admin}, ec2roledelivery=2.0, webidfederationdata={federatedprovider=null, attributes={}}}}',
      identity,
    ),
  ).toEqual({
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:ana',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
    accountId: '111122223333',
    invokedBy: null,
    accessKeyId: 'ASIAEXAMPLE',
    userName: null,
    onBehalfOf: null,
    sessionContext: {
      attributes: { mfaAuthenticated: 'false', creationDate: '2025-03-04T05:00:00Z' },
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: 'arn:aws:iam::111122223333:role/Admin',
        accountId: '111122223333',
        userName: 'Admin',
      },
      ec2RoleDelivery: '2.0',
      webIdFederationData: { federatedProvider: null, attributes: {} },
    },
  });
});
