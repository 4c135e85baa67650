// What an acquisition will take, told before anything is downloaded: requests, bytes, time and money.

/** Public prices of one region; settings of the user's, since they differ by region and contract. */
export type Prices = {
  currency: string;
  /** When they were looked up, ISO date. */
  asOf: string;
  listPerThousand: number;
  egressPerGb: number;
  /** By storage class. Objects of a class without an entry are told as not priced. */
  classes: Record<string, { getPerThousand: number; retrievalPerGb: number }>;
};

/** us-east-1, first tier of transfer out to the internet. Source: Amazon S3 pricing page, as known in 2025. */
export const usualPrices: Prices = {
  currency: 'USD',
  asOf: '2025-06-01',
  listPerThousand: 0.005,
  egressPerGb: 0.09,
  classes: {
    STANDARD: { getPerThousand: 0.0004, retrievalPerGb: 0 },
    INTELLIGENT_TIERING: { getPerThousand: 0.0004, retrievalPerGb: 0 },
    STANDARD_IA: { getPerThousand: 0.001, retrievalPerGb: 0.01 },
    ONEZONE_IA: { getPerThousand: 0.001, retrievalPerGb: 0.01 },
    GLACIER_IR: { getPerThousand: 0.01, retrievalPerGb: 0.03 },
  },
};

/** Classes whose objects must be restored before they can be read. */
export const archivedClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** Sums per storage class, as listed. */
export type ClassSums = ReadonlyMap<string, { objects: number; bytes: number }>;

/** How fast this machine and line are: measured where something was downloaded before, else assumed. */
export type Speed = { objectsPerSecond: number; bytesPerSecond: number };

export type Estimate = {
  /** To be downloaded: without the archived. */
  objects: number;
  bytes: number;
  /** Must be restored first, and are left out. */
  archived: { objects: number; bytes: number };
  requests: { list: number; get: number };
  seconds: number;
  /** Listing, requests and retrieval, and transfer out; the last is nothing inside the bucket's own region. */
  money: { requests: number; transfer: number; currency: string; asOf: string };
  /** Objects of classes without a price. */
  unpriced: number;
};

const gb = 1024 ** 3;

/** @param listRequests made for the listing, which is paid for already */
export function estimate(sums: ClassSums, listRequests: number, prices: Prices, speed: Speed): Estimate {
  let [objects, bytes, unpriced] = [0, 0, 0];
  let paid = (listRequests / 1000) * prices.listPerThousand;
  const archived = { objects: 0, bytes: 0 };
  for (const [name, sum] of sums) {
    if (archivedClasses.has(name)) {
      archived.objects += sum.objects;
      archived.bytes += sum.bytes;
      continue;
    }
    objects += sum.objects;
    bytes += sum.bytes;
    const price = prices.classes[name];
    if (price) paid += (sum.objects / 1000) * price.getPerThousand + (sum.bytes / gb) * price.retrievalPerGb;
    else unpriced += sum.objects;
  }
  return {
    objects,
    bytes,
    archived,
    requests: { list: listRequests, get: objects },
    seconds: Math.max(objects / speed.objectsPerSecond, bytes / speed.bytesPerSecond),
    money: {
      requests: paid,
      transfer: (bytes / gb) * prices.egressPerGb,
      currency: prices.currency,
      asOf: prices.asOf,
    },
    unpriced,
  };
}
