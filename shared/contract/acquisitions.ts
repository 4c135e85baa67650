// Calls about acquiring evidence from S3 and from the CloudTrail API: listing what is wanted, telling what it takes, getting
// it, and the account of every object.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';

const ms = z.number().int();

/** Which objects of a bucket are wanted. Null: no condition. */
export const S3Scope = z.object({
  bucket: z.string().min(1),
  /** Only keys below it: what stands before `AWSLogs/`, or any prefix; '' for the whole bucket. */
  prefix: z.string().default(''),
  /** Account numbers, folders below the account (`CloudTrail`, `vpcflowlogs`, …), regions. */
  accounts: z.array(z.string()).nullable().default(null),
  services: z.array(z.string()).nullable().default(null),
  regions: z.array(z.string()).nullable().default(null),
  /** Span of event times in epoch milliseconds, `to` exclusive. Days of delivery are padded at the end. */
  from: ms.nullable().default(null),
  to: ms.nullable().default(null),
  /** Shell pattern over the whole key: `*` and `?` within a part, `**` across parts. */
  glob: z.string().nullable().default(null),
  /** Last-Modified in epoch milliseconds, `modifiedBefore` exclusive. */
  modifiedFrom: ms.nullable().default(null),
  modifiedBefore: ms.nullable().default(null),
});
export type S3Scope = z.infer<typeof S3Scope>;

export const S3Request = z.object({
  kind: z.literal('s3'),
  scope: S3Scope,
  /** Take overwritten and deleted objects too (every version there is). */
  versions: z.boolean().default(false),
  requesterPays: z.boolean().default(false),
  /** False: load the objects without keeping their bytes in the case; the account says so. */
  keepCopy: z.boolean().default(true),
  /** Load what is acquired while it arrives. */
  load: z.boolean().default(true),
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
export const LookupAttribute = z.object({
  key: z.enum([
    'EventId',
    'EventName',
    'ReadOnly',
    'Username',
    'ResourceType',
    'ResourceName',
    'EventSource',
    'AccessKeyId',
  ]),
  value: z.string().min(1),
});

export type LookupAttribute = z.infer<typeof LookupAttribute>;

export const LookupRequest = z.object({
  kind: z.literal('lookup-events'),
  /** Null: every region that is switched on for the account. */
  regions: z.array(z.string()).min(1).nullable().default(null),
  /** Span of event times in epoch milliseconds, `to` exclusive; AWS keeps 90 days. */
  from: ms,
  to: ms,
  attribute: LookupAttribute.nullable().default(null),
  load: z.boolean().default(true),
});

export const AcquisitionRequest = z.discriminatedUnion('kind', [S3Request, LookupRequest]);
export type S3Request = z.infer<typeof S3Request>;
export type LookupRequest = z.infer<typeof LookupRequest>;
export type AcquisitionRequest = z.infer<typeof AcquisitionRequest>;

/**
 * - `listing`: finding out what is there; `listed`: that is known, and nothing is downloaded before `start`.
 * - `running`; `paused` on request; `waiting`: for a new login or for space on the disk, see `waiting`.
 * - `finishing`: all is there, the load takes the last of it.
 * - `interrupted`: the program ended meanwhile; `resume` goes on, as it does after `cancelled` and `failed`.
 */
export const AcquisitionState = z.enum([
  'listing',
  'listed',
  'running',
  'paused',
  'waiting',
  'finishing',
  'done',
  'cancelled',
  'failed',
  'interrupted',
]);
export type AcquisitionState = z.infer<typeof AcquisitionState>;

const Sum = z.object({ objects: z.number().int(), bytes: z.number() });

/** `listed = acquired + known + skipped + failed` once it has ended; until then the rest is still to come. */
export const AcquisitionAccount = z.object({
  listed: Sum,
  acquired: Sum,
  /** Acquired before, by this case, and unchanged since. */
  known: Sum,
  /** Not to be had: archived, deleted. */
  skipped: Sum,
  failed: Sum,
});
export type AcquisitionAccount = z.infer<typeof AcquisitionAccount>;

/** One region of a LookupEvents acquisition. */
export const LookupRegion = z.object({
  region: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'off', 'failed']),
  events: z.number().int(),
  /** Pages of at most 50 events. */
  pages: z.number().int(),
  /** Time of the oldest event so far, ISO 8601: AWS gives the newest first. */
  reached: z.string().nullable(),
  reason: z.string().nullable(),
});
export type LookupRegion = z.infer<typeof LookupRegion>;

/** CloudTrail's public keys of a region, kept for the later validation of digests. */
export const CapturedKeys = z.object({
  region: z.string(),
  /** Null: they were not to be had, `problem` says why. */
  keys: z.number().int().nullable(),
  problem: z.string().nullable(),
});
export type CapturedKeys = z.infer<typeof CapturedKeys>;

