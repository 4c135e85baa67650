// Gathers the folders of `AWSLogs/` trees, met in any order, into trails: one for each organisation, and one for the accounts
// that belong to none.
import type { Trail } from '../../../../shared/contract/aws.ts';
import { hasRegions, meaningOfService, readTrailFolder } from './folder-meaning.ts';

type Growing = {
  prefix: string;
  organisation: string | null;
  /** Regions of services of accounts. */
  accounts: Map<string, Map<string, Set<string>>>;
  strangers: Set<string>;
};

export function collectTrails() {
  const trails = new Map<string, Growing>();

  function trailOf(prefix: string, organisation: string | null): Growing {
    const name = `${prefix}\0${organisation ?? ''}`;
    const trail = trails.get(name) ?? { prefix, organisation, accounts: new Map(), strangers: new Set() };
    trails.set(name, trail);
    return trail;
  }

  return {
    /** Takes a folder in; says whether there is more to know in it. */
    add(folder: string): boolean {
      const found = readTrailFolder(folder);
      if (!found) return false;
      const trail = trailOf(found.prefix, found.organisation);
      if (found.account === null) {
        if (found.rest.length > 0) trail.strangers.add(belowRoot(folder, found.prefix));
        return found.rest.length === 0;
      }
      const services = grow(trail.accounts, found.account, () => new Map<string, Set<string>>());
      if (found.service === null) return true;
      const regions = grow(services, found.service, () => new Set<string>());
      if (found.region !== null) {
        regions.add(found.region);
        return false;
      }
      if (found.rest.length > 0 && hasRegions(found.service)) trail.strangers.add(belowRoot(folder, found.prefix));
      return found.rest.length === 0;
    },

    trails(): Trail[] {
      const all = [...trails.values()];
      return all
        .filter((trail) => !isHollow(trail, all))
        .map(({ prefix, organisation, accounts, strangers }) => ({
          prefix,
          organisation,
          accounts: sorted(accounts).map(([account, services]) => ({
            account,
            services: sorted(services).map(([service, regions]) => ({
              service,
              meaning: meaningOfService(service),
              regions: [...regions].sort(),
            })),
          })),
          strangers: [...strangers].sort(),
        }))
        .sort((a, b) => compare(a.prefix, b.prefix) || compare(a.organisation ?? '', b.organisation ?? ''));
    },
  };
}

/** An `AWSLogs/` that holds organisations alone is no trail beside theirs. */
function isHollow({ prefix, organisation, accounts, strangers }: Growing, all: Growing[]): boolean {
  const isEmpty = organisation === null && accounts.size === 0 && strangers.size === 0;
  return isEmpty && all.some((other) => other.prefix === prefix && other.organisation !== null);
}

/** `AWSLogs/` and what follows, without the slash at the end. */
const belowRoot = (folder: string, prefix: string) => folder.slice(prefix.length, -1);

function grow<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => compare(a, b));
