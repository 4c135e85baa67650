// Whether a region refused because it is switched off for the account. Nothing that a reader may call lists the regions that
// are on, so each is asked, and this tells "off" from "wrong key" and "no network".
import { findRegion, partitionOf, regionsOf } from '../../../../shared/values/aws-regions.ts';
import type { OpenLogin } from '../aws/logins.ts';
import { classifyAwsError, readThrown } from '../s3/aws-problem-kind.ts';
import { openCloudTrail } from './clients.ts';
import type { Pace } from './pace.ts';
import { listPublicKeys } from './public-keys.ts';

/**
 * @param error as the client threw it, before `toAwsProblem`
 * @returns true where the region has to be switched on first and answers as regions that are off do: it does not know the key,
 *   or its host is not found. A deleted key and a lost network look the same: `confirmRegionOff` tells.
 */
export function isRegionOff(error: unknown, region: string): boolean {
  if (classifyAwsError(error) === 'region-off') return true;
  const known = findRegion(region);
  if (known !== null && !known.optIn) return false;
  return isUnknownKey(error) || readThrown(error).code === 'ENOTFOUND';
}

/**
 * The same, and where the answer could mean a dead key or network, a region that is always on is asked whether it is.
 * @throws what that region threw, when login or network is what failed; CANCELLED
 */
export async function confirmRegionOff(
  error: unknown,
  region: string,
  { login, signal, pace }: { login: OpenLogin; signal: AbortSignal; pace?: Pace },
): Promise<boolean> {
  if (!isRegionOff(error, region)) return false;
  const always = regionsOf(partitionOf(login.caller?.arn ?? '')).find(({ optIn }) => !optIn);
  if (classifyAwsError(error) === 'region-off' || always === undefined) return true;
  const client = openCloudTrail(login, always.name);
  try {
    const now = Date.now();
    await listPublicKeys(client, { from: now, to: now, signal, ...(pace ? { pace } : {}) });
  } catch (problem) {
    // Not allowed, but known: that is all that was asked.
    if (classifyAwsError(problem) !== 'denied') throw problem;
  } finally {
    client.destroy();
  }
  return true;
}

/** What to say of a region that `isRegionOff`. */
export function sayRegionOff(error: unknown): string {
  if (readThrown(error).code === 'ENOTFOUND')
    return 'There is no such region, or this network does not know its host (DNS).';
  if (!isUnknownKey(error)) return 'The region is not switched on for this account.';
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
  return (
    'The region is not switched on for this account. (If it is: temporary credentials from the global token service, ' +
    'sts.amazonaws.com, are not valid in it; get them from a regional one.)'
  );
}

const isUnknownKey = (error: unknown): boolean =>
  /^(UnrecognizedClientException|InvalidClientTokenId|AuthFailure)$/.test(readThrown(error).name);
