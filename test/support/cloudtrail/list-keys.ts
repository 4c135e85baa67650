// ListPublicKeys: the keys that were valid at some time of a span, or today's.
import { javaNumber, type LookupInput } from './event-history.ts';
import { refuse } from './refusal.ts';

/** A key that signs digests; `value` is base64 DER, times are epoch milliseconds. */
export type FakePublicKey = { fingerprint: string; value: string; validFrom: number; validTo: number };

/** Body of the answer. @param now epoch milliseconds */
export function listKeys(keys: FakePublicKey[], input: LookupInput, now: number, pageSize: number): string {
  const from = input.StartTime ?? now / 1000;
  const to = input.EndTime ?? now / 1000;
  if (from > to) throw refuse('InvalidTimeRangeException', 'Start time must be earlier than or equal to end time.');
  const skip = Number(input.NextToken ?? 0);
  if (!Number.isInteger(skip)) throw refuse('InvalidTokenException', 'Invalid token.');
  const found = keys.filter(({ validFrom, validTo }) => validFrom / 1000 <= to && validTo / 1000 >= from);
  const page = found
    .slice(skip, skip + pageSize)
    .map(
      ({ fingerprint, value, validFrom, validTo }) =>
        `{"Fingerprint":"${fingerprint}","ValidityEndTime":${javaNumber(validTo / 1000)}` +
        `,"ValidityStartTime":${javaNumber(validFrom / 1000)},"Value":"${value}"}`,
    );
  const next = skip + pageSize < found.length ? `,"NextToken":"${skip + pageSize}"` : '';
  return `{"PublicKeyList":[${page.join(',')}]${next}}`;
}
