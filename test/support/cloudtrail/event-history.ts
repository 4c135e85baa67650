// The event history of one region as LookupEvents shows it: management events, newest first, a page at a time.
import { createHash } from 'node:crypto';
import { refuse } from './refusal.ts';

/** A CloudTrail record, or its exact JSON text. */
export type CloudTrailRecord = Record<string, unknown> | string;

export type LookupInput = {
  StartTime?: number;
  EndTime?: number;
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  EventCategory?: string;
  MaxResults?: number;
  NextToken?: string;
};

type Fields = {
  userIdentity?: { userName?: string; type?: string; arn?: string; accessKeyId?: string };
  resources?: { ARN?: string; type?: string }[];
  readOnly?: boolean | string;
  [field: string]: unknown;
};
type Listed = { n: number; seconds: number; text: string; values: Map<string, string[]> };
type Place = { seconds: number; n: number; asked: string; since: number };

const attributes = 'EventId EventName ReadOnly Username ResourceType ResourceName EventSource AccessKeyId'.split(' ');
const maxResults = 50;

export type HistoryOptions = {
  /** Epoch milliseconds. */
  now: () => number;
  /** Events that are older are not shown. */
  keepMs: number;
  /** At most so many events a page, whatever is asked for. */
  pageSize: number;
};

export function createHistory(records: CloudTrailRecord[], options: HistoryOptions) {
  const listed: Listed[] = [];
  let tokensSince = 0;
  const add = (more: CloudTrailRecord[]) => {
    for (const record of more) {
      const one = list(record, listed.length);
      if (one) listed.push(one);
    }
    listed.sort(byAge);
  };
  add(records);
  return {
    add,
    /** Every page token given so far becomes invalid, as tokens do when time has gone by. */
    expireTokens: () => {
      tokensSince++;
    },
    /** Body of the answer. */
    lookUp(input: LookupInput): string {
      check(input);
      const asked = fingerprint(input);
      const after = input.NextToken === undefined ? null : readToken(input.NextToken);
      if (after && (after.asked !== asked || after.since !== tokensSince)) throw invalidToken();
      const { StartTime: from = 0, EndTime: to = Number.POSITIVE_INFINITY, LookupAttributes: [wanted] = [] } = input;
      const kept = (options.now() - options.keepMs) / 1000;
      const found = listed.filter(
        (one) =>
          one.seconds >= Math.max(from, kept) &&
          one.seconds <= to &&
          (wanted === undefined || one.values.get(wanted.AttributeKey)?.includes(wanted.AttributeValue)) &&
          (after === null || byAge(one, after) > 0),
      );
      const page = found.slice(0, Math.min(input.MaxResults ?? maxResults, options.pageSize));
      const last = found.length > page.length ? page.at(-1) : undefined;
      const token = last ? writeToken({ seconds: last.seconds, n: last.n, asked, since: tokensSince }) : null;
      return `{"Events":[${page.map(({ text }) => text).join(',')}]${token ? `,"NextToken":"${token}"` : ''}}`;
    },
  };
}

/** Newest first; of one second, the one that came first. */
const byAge = (a: { seconds: number; n: number }, b: { seconds: number; n: number }): number =>
  b.seconds - a.seconds || a.n - b.n;

/** Null: not a management event, so the event history does not have it. */
function list(record: CloudTrailRecord, n: number): Listed | null {
  const event = typeof record === 'string' ? record : JSON.stringify(record);
  const fields = JSON.parse(event) as Fields;
  if ((fields.eventCategory ?? 'Management') !== 'Management' || fields.managementEvent === false) return null;
  const { eventID, eventName, eventSource, eventTime, readOnly, userIdentity = {}, resources = [] } = fields;
  const seconds = Date.parse(eventTime as string) / 1000;
  const readOnlyText = readOnly === undefined ? undefined : String(readOnly);
  const username =
    userIdentity.userName ?? (userIdentity.type === 'Root' ? 'root' : userIdentity.arn?.split('/').at(-1));
  const own = {
    EventId: eventID as string,
    EventName: eventName as string,
    ReadOnly: readOnlyText,
    AccessKeyId: userIdentity.accessKeyId,
    EventSource: eventSource as string,
    Username: username,
  };
  const named = resources.map(({ ARN, type }) => ({ ResourceType: type, ResourceName: ARN }));
  const values = new Map(Object.entries(own).map(([key, value]) => [key, value === undefined ? [] : [value]]));
  values.set(
    'ResourceType',
    named.flatMap(({ ResourceType }) => ResourceType ?? []),
  );
  values.set(
    'ResourceName',
    named.flatMap(({ ResourceName }) => ResourceName ?? []),
  );
  const text =
    `${JSON.stringify(own).slice(0, -1)},"EventTime":${javaNumber(seconds)},"Resources":${JSON.stringify(named)}` +
    `,"CloudTrailEvent":${JSON.stringify(event)}}`;
  return { n, seconds, text, values };
}

/** As Java writes a double: `1.7000000005E9`. No JavaScript writes it so: an answer that was read and written anew shows. */
export function javaNumber(value: number): string {
  const digits = String(value).replace('.', '').replace(/0+$/, '');
  return `${digits[0]}.${digits.slice(1) || '0'}E${Math.floor(value).toString().length - 1}`;
}

function check({
  StartTime,
  EndTime,
  LookupAttributes: wanted = [],
  MaxResults = maxResults,
  EventCategory,
}: LookupInput) {
  if (EventCategory !== undefined) throw refuse('InvalidEventCategoryException', 'Only management events are here.');
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
    throw refuse('InvalidTimeRangeException', 'Start time must be earlier than or equal to end time.');
  if (!(MaxResults >= 1 && MaxResults <= maxResults))
    throw refuse('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
  if (
    wanted.length > 1 ||
    wanted.some(({ AttributeKey, AttributeValue }) => !attributes.includes(AttributeKey) || !AttributeValue)
  )
    throw refuse('InvalidLookupAttributesException', 'You can use only one lookup attribute, of those there are.');
}

/** Of everything but the token: a token is good for the call that it came from. */
function fingerprint(input: LookupInput): string {
  const asked = Object.entries(input).filter(([name]) => name !== 'NextToken');
  asked.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
}

const writeToken = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64');

function readToken(token: string): Place {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString()) as Place;
  } catch {
    throw invalidToken();
  }
}

const invalidToken = () => refuse('InvalidNextTokenException', 'Invalid token.');
