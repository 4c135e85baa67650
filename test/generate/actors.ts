// The identities that appear in generated events, one function per `userIdentity` shape of CloudTrail
// (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html).
import { type Actor, formatTime } from './event.ts';

type Where = { ip: string; agent: string };

export function assumedRole(
  where: Where & {
    account: string;
    role: string;
    roleId: string;
    session: string;
    accessKey: string;
    /** Seconds since 1970. */
    created: number;
    mfa?: boolean;
    invokedBy?: string;
    fromConsole?: boolean;
  },
): Actor {
  const arn = `arn:aws:sts::${where.account}:assumed-role/${where.role}/${where.session}`;
  return {
    identity:
      `{"type":"AssumedRole","principalId":"${where.roleId}:${where.session}","arn":"${arn}","accountId":"${where.account}"` +
      `,"accessKeyId":"${where.accessKey}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"${where.roleId}"` +
      `,"arn":"arn:aws:iam::${where.account}:role/${where.role}","accountId":"${where.account}","userName":"${where.role.split('/').at(-1)}"}` +
      `,"webIdFederationData":{},"attributes":{"creationDate":"${formatTime(where.created)}","mfaAuthenticated":"${where.mfa === true}"}}` +
      (where.invokedBy === undefined ? '' : `,"invokedBy":"${where.invokedBy}"`) +
      '}',
    type: 'AssumedRole',
    arn,
    accessKey: where.accessKey,
    ip: where.ip,
    agent: where.agent,
  };
}

export function iamUser(
  where: Where & {
    account: string;
    user: string;
    userId: string;
    accessKey: string | null;
    /** Set for sessions of the console or of GetSessionToken. */
    session?: { created: number; mfa: boolean };
  },
): Actor {
  const arn = `arn:aws:iam::${where.account}:user/${where.user}`;
  return {
    identity:
      `{"type":"IAMUser","principalId":"${where.userId}","arn":"${arn}","accountId":"${where.account}"` +
      (where.accessKey === null ? '' : `,"accessKeyId":"${where.accessKey}"`) +
      `,"userName":"${where.user}"` +
      (where.session === undefined
        ? ''
        : `,"sessionContext":{"attributes":{"creationDate":"${formatTime(where.session.created)}","mfaAuthenticated":"${where.session.mfa}"}}`) +
      '}',
    type: 'IAMUser',
    arn,
    accessKey: where.accessKey,
    ip: where.ip,
    agent: where.agent,
  };
}

export function rootUser(where: Where & { account: string }): Actor {
  const arn = `arn:aws:iam::${where.account}:root`;
  return {
    identity: `{"type":"Root","principalId":"${where.account}","arn":"${arn}","accountId":"${where.account}","accessKeyId":""}`,
    type: 'Root',
    arn,
    accessKey: '',
    ip: where.ip,
    agent: where.agent,
  };
}

export function awsService(service: string): Actor {
  return {
    identity: `{"type":"AWSService","invokedBy":"${service}"}`,
    type: 'AWSService',
    arn: null,
    accessKey: null,
    ip: service,
    agent: service,
  };
}

/** A caller from another account, as the called account's trail shows it: no name, no ARN. */
export function otherAccount(where: Where & { account: string; principalId: string }): Actor {
  return {
    identity: `{"type":"AWSAccount","principalId":"${where.principalId}","accountId":"${where.account}"}`,
    type: 'AWSAccount',
    arn: null,
    accessKey: null,
    ip: where.ip,
    agent: where.agent,
  };
}

export function webIdentity(where: Where & { provider: string; audience: string; subject: string }): Actor {
  return {
    identity:
      `{"type":"WebIdentityUser","principalId":"${where.provider}:${where.audience}:${where.subject}"` +
      `,"userName":"${where.subject}","identityProvider":"${where.provider}"}`,
    type: 'WebIdentityUser',
    arn: null,
    accessKey: null,
    ip: where.ip,
    agent: where.agent,
  };
}

/** AWS acting for the account itself: an identity object without a type. */
export function awsInternal(account: string): Actor {
  return {
    identity: `{"accountId":"${account}","invokedBy":"AWS Internal"}`,
    type: '',
    arn: null,
    accessKey: null,
    ip: 'AWS Internal',
    agent: 'AWS Internal',
  };
}
