// How the attacker gets in and settles: the leaked key, the sweep, a new administrator, the console, the trail stopped.
import { iamUser } from '../actors.ts';
import type { Event } from '../event.ts';
import type { Account } from '../world.ts';
import { sweep } from './sweep.ts';
import { attacker, type CallFields, dashed, leakedUser, type Teller, writeDate } from './teller.ts';

export type Foothold = { backdoorKey: string; fromConsole(this: void, account: Account, fields: CallFields): Event };

export function breakIn(teller: Teller): Foothold {
  const { stage, call, wait, now, random, home } = teller;
  stage('first-use', 'The leaked key is tried from an address that the pipeline never had');
  call(leakedUser(teller, 'sts.get-caller-identity'), home, { service: 'sts', name: 'GetCallerIdentity' });

  stage('recon', 'An automated sweep asks what the key may do; most answers are AccessDenied');
  sweep(teller);

  stage('backdoor', 'What it may do is create users: a new administrator with its own key and password');
  const backdoorId = `AIDA${random.base32(17)}`;
  const backdoorKey = `AKIA${random.base32(16)}`;
  const iam = (name: string, request: object, response: object | null, readOnly = false) =>
    call(leakedUser(teller, `iam.${dashed(name)}`), home, {
      service: 'iam',
      name,
      readOnly,
      request: JSON.stringify(request),
      response: response === null ? undefined : JSON.stringify(response),
    });
  wait(190);
  iam(
    'CreateUser',
    { userName: attacker.backdoorUser, path: '/' },
    {
      user: {
        path: '/',
        userName: attacker.backdoorUser,
        userId: backdoorId,
        arn: `arn:aws:iam::${home.id}:user/${attacker.backdoorUser}`,
        createDate: writeDate(now()),
      },
    },
  );
  iam(
    'CreateAccessKey',
    { userName: attacker.backdoorUser },
    {
      accessKey: {
        userName: attacker.backdoorUser,
        accessKeyId: backdoorKey,
        status: 'Active',
        createDate: writeDate(now()),
      },
    },
  );
  iam(
    'AttachUserPolicy',
    { userName: attacker.backdoorUser, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    null,
  );
  iam(
    'CreateLoginProfile',
    { userName: attacker.backdoorUser, passwordResetRequired: false },
    {
      loginProfile: { userName: attacker.backdoorUser, createDate: writeDate(now()), passwordResetRequired: false },
    },
  );

  stage('console', 'The new user logs in to the console without MFA, at the second try');
  const bare = {
    account: home.id,
    user: attacker.backdoorUser,
    userId: backdoorId,
    ip: attacker.consoleIp,
    agent: attacker.browser,
  };
  const signIn = (ok: boolean) =>
    call(iamUser({ ...bare, accessKey: null }), home, {
      service: 'signin',
      name: 'ConsoleLogin',
      readOnly: false,
      eventType: 'AwsConsoleSignIn',
      host: 'us-east-1.signin.aws.amazon.com',
      response: `{"ConsoleLogin":"${ok ? 'Success' : 'Failure'}"}`,
      additional:
        '{"LoginTo":"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true","MobileVersion":"No","MFAUsed":"No"}',
      ...(ok ? {} : { extra: ',"errorMessage":"Failed authentication"' }),
    });
  wait(160);
  signIn(false);
  signIn(true);
  const consoleSession = iamUser({
    ...bare,
    accessKey: `ASIA${random.base32(16)}`,
    session: { created: now(), mfa: false },
  });
  const fromConsole = (account: Account, fields: CallFields) =>
    call(consoleSession, account, { extra: ',"sessionCredentialFromConsole":"true"', ...fields });

  stage('blinding', "The account's own trail and flow logs are switched off; the organisation's trail keeps recording");
  fromConsole(home, {
    service: 'cloudtrail',
    name: 'DescribeTrails',
    request: '{"trailNameList":[],"includeShadowTrails":true}',
  });
  const trail = `arn:aws:cloudtrail:us-east-1:${home.id}:trail/${home.name}-trail`;
  fromConsole(home, { service: 'cloudtrail', name: 'StopLogging', readOnly: false, request: `{"name":"${trail}"}` });
  fromConsole(home, {
    service: 'cloudtrail',
    name: 'PutEventSelectors',
    readOnly: false,
    request: `{"trailName":"${trail}","eventSelectors":[{"readWriteType":"WriteOnly","includeManagementEvents":false,"dataResources":[],"excludeManagementEventSources":[]}]}`,
    response: `{"trailARN":"${trail}","eventSelectors":[{"readWriteType":"WriteOnly","includeManagementEvents":false,"dataResources":[]}]}`,
  });
  fromConsole(home, {
    service: 'ec2',
    name: 'DeleteFlowLogs',
    readOnly: false,
    request: `{"DeleteFlowLogsRequest":{"FlowLogId":{"tag":1,"content":"fl-0${home.id}0a1"}}}`,
    response: '{"DeleteFlowLogsResponse":{"unsuccessful":""}}',
  });
  return { backdoorKey, fromConsole };
}
