// What a request means, in sentences for people, before and after it is carried out.
import type { LookupRequest, S3Request } from '../../../../shared/contract/acquisitions.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { placeText } from '../where/read-place.ts';
import { rankOf, type TrailTable } from './trail-table.ts';

const dayMs = 86_400_000;
const mostNamed = 3;

/** `table`: what there is, so that "2 of 12 accounts" can be said. */
export function describeScope(request: S3Request, table: TrailTable | null): string[] {
  return [whichObjects(request, table), whichDays(request), whatBecomes(request)].filter((words) => words !== '');
}

function whichObjects({ scope, versions }: S3Request, table: TrailTable | null): string {
  const { bucket, prefix, accounts, services, regions, glob, modifiedFrom, modifiedBefore } = scope;
  const kinds =
    services === null ? '' : ` of ${listed(services, table?.services.length, 'kind of log', 'kinds of log')}`;
  const who = accounts === null ? '' : ` for ${listed(accounts, table?.accounts.length, 'account')}`;
  const where = regions === null ? '' : ` in ${listed(regions, table?.regions.length, 'region')}`;
  const what = `Objects below ${placeText(bucket, prefix)}${kinds}${who}${where}`;
  const named = glob === null ? '' : `, with a key like ${glob}`;
  const written = span(modifiedFrom, modifiedBefore);
  const modified = written === '' ? '' : `, last modified ${written}`;
  const also = versions ? '; overwritten and deleted versions too' : '';
  return `${what}${named}${modified}${also}.`;
}

function whichDays({ scope: { from, to } }: S3Request): string {
  if (from === null && to === null) return '';
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  // As deliveryDays of the engine's scope: a log is delivered minutes after its events, seldom later than the next day.
  const first = from === null ? null : day(from);
  const last = to === null ? null : day(to - 1 + dayMs);
  const delivered = first === null ? `until ${last}` : last === null ? `from ${first} on` : `from ${first} to ${last}`;
  const why = last === null ? '' : ': one day longer, because logs arrive after their events';
  return `Events ${span(from, to)}; that is what was delivered ${delivered}${why}.`;
}

function whatBecomes({ keepCopy, load, requesterPays }: S3Request): string {
  const kept = keepCopy
    ? load
      ? 'A verified copy of each object is kept in the case, and loaded while it arrives.'
      : 'A verified copy of each object is kept in the case; nothing is loaded yet.'
    : 'Objects are loaded as they arrive, without keeping a copy of their bytes.';
  return requesterPays ? `${kept} Your account pays for reading.` : kept;
}

export function describeLookup({ regions, from, to, attribute, load }: LookupRequest): string[] {
  const where = regions === null ? 'every region that is switched on' : listed(regions, undefined, 'region');
  const which = attribute === null ? '' : ` with ${attribute.key} = ${attribute.value}`;
  return [
    `Management events${which} of ${where}, ${span(from, to)}.`,
    load
      ? 'They are kept as received, and loaded while they arrive.'
      : 'They are kept as received; nothing is loaded yet.',
  ];
}

/** `from 2026-03-01 through 2026-03-08`, `since …`, `until …`, with times where they are not midnights; UTC. */
export function span(from: number | null, to: number | null): string {
  const time = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  const start = from === null ? '' : from % dayMs === 0 ? time(from).slice(0, 10) : time(from);
  const wholeEnd = to !== null && to % dayMs === 0;
  const end = to === null ? '' : wholeEnd ? time(to - dayMs).slice(0, 10) : time(to);
  const until = wholeEnd ? 'through' : 'until';
  if (from === null && to === null) return '';
  if (from === null) return `${until} ${end} UTC`;
  if (to === null) return `since ${start} UTC`;
  if (wholeEnd && start === end) return `of ${start} UTC`;
  return `from ${start} ${until} ${end} UTC`;
}

/** `account 111122223333`, `3 of 12 accounts`, `regions eu-west-1, us-east-1`. */
function listed(some: readonly string[], of: number | undefined, one: string, many = `${one}s`): string {
  if (some.length === 1) return one === 'kind of log' ? some[0]! : `${one} ${some[0]}`;
  if (some.length <= mostNamed) return one === 'kind of log' ? some.join(', ') : `${many} ${some.join(', ')}`;
  return of === undefined || of < some.length ? formatNoun(some.length, one, many) : `${some.length} of ${of} ${many}`;
}

/** What a service's folder is, for its badge. */
export function meaningWord(meaning: string): string {
  return meaningWords[meaning] ?? '';
}

const meaningWords: Record<string, string> = {
  awslogs: 'AWS logs',
  organisation: 'organisation',
  account: 'account',
  events: 'events',
  digest: 'digests',
  insight: 'insights',
  'network-activity': 'network activity',
  aggregated: 'aggregated events',
  'vpc-flow': 'VPC flow logs',
  service: 'other logs',
  region: 'region',
  date: 'date',
};

/** Whether a folder belongs to CloudTrail itself. */
export const isTrailMeaning = (meaning: Parameters<typeof rankOf>[0]): boolean => rankOf(meaning) >= 0;
