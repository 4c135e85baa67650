// Every kind of credential: who is behind it, by which link, and what is said where the link is missing.
import { expect, test } from 'vitest';
import { openTestCase } from '../../support/case.ts';
import {
  assume,
  bringUpToDate,
  event,
  home,
  prod,
  role,
  service,
  sessionArn,
  storeEvents,
  type TestEvent,
  user,
  userSession,
} from './trail.ts';

type Told = {
  kind: string;
  link: string | null;
  parent: string | null;
  actor: string;
  depth: number;
  missing: string | null;
};

/** What is told of each session. */
async function tell(...loads: TestEvent[][]) {
  const open = await openTestCase();
  for (const events of loads) await storeEvents(open, events);
  await bringUpToDate(open);
  const rows = await open.db.use((c) => c.rows('SELECT * FROM logs.pugmark.sessions'));
  const sessions = new Map(rows.map((row) => [String(row.session), row as unknown as Told & Record<string, unknown>]));
  return { open, of: (session: string) => sessions.get(session) };
}

const ana = user('ana', 'AKIAANA');
const anaArn = `arn:aws:iam::${home}:user/ana`;

test('a long-term key is its user’s', async () => {
  const { of } = await tell([event(0, ana, 'ListBuckets')]);
  expect(of('AKIAANA')).toMatchObject({
    kind: 'access key',
    link: 'owner',
    parent: anaArn,
    actor: anaArn,
    depth: 1,
    missing: null,
    events: 1,
  });
  expect(of(anaArn)).toMatchObject({ kind: 'user', parent: null, actor: anaArn, depth: 0, events: 0 });
});

test('roles in a row, across accounts, lead back to the user; the copy in the other account changes nothing', async () => {
  const asAna = (account: string) => ({ type: 'AWSAccount', principalId: 'AIDAANA', accountId: account });
  const crossing = { account: prod, sharedEventID: 'shared-1' };
  const { of } = await tell([
    event(3, role('deploy', 's2', 'ASIATWO', 2, { account: prod }), 'ListBuckets'),
    assume(2, role('build', 's1', 'ASIAONE', 1), 'deploy', 's2', 'ASIATWO', { ...crossing, recipientAccountId: home }),
    assume(2, { ...asAna(home), principalId: 'AROABUILD:s1' }, 'deploy', 's2', 'ASIATWO', crossing),
    assume(1, ana, 'build', 's1', 'ASIAONE'),
  ]);
  expect(of('ASIATWO')).toMatchObject({
    kind: 'role session',
    link: 'response',
    parent: 'ASIAONE',
    actor: anaArn,
    depth: 3,
    copies: 2,
    missing: null,
    account: prod,
  });
  expect(of('ASIAONE')).toMatchObject({ parent: 'AKIAANA', actor: anaArn, depth: 2, copies: 1, events: 1 });
});

test('with the logs of the called account alone, the user is known by its unique id, the key is not', async () => {
  const stranger = { type: 'AWSAccount', principalId: 'AIDASTRANGER', accountId: '999988887777' };
  const { of } = await tell([
    assume(1, stranger, 'support', 's', 'ASIASUPPORT'),
    event(2, role('support', 's', 'ASIASUPPORT', 1), 'ListBuckets'),
    assume(1, { ...stranger, principalId: 'AIDAANA', accountId: home }, 'support', 'a', 'ASIAFROMANA'),
    event(2, ana, 'ListUsers'),
  ]);
  expect(of('ASIASUPPORT')).toMatchObject({
    parent: 'AIDASTRANGER',
    actor: 'AIDASTRANGER',
    missing: 'the caller’s side of the call, in account 999988887777, is not in the case',
  });
  expect(of('AIDASTRANGER')).toMatchObject({ kind: 'other account' });
  expect(of('ASIAFROMANA')).toMatchObject({
    parent: anaArn,
    actor: anaArn,
    missing: `which key of the caller it was is told only in the logs of account ${home}`,
  });
});

