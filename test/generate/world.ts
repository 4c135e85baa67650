// The fixed cast of a generated archive: accounts with their roles, people, buckets and instances, drawn once from the seed.
import { type Random, seedRandom } from './random.ts';

export type Named = { name: string; id: string };
export type Account = {
  id: string;
  name: string;
  roles: Named[];
  users: (Named & { accessKey: string })[];
  people: Named[];
  buckets: string[];
  keys: string[];
  functions: string[];
  instances: string[];
  secrets: string[];
  tables: string[];
  /** Addresses of the account's own machines. */
  addresses: string[];
};
export type World = {
  company: string;
  accounts: Account[];
  regions: string[];
  accountWeights: number[];
  regionWeights: number[];
  offices: string[];
  /** Made for shipping: documentation addresses and ids that compress; see seedRandom. */
  forShipping: boolean;
};

export type WorldOptions = {
  seed: string;
  company?: string;
  accounts?: { id: string; name: string; weight: number }[];
  regions?: { name: string; weight: number }[];
  /** Only addresses of RFC 5737 and 3849, and ids that compress well. Otherwise thousands of addresses, as a benchmark needs. */
  forShipping?: boolean;
};

const defaultAccounts = [
  { id: '111122223333', name: 'prod', weight: 46 },
  { id: '222233334444', name: 'stage', weight: 20 },
  { id: '333344445555', name: 'dev', weight: 19 },
  { id: '444455556666', name: 'data', weight: 10 },
  { id: '555566667777', name: 'audit', weight: 5 },
];
const defaultRegions = [
  { name: 'us-east-1', weight: 42 },
  { name: 'eu-west-1', weight: 22 },
  { name: 'us-west-2', weight: 15 },
  { name: 'eu-central-1', weight: 11 },
  { name: 'ap-southeast-2', weight: 6 },
  { name: 'ca-central-1', weight: 4 },
];

const workloads =
  'checkout-api catalog-sync stock-feed payment-hooks mail-sender session-store report-daily feature-flags ride-planner map-tiles photo-scaler returns-worker price-engine log-shipper node-group deploy-runner'.split(
    ' ',
  );
const people =
  'aino.virtanen bo.lindqvist carys.evans dimitra.kosta edwin.osei farah.amin gil.navarro hedda.moen isko.reyes jaya.menon kit.alder lior.katz mei.tanaka nadia.belova oren.shaw pilar.ruiz'.split(
    ' ',
  );
const userNames = ['ci-release', 'terraform-plan', 'grafana-reader', 'ftp-bridge'];
const bucketNames =
  'customer-exports web-assets access-logs invoices backups ride-photos athena-output build-cache config-history'.split(
    ' ',
  );
const secretNames = 'db/checkout db/catalog psp/api-key mail/smtp jwt/signing maps/token'.split(' ');

export function makeWorld(options: WorldOptions): World {
  const random = seedRandom(`world ${options.seed}`, options.forShipping);
  const company = options.company ?? 'larkspur';
  const wide = options.forShipping !== true;
  const accounts = options.accounts ?? defaultAccounts;
  const regions = options.regions ?? defaultRegions;
  return {
    company,
    accounts: accounts.map(({ id, name }, index) => makeAccount(random, company, id, name, index, wide)),
    regions: regions.map((region) => region.name),
    accountWeights: accounts.map((account) => account.weight),
    regionWeights: regions.map((region) => region.weight),
    forShipping: !wide,
    offices: wide ? times(600, () => publicAddress(random)) : times(24, (i) => `198.51.100.${20 + i}`),
  };
}

function makeAccount(random: Random, company: string, id: string, name: string, index: number, wide: boolean): Account {
  const named = (prefix: string) => (label: string) => ({ name: label, id: prefix + random.base32(17) });
  return {
    id,
    name,
    roles: workloads.map((label) => named('AROA')(`${company}-${name}-${label}`)),
    users: userNames.map((label) => ({ ...named('AIDA')(label), accessKey: `AKIA${random.base32(16)}` })),
    people: people.map(named('AIDA')),
    buckets: bucketNames.map((label) => `${company}-${name}-${label}`),
    keys: times(10, () => random.uuid()),
    functions: workloads.slice(0, 9).map((label) => `${name}-${label}`),
    instances: times(wide ? 240 : 30, () => `i-0${random.hex(4).slice(1)}`),
    secrets: secretNames.map((label) => `${name}/${label}-${random.base64(6).replace(/[+/]/g, 'x')}`),
    tables: ['sessions', 'carts', 'orders', 'rides'].map((label) => `${name}-${label}`),
    addresses: wide
      ? times(400, () => publicAddress(random))
      : times(20, (i) => (i % 5 === 4 ? `2001:db8:${index + 1}00::${i}` : `203.0.113.${10 + index * 60 + i}`)),
  };
}

function publicAddress(random: Random): string {
  if (random.chance(0.05)) return `2600:1f18:${random.hex(1)}:${random.hex(1)}::${random.below(65_535).toString(16)}`;
  const first = random.pick([3, 13, 18, 34, 35, 44, 52, 54, 81, 86, 92, 109]);
  return `${first}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
