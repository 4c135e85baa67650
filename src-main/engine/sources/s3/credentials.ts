// Turns a login into credentials for the AWS SDK, asked for once and shared by all clients until they run out, and lists
// the profiles of the shared AWS files. Every failure comes out in plain words, see `aws-problem.ts`.
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromEnv, fromIni, fromTemporaryCredentials, fromTokenFile } from '@aws-sdk/credential-providers';
import { parseKnownFiles } from '@smithy/core/config';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, HttpRequest } from '@smithy/types';
import { EngineError } from '../../engine-error.ts';
import { toAwsProblem } from './aws-problem.ts';
import { type Login, type RoleStep, stsEndpointOf } from './login.ts';

export type Profile = {
  name: string;
  kind: 'keys' | 'sso' | 'role' | 'process' | 'web identity' | 'unknown';
  region: string | null;
};

/** `askMfa` is given the device's serial number and answers with its six digits, or throws. */
export type AskMfa = (serial: string) => Promise<string>;

export type LoginCredentials = AwsCredentialIdentityProvider | 'anonymous';

type Section = Record<string, string | undefined>;

/**
 * Profiles of the shared AWS files by name, with the kind that the SDK would take them for. `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` say where the files are (else `~/.aws`); files that are not there hold no profiles.
 */
export async function listProfiles(): Promise<Profile[]> {
  const sections = await readSections();
  return Object.entries(sections)
    .filter(([name]) => !/^(sso-session|services)\./.test(name))
    .map(([name, section]) => ({ name, kind: kindOf(section), region: section.region ?? null }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

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
  const first = explained(sourceOf(login, askMfa), () => aboutSource(login));
  return keepUntilExpiry(roles.reduce((master, role) => assume(master, role, login, askMfa), first));
}

/** What an SDK client's configuration needs for the result of `credentialsFor`; anonymous requests stay unsigned. */
export function signingWith(credentials: LoginCredentials) {
  if (credentials !== 'anonymous') return { credentials };
  return {
    credentials: { accessKeyId: '', secretAccessKey: '' },
    signer: { sign: async (request: HttpRequest) => request },
  };
}

function sourceOf(login: Exclude<Login, { kind: 'anonymous' }>, askMfa: AskMfa): AwsCredentialIdentityProvider {
  switch (login.kind) {
    case 'profile':
      return fromProfile(login, askMfa);
    case 'environment':
      return fromEnv();
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = login;
      return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
    }
    case 'web-identity':
      return fromTokenFile({
        roleArn: login.roleArn,
        webIdentityTokenFile: login.tokenFile,
        roleSessionName: sessionName,
        clientConfig: stsConfig(login),
      });
    case 'process':
      return () => runProcess(login.command);
  }
}

/**
 * The files are read anew each time, for they are changed between attempts. A token service is set through role assumers:
 * `clientConfig` would send SSO there too.
 */
function fromProfile(login: Login & { kind: 'profile' }, askMfa: AskMfa): AwsCredentialIdentityProvider {
  const ownSts = stsEndpointOf(login) !== null;
  return fromIni({
    profile: login.profile,
    ignoreCache: true,
    mfaCodeProvider: askMfa,
    ...(login.region ? { parentClientConfig: { region: login.region } } : {}),
    ...(ownSts
      ? {
          roleAssumer: getDefaultRoleAssumer(stsConfig(login)),
          roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(stsConfig(login)),
        }
      : {}),
  });
}

function assume(master: AwsCredentialIdentityProvider, role: RoleStep, login: Login, askMfa: AskMfa) {
  const provider = fromTemporaryCredentials({
    masterCredentials: master,
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? sessionName,
      ...(role.externalId ? { ExternalId: role.externalId } : {}),
      ...(role.mfaSerial ? { SerialNumber: role.mfaSerial } : {}),
    },
    mfaCodeProvider: askMfa,
    clientConfig: stsConfig(login),
  });
  return explained(provider, async () => ({ doing: `assume the role ${role.roleArn}` }));
}

