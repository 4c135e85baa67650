// Which objects of a bucket are wanted: by trail layout (account, kind, region, day), by prefix, glob and Last-Modified.
import { daysOfFolder, deliveryDays, type LogKey, readLogKey } from './key-layout.ts';

export type Scope = {
  bucket: string;
  /** Only keys below it: what stands before `AWSLogs/`, or any prefix; '' for the whole bucket. */
  prefix: string;
  /** Account numbers, folders below the account (`CloudTrail`, `vpcflowlogs`, …), regions; null: all there are. */
  accounts: string[] | null;
  services: string[] | null;
  regions: string[] | null;
  /** Span of event times in epoch milliseconds, `to` exclusive; null: no bound. Days of delivery are padded at the end. */
  from: number | null;
  to: number | null;
  /** Shell pattern over the whole key: `*` and `?` within a part, `**` across parts; null: any key. */
  glob: string | null;
  /** Last-Modified in epoch milliseconds, `modifiedBefore` exclusive. */
  modifiedFrom: number | null;
  modifiedBefore: number | null;
};

export type ScopeTest = {
  /** Whether an object is wanted. `modified` in epoch milliseconds; null: not known, and then no reason against it. */
  wants(key: string, modified: number | null): boolean;
  /** Whether a folder of the layout can hold wanted objects. `key` is the folder's, ending in `/`. */
  mayHold(folder: string): boolean;
  /** First and last day of delivery, ISO, inclusive; null: no bound. */
  days: { first: string | null; last: string | null };
};

export function compileScope(scope: Scope): ScopeTest {
  const days = daysOf(scope);
  const pattern = scope.glob === null ? null : globPattern(scope.glob);
  const { accounts, services, regions, modifiedFrom, modifiedBefore } = scope;
  const usesLayout =
    accounts !== null || services !== null || regions !== null || days.first !== null || days.last !== null;

  const allows = ({ account, service, region, day }: LogKey): boolean =>
    (accounts === null || accounts.includes(account)) &&
    (services === null || services.includes(service)) &&
    (regions === null || region === null || regions.includes(region)) &&
    (day === null || ((days.first === null || day >= days.first) && (days.last === null || day <= days.last)));

  const mayHold = (folder: string): boolean => {
    if (!usesLayout) return true;
    const parts = partsBelowRoot(folder);
    if (parts === null) return true;
    const [account, service, region] = parts;
    const span = daysOfFolder(folder);
    if (span !== null && span !== 'unbounded' && (isBefore(span.last, days.first) || isBefore(days.last, span.first)))
      return false;
    return (
      (accounts === null || account === undefined || accounts.includes(account)) &&
      (services === null || service === undefined || services.includes(service)) &&
      (regions === null || region === undefined || !isRegion(region) || regions.includes(region))
    );
  };

  return {
    days,
    mayHold,
    wants(key, modified) {
      if (!key.startsWith(scope.prefix)) return false;
      if (pattern && !pattern.test(key)) return false;
      if (modified !== null && modifiedFrom !== null && modified < modifiedFrom) return false;
      if (modified !== null && modifiedBefore !== null && modified >= modifiedBefore) return false;
      if (!usesLayout) return true;
      const log = readLogKey(key);
      if (log === null || !allows(log)) return false;
      // Without a day of its own it is wanted where it lies in a year and month that are.
      return log.day !== null || foldersOf(key).every(mayHold);
    },
  };
}

function foldersOf(key: string): string[] {
  const folders: string[] = [];
  for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) folders.push(key.slice(0, at + 1));
  return folders;
}

const isBefore = (one: string | null, other: string | null) => one !== null && other !== null && one < other;

function daysOf({ from, to }: Scope): ScopeTest['days'] {
  if (from !== null && to !== null) return deliveryDays(from, to);
  return {
    first: from === null ? null : deliveryDays(from, from + 1).first,
    last: to === null ? null : deliveryDays(to - 1, to).last,
  };
}

const isRegion = (name: string) => /^[a-z]{2,3}(-[a-z]+)+-\d{1,2}$/.test(name);

/** The folders after `AWSLogs/` (and an organisation's), without what partitioned flow logs write before `=`. */
function partsBelowRoot(folder: string): string[] | null {
  const below = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(.*)$/.exec(folder)?.[1];
  if (below === undefined) return null;
  return below
    .split('/')
    .slice(0, -1)
    .map((part) => part.replace(/^(?:aws-account-id|aws-service|aws-region)=/, ''));
}

function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*\/|\*\*|\*|\?|[^*?]+/g, (piece) => {
    if (piece === '**/') return '(?:.*/)?';
    if (piece === '**') return '.*';
    if (piece === '*') return '[^/]*';
    if (piece === '?') return '[^/]';
    return piece.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`, 'su');
}
