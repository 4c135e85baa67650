// What the words want to acquire: objects of a bucket, or the event history of CloudTrail's API.
import {
  type AcquisitionRequest,
  LookupAttribute,
  LookupRequest,
  S3Request,
} from '../../../shared/contract/acquisitions.ts';
import { parseInstant } from '../../../shared/values/time.ts';
import { type AcquireValues, firstGiven, usage } from './options.ts';

/** `s3://BUCKET/PREFIX`. */
export function readS3(from: string, values: AcquireValues): AcquisitionRequest {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(from) ?? [];
  if (bucket === undefined) throw usage(`“${from}” is not s3://BUCKET/PREFIX, nor lookup-events.`);
  if (values.attribute !== undefined) throw usage('--attribute goes with lookup-events.');
  if (values['no-copy'] && values['no-load']) throw usage('With --no-copy and --no-load nothing would be kept.');
  const span = readSpan(values, ['from', 'to']);
  const modified = readSpan(values, ['modified-from', 'modified-before']);
  return S3Request.parse({
    kind: 's3',
    scope: {
      bucket,
      prefix,
      accounts: listOf(values.accounts, '--accounts', /^\d{12}$/, 'account numbers of 12 digits'),
      services: listOf(values.services)?.map((name) => wellKnown.get(name.toLowerCase()) ?? name) ?? null,
      regions: listOf(values.regions, '--regions', regionName, regionExample),
      ...span,
      glob: values.glob ?? null,
      modifiedFrom: modified.from,
      modifiedBefore: modified.to,
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

/** @param now epoch milliseconds; where the span ends when its end is left open */
export function readLookup(values: AcquireValues, now: number): AcquisitionRequest {
  const s3Only = firstGiven(values, [
    ...(['accounts', 'services', 'glob', 'modified-from', 'modified-before'] as const),
    ...(['versions', 'requester-pays', 'no-copy', 'check'] as const),
  ]);
  if (s3Only) throw usage(`${s3Only} goes with s3://BUCKET/PREFIX.`);
  if (values.follow && values.to !== undefined) throw usage('--follow looks at what is new: leave out --to.');
  const span = readSpan(values, ['from', 'to']);
  const to = span.to ?? now;
  if (span.from !== null && span.from >= to) throw usage('--from is not before now.');
  return LookupRequest.parse({
    kind: 'lookup-events',
    regions: listOf(values.regions, '--regions', regionName, regionExample),
    from: span.from ?? to - lookupDays * dayMs,
    to,
    attribute: readAttribute(values.attribute),
    load: !values['no-load'],
  });
}

const regionName = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|global)$/;
const regionExample = 'regions such as eu-central-1';

/** Folders below an account whose spelling is easily mistaken: S3 tells upper from lower case. */
const wellKnown = new Map(
  [
    'CloudTrail',
    'CloudTrail-Digest',
    'CloudTrail-Insight',
    'CloudTrail-NetworkActivity',
    'CloudTrail-Aggregated',
    'Config',
  ]
    .concat(['vpcflowlogs', 'elasticloadbalancing', 'WAFLogs', 'GuardDuty', 'vpcdnsquerylogs'])
    .map((name) => [name.toLowerCase(), name]),
);

/** `a,b` and repeated options alike; null: the option was not given. */
function listOf(given: string[] | undefined, what = '', form = /^/, example = ''): string[] | null {
  const words = given?.flatMap((one) => one.split(',')).map((word) => word.trim()) ?? [];
  const found = words.filter((word) => word !== '');
  const odd = found.find((word) => !form.test(word));
  if (odd !== undefined) throw usage(`${what} takes ${example}, not “${odd}”.`);
  return found.length === 0 ? null : found;
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

/** Epoch milliseconds, `to` exclusive; null where an end is open. */
function readSpan(values: AcquireValues, [fromName, toName]: ['from', 'to'] | ['modified-from', 'modified-before']) {
  const from = readTime(fromName, values[fromName]);
  const end = readTime(toName, values[toName]);
  // A day that is named as the last one is meant whole; before a day is before it begins.
  const isWholeDay = toName === 'to' && dayAlone.test(values.to?.trim() ?? '');
  const to = end !== null && isWholeDay ? end + dayMs : end;
  if (from !== null && to !== null && from >= to) throw usage(`--${fromName} is not before --${toName}.`);
  return { from, to };
}

const dayAlone = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}\s*(?:Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** UTC where no zone is given. */
function readTime(name: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  const found = parseInstant(given, 'UTC');
  if (found === null) throw usage(`--${name} is a time such as 2026-01-05 or 2026-01-05T13:00Z, not “${given}”.`);
  return Date.parse(found);
}
