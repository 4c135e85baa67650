// Learns a bucket's region, once for each bucket and login: AWS tells it to everybody who asks at the wrong place, even to those
// who may not enter. S3-compatible stores have one place, and mostly do not tell.
import { GetBucketLocationCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { toAwsProblem } from '../s3/aws-problem.ts';
import { type AwsProblemKind, classifyAwsError, readThrown } from '../s3/aws-problem-kind.ts';
import { isStore } from '../s3/login.ts';
import type { OpenLogin } from './logins.ts';

export type FoundRegion = {
  region: string;
  /** False: a guess, since the login may not know. */
  isTold: boolean;
};

const found = new WeakMap<OpenLogin, Map<string, Promise<FoundRegion>>>();

/**
 * @param clientIn gives a client of the login for a region
 * @throws EngineError as `toAwsProblem`: no such bucket, credentials that do not work, nobody there. Not for a refusal.
 */
export function findRegion(
  login: OpenLogin,
  bucket: string,
  clientIn: (region: string) => S3Client,
): Promise<FoundRegion> {
  const ofLogin = found.get(login) ?? keepFor(login);
  const known = ofLogin.get(bucket);
  if (known) return known;
  const forget = () => void ofLogin.delete(bucket);
  const asked = askForRegion(login, bucket, clientIn);
  ofLogin.set(bucket, asked);
  void asked.then(({ isTold }) => (isTold ? undefined : forget()), forget);
  return asked;
}

function keepFor(login: OpenLogin): Map<string, Promise<FoundRegion>> {
  const ofLogin = new Map<string, Promise<FoundRegion>>();
  found.set(login, ofLogin);
  login.onRenewed(() => ofLogin.clear());
  return ofLogin;
}

async function askForRegion(
  { login }: OpenLogin,
  bucket: string,
  clientIn: (region: string) => S3Client,
): Promise<FoundRegion> {
  const guess = login.region ?? 'us-east-1';
  const client = clientIn(guess);
  try {
    const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket: bucket }));
    // A store that answers has been asked in the right way: what it says of regions may be a name of its own.
    return { region: isStore(login) ? guess : (readRegion(BucketRegion) ?? guess), isTold: true };
  } catch (error) {
    const region = regionTold(error);
    if (region) return { region, isTold: true };
    const { status } = readThrown(error);
    // An answer to HEAD has no body to say more; what is asked next has one.
    if (status === 404 || status === 0 || status >= 500)
      throw toAwsProblem(error, { doing: 'find the bucket', bucket });
  }
  try {
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: bucket }));
    const region = isStore(login) ? guess : readRegion(oldNames[LocationConstraint ?? ''] ?? LocationConstraint);
    return { region: region ?? guess, isTold: region !== null };
  } catch (error) {
    const region = regionTold(error);
    if (region) return { region, isTold: true };
    if (!leavesHope.includes(classifyAwsError(error))) throw toAwsProblem(error, { doing: 'find the bucket', bucket });
    return { region: guess, isTold: false };
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const oldNames: Record<string, string> = { '': 'us-east-1', EU: 'eu-west-1' };

/** Who may not ask for the region, or asks a store that has none, may be allowed everything else. */
const leavesHope: AwsProblemKind[] = ['denied', 'silent-denial', 'requester-pays', 'wrong-region', 'unknown'];

function regionTold(error: unknown): string | null {
  const { headers, fields } = readThrown(error);
  return readRegion(headers['x-amz-bucket-region']) ?? readRegion(fields.Region);
}

const readRegion = (text: unknown): string | null =>
  typeof text === 'string' && /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text) ? text : null;
