// What an acquisition will take, told before anything is downloaded: requests, bytes, time and money.
import type { Estimate, Prices } from '../../../shared/contract/acquisitions.ts';

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
    GLACIER: { getPerThousand: 0.0004, retrievalPerGb: 0 },
    DEEP_ARCHIVE: { getPerThousand: 0.0004, retrievalPerGb: 0 },
  },
};

/** What is to be downloaded, by storage class; archived objects are among it only when they are restored. */
export type ClassSums = ReadonlyMap<string, { objects: number; bytes: number }>;

/** How fast this machine and line are: measured where something was downloaded before, else assumed. */
export type Speed = { objectsPerSecond: number; bytesPerSecond: number };

const gb = 1024 ** 3;

/** @param listRequests made for the listing, which is paid for already */
export function estimate(
  sums: ClassSums,
  listRequests: number,
  prices: Prices,
  speed: Speed,
): Pick<Estimate, 'objects' | 'bytes' | 'requests' | 'seconds' | 'money' | 'unpriced'> {
  let [objects, bytes, unpriced] = [0, 0, 0];
  let paid = (listRequests / 1000) * prices.listPerThousand;
  for (const [name, sum] of sums) {
    objects += sum.objects;
    bytes += sum.bytes;
    const price = prices.classes[name];
    if (price) paid += (sum.objects / 1000) * price.getPerThousand + (sum.bytes / gb) * price.retrievalPerGb;
    else unpriced += sum.objects;
  }
  return {
    objects,
    bytes,
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
