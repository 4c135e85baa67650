// Turns the words after `pugmark acquire` into a command.
import {
  type AcquisitionRequest,
  LookupAttribute,
  LookupRequest,
  S3Request,
} from '../../../shared/contract/acquisitions.ts';
import { Login } from '../../../shared/contract/aws.ts';
import { parseInstant } from '../../../shared/values/time.ts';
import { UsageError } from '../usage-error.ts';
import { flag, readWords, text, whole } from '../words.ts';

export type AcquireCommand = {
  name: 'acquire';
  /** Null: a dry run beside no case. */
  caseDir: string | null;
  login: Login;
  mfaCode: string | undefined;
  request: AcquisitionRequest;
  /** The span of LookupEvents ends now, and so is another one each time. */
  isSpanOpen: boolean;
  dryRun: boolean;
  check: boolean;
  /** Seconds between rounds; null: one round. */
  followSeconds: number | null;
  json: boolean;
};

const many = { type: 'string', multiple: true } as const;

const options = {
  case: text,
  profile: text,
  anonymous: flag,
  'web-identity-token': text,
  role: many,
  'external-id': text,
  'session-name': text,
  'mfa-serial': text,
  'mfa-code': text,
  region: text,
  endpoint: text,
  'sts-endpoint': text,
  'cloudtrail-endpoint': text,
  'path-style': flag,
  accounts: many,
  services: many,
  regions: many,
  from: text,
  to: text,
  glob: text,
  'modified-from': text,
  'modified-before': text,
  attribute: text,
  versions: flag,
  'requester-pays': flag,
  'no-copy': flag,
  'no-load': flag,
  'dry-run': flag,
  check: flag,
  follow: flag,
  every: text,
  json: flag,
} as const;

type Values = ReturnType<typeof readAll>['values'];
const readAll = (args: string[]) => readWords('acquire', args, options, true);

export function parseAcquire(args: string[]): AcquireCommand {
  const { values, positionals } = readAll(args);
  const [from, ...rest] = positionals;
  if (from === undefined || rest.length > 0) throw usage('Say where from: s3://BUCKET/PREFIX, or lookup-events.');
  const dryRun = values['dry-run'];
  if (values.case === undefined && !dryRun && !values.check) throw usage('--case DIR is needed.');
  if (values.every !== undefined && !values.follow) throw usage('--every goes with --follow.');
  const every = whole('acquire', '--every', values.every ?? '300', 1, 604_800);
  return {
    name: 'acquire',
    caseDir: values.case ?? null,
    login: readLogin(values),
    mfaCode: values['mfa-code'],
    request: from === 'lookup-events' ? readLookup(values) : readS3(from, values),
    isSpanOpen: from === 'lookup-events' && values.from === undefined && values.to === undefined,
    dryRun,
    check: values.check,
    followSeconds: values.follow ? every : null,
    json: values.json,
  };
}

const usage = (message: string) => new UsageError(message, 'acquire');

/** `a,b` and repeated options alike; null: the option was not given. */
function listOf(given: string[] | undefined): string[] | null {
  const words = given?.flatMap((one) => one.split(',')).map((word) => word.trim()) ?? [];
  const found = words.filter((word) => word !== '');
  return found.length === 0 ? null : found;
}

function readS3(from: string, values: Values): AcquisitionRequest {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(from) ?? [];
  if (bucket === undefined) throw usage(`“${from}” is not s3://BUCKET/PREFIX, nor lookup-events.`);
  if (values.attribute !== undefined) throw usage('--attribute goes with lookup-events.');
  const { glob = null } = values;
  return S3Request.parse({
    kind: 's3',
    scope: {
      bucket,
      prefix,
      accounts: listOf(values.accounts),
      services: listOf(values.services),
      regions: listOf(values.regions),
      from: readTime('--from', values.from),
      to: readEnd('--to', values.to),
      glob,
      modifiedFrom: readTime('--modified-from', values['modified-from']),
      modifiedBefore: readEnd('--modified-before', values['modified-before']),
    },
    versions: values.versions,
    requesterPays: values['requester-pays'],
    keepCopy: !values['no-copy'],
    load: !values['no-load'],
  });
}

