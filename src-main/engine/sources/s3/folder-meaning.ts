// What a folder is in AWS's layout of logs (see `key-layout.ts`), told from its whole prefix; for browsing and finding trails.
import type { FolderMeaning } from '../../../../shared/contract/aws.ts';
import { kindOfService } from './key-layout.ts';

/** A folder below an `AWSLogs/`, taken apart as far as it goes. */
export type TrailFolder = {
  /** What stands before `AWSLogs/`, with its slash. */
  prefix: string;
  organisation: string | null;
  account: string | null;
  service: string | null;
  region: string | null;
  /** What follows, a part for each folder. */
  rest: string[];
};

const organisation = /^o-[a-z0-9]{10,32}$/;
const account = /^\d{12}$/;
const region = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|global)$/;
/** Years, months, days, hours; partitioned flow logs name them (`year=2026`). */
const date = /^(?:\d{4}|\d{1,2}|(?:year|month|day|hour)=\d{1,4})$/;
/** Partitioned flow logs name the levels above too. */
const partition = /^(?:aws-account-id|aws-service|aws-region)=/;

/** @param folder ends in `/`. Null: not in an `AWSLogs/`. */
export function readTrailFolder(folder: string): TrailFolder | null {
  const match = /^((?:.*\/)?)AWSLogs\/((?:[^/]*\/)*)$/s.exec(folder);
  if (!match) return null;
  const parts = match[2]!.split('/').slice(0, -1);
  const take = (fits: (part: string) => boolean): string | null => {
    const name = parts[0]?.replace(partition, '');
    if (name === undefined || !fits(name)) return null;
    parts.shift();
    return name;
  };
  const ofOrganisation = take((part) => organisation.test(part));
  const ofAccount = take((part) => account.test(part));
  const service = ofAccount === null ? null : take(() => true);
  const ofRegion = service === null ? null : take((part) => region.test(part));
  return {
    prefix: match[1]!,
    organisation: ofOrganisation,
    account: ofAccount,
    service,
    region: ofRegion,
    rest: parts,
  };
}

/** @param folder the whole prefix, ending in `/` */
export function meaningOfFolder(folder: string): FolderMeaning {
  const found = readTrailFolder(folder);
  if (found === null) return 'other';
  const last = found.rest.at(-1);
  if (last !== undefined) return found.service !== null && date.test(last) ? 'date' : 'other';
  if (found.region !== null) return 'region';
  if (found.service !== null) return meaningOfService(found.service);
  if (found.account !== null) return 'account';
  return found.organisation !== null ? 'organisation' : 'awslogs';
}

/** @param service the folder below an account */
export function meaningOfService(service: string): FolderMeaning {
  if (service === 'vpcflowlogs') return 'vpc-flow';
  const kind = kindOfService(service);
  return kind === 'other' ? 'service' : kind;
}

/** Whether regions are what is to be expected below a service's folder, so that anything else there is a stranger. */
export function hasRegions(service: string): boolean {
  return /^(?:CloudTrail.*|vpcflowlogs|elasticloadbalancing|Config)$/.test(service);
}
