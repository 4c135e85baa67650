// Clients of the CloudTrail API, one for each region. The SDK does not retry: `askInPace` does, which knows the rate.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { AwsCredentialIdentity } from '@smithy/types';
import { EngineError } from '../../engine-error.ts';
import type { OpenLogin } from '../aws/logins.ts';
import { connectionAgents } from '../aws/proxy-agents.ts';
import { isStore } from '../s3/login.ts';

/**
 * Nothing is asked of anybody before the first request. The login is asked for its credentials before each one, so that a
 * client goes on when the login was renewed. `destroy()` it in the end.
 *
 * @throws EngineError REFUSED for a login to an S3-compatible store without a CloudTrail address: its keys are not for AWS
 */
export function openCloudTrail(login: OpenLogin, region: string): CloudTrailClient {
  const { cloudTrailEndpoint: endpoint } = login.login;
  if (!endpoint && isStore(login.login))
    throw new EngineError('REFUSED', 'This login is for an S3-compatible store, which has no CloudTrail.', {
      hint: 'Sign in to AWS for the event history and the public keys.',
    });
  return new CloudTrailClient({
    region,
    ...(endpoint ? { endpoint } : {}),
    // What the login does not say is AWS's own: not the default profile's `endpoint_url`.
    ignoreConfiguredEndpointUrls: true,
    // Else the SDK keeps what has no expiry for good, and a renewal would go unnoticed.
    credentials: Object.assign(() => currentCredentials(login), { memoized: true }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: answerMs, ...connectionAgents() },
  });
}

/** Answers of busy regions have been seen to take 35 s. */
const answerMs = 90_000;

async function currentCredentials(login: OpenLogin): Promise<AwsCredentialIdentity> {
  const credentials = await login.credentials();
  if (credentials !== 'anonymous') return credentials;
  throw new EngineError('REFUSED', "CloudTrail's API answers nobody who has not signed in.", {
    hint: 'Choose a profile or keys of the account instead of public access.',
  });
}