const dayMs = 86_400_000;
/** AWS keeps events for so long. */
const lookupDays = 90;

function readLookup(values: Values): AcquisitionRequest {
  const s3Only = ['accounts', 'services', 'glob', 'modified-from', 'modified-before'] as const;
  const misplaced = s3Only.find((name) => values[name] !== undefined);
  if (misplaced) throw usage(`--${misplaced} goes with s3://BUCKET/PREFIX.`);
  const to = readEnd('--to', values.to) ?? Date.now();
  return LookupRequest.parse({
    kind: 'lookup-events',
    regions: listOf(values.regions),
    from: readTime('--from', values.from) ?? to - lookupDays * dayMs,
    to,
    attribute: readAttribute(values.attribute),
    load: !values['no-load'],
  });
}

function readAttribute(given: string | undefined): LookupAttribute | null {
  if (given === undefined) return null;
  const [, key, value] = /^([^=]+)=(.+)$/s.exec(given) ?? [];
  const names = LookupAttribute.shape.key.options;
  const found = names.find((name) => name.toLowerCase() === key?.toLowerCase());
  if (found === undefined || value === undefined)
    throw usage(`--attribute is KEY=VALUE, with one of the keys ${names.join(' ')}.`);
  return { key: found, value };
}

/** UTC where no zone is given. */
function readTime(what: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  const found = parseInstant(given, 'UTC');
  if (found === null) throw usage(`${what} is a time such as 2026-01-05 or 2026-01-05T13:00Z, not “${given}”.`);
  return Date.parse(found);
}

/** A whole day ends at its end. */
function readEnd(what: string, given: string | undefined): number | null {
  const time = readTime(what, given);
  return time !== null && /^\d{4}-\d\d-\d\d$/.test(given!.trim()) ? time + dayMs : time;
}

function readLogin(values: Values): Login {
  const roles = values.role ?? [];
  const token = values['web-identity-token'];
  const ways = [values.profile !== undefined, values.anonymous, token !== undefined].filter(Boolean).length;
  if (ways > 1) throw usage('Sign in one way: --profile, --anonymous or --web-identity-token.');
  if (token !== undefined && roles.length === 0) throw usage('--web-identity-token needs a --role to sign in as.');
  const steps = token === undefined ? roles : roles.slice(1);
  const serial = values['mfa-serial'];
  const extras = {
    ...(values['external-id'] === undefined ? {} : { externalId: values['external-id'] }),
    ...(values['session-name'] === undefined ? {} : { sessionName: values['session-name'] }),
  };
  if (steps.length === 0 && (serial !== undefined || values['external-id'] !== undefined))
    throw usage('--external-id and --mfa-serial go with --role.');
  // An external id is the last role's: the client's. The MFA device is the investigator's own, asked at the first.
  const assume = steps.map((roleArn, i) => ({
    roleArn,
    ...(i === steps.length - 1 ? extras : {}),
    ...(i === 0 && serial !== undefined ? { mfaSerial: serial } : {}),
  }));
  const common = {
    ...(assume.length === 0 ? {} : { assume }),
    ...given('region', values.region),
    ...given('endpoint', values.endpoint),
    ...given('stsEndpoint', values['sts-endpoint']),
    ...given('cloudTrailEndpoint', values['cloudtrail-endpoint']),
    ...(values['path-style'] ? { pathStyle: true } : {}),
  };
  const way =
    values.profile !== undefined
      ? { kind: 'profile', profile: values.profile }
      : values.anonymous
        ? { kind: 'anonymous' }
        : token !== undefined
          ? { kind: 'web-identity', roleArn: roles[0], tokenFile: token }
          : { kind: 'environment' };
  const login = Login.safeParse({ ...way, ...common });
  if (login.success) return login.data;
  const [issue] = login.error.issues;
  throw usage(`The login cannot be understood: ${issue?.path.join('.')}: ${issue?.message}`);
}

const given = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
