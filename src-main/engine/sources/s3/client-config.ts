// How S3 clients are set up, on the engine's thread and in the worker that lists.
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { AwsCredentialIdentity } from '@smithy/types';
import { connectionAgents } from '../aws/proxy-agents.ts';
import { signingWith } from './credentials.ts';

/** Which store, and how to speak to it; no secrets. */
export type StoreAddress = {
  region: string;
  /** Base URL of an S3-compatible store; absent: AWS. */
  endpoint?: string | undefined;
  pathStyle?: boolean | undefined;
  anonymous: boolean;
};

/** @param credentials asked before each request; unsigned ones need none */
export function clientConfig(
  { region, endpoint, pathStyle, anonymous }: StoreAddress,
  credentials: () => Promise<AwsCredentialIdentity>,
): S3ClientConfig {
  return {
    region,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: pathStyle ?? false,
    useArnRegion: true,
    // What the login does not say is AWS's own: not the default profile's `endpoint_url`.
    ignoreConfiguredEndpointUrls: true,
    // `memoized`: else the SDK keeps what has no expiry for good, and a renewal would go unnoticed.
    ...(anonymous ? signingWith('anonymous') : { credentials: Object.assign(() => credentials(), { memoized: true }) }),
    // A SlowDown that comes four times in a row is no rarity; the pauses between double, up to 20 s.
    retryMode: 'standard',
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: 10_000,
      socketTimeout: 60_000,
      ...connectionAgents({ maxSockets: 128 }),
    },
    // Ceph and others refuse the trailers of the SDK's own checksums; nothing is written here anyhow.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  };
}
