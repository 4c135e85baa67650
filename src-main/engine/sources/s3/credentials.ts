// Turns a login into credentials for the AWS SDK, asked for once and shared by all clients until they run out. Every failure
// comes out in plain words, see `aws-problem.ts`.
import { readFile } from 'node:fs/promises';
import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromEnv, fromIni, fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, HttpRequest } from '@smithy/types';
import { EngineError } from '../../engine-error.ts';
import { connectionAgents } from '../aws/proxy-agents.ts';
import { toAwsProblem } from './aws-problem.ts';
import { type Login, stsEndpointOf } from './login.ts';
import { type ProfileBase, type ProfileRole, unfoldProfile } from './profiles.ts';
import { fromContainer, fromMachine, fromSurroundings, type PodIdentity } from './surroundings.ts';

/** `askMfa` is given the device's serial number and answers with its six digits, or throws. */
export type AskMfa = (serial: string) => Promise<string>;

export type LoginCredentials = AwsCredentialIdentityProvider | 'anonymous';

/**
 * Credentials of a login, or `anonymous`. Nothing is asked of anybody before the first call. The provider keeps
 * what it got until five minutes before it expires, so that an MFA code is asked for once and not by every client.
 *
 * @throws EngineError INVALID at once for an anonymous login that assumes roles; the provider throws as `toAwsProblem`.
 */
export function credentialsFor(login: Login, { askMfa }: { askMfa: AskMfa }): LoginCredentials {
  const roles = login.assume ?? [];
  if (login.kind === 'anonymous') {
    if (roles.length === 0) return 'anonymous';
    throw new EngineError('INVALID', 'A role cannot be assumed without a login.', {
      hint: 'Choose a profile or keys to assume the role with, or remove the role.',
    });
  }
  return assumeAll(sourceOf(login, askMfa), roles, login, askMfa);
}

/** What an SDK client's configuration needs for the result of `credentialsFor`; anonymous requests stay unsigned. */
export function signingWith(credentials: LoginCredentials) {
  if (credentials !== 'anonymous') return { credentials };
  return {
    credentials: { accessKeyId: '', secretAccessKey: '' },
    signer: { sign: async (request: HttpRequest) => request },
  };
}

/** For services that only say who somebody is: they answer at once, or something is wrong. */
export const quickClient = () => ({
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 15_000,
    throwOnRequestTimeout: true,
    ...connectionAgents(),
  },
  maxAttempts: 2,
});

/** What an STS client's configuration needs for a login, credentials aside. */
export function stsConfig(login: Login) {
  const endpoint = stsEndpointOf(login);
  // A store of its own has no region to speak of, but a signature must name one.
  const region = login.region ?? (endpoint ? 'us-east-1' : null);
  return {
    ...quickClient(),
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    // The default profile's `endpoint_url` is none of this login's.
    ignoreConfiguredEndpointUrls: true,
  };
}

function sourceOf(login: Exclude<Login, { kind: 'anonymous' }>, askMfa: AskMfa): AwsCredentialIdentityProvider {
  switch (login.kind) {
    case 'profile':
      return fromProfile(login, askMfa);
    case 'environment':
      return explained(() => fromSurroundings((pod) => fromTokenIn(pod, login)), {
        doing: 'sign in with the environment of this computer',
      });
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = login;
      return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
    }
    case 'web-identity':
      return explained(() => fromTokenIn(login, login), {
        doing: `sign in with the web identity token as ${login.roleArn}`,
      });
  }
}

function fromProfile(login: Login & { kind: 'profile' }, askMfa: AskMfa): AwsCredentialIdentityProvider {
  return async () => {
    const { base, roles } = await unfoldProfile(login.profile);
    const source = explained(fromBase(base, login), {
      doing: `sign in with the profile "${login.profile}"`,
      // `aws sso login` wants the profile that holds the SSO settings.
      profile: base.kind === 'profile' ? base.profile : login.profile,
    });
    return assumeAll(source, roles, login, askMfa)();
  };
}

function fromBase(base: ProfileBase, login: Login): AwsCredentialIdentityProvider {
  switch (base.kind) {
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = base;
      return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
    }
    case 'Environment':
      return fromEnv();
    case 'EcsContainer':
      return fromContainer;
    case 'Ec2InstanceMetadata':
      return fromMachine;
    case 'profile':
      // A token service is set through the role assumer: `clientConfig` would send SSO there too.
      return fromIni({
        profile: base.profile,
        ignoreCache: true,
        clientConfig: quickClient(),
        ...(login.region ? { parentClientConfig: { region: login.region } } : {}),
        ...(stsEndpointOf(login) === null
          ? {}
          : { roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(stsConfig(login)) }),
      });
  }
}

async function fromTokenIn({ roleArn, tokenFile }: PodIdentity, login: Login): Promise<AwsCredentialIdentity> {
  const webIdentityToken = (await readFile(tokenFile, 'utf8')).trim();
  // The file is named by whoever uses the page and its content is sent away: that must not be just any file.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(webIdentityToken))
    throw new EngineError('INVALID', 'The file holds no OpenID Connect token, so it is not sent.', {
      at: tokenFile,
      hint: 'Name the file that holds the token alone: three parts with dots between them.',
    });
  const provider = fromWebToken({
    roleArn,
    webIdentityToken,
    roleSessionName: sessionName,
    clientConfig: stsConfig(login),
  });
  return provider();
}

function assumeAll(
  source: AwsCredentialIdentityProvider,
  roles: ProfileRole[],
  login: Login,
  askMfa: AskMfa,
): AwsCredentialIdentityProvider {
  return roles.reduce((master, role) => keepUntilExpiry(assume(master, role, login, askMfa)), keepUntilExpiry(source));
}

function assume(master: AwsCredentialIdentityProvider, role: ProfileRole, login: Login, askMfa: AskMfa) {
  return explained(
    async () => {
      // Before the code is asked for: it is in vain where these cannot be had.
      const masterCredentials = await master();
      const provider = fromTemporaryCredentials({
        masterCredentials,
        params: {
          RoleArn: role.roleArn,
          RoleSessionName: role.sessionName ?? sessionName,
          ...(role.externalId ? { ExternalId: role.externalId } : {}),
          ...(role.mfaSerial ? { SerialNumber: role.mfaSerial } : {}),
          ...(role.seconds ? { DurationSeconds: role.seconds } : {}),
        },
        mfaCodeProvider: askMfa,
        clientConfig: stsConfig(login),
      });
      return provider();
    },
    { doing: `assume the role ${role.roleArn}` },
  );
}

const sessionName = 'pugmark';

function explained(
  provider: AwsCredentialIdentityProvider,
  about: { doing: string; profile?: string },
): AwsCredentialIdentityProvider {
  return async () => {
    try {
      return await provider();
    } catch (error) {
      throw toAwsProblem(error, about);
    }
  };
}

function keepUntilExpiry(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let kept: Promise<AwsCredentialIdentity> | null = null;
  let goodUntil = Number.POSITIVE_INFINITY;
  return (properties) => {
    if (kept && Date.now() < goodUntil && properties?.forceRefresh !== true) return kept;
    goodUntil = Number.POSITIVE_INFINITY;
    const asked = provider(properties).then(
      (credentials) => {
        if (kept === asked && credentials.expiration) goodUntil = credentials.expiration.getTime() - earlyMs;
        return credentials;
      },
      (error: unknown) => {
        if (kept === asked) kept = null;
        throw error;
      },
    );
    kept = asked;
    return asked;
  };
}

/** The SDK's clients ask anew as early as this; keeping credentials longer would hand them the same again and again. */
const earlyMs = 5 * 60_000;
