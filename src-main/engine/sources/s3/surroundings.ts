// Credentials that the surroundings of this process give: keys in environment variables, a pod's web identity, a container's
// or a machine's own role. The last two are asked over the network, where on a laptop nobody answers: only briefly.
import { setTimeout as sleep } from 'node:timers/promises';
import { fromEnv, fromHttp, fromInstanceMetadata } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';

/** A pod's role and the file that holds its token, as EKS sets them. */
export type PodIdentity = { roleArn: string; tokenFile: string };

const oneAskMs = 1_000;
const patienceMs = 5_000;

/**
 * In the order of the SDK's own chain (`@aws-sdk/credential-provider-node`).
 * @param asPod gets a pod's credentials from the token service
 * @throws what the providers throw; `CredentialsProviderError` when there is nothing to be had
 */
export async function fromSurroundings(
  asPod: (pod: PodIdentity) => Promise<AwsCredentialIdentity>,
): Promise<AwsCredentialIdentity> {
  const { env } = process;
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return fromEnv()();
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN)
    return asPod({ roleArn: env.AWS_ROLE_ARN, tokenFile: env.AWS_WEB_IDENTITY_TOKEN_FILE });
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI) return fromContainer();
  if (env.AWS_EC2_METADATA_DISABLED && env.AWS_EC2_METADATA_DISABLED !== 'false') throw nothing();
  return fromMachine();
}

/** `AWS_CONTAINER_CREDENTIALS_…`: ECS, and EKS Pod Identity. */
export function fromContainer(): Promise<AwsCredentialIdentity> {
  // The provider waits without end for an answer that does not come.
  return Promise.race([fromHttp({ timeout: oneAskMs, maxRetries: 1 })(), giveUp()]);
}

/** EC2's instance metadata service; `AWS_EC2_METADATA_SERVICE_ENDPOINT` says where it is. */
export async function fromMachine(): Promise<AwsCredentialIdentity> {
  try {
    return await Promise.race([fromInstanceMetadata({ timeout: oneAskMs, maxRetries: 0 })(), giveUp()]);
  } catch (error) {
    // That nobody answers, or knows no role, means one thing here: this machine has none.
    throw nothing(error);
  }
}

async function giveUp(): Promise<never> {
  await sleep(patienceMs, undefined, { ref: false });
  throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
}

/** Named as the SDK's, so that it is explained like those. */
function nothing(cause?: unknown): Error {
  const error = new Error('No credentials in the environment', { cause });
  error.name = 'CredentialsProviderError';
  return error;
}
