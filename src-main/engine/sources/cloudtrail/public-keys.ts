// The public keys that a region's digest files are signed with, kept with the evidence: without them nobody can check later
// that no log file was changed or removed. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
import { type CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { keepBody } from './keep-body.ts';
import { askInPace, createPace, type Pace } from './pace.ts';

export type DigestKey = {
  /** MD5 of the DER in hex; digest files name their key by it. */
  fingerprint: string;
  /** RSA public key, DER (PKCS#1) in base64. */
  value: string;
  /** Epoch milliseconds; null: not told. */
  validFrom: number | null;
  validTo: number | null;
};

/**
 * Keys of the client's region that were valid between `from` and `to` (epoch milliseconds, exclusive) or in the day after:
 * a digest is signed after the events that it covers.
 * @returns `bodies`: the answers exactly as received, one for each page
 * @throws as `askInPace`
 */
export async function listPublicKeys(
  client: CloudTrailClient,
  { from, to, signal, pace = createPace() }: { from: number; to: number; signal: AbortSignal; pace?: Pace },
): Promise<{ bodies: Buffer[]; keys: DigestKey[] }> {
  const bodies: Buffer[] = [];
  const keys: DigestKey[] = [];
  // Both ends always: without a start, AWS gives the key of today alone.
  const span = { StartTime: new Date(from), EndTime: new Date(Math.max(from, Math.min(to + dayMs, Date.now()))) };
  let nextToken: string | undefined;
  do {
    const { body, found, next } = await askInPace(pace, signal, async () => {
      const command = new ListPublicKeysCommand({ ...span, ...(nextToken ? { NextToken: nextToken } : {}) });
      const kept = keepBody(command);
      const answer = await client.send(command, { abortSignal: signal });
      return { body: kept(), found: answer.PublicKeyList ?? [], next: answer.NextToken };
    });
    bodies.push(body);
    for (const { Fingerprint, Value, ValidityStartTime, ValidityEndTime } of found)
      keys.push({
        fingerprint: Fingerprint ?? '',
        value: Buffer.from(Value ?? []).toString('base64'),
        validFrom: ValidityStartTime?.getTime() ?? null,
        validTo: ValidityEndTime?.getTime() ?? null,
      });
    nextToken = next;
  } while (nextToken);
  return { bodies, keys };
}

const dayMs = 86_400_000;
