// Tries the CloudTrail API's two calls that an acquisition may make: the event history, and the public keys of digests.
import type { AccessCheck } from '../../../../shared/contract/aws.ts';
import type { OpenLogin } from '../aws/logins.ts';
import { openCloudTrail } from '../cloudtrail/clients.ts';
import { lookupEvents } from '../cloudtrail/lookup-events.ts';
import { createPace } from '../cloudtrail/pace.ts';
import { listPublicKeys } from '../cloudtrail/public-keys.ts';
import { isStore } from './login.ts';
import { allowed, unknown, type Verdict, verdictOf } from './verdict.ts';

const dayMs = 86_400_000;
/** Answers of busy regions have been seen to take 35 s. */
const patienceMs = 45_000;

/** @throws CANCELLED, or REFUSED with `needs` */
export async function checkCloudTrail(login: OpenLogin, region: string, signal: AbortSignal): Promise<AccessCheck[]> {
  const both = (verdict: Verdict): AccessCheck[] => [
    { what: 'lookup-events', ...verdict },
    { what: 'public-keys', ...verdict },
  ];
  if (login.login.kind === 'anonymous') return both(unknown('Not tried: CloudTrail asks everybody to sign in.'));
  if (isStore(login.login) && !login.login.cloudTrailEndpoint)
    return both(unknown('Not tried: an S3-compatible store has no CloudTrail.'));
  const client = openCloudTrail(login, region);
  const tooLong = AbortSignal.timeout(patienceMs);
  const either = AbortSignal.any([signal, tooLong]);
  const tryOut = async (doing: string, says: string, work: () => Promise<unknown>): Promise<Verdict> => {
    try {
      await work();
      return allowed(says);
    } catch (error) {
      // Throttling is waited out without end elsewhere; here it is an answer.
      if (tooLong.aborted && !signal.aborted)
        return unknown(`Cannot ${doing}: no answer in ${patienceMs / 1000} seconds.`, 'Try again in some minutes.');
      return verdictOf(error, { doing });
    }
  };
  const to = Date.now();
  const span = { from: to - dayMs, to, signal: either, pace: createPace() };
  try {
    const [lookup, keys] = await Promise.all([
      tryOut(
        `read CloudTrail's event history in ${region}`,
        `CloudTrail's event history (90 days) can be read; tried in ${region}.`,
        () => lookupEvents(client, { ...span, attribute: null, nextToken: null }).next(),
      ),
      tryOut(
        `get the public keys of digest files in ${region}`,
        `The public keys of digest files can be had; tried in ${region}.`,
        () => listPublicKeys(client, { ...span, pace: createPace() }),
      ),
    ]);
    return [
      { what: 'lookup-events', ...lookup },
      { what: 'public-keys', ...keys },
    ];
  } finally {
    client.destroy();
  }
}
