// The faces of a login without its secrets: one for people, one for the journal; and where its token service is. The login
// itself is the contract's.
import type { Login, RoleStep } from '../../../../shared/contract/aws.ts';

export type { Login, RoleStep };

/** A login without its secrets. */
export type JournalledLogin = {
  kind: Login['kind'];
  /** As `describeLogin` gives it. */
  described: string;
  profile: string | null;
  /** First and last four characters. */
  accessKeyId: string | null;
  roles: { roleArn: string; sessionName: string | null; withExternalId: boolean; withMfa: boolean }[];
  region: string | null;
  /** Scheme, host and port only. */
  endpoint: string | null;
  stsEndpoint: string | null;
  cloudTrailEndpoint: string | null;
  pathStyle: boolean;
};

/** `profile "audit", then role arn:aws:iam::111122223333:role/Forensics (external id), at https://s3.example.org`. */
export function describeLogin(login: Login): string {
  const roles = login.assume ?? [];
  return [
    describeSource(login),
    ...roles.map((role) => `then role ${describeRole(role)}`),
    ...(login.endpoint ? [`at ${shortUrl(login.endpoint)}`] : []),
    ...(login.region ? [`in ${login.region}`] : []),
  ].join(', ');
}

/** What the journal and the case keep of a login. */
export function journalledLogin(login: Login): JournalledLogin {
  const webRole = login.kind === 'web-identity' ? [{ roleArn: login.roleArn }] : [];
  return {
    kind: login.kind,
    described: describeLogin(login),
    profile: login.kind === 'profile' ? login.profile : null,
    accessKeyId: login.kind === 'keys' ? shortKeyId(login.accessKeyId) : null,
    roles: [...webRole, ...(login.assume ?? [])].map((role: RoleStep) => ({
      roleArn: role.roleArn,
      sessionName: role.sessionName ?? null,
      withExternalId: Boolean(role.externalId),
      withMfa: Boolean(role.mfaSerial),
    })),
    region: login.region ?? null,
    endpoint: login.endpoint ? shortUrl(login.endpoint) : null,
    stsEndpoint: login.stsEndpoint ? shortUrl(login.stsEndpoint) : null,
    cloudTrailEndpoint: login.cloudTrailEndpoint ? shortUrl(login.cloudTrailEndpoint) : null,
    pathStyle: login.pathStyle ?? false,
  };
}

/**
 * Base URL of the token service (STS) that goes with a login, null for AWS's own. S3-compatible stores (Ceph, MinIO) answer
 * STS at their own address; an AWS endpoint (a VPC endpoint, a FIPS one) is for S3 alone.
 */
export function stsEndpointOf({ stsEndpoint, endpoint }: Pick<Login, 'stsEndpoint' | 'endpoint'>): string | null {
  if (stsEndpoint) return stsEndpoint;
  return endpoint && isStore({ endpoint }) ? endpoint : null;
}

/** Whether a login is for an S3-compatible store, not for AWS: then it may know no regions, no STS, no CloudTrail. */
export function isStore({ endpoint }: Pick<Login, 'endpoint'>): boolean {
  if (!endpoint || !URL.canParse(endpoint)) return false;
  return !/(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname);
}

/** `AKIA…MPLE`; too short an id shows nothing of itself. */
export function shortKeyId(id: string): string {
  return id.length < 12 ? '…' : `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function describeSource(login: Login): string {
  switch (login.kind) {
    case 'profile':
      return `profile "${login.profile}"`;
    case 'environment':
      return 'the environment of this computer';
    case 'keys':
      return `${login.sessionToken ? 'temporary key' : 'access key'} ${shortKeyId(login.accessKeyId)}`;
    case 'web-identity':
      return `web identity token, as role ${login.roleArn}`;
    case 'anonymous':
      return 'no login (public access)';
  }
}

function describeRole({ roleArn, externalId, mfaSerial }: RoleStep): string {
  const extras = [...(externalId ? ['external id'] : []), ...(mfaSerial ? ['MFA'] : [])];
  return extras.length > 0 ? `${roleArn} (${extras.join(', ')})` : roleArn;
}

/** A URL may hold a password or a signature: only scheme, host and port are shown. */
function shortUrl(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
