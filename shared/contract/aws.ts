// Calls about AWS and S3-compatible stores before anything is acquired: who signs in, what is there, what is allowed. Secrets
// come in through `connect` alone, stay in the engine's memory, and never come out.
import { z } from 'zod';
import { base } from './base.ts';

/** A role to assume with the credentials before it. */
export const RoleStep = z.object({
  /** `arn:aws:iam::ACCOUNT:role/NAME`. */
  roleArn: z.string().min(1),
  externalId: z.string().optional(),
  /** What the client's own CloudTrail will call the session; `pugmark` when not given. */
  sessionName: z.string().optional(),
  /** `arn:aws:iam::ACCOUNT:mfa/NAME`, or a hardware device's serial number; its code is asked for. */
  mfaSerial: z.string().optional(),
});
export type RoleStep = z.infer<typeof RoleStep>;

const common = z.object({
  /** Roles to assume one after the other, in order. */
  assume: z.array(RoleStep).optional(),
  region: z.string().optional(),
  /** Base URL of an S3-compatible store; AWS when not given. */
  endpoint: z.url().optional(),
  /** Base URL of the token service (STS); absent: the store's own address, or AWS's. */
  stsEndpoint: z.url().optional(),
  /** Base URL of CloudTrail's API; AWS's when not given. */
  cloudTrailEndpoint: z.url().optional(),
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  pathStyle: z.boolean().optional(),
});

export const Login = z.discriminatedUnion('kind', [
  /** A profile of the shared AWS files, of any kind: keys, SSO, role, credential process, web identity. */
  common.extend({ kind: z.literal('profile'), profile: z.string().min(1) }),
  /** `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`; else a container's or a machine's own role. */
  common.extend({ kind: z.literal('environment') }),
  /** Typed in. */
  common.extend({
    kind: z.literal('keys'),
    accessKeyId: z.string().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().optional(),
  }),
  /** `tokenFile`: path of a file that holds an OpenID Connect token. */
  common.extend({ kind: z.literal('web-identity'), roleArn: z.string().min(1), tokenFile: z.string().min(1) }),
  /** Unsigned requests, for public buckets. */
  common.extend({ kind: z.literal('anonymous') }),
]);
/** Holds secrets: for memory only. */
export type Login = z.infer<typeof Login>;

export const Profile = z.object({
  name: z.string(),
  kind: z.enum(['keys', 'sso', 'role', 'process', 'web identity', 'unknown']),
  region: z.string().nullable(),
});
export type Profile = z.infer<typeof Profile>;

/** A login that works, by a number that is good until the engine ends. */
export const Connected = z.object({
  loginId: z.number().int(),
  /** `profile "audit", then role arn:aws:iam::111122223333:role/Forensics`; no secrets. */
  described: z.string(),
  /** Who the service says this is (STS GetCallerIdentity); null when it does not say. */
  caller: z.object({ account: z.string(), arn: z.string(), userId: z.string() }).nullable(),
  /** Why the caller is not known. */
  callerProblem: z.string().nullable(),
  /** When the credentials end, ISO 8601; null: they do not, or nobody knows. */
  expires: z.string().nullable(),
});
export type Connected = z.infer<typeof Connected>;

export const AccessCheck = z.object({
  what: z.enum(['region', 'list', 'read', 'versions', 'decrypt', 'lookup-events', 'public-keys']),
  /** `unknown`: it could not be tried (nothing to read, no version to list). */
  outcome: z.enum(['allowed', 'refused', 'unknown']),
  /** A sentence in plain words. */
  says: z.string(),
  /** The next step; null when none is needed. */
  hint: z.string().nullable(),
});
export type AccessCheck = z.infer<typeof AccessCheck>;

/** Where in a bucket: `prefix` is '' for all of it. */
export const BucketPlace = z.object({
  loginId: z.number().int(),
  bucket: z.string().min(1),
  prefix: z.string().default(''),
  requesterPays: z.boolean().default(false),
});

/** What a folder is in AWS's layout of logs; `other` is shown all the same. */
export const FolderMeaning = z.enum([
  'awslogs',
  'organisation',
  'account',
  'events',
  'digest',
  'insight',
  'network-activity',
  'aggregated',
  'vpc-flow',
  'service',
  'region',
  'date',
  'other',
]);
export type FolderMeaning = z.infer<typeof FolderMeaning>;

export const BrowsePage = z.object({
  folders: z.array(z.object({ prefix: z.string(), name: z.string(), meaning: FolderMeaning })),
  objects: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** Bytes. */
      size: z.number(),
      /** ISO 8601. */
      modified: z.string(),
      storageClass: z.string(),
    }),
  ),
  /** Give it back as `after` for the next page; null: this was the last. */
  next: z.string().nullable(),
});
export type BrowsePage = z.infer<typeof BrowsePage>;

/** One `AWSLogs/` tree: who logged what, where. */
export const Trail = z.object({
  /** What stands before `AWSLogs/`, with its slash. */
  prefix: z.string(),
  organisation: z.string().nullable(),
  accounts: z.array(
    z.object({
      account: z.string(),
      services: z.array(
        z.object({
          /** Folder below the account: `CloudTrail`, `CloudTrail-Digest`, `vpcflowlogs`, … */
          service: z.string(),
          meaning: FolderMeaning,
          /** Empty where the service has no regions below it. */
          regions: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Names of folders that follow no known layout. */
  strangers: z.array(z.string()),
});
export type Trail = z.infer<typeof Trail>;

export const aws = {
  /** Profiles of the shared AWS files, by name. */
  profiles: base.output(z.array(Profile)),
  /**
   * Signs in and asks who that is. REFUSED with `needs: 'mfa'` and the device's serial number when a code is wanted: call again
   * with it. `loginId`: renew this login instead of making one; acquisitions that wait for it go on. Without `login` it is
   * signed in again as it was: after `aws sso login`, or with a new MFA code.
   */
  connect: base
    .input(z.object({ login: Login.optional(), mfaCode: z.string().optional(), loginId: z.number().int().optional() }))
    .output(Connected),
  /** Forgets a login and its secrets. REFUSED while an acquisition uses it. */
  disconnect: base.input(z.object({ loginId: z.number().int() })).output(z.void()),
  /** Buckets of the account. REFUSED when listing them is not allowed, which is usual: then the name is typed. */
  buckets: base
    .input(z.object({ loginId: z.number().int() }))
    .output(z.array(z.object({ name: z.string(), created: z.string().nullable() }))),
  /** What is directly below a prefix, a page at a time. */
  browse: base.input(BucketPlace.extend({ after: z.string().optional() })).output(BrowsePage),
  /** Finds the trails below a prefix: organisations, accounts, services and regions, by a few listings each. */
  trails: base.input(BucketPlace).output(
    z.object({
      trails: z.array(Trail),
      /** List requests it took. */
      requests: z.number().int(),
      /** False when there was more than was looked at. */
      isComplete: z.boolean(),
    }),
  ),
  /** Says in plain words what is allowed; never fails for a refusal. */
  checkAccess: base.input(BucketPlace).output(z.array(AccessCheck)),
};
