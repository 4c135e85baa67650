// Trails as a table of accounts and regions: what there is, per trail or over all of them.
import type { FolderMeaning, Trail } from '../../../../shared/contract/aws.ts';

export type ServiceInfo = { service: string; meaning: FolderMeaning; accounts: number };
export type TrailTable = {
  /** Account numbers, regions (by name) and services (CloudTrail's own first). */
  accounts: string[];
  regions: string[];
  services: ServiceInfo[];
  strangers: string[];
  /** Services of an account in a region; `''` stands for services without regions. */
  cell(account: string, region: string): string[];
};

const own: FolderMeaning[] = ['events', 'network-activity', 'insight', 'aggregated', 'digest'];
/** CloudTrail's own folders, in the order of their worth to an investigation; −1: another service's. */
export const rankOf = (meaning: FolderMeaning): number => own.indexOf(meaning);

export function makeTrailTable(trails: readonly Trail[]): TrailTable {
  const cells = new Map<string, Set<string>>();
  const services = new Map<string, { meaning: FolderMeaning; accounts: Set<string> }>();
  const accounts = new Set<string>();
  const regions = new Set<string>();
  for (const { account, services: found } of trails.flatMap((trail) => trail.accounts)) {
    accounts.add(account);
    for (const { service, meaning, regions: places } of found) {
      const info = services.get(service) ?? { meaning, accounts: new Set() };
      info.accounts.add(account);
      services.set(service, info);
      for (const region of places) regions.add(region);
      for (const place of places.length > 0 ? places : ['']) addTo(cells, `${account} ${place}`, service);
    }
  }
  return {
    accounts: [...accounts].sort(),
    regions: [...regions].sort(),
    services: [...services]
      .map(([service, { meaning, accounts: of }]) => ({ service, meaning, accounts: of.size }))
      .sort((a, b) => order(a) - order(b) || a.service.localeCompare(b.service)),
    strangers: [...new Set(trails.flatMap((trail) => trail.strangers))].sort(),
    cell: (account, region) => [...(cells.get(`${account} ${region}`) ?? [])],
  };
}

const order = ({ meaning }: ServiceInfo) => (rankOf(meaning) < 0 ? own.length : rankOf(meaning));

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  set.add(value);
  map.set(key, set);
}

/** Keys of a trail lie below this prefix. An organisation's has a folder of its own; its member accounts lie in it. */
export function prefixOf({ prefix, organisation }: Pick<Trail, 'prefix' | 'organisation'>): string {
  return `${prefix}AWSLogs/${organisation === null ? '' : `${organisation}/`}`;
}

/** The prefix to list for a trail that was found below `folder`: the deeper of the two. */
export function scopePrefix(trail: Trail, folder: string): string {
  const own = prefixOf(trail);
  return folder.startsWith(own) ? folder : own;
}

/** `AWSLogs/ of organisation o-abc`, `audit/AWSLogs/`. */
export function trailTitle(trail: Trail): string {
  return trail.organisation === null ? `${trail.prefix}AWSLogs/` : `${trail.prefix}AWSLogs/${trail.organisation}/`;
}

/** Services to begin with: CloudTrail's own where there are some; null: all. */
export function usualServices({ services }: TrailTable): string[] | null {
  const trail = services.filter(({ meaning }) => rankOf(meaning) >= 0).map(({ service }) => service);
  return trail.length === 0 || trail.length === services.length ? null : trail;
}

/** `chosen` null: all of `all`. The result is null again when nothing is left out. */
export function toggleOne(all: readonly string[], chosen: readonly string[] | null, one: string): string[] | null {
  const now = new Set(chosen ?? all);
  if (!now.delete(one)) now.add(one);
  return now.size === all.length ? null : all.filter((each) => now.has(each));
}

/** Twelve-digit numbers in a text that was pasted, those among `all`, and how many others there were. */
export function readAccounts(text: string, all: readonly string[]): { found: string[]; others: number } {
  const numbers = new Set(text.replaceAll(/(?<=\b\d{4})[- ](?=\d{4}\b)/g, '').match(/\b\d{12}\b/g) ?? []);
  const found = all.filter((account) => numbers.has(account));
  return { found, others: numbers.size - found.length };
}
