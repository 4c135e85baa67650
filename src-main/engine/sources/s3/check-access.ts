// Tries what an acquisition will do, one small request each, and says in plain words what is allowed. What is refused here says
// why and what to do next, before hours of downloading find it out.
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AccessCheck } from '../../../../shared/contract/aws.ts';
import { openBucket } from '../aws/clients.ts';
import type { OpenLogin } from '../aws/logins.ts';
import { classifyAwsError } from './aws-problem-kind.ts';
import { checkCloudTrail } from './check-cloudtrail.ts';
import { type ListOptions, objectPages, type S3Object, versionPages } from './list-pages.ts';
import { isStore } from './login.ts';
import { allowed, unknown, type Verdict, verdictOf } from './verdict.ts';

export type AccessRequest = { bucket: string; prefix: string; requesterPays: boolean; signal: AbortSignal | undefined };

/** @throws CANCELLED, or REFUSED with `needs` when the login must be renewed; never for what is not allowed */
export async function checkAccess(login: OpenLogin, request: AccessRequest): Promise<AccessCheck[]> {
  const { signal = new AbortController().signal } = request;
  const bucket = await reachBucket(login, request);
  const [objects, cloudTrail] = await Promise.all([
    bucket.client ? checkObjects({ ...request, client: bucket.client, signal }) : notReached,
    checkCloudTrail(login, bucket.region, signal),
  ]);
  return [{ what: 'region', ...bucket.verdict }, ...objects, ...cloudTrail];
}

const notReached: AccessCheck[] = (['list', 'read', 'versions', 'decrypt'] as const).map((what) => ({
  what,
  ...unknown('Not tried: the bucket was not reached.'),
}));

type Reached = { client: S3Client | null; region: string; verdict: Verdict };

async function reachBucket(login: OpenLogin, { bucket, requesterPays }: AccessRequest): Promise<Reached> {
  try {
    const { client, place, isRegionTold } = await openBucket(login, bucket, requesterPays);
    const { region } = place;
    if (!isRegionTold)
      return {
        client,
        region,
        verdict: unknown(
          `Where the bucket is was not told to this login; ${region} is assumed.`,
          'If nothing else works either, ask for its region and set it in the login.',
        ),
      };
    const says = isStore(login.login) ? 'The store has the bucket.' : `The bucket is in ${region}.`;
    return { client, region, verdict: allowed(says) };
  } catch (error) {
    const verdict = verdictOf(error, { doing: 'find the bucket', bucket });
    return { client: null, region: login.login.region ?? 'us-east-1', verdict };
  }
}

type Objects = AccessRequest & { client: S3Client; signal: AbortSignal };

async function checkObjects(objects: Objects): Promise<AccessCheck[]> {
  const { client, bucket, prefix, requesterPays, signal } = objects;
  const options: ListOptions = { bucket, requesterPays };
  const where = { bucket, ...(prefix ? { key: prefix } : {}) };
  let listed: S3Object[] | null = null;
  let list: Verdict;
  try {
    const page = await objectPages(client, options)({ prefix, delimiter: false, after: null }, signal);
    listed = page.objects;
    list = allowed(listed.length === 0 ? 'Listing is allowed; there is nothing here.' : 'Listing is allowed.');
  } catch (error) {
    list = verdictOf(error, { doing: 'list the bucket', ...where });
  }
  const { read, decrypt } = await checkRead(objects, listed);
  return [
    { what: 'list', ...list },
    { what: 'read', ...read },
    { what: 'versions', ...(await checkVersions(objects, options, where)) },
    { what: 'decrypt', ...decrypt },
  ];
}

async function checkRead(objects: Objects, listed: S3Object[] | null): Promise<{ read: Verdict; decrypt: Verdict }> {
  const { bucket } = objects;
  const object = listed && pickReadable(listed);
  if (!object) {
    const why = listed ? 'there is nothing to read here' : 'no object is known by name without listing';
    return { read: unknown(`Not tried: ${why}.`), decrypt: unknown(`Not tried: ${why}.`) };
  }
  const { key } = object;
  try {
    const { ServerSideEncryption: method } = await readFirstByte(objects, key, null);
    return {
      read: allowed(`Reading is allowed: tried with ${key}.`),
      decrypt: method?.startsWith('aws:kms')
        ? allowed(`The object that was read is encrypted with a KMS key that this login may use: ${key}.`)
        : unknown('The object that was read needs no KMS key; others may.'),
    };
  } catch (error) {
    const verdict = verdictOf(error, { doing: 'read an object', bucket, key });
    if (classifyAwsError(error) !== 'kms')
      return { read: verdict, decrypt: unknown('Not tried: no object could be read.') };
    return {
      read: {
        outcome: 'refused',
        says: 'The object cannot be read, since it cannot be decrypted.',
        hint: verdict.hint,
      },
      decrypt: verdict,
    };
  }
}

async function checkVersions(objects: Objects, options: ListOptions, where: { bucket: string; key?: string }) {
  const { client, prefix, signal, bucket } = objects;
  let version: S3Object | undefined;
  try {
    const page = await versionPages(client, { ...options, pageSize: 1 })(
      { prefix, delimiter: false, after: null },
      signal,
    );
    version = page.objects.find(({ isDeleteMarker, versionId }) => !isDeleteMarker && versionId !== 'null');
  } catch (error) {
    return verdictOf(error, { doing: 'list versions, among them deleted objects', ...where });
  }
  if (!version?.versionId || version.size === 0 || isAway(version))
    return allowed('Listing versions is allowed, deleted objects among them. Reading one was not tried: none at hand.');
  try {
    await readFirstByte(objects, version.key, version.versionId);
    return allowed('Listing and reading versions is allowed, deleted objects among them.');
  } catch (error) {
    return verdictOf(error, { doing: 'read a version of an object', bucket, key: version.key });
  }
}

async function readFirstByte(
  { client, bucket, requesterPays, signal }: Objects,
  key: string,
  versionId: string | null,
) {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    Range: 'bytes=0-0',
    ...(versionId === null ? {} : { VersionId: versionId }),
    ...(requesterPays ? { RequestPayer: 'requester' as const } : {}),
  });
  const { Body, ...answer } = await client.send(command, { abortSignal: signal });
  // To its end, so that the connection can be used again.
  await Body?.transformToByteArray();
  return answer;
}

/** One with bytes in it, if possible one that is not archived. */
function pickReadable(objects: S3Object[]): S3Object | undefined {
  const withBytes = objects.filter(({ size }) => size > 0);
  return withBytes.find((object) => !isAway(object)) ?? withBytes[0];
}

const isAway = ({ storageClass, isRestored }: S3Object) => /^(GLACIER|DEEP_ARCHIVE)$/.test(storageClass) && !isRestored;
