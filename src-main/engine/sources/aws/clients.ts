// S3 clients of a login: one for each region, for the SDK's way of following a bucket into another region asks twice each time.
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { AwsCredentialIdentity } from '@smithy/types';
import { EngineError } from '../../engine-error.ts';
import { toAwsProblem } from '../s3/aws-problem.ts';
import { clientConfig, type StoreAddress } from '../s3/client-config.ts';
import type { S3Place } from '../s3/object-requests.ts';
import { findRegion } from './bucket-region.ts';
import type { OpenLogin } from './logins.ts';

export type OpenBucket = {
  client: S3Client;
  place: S3Place;
  /** What a client of another thread needs to be the same. */
  store: StoreAddress;
  /** False: the region is a guess, since the login may not know. */
  isRegionTold: boolean;
};

/**
 * A client that speaks to the bucket's own region, and where that is. Both are kept with the login: nothing is to be closed.
 * @throws EngineError as `toAwsProblem`: no such bucket, credentials that do not work, nobody there
 */
export async function openBucket(login: OpenLogin, bucket: string, requesterPays: boolean): Promise<OpenBucket> {
  const { region, isTold } = await findRegion(login, bucket, (guess) => clientIn(login, guess));
  const client = clientIn(login, region);
  const anonymous = login.login.kind === 'anonymous';
  const place = { ...(await addressOf(client, bucket)), bucket, requesterPays, anonymous };
  return { client, place, store: storeOf(login, region), isRegionTold: isTold };
}

const clients = new WeakMap<OpenLogin, Map<string, S3Client>>();

/** The login's client for a region. Its credentials are the login's current ones, asked for anew at each request. */
export function clientIn(login: OpenLogin, region: string): S3Client {
  const ofLogin = clients.get(login) ?? keepFor(login);
  const client = ofLogin.get(region) ?? makeClient(login, region);
  ofLogin.set(region, client);
  return client;
}

/** Renewed logins get new clients, for region and endpoint may be others; those in use go on with the new credentials. */
function keepFor(login: OpenLogin): Map<string, S3Client> {
  const ofLogin = new Map<string, S3Client>();
  clients.set(login, ofLogin);
  login.onRenewed(() => ofLogin.clear());
  return ofLogin;
}

const makeClient = (login: OpenLogin, region: string): S3Client =>
  new S3Client(clientConfig(storeOf(login, region), () => currentCredentials(login)));

const storeOf = ({ login }: OpenLogin, region: string): StoreAddress => ({
  region,
  endpoint: login.endpoint,
  pathStyle: login.pathStyle,
  anonymous: login.kind === 'anonymous',
});

async function currentCredentials(login: OpenLogin): Promise<AwsCredentialIdentity> {
  const credentials = await login.credentials();
  if (credentials !== 'anonymous') return credentials;
  throw new EngineError('REFUSED', 'Nobody is signed in.', { hint: 'Sign in again.', needs: 'login' });
}

/**
 * The bucket's base URL, with a slash at its end, and the region that requests to it are signed for; by the SDK's own rules,
 * which know partitions, dots in names and access points.
 */
export async function addressOf(client: S3Client, bucket: string): Promise<{ url: string; region: string }> {
  const region = await client.config.region();
  try {
    const { url, properties } = await getEndpointFromInstructions(
      { Bucket: bucket },
      HeadBucketCommand,
      client.config as unknown as Parameters<typeof getEndpointFromInstructions>[2],
    );
    const [scheme] = (properties?.authSchemes ?? []) as { signingRegion?: string }[];
    return { url: url.href.replace(/\/?$/, '/'), region: scheme?.signingRegion ?? region };
  } catch (error) {
    throw toAwsProblem(error, { doing: 'find the address of the bucket', bucket });
  }
}
