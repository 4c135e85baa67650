// The shared AWS files: which profiles they hold, where a profile's credentials begin and which roles follow, and what they
// and the environment say of regions and endpoints. Read anew each time, for they are changed between attempts.
import { parseKnownFiles } from '@smithy/core/config';
import type { Login, Profile, RoleStep } from '../../../../shared/contract/aws.ts';

/** `services` sections are nested: their settings come as `s3.endpoint_url`. */
type Section = Record<string, string | undefined>;
type Sections = Record<string, Section>;

/** Where the roles of a profile begin: a profile of its own, keys, or what `credential_source` names. */
export type ProfileBase =
  | { kind: 'profile'; profile: string }
  | { kind: 'keys'; accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined }
  | { kind: 'Environment' | 'EcsContainer' | 'Ec2InstanceMetadata' };

export type ProfileRole = RoleStep & {
  /** `duration_seconds`; absent: an hour. */
  seconds?: number;
};

/**
 * Profiles of the shared AWS files by name, with the kind that the SDK would take them for. `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` say where the files are (else `~/.aws`); files that are not there hold no profiles.
 */
export async function listProfiles(): Promise<Profile[]> {
  return Object.entries(await readSections())
    .filter(([name]) => !/^(sso-session|services)\./.test(name))
    .map(([name, section]) => ({ name, kind: kindOf(section), region: section.region ?? null }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A profile's roles in the order in which they are assumed, and what comes before them. Taken apart here because the SDK's
 * own way (`resolveAssumeRoleCredentials`) leaves the source's promise alone while it asks for an MFA code: an SSO sign-in
 * that has expired meanwhile is a rejection that nobody handles, and ends the process.
 */
export async function unfoldProfile(profile: string): Promise<{ base: ProfileBase; roles: ProfileRole[] }> {
  const sections = await readSections();
  const roles: ProfileRole[] = [];
  const seen = new Set<string>();
  for (let name = profile; ; ) {
    const section = sections[name] ?? {};
    if (seen.size > 0 && hasKeys(section)) return { base: keysOf(section), roles };
    if (seen.has(name)) return { base: { kind: 'profile', profile: name }, roles };
    seen.add(name);
    if (kindOf(section) === 'role') roles.unshift(roleOf(section));
    const source = section.credential_source;
    if (source === 'Environment' || source === 'EcsContainer' || source === 'Ec2InstanceMetadata')
      return { base: { kind: source }, roles };
    if (kindOf(section) !== 'role' || section.source_profile === undefined)
      return { base: { kind: 'profile', profile: name }, roles };
    name = section.source_profile;
  }
}

/**
 * The login with the region and the endpoints that go with it: those given; else, as the AWS tools do, the environment's,
 * else the profile's. Keys that are typed in take no endpoints from there: they mean AWS unless they say otherwise.
 */
export async function completeLogin(login: Login): Promise<Login> {
  const { env } = process;
  const sections = login.kind === 'profile' ? await readSections() : {};
  const profile: Section = (login.kind === 'profile' ? sections[login.profile] : undefined) ?? {};
  const services: Section = sections[`services.${profile.services ?? ''}`] ?? {};
  const takesEndpoints = login.kind === 'profile' || login.kind === 'environment';
  const endpointOf = (service: string) =>
    takesEndpoints
      ? env[`AWS_ENDPOINT_URL_${service}`] || services[`${service.toLowerCase()}.endpoint_url`]
      : undefined;
  const anyEndpoint = takesEndpoints ? env.AWS_ENDPOINT_URL || profile.endpoint_url : undefined;
  const found = {
    region: login.region ?? profile.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined),
    endpoint: login.endpoint ?? endpointOf('S3') ?? anyEndpoint,
    stsEndpoint: login.stsEndpoint ?? endpointOf('STS'),
    cloudTrailEndpoint: login.cloudTrailEndpoint ?? endpointOf('CLOUDTRAIL'),
  };
  return { ...login, ...found };
}

async function readSections(): Promise<Sections> {
  return parseKnownFiles({ ignoreCache: true });
}

/** In the order in which the SDK looks (`resolveProfileData` of @aws-sdk/credential-provider-ini). */
function kindOf(section: Section): Profile['kind'] {
  if (section.role_arn && (section.source_profile || section.credential_source)) return 'role';
  if (hasKeys(section)) return 'keys';
  if (section.role_arn && section.web_identity_token_file) return 'web identity';
  if (section.credential_process) return 'process';
  if (section.sso_session || section.sso_start_url) return 'sso';
  return 'unknown';
}

const hasKeys = (section: Section) => Boolean(section.aws_access_key_id && section.aws_secret_access_key);

const keysOf = (section: Section): ProfileBase => ({
  kind: 'keys',
  accessKeyId: section.aws_access_key_id!,
  secretAccessKey: section.aws_secret_access_key!,
  sessionToken: section.aws_session_token,
});

const roleOf = (section: Section): ProfileRole => ({
  roleArn: section.role_arn!,
  externalId: section.external_id,
  sessionName: section.role_session_name,
  mfaSerial: section.mfa_serial,
  ...(section.duration_seconds ? { seconds: Number.parseInt(section.duration_seconds, 10) } : {}),
});