test('a role session that calls from another account is found by its principal id, when one key only can be meant', async () => {
  const caller = { type: 'AWSAccount', principalId: 'AROABUILD:s1', accountId: home };
  const one = [
    event(5, role('build', 's1', 'ASIAONE', 1), 'ListBuckets'),
    assume(6, caller, 'deploy', 's2', 'ASIATWO', { account: prod }),
  ];
  expect((await tell([assume(1, ana, 'build', 's1', 'ASIAONE'), ...one])).of('ASIATWO')).toMatchObject({
    parent: 'ASIAONE',
    actor: anaArn,
    missing: null,
  });
  const two = await tell([...one, event(5, role('build', 's1', 'ASIAOTHER', 3), 'ListBuckets')]);
  expect(two.of('ASIATWO')).toMatchObject({
    parent: sessionArn('build', 's1', home),
    actor: sessionArn('build', 's1', home),
    missing: `which key of the caller it was is told only in the logs of account ${home}`,
  });
});

test('GetSessionToken and GetFederationToken', async () => {
  const federated = {
    type: 'FederatedUser',
    principalId: `${home}:temp`,
    arn: `arn:aws:sts::${home}:federated-user/temp`,
    accountId: home,
    accessKeyId: 'ASIAFED',
    sessionContext: {
      sessionIssuer: { type: 'IAMUser', arn: anaArn },
      attributes: { creationDate: '2026-03-01T10:01:00Z' },
    },
  };
  const issued = [
    event(1, ana, 'GetFederationToken', {
      requestParameters: { name: 'temp' },
      responseElements: {
        credentials: { accessKeyId: 'ASIAFED' },
        federatedUser: { arn: `arn:aws:sts::${home}:federated-user/temp`, federatedUserId: `${home}:temp` },
      },
    }),
    event(1, ana, 'GetSessionToken', { responseElements: { credentials: { accessKeyId: 'ASIATOKEN' } } }),
  ];
  const used = [event(2, federated, 'ListBuckets'), event(2, userSession('ana', 'ASIATOKEN', 1), 'ListBuckets')];
  const whole = await tell([...used, ...issued]);
  expect(whole.of('ASIAFED')).toMatchObject({
    kind: 'federated session',
    link: 'response',
    parent: 'AKIAANA',
    actor: anaArn,
  });
  expect(whole.of('ASIATOKEN')).toMatchObject({
    kind: 'user session',
    link: 'response',
    parent: 'AKIAANA',
    actor: anaArn,
    mfa: true,
  });
  // Without the events the sessions still say whose they are.
  const part = await tell([...used, event(0, user('bo', 'AKIABO'), 'ListUsers')]);
  expect(part.of('ASIAFED')).toMatchObject({
    link: 'context',
    parent: anaArn,
    actor: anaArn,
    missing: 'no event that issued it is in the case',
  });
  expect(part.of('ASIATOKEN')).toMatchObject({
    link: 'context',
    parent: anaArn,
    actor: anaArn,
    missing: 'no event that issued it is in the case',
  });
});