export const AcquisitionProgress = z.object({
  acquisitionId: z.number().int(),
  state: AcquisitionState,
  account: AcquisitionAccount,
  /** Objects looked at while listing, wanted or not, and the requests that took. */
  seen: z.number().int(),
  listRequests: z.number().int(),
  /** Bytes that have arrived, those of objects not finished included. */
  bytesArrived: z.number(),
  /** Over the last few seconds. */
  objectsPerSecond: z.number(),
  bytesPerSecond: z.number(),
  /** Requests that had to be made again: cut connections, SlowDown, stalls. */
  retries: z.number().int(),
  elapsedMs: z.number(),
  remainingMs: z.number().nullable(),
  current: z.string().nullable(),
  /**
   * What it waits for, in state `waiting`; `serial` is the MFA device's. `permission`: nothing but refusals came; a new login
   * may end that, and so may somebody who goes on as it is.
   */
  waiting: z
    .object({
      for: z.enum(['login', 'mfa', 'permission', 'space', 'network']),
      loginId: z.number().int(),
      serial: z.string().nullable(),
      message: z.string(),
      hint: z.string().nullable(),
    })
    .nullable(),
  regions: z.array(LookupRegion),
  publicKeys: z.array(CapturedKeys),
  /** The load that takes what arrives; null: none was wanted, or not yet. */
  loadId: z.number().int().nullable(),
  error: z.string().nullable(),
  /** The store or the login refused what was asked, in state `failed`: other rights would mend it. */
  isRefused: z.boolean(),
});
export type AcquisitionProgress = z.infer<typeof AcquisitionProgress>;

/** Public prices of one region; the user's settings, since they differ by region and contract. */
export const Prices = z.object({
  currency: z.string().min(1).max(8),
  /** When they were looked up, ISO date. */
  asOf: z.iso.date(),
  listPerThousand: z.number().min(0),
  egressPerGb: z.number().min(0),
  /** By storage class. Objects of a class without an entry are told as not priced. */
  classes: z.record(z.string(), z.object({ getPerThousand: z.number().min(0), retrievalPerGb: z.number().min(0) })),
});
export type Prices = z.infer<typeof Prices>;

export const Estimate = z.object({
  /** To be downloaded: without the archived and those that are known. */
  objects: z.number().int(),
  bytes: z.number(),
  known: Sum,
  /** Must be restored first, and are left out. */
  archived: Sum,
  deleteMarkers: z.number().int(),
  requests: z.object({ list: z.number().int(), get: z.number().int() }),
  seconds: z.number(),
  /** Requests and retrieval, and transfer out to the internet; the last is nothing inside the bucket's own region. */
  money: z.object({ requests: z.number(), transfer: z.number(), currency: z.string(), asOf: z.string() }),
  /** Objects of classes without a price. */
  unpriced: z.number().int(),
  /** Bytes that the copy and the loaded rows will take (estimated), and that are free on the case's disk. */
  space: z.object({ needed: z.number(), free: z.number() }),
  /** First and last day of delivery among them, ISO dates; null where keys have none. */
  days: z.object({ first: z.string().nullable(), last: z.string().nullable() }),
  /** The wanted objects by account, service and region, largest first; at most 500 lines. */
  parts: z.array(
    z.object({
      account: z.string().nullable(),
      service: z.string().nullable(),
      region: z.string().nullable(),
      objects: z.number().int(),
      bytes: z.number(),
    }),
  ),
});
export type Estimate = z.infer<typeof Estimate>;

export const AcquisitionSummary = z.object({
  acquisitionId: z.number().int(),
  /** `s3://bucket/prefix`, `LookupEvents`. */
  title: z.string(),
  request: AcquisitionRequest,
  /** The login in words, without secrets, and the caller's ARN where it is known. */
  login: z.string(),
  caller: z.string().nullable(),
  started: z.string(),
  ended: z.string().nullable(),
  state: AcquisitionState,
  account: AcquisitionAccount,
  regions: z.array(LookupRegion),
  publicKeys: z.array(CapturedKeys),
  /** The loads that took its objects, in order. */
  loadIds: z.array(z.number().int()),
  /** The acquisition whose scope this one checks again; null: a scope of its own. */
  follows: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type AcquisitionSummary = z.infer<typeof AcquisitionSummary>;

export const ObjectProblem = z.object({
  key: z.string(),
  versionId: z.string().nullable(),
  outcome: z.enum(['skipped', 'failed']),
  reason: z.string(),
});
export type ObjectProblem = z.infer<typeof ObjectProblem>;

const One = z.object({ acquisitionId: z.number().int() });

/** One acquisition is under way at a time; REFUSED otherwise. */
export const acquisitions = {
  /** Begins to list; nothing is downloaded before `start`. LookupEvents has nothing to list and begins at once. */
  create: base.input(z.object({ loginId: z.number().int(), request: AcquisitionRequest })).output(One),
  /** Lists the same scope again, to take what is new since. */
  follow: base.input(One.extend({ loginId: z.number().int() })).output(One),
  /** Progress a few times a second, ending with a state in which nothing moves: `listed`, or an end. */
  watch: base.input(One).output(eventIterator(AcquisitionProgress)),
  /** What the listed objects will take. INVALID while it lists. */
  estimate: base.input(One).output(Estimate),
  /** Downloads what was listed. REFUSED when the disk has not the space. */
  start: base.input(One).output(z.void()),
  pause: base.input(One).output(z.void()),
  /** Goes on after a pause, a wait, a cancel or an interruption, where it stood. `loginId`: needed when the engine was started anew. */
  resume: base.input(One.extend({ loginId: z.number().int().optional() })).output(z.void()),
  /** Stops; what is there stays, and it can be resumed. */
  cancel: base.input(One).output(z.void()),
  /** Takes a listing that was not started, or not to its end, off the list. */
  discard: base.input(One).output(z.void()),
  list: base.output(z.array(AcquisitionSummary)),
  /** Objects that were not acquired, failed ones first; the table `objects` has all. */
  problems: base
    .input(One.extend({ offset: z.number().int().default(0), limit: z.number().int().max(1000).default(200) }))
    .output(z.object({ total: z.number().int(), problems: z.array(ObjectProblem) })),
  /** Prices that estimates are made with; they belong to the user, not to a case. */
  prices: base.output(Prices),
  setPrices: base.input(Prices).output(z.void()),
};