const sessionName = 'pugmark';

function stsConfig(login: Login) {
  const endpoint = stsEndpointOf(login);
  // A store of its own has no region to speak of, but a signature must name one.
  const region = login.region ?? (endpoint ? 'us-east-1' : null);
  return { ...(region ? { region } : {}), ...(endpoint ? { endpoint } : {}) };
}

async function aboutSource(login: Login): Promise<{ doing: string; profile?: string }> {
  if (login.kind === 'profile')
    return { doing: `sign in with the profile "${login.profile}"`, profile: await profileToLogIn(login.profile) };
  if (login.kind === 'environment') return { doing: 'sign in with the keys in the environment' };
  if (login.kind === 'web-identity') return { doing: `sign in with the web identity token as ${login.roleArn}` };
  return { doing: 'sign in' };
}

function explained(
  provider: AwsCredentialIdentityProvider,
  about: () => Promise<{ doing: string; profile?: string }>,
): AwsCredentialIdentityProvider {
  return async (properties) => {
    try {
      return await provider(properties);
    } catch (error) {
      throw toAwsProblem(error, await about());
    }
  };
}

/** `aws sso login` wants the profile that holds the SSO settings: the one at the end of the `source_profile`s. */
async function profileToLogIn(profile: string): Promise<string> {
  const sections = await readSections();
  const seen = new Set<string>();
  for (let name = profile; !seen.has(name); ) {
    seen.add(name);
    const section: Section = sections[name] ?? {};
    if (kindOf(section) === 'sso') return name;
    name = section.source_profile ?? name;
  }
  return profile;
}

async function readSections(): Promise<Record<string, Section>> {
  return parseKnownFiles({ ignoreCache: true });
}

/** In the order in which the SDK looks (`resolveProfileData` of @aws-sdk/credential-provider-ini). */
function kindOf(section: Section): Profile['kind'] {
  if (section.role_arn && (section.source_profile || section.credential_source)) return 'role';
  if (section.aws_access_key_id && section.aws_secret_access_key) return 'keys';
  if (section.role_arn && section.web_identity_token_file) return 'web identity';
  if (section.credential_process) return 'process';
  if (section.sso_session || section.sso_start_url) return 'sso';
  return 'unknown';
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

type ProcessOutput = {
  Version?: unknown;
  AccessKeyId?: unknown;
  SecretAccessKey?: unknown;
  SessionToken?: unknown;
  Expiration?: unknown;
};

/** Neither the command nor anything it printed goes into an error: both may hold secrets. */
async function runProcess(command: string): Promise<AwsCredentialIdentity> {
  let stdout: string;
  try {
    ({ stdout } = await promisify(exec)(command, { timeout: processTimeoutMs, windowsHide: true }));
  } catch (error) {
    const { killed, code } = error as { killed?: boolean; code?: unknown };
    const how = killed ? `gave no answer in ${processTimeoutMs / 60_000} minutes` : `ended with code ${String(code)}`;
    throw processProblem(how);
  }
  const output = readOutput(stdout);
  if (output?.Version !== 1) throw processProblem('did not print credentials as JSON with "Version": 1');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = output;
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string')
    throw processProblem('printed no AccessKeyId or no SecretAccessKey');
  const expiration = typeof Expiration === 'string' ? new Date(Expiration) : null;
  if (expiration && !(expiration.getTime() > Date.now())) throw processProblem('printed credentials that have expired');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof SessionToken === 'string' ? { sessionToken: SessionToken } : {}),
    ...(expiration ? { expiration } : {}),
  };
}

const processTimeoutMs = 2 * 60_000;

function readOutput(text: string): ProcessOutput | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // The caller says so: nothing of the text may be repeated.
    return null;
  }
}

function processProblem(how: string): EngineError {
  return new EngineError('FAILED', `Cannot sign in: the credential program ${how}.`, {
    hint: 'Run it in a terminal to see what it says; Pugmark does not repeat its output, which may hold secrets.',
  });
}