test('SAML and web identities', async () => {
  const saml = {
    type: 'SAMLUser',
    principalId: 'abc=:eve@example.com',
    userName: 'eve@example.com',
    identityProvider: 'abc=',
  };
  const provider = `arn:aws:iam::${home}:oidc-provider/token.example.com`;
  const web = {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:repo:shop`,
    userName: 'repo:shop',
    identityProvider: provider,
  };
  const { of } = await tell([
    assume(1, saml, 'dev', 'eve@example.com', 'ASIASAML', { api: 'AssumeRoleWithSAML' }),
    assume(1, web, 'ci', 'run-7', 'ASIAWEB', { api: 'AssumeRoleWithWebIdentity' }),
    event(2, role('dev', 'eve@example.com', 'ASIASAML', 1), 'ListBuckets'),
    event(
      2,
      role('ci', 'run-7', 'ASIAWEB', 1, { context: { webIdFederationData: { federatedProvider: provider } } }),
      'ListBuckets',
    ),
    event(
      2,
      role('ci', 'run-8', 'ASIALOST', 1.5, { context: { webIdFederationData: { federatedProvider: provider } } }),
      'ListBuckets',
    ),
  ]);
  expect(of('ASIASAML')).toMatchObject({ parent: saml.principalId, actor: saml.principalId, missing: null });
  expect(of(saml.principalId)).toMatchObject({ kind: 'SAML user', events: 1 });
  expect(of('ASIAWEB')).toMatchObject({ parent: web.principalId, actor: web.principalId });
  expect(of(web.principalId)).toMatchObject({ kind: 'web identity' });
  expect(of('ASIALOST')).toMatchObject({
    parent: null,
    actor: sessionArn('ci', 'run-8', home),
    missing: 'no event that issued it is in the case',
  });
});

const ssoPath = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
const ssoRole = 'AWSReservedSSO_Admin_0123456789abcdef';

test('a permission set of IAM Identity Center names its user, with the event or without', async () => {
  const saml = {
    type: 'SAMLUser',
    principalId: 'x=:pia@example.com',
    userName: 'pia@example.com',
    identityProvider: 'x=',
  };
  const { of } = await tell([
    assume(1, saml, ssoRole, 'pia@example.com', 'ASIASSO', { api: 'AssumeRoleWithSAML', path: ssoPath }),
    event(2, role(ssoRole, 'pia@example.com', 'ASIASSO', 1, { path: ssoPath }), 'ListBuckets'),
    event(9, role(ssoRole, 'pia@example.com', 'ASIAUNSEEN', 8, { path: ssoPath }), 'ListBuckets'),
    event(9, role(ssoRole, 'pia@example.com', 'ASIAFAKE', 8, { path: '/' }), 'ListBuckets'),
  ]);
  expect(of('ASIASSO')).toMatchObject({
    link: 'response',
    parent: 'pia@example.com',
    actor: 'pia@example.com',
    missing: null,
  });
  expect(of('ASIAUNSEEN')).toMatchObject({
    link: 'context',
    parent: 'pia@example.com',
    missing: 'no event that issued it is in the case',
  });
  expect(of('pia@example.com')).toMatchObject({ kind: 'SSO user' });
  // Anybody can give a role such a name, but not such a path.
  expect(of('ASIAFAKE')).toMatchObject({ link: null, parent: null });
});

test('the console renews the keys of a session: they belong to the one that was issued at the second it names', async () => {
  const saml = { type: 'SAMLUser', principalId: 'x=:pia@example.com', userName: 'pia@example.com' };
  const renewed = { sessionCredentialFromConsole: 'true' };
  const { of } = await tell([
    assume(1, saml, 'dev', 'pia', 'ASIAFIRST', { api: 'AssumeRoleWithSAML' }),
    event(2, role('dev', 'pia', 'ASIARENEWED', 1), 'ListBuckets', renewed),
    event(2, role('dev', 'pia', 'ASIALATER', 1.5), 'ListBuckets', renewed),
    event(2, role('dev', 'pia', 'ASIAPLAIN', 1), 'ListBuckets'),
  ]);
  expect(of('ASIARENEWED')).toMatchObject({
    link: 'session',
    parent: saml.principalId,
    issued_by: 'AssumeRoleWithSAML',
    missing: null,
  });
  expect(of('ASIALATER')).toMatchObject({ link: null, parent: null });
  expect(of('ASIAPLAIN')).toMatchObject({ link: null, parent: null });
});

test('two events that can have begun a console session are not chosen between', async () => {
  const saml = (name: string) => ({ type: 'SAMLUser', principalId: `x=:${name}`, userName: name });
  const { of } = await tell([
    assume(1, saml('eve'), 'dev', 'shared', 'ASIAEVE', { api: 'AssumeRoleWithSAML' }),
    assume(1, saml('mal'), 'dev', 'shared', 'ASIAMAL', { api: 'AssumeRoleWithSAML' }),
    event(2, role('dev', 'shared', 'ASIACONSOLE', 1), 'ListBuckets', { sessionCredentialFromConsole: 'true' }),
  ]);
  expect(of('ASIACONSOLE')).toMatchObject({
    link: null,
    parent: null,
    actor: sessionArn('dev', 'shared', home),
    missing: '2 events can have issued it',
    issued_by: null,
  });
});

test('a console login, and a switch of roles in the console', async () => {
  const console = { eventSource: 'signin.amazonaws.com', eventType: 'AwsConsoleSignIn' };
  const { of } = await tell([
    event(1, user('ana', null), 'ConsoleLogin', {
      ...console,
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
    }),
    event(2, user('ana', null), 'ConsoleLogin', { ...console, responseElements: { ConsoleLogin: 'Success' } }),
    event(3, userSession('ana', 'ASIACONSOLE', 2), 'ListBuckets', { sessionCredentialFromConsole: 'true' }),
    event(4, role('admin', 'ana', null, 4, { account: prod }), 'SwitchRole', {
      ...console,
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: { SwitchFrom: anaArn },
    }),
    event(5, role('admin', 'ana', 'ASIASWITCHED', 4, { account: prod }), 'ListBuckets', {
      sessionCredentialFromConsole: 'true',
    }),
  ]);
  expect(of('ASIACONSOLE')).toMatchObject({
    kind: 'user session',
    link: 'login',
    parent: anaArn,
    issued_by: 'ConsoleLogin',
    missing: null,
  });
  expect(of('ASIASWITCHED')).toMatchObject({ link: 'session', parent: anaArn, actor: anaArn, issued_by: 'SwitchRole' });
  expect(of(anaArn)).toMatchObject({ kind: 'user', events: 2 });
});

test('instances: by the event, by how their credentials were delivered, and not by a name that anybody can choose', async () => {
  const i = 'i-0123456789abcdef0';
  const { of } = await tell([
    assume(1, service('ec2.amazonaws.com'), 'web', i, 'ASIAPROFILE'),
    event(2, role('web', i, 'ASIAPROFILE', 1), 'ListBuckets'),
    event(2, role('web', i, 'ASIADELIVERED', 0, { context: { ec2RoleDelivery: '2.0' } }), 'ListBuckets'),
    event(2, role('web', i, 'ASIANAMED', 0), 'ListBuckets'),
    assume(1, ana, 'web', i, 'ASIADISGUISED'),
    event(2, role('web', i, 'ASIADISGUISED', 1), 'ListBuckets'),
  ]);
  expect(of('ASIAPROFILE')).toMatchObject({ link: 'response', parent: i, actor: i, missing: null });
  expect(of('ASIADELIVERED')).toMatchObject({ link: 'context', parent: i, actor: i });
  expect(of('ASIANAMED')).toMatchObject({ link: null, parent: null, actor: sessionArn('web', i, home) });
  expect(of('ASIADISGUISED')).toMatchObject({ parent: 'AKIAANA', actor: anaArn });
  expect(of(i)).toMatchObject({ kind: 'instance' });
});

test('services, service-linked roles and root', async () => {
  const root = { type: 'Root', principalId: home, arn: `arn:aws:iam::${home}:root`, accountId: home, accessKeyId: '' };
  const { of } = await tell([
    assume(1, service('lambda.amazonaws.com'), 'fn', 'resize', 'ASIALAMBDA'),
    event(2, role('fn', 'resize', 'ASIALAMBDA', 1), 'ListBuckets'),
    event(
      2,
      role('AWSServiceRoleForConfig', 'AWSConfig', 'ASIALINKED', 1, {
        path: '/aws-service-role/config.amazonaws.com/',
      }),
      'ListBuckets',
    ),
    event(2, root, 'ListBuckets'),
    event(
      2,
      { ...root, accessKeyId: 'ASIAROOT', sessionContext: { attributes: { creationDate: '2026-03-01T10:01:00Z' } } },
      'ListUsers',
    ),
    event(2, { accountId: home, invokedBy: 'AWS Internal' }, 'Decrypt'),
  ]);
  expect(of('ASIALAMBDA')).toMatchObject({ parent: 'lambda.amazonaws.com', actor: 'lambda.amazonaws.com' });
  expect(of('lambda.amazonaws.com')).toMatchObject({ kind: 'service', events: 1 });
  expect(of('ASIALINKED')).toMatchObject({ link: 'context', actor: 'config.amazonaws.com' });
  expect(of('ASIAROOT')).toMatchObject({ kind: 'root session', parent: `arn:aws:iam::${home}:root` });
  expect(of(`arn:aws:iam::${home}:root`)).toMatchObject({ kind: 'root', events: 1 });
  expect(of('AWS Internal')).toMatchObject({ kind: 'service' });
});

test('a key that was made with CreateAccessKey is its user’s, and tells who made it', async () => {
  const made = event(1, ana, 'CreateAccessKey', {
    eventSource: 'iam.amazonaws.com',
    responseElements: { accessKey: { accessKeyId: 'AKIABACKDOOR', userName: 'bo', status: 'Active' } },
  });
  const bo = `arn:aws:iam::${home}:user/bo`;
  const used = await tell([made, event(2, user('bo', 'AKIABACKDOOR'), 'ListBuckets')]);
  expect(used.of('AKIABACKDOOR')).toMatchObject({
    kind: 'access key',
    parent: bo,
    made_by: 'AKIAANA',
    actor: bo,
    issued_by: 'CreateAccessKey',
  });
  const unused = await tell([made]);
  expect(unused.of('AKIABACKDOOR')).toMatchObject({
    kind: 'access key',
    parent: null,
    made_by: 'AKIAANA',
    events: 0,
    missing: 'its owner is not in the logs',
  });
  const known = await tell([
    made,
    event(2, user('bo', null), 'ConsoleLogin', { responseElements: { ConsoleLogin: 'Success' } }),
  ]);
  expect(known.of('AKIABACKDOOR')).toMatchObject({ parent: bo, actor: bo });
});

test('a missing link says what is missing', async () => {
  const { of } = await tell([
    event(10, role('build', 's1', 'ASIABEFORE', 1), 'ListBuckets'),
    event(30, role('build', 's2', 'ASIAWITHIN', 20), 'ListBuckets'),
    event(30, role('deploy', 's3', 'ASIAELSEWHERE', 20, { account: prod }), 'ListBuckets', {
      recipientAccountId: home,
    }),
  ]);
  expect(of('ASIABEFORE')).toMatchObject({ missing: `it was issued before the logs of account ${home} begin` });
  expect(of('ASIAWITHIN')).toMatchObject({ missing: 'no event that issued it is in the case' });
  expect(of('ASIAELSEWHERE')).toMatchObject({ missing: `no logs of account ${prod} are in the case` });
});

test('sessions that seem to have issued each other are named as such, and so is what follows from them', async () => {
  const a = role('a', 's', 'ASIAA', 1);
  const b = role('b', 's', 'ASIAB', 1);
  const { of } = await tell([
    assume(1, a, 'b', 's', 'ASIAB'),
    assume(1, b, 'a', 's', 'ASIAA'),
    assume(2, b, 'c', 's', 'ASIAC'),
    assume(3, ana, 'd', 's', 'ASIAD'),
  ]);
  for (const [key, name] of [
    ['ASIAA', 'a'],
    ['ASIAB', 'b'],
    ['ASIAC', 'c'],
  ] as const)
    expect(of(key)).toMatchObject({
      origin: null,
      depth: null,
      actor: sessionArn(name, 's', home),
      missing: 'the events that issued it go in a circle',
    });
  expect(of('ASIAD')).toMatchObject({ actor: anaArn, depth: 2 });
});
