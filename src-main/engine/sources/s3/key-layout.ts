// How AWS lays log objects out below `AWSLogs/`. Sources, read 2026-11: CloudTrail User Guide, "Finding your CloudTrail log
// files" and "CloudTrail digest file structure"; VPC User Guide, "Flow log files"; Elastic Load Balancing, Config, WAF and
// Route 53 guides, each "log files" or "access log files". A key that follows none of it stays visible as such.

/** The folder below the account that says what an object is: `CloudTrail`, `CloudTrail-Digest`, `vpcflowlogs`, … */
export type LogKey = {
  /** What stands before `AWSLogs/`, with its slash; '' when nothing does. */
  prefix: string;
  /** `o-…` of an organisation's trail; null for a single account's. */
  organisation: string | null;
  /** Twelve digits. */
  account: string;
  service: string;
  /** Null where the layout has none (a service that logs globally). */
  region: string | null;
  /** Day of delivery, UTC, `2026-01-05`; hours and minutes are in the object's name. Null when the key has no date. */
  day: string | null;
  /** The last part of the key. */
  name: string;
};

export type LogKind = 'events' | 'digest' | 'insight' | 'network-activity' | 'aggregated' | 'other';

const root =
  /^(?<prefix>(?:.*\/)?)AWSLogs\/(?:(?<organisation>o-[a-z0-9]{10,32})\/)?(?<account>\d{12})\/(?<service>[^/]+)\/(?<rest>.*)$/;
const region = /^(?:[a-z]{2,3}(?:-[a-z]+)+-\d{1,2}|global)$/;
/** `2026/01/05` anywhere in the rest; Config leaves out leading zeros. Partitions of flow logs: `year=2026/month=01/day=05`. */
const plainDay = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?=\/)/;
const hiveDay = /(?:^|\/)year=(\d{4})\/month=(\d{2})\/day=(\d{2})(?=\/)/;
const partition = /(^|\/)(?:aws-account-id|aws-service|aws-region)=/g;

/** Null: not a key of this layout. */
export function readLogKey(key: string): LogKey | null {
  const groups = root.exec(key.replaceAll(partition, '$1'))?.groups;
  if (!groups) return null;
  const { prefix = '', organisation, account = '', service = '', rest = '' } = groups;
  const parts = rest.split('/');
  const date = hiveDay.exec(rest) ?? plainDay.exec(rest);
  const first = parts[0] ?? '';
  return {
    prefix,
    organisation: organisation ?? null,
    account,
    service,
    region: region.test(first) && parts.length > 1 ? first : null,
    day: date ? isoDay(date[1]!, date[2]!, date[3]!) : null,
    name: parts.at(-1)!,
  };
}

function isoDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
}

const trailFolder =
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?\d{12}\/[^/]+\/[a-z]{2,3}(?:-[a-z]+)+-\d{1,2}\/(?:(?:year=)?(\d{4})\/(?:(?:month=)?(\d{1,2})\/(?:(?:day=)?(\d{1,2})\/)?)?)?$/;

/**
 * The days of delivery (inclusive, ISO) that a region's folder or a year's, month's or day's in it stands for; `unbounded`
 * for the region's own. Null: not such a folder.
 */
export function daysOfFolder(folder: string): { first: string; last: string } | 'unbounded' | null {
  const match = trailFolder.exec(folder.replaceAll(partition, '$1'));
  if (!match) return null;
  const [, year, month, day] = match;
  if (year === undefined) return 'unbounded';
  const first = isoDay(year, month ?? '1', day ?? '1');
  if (first === null) return null;
  if (day !== undefined) return { first, last: first };
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1);
  return { first, last: new Date(next - 86_400_000).toISOString().slice(0, 10) };
}

/** What CloudTrail's siblings hold; any other service is `other`. */
export function kindOfService(service: string): LogKind {
  switch (service) {
    case 'CloudTrail':
      return 'events';
    case 'CloudTrail-Digest':
      return 'digest';
    case 'CloudTrail-Insight':
      return 'insight';
    case 'CloudTrail-NetworkActivity':
      return 'network-activity';
    case 'CloudTrail-Aggregated':
      return 'aggregated';
    default:
      return 'other';
  }
}

/**
 * Days of delivery (inclusive, ISO) whose folders may hold events of a span of event times: an event is delivered some
 * minutes after it happened, and seldom later than the next day.
 * @param from,to event times in epoch milliseconds, `to` exclusive
 */
export function deliveryDays(from: number, to: number): { first: string; last: string } {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { first: day(from), last: day(to - 1 + 86_400_000) };
}
