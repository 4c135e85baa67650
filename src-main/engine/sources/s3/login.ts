// How someone signs in to S3 or an S3-compatible store: plain data, and its two faces without secrets, one for people and
// one for the journal.
import { basename } from 'node:path';

/** A role to assume with the credentials before it. */
export type RoleStep = {
  /** `arn:aws:iam::ACCOUNT:role/NAME`. */
  roleArn: string;
  externalId?: string | undefined;
  /** What the client's own CloudTrail will call the session; `pugmark` when not given. */
  sessionName?: string | undefined;
  /** `arn:aws:iam::ACCOUNT:mfa/NAME`, or a hardware device's serial number; its code is asked for. */
  mfaSerial?: string | undefined;
};

/** Where the first credentials come from. */
export type LoginSource =
  /** A profile of the shared AWS files, of any kind: keys, SSO, role, process, web identity. It beats environment keys. */
  | { kind: 'profile'; profile: string }
  /** `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` of this process. */
  | { kind: 'environment' }
  /** Typed in. */
  | { kind: 'keys'; accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }
  /** `tokenFile`: path of a file that holds an OpenID Connect token. */
  | { kind: 'web-identity'; roleArn: string; tokenFile: string }
  /** A shell command that prints credentials as `credential_process` does (AWS CLI user guide, "Sourcing credentials"). */
  | { kind: 'process'; command: string }
  /** Unsigned requests, for public buckets. */
  | { kind: 'anonymous' };

export type LoginOptions = {
  /** Roles to assume one after the other, in order. */
  assume?: RoleStep[] | undefined;
  region?: string | undefined;
  /** Base URL of an S3-compatible store; AWS when not given. */
  endpoint?: string | undefined;
  /** Base URL of the token service; see `stsEndpointOf`. */
  stsEndpoint?: string | undefined;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  pathStyle?: boolean | undefined;
};

/** Holds secrets: for memory only. `describeLogin` and `journalledLogin` are what may be written down. */
export type Login = LoginSource & LoginOptions;

/** A login without its secrets, and without the command line of a process, which may carry one. */
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
    pathStyle: login.pathStyle ?? false,
  };
}

/**
 * Base URL of the token service (STS) that goes with a login, null for AWS's own. S3-compatible stores (Ceph, MinIO) answer
 * STS at their own address; an AWS endpoint (a VPC endpoint, a FIPS one) is for S3 alone.
 */
export function stsEndpointOf({ stsEndpoint, endpoint }: LoginOptions): string | null {
  if (stsEndpoint) return stsEndpoint;
  if (!endpoint || !URL.canParse(endpoint)) return null;
  return /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname) ? null : endpoint;
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
      return 'the keys in the environment';
    case 'keys':
      return `${login.sessionToken ? 'temporary key' : 'access key'} ${shortKeyId(login.accessKeyId)}`;
    case 'web-identity':
      return `web identity token, as role ${login.roleArn}`;
    case 'process':
      return `credentials from the program ${programOf(login.command)}`;
    case 'anonymous':
      return 'no login (public access)';
  }
}

function describeRole({ roleArn, externalId, mfaSerial }: RoleStep): string {
  const extras = [...(externalId ? ['external id'] : []), ...(mfaSerial ? ['MFA'] : [])];
  return extras.length > 0 ? `${roleArn} (${extras.join(', ')})` : roleArn;
}

/** Name of the program that a shell command starts; variables set before it and everything after it may be secret. */
function programOf(command: string): string {
  const words = command.match(/"[^"]*"|'[^']*'|(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const program = words.find((word) => !/^\w+=/.test(word)) ?? '';
  const name = basename(program.replaceAll(/["']/g, '').replaceAll('\\', '/'));
  return /^[\w .+-]{1,60}$/.test(name) ? name : 'given';
}

/** A URL may hold a password or a signature: only scheme, host and port are shown. */
function shortUrl(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
