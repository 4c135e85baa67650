// Downloads one object byte for byte: to a temporary name, hashed while it streams, resumed where it was cut off, checked,
// made durable, and only then given its name.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, type GetObjectCommandOutput, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { EngineError } from '../../engine-error.ts';
import type { S3Object } from './list-pages.ts';

export type AcquireOptions = {
  client: S3Client;
  bucket: string;
  requesterPays: boolean;
  signal: AbortSignal;
  /** Tries of which none brought a further byte, before it is given up. */
  tries: number;
  /** First pause between tries; doubles up to half a minute. */
  pauseMs: number;
  /** A download that brings nothing for so long is cut and resumed. */
  stallMs: number;
  /** Told as bytes arrive; less than nothing when what had arrived turned out wrong and begins again. */
  onBytes(this: void, bytes: number): void;
};

export type Acquired = {
  size: number;
  sha256: string;
  /** The server's own MD5 was compared; false where the ETag is none (multipart, KMS). */
  md5Checked: boolean;
  etag: string | null;
  versionId: string | null;
  storageClass: string;
  /** `AES256`, `aws:kms`, …; null: not told. */
  encryption: string | null;
  contentType: string | null;
  /** The object's own metadata (`x-amz-meta-…`), names in lower case; digest files keep their signature here. */
  metadata: Record<string, string>;
  /** GET requests that were made for it. */
  requests: number;
};

/**
 * @param target where the file goes; `target.part` beside it is used, and gone on with when an earlier process left it
 * @throws CANCELLED; FAILED when the object changed since it was listed, or is not what its checksum says; else what the SDK threw last
 */
export async function acquireObject(object: S3Object, target: string, options: AcquireOptions): Promise<Acquired> {
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  const state = await readPart(part, object);
  options.onBytes(state.have);
  let requests = 0;
  let fruitless = 0;
  let mismatches = 0;
  for (;;) {
    options.signal.throwIfAborted();
    const before = state.have;
    try {
      requests++;
      // All of it was there when an earlier process ended: only what the server says of it is missing.
      const answer =
        state.have === object.size && state.have > 0
          ? await ask(object, options)
          : await download(object, part, state, options);
      if (state.have < object.size) throw new CutOff(state.have, object.size);
      const fault = findFault(object, state, answer);
      if (fault === null) {
        await rename(part, target);
        return describe(object, answer, state, requests);
      }
      options.onBytes(-state.have);
      await startOver(part, state);
      if (++mismatches > 1) throw new EngineError('FAILED', fault, { at: object.key, hint: 'Acquire it again later.' });
    } catch (error) {
      if (options.signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
      if (!isWorthAnotherTry(error)) throw asChanged(error, object);
      fruitless = state.have > before ? 0 : fruitless + 1;
      if (fruitless >= options.tries) throw error;
      const pause = Math.min(30_000, options.pauseMs * 2 ** Math.max(0, fruitless - 1));
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}

/** What of the object is in the `.part` file, and its hashes so far. */
type PartState = { have: number; sha256: Hash; md5: Hash };

const fresh = (): PartState => ({ have: 0, sha256: createHash('sha256'), md5: createHash('md5') });

async function readPart(part: string, object: S3Object): Promise<PartState> {
  const state = fresh();
  const size = await stat(part).then(
    (found) => found.size,
    () => 0, // None there: the usual case.
  );
  if (size === 0) return state;
  if (size > object.size) {
    await rm(part);
    return state;
  }
  for await (const chunk of createReadStream(part) as AsyncIterable<Buffer>) add(state, chunk);
  return state;
}

function add(state: PartState, chunk: Uint8Array): void {
  state.have += chunk.length;
  state.sha256.update(chunk);
  state.md5.update(chunk);
}

async function startOver(part: string, state: PartState): Promise<void> {
  await rm(part, { force: true });
  Object.assign(state, fresh());
}

type Answer = Pick<
  GetObjectCommandOutput,
  'ETag' | 'VersionId' | 'StorageClass' | 'ServerSideEncryption' | 'SSECustomerAlgorithm' | 'ContentType' | 'Metadata'
>;

/** Which object, exactly as it was listed. */
const named = (object: S3Object, { bucket, requesterPays }: AcquireOptions) => ({
  Bucket: bucket,
  Key: object.key,
  ...(object.versionId === null ? {} : { VersionId: object.versionId }),
  ...(object.etag === null ? {} : { IfMatch: `"${object.etag}"` }),
  ...(requesterPays ? { RequestPayer: 'requester' as const } : {}),
});

const ask = (object: S3Object, options: AcquireOptions): Promise<Answer> =>
  options.client.send(new HeadObjectCommand(named(object, options)), { abortSignal: options.signal });

async function download(object: S3Object, part: string, state: PartState, options: AcquireOptions): Promise<Answer> {
  const { client, signal, stallMs, onBytes } = options;
  const stalled = new AbortController();
  const watch = createWatch(stallMs, () => stalled.abort());
  const abortSignal = AbortSignal.any([signal, stalled.signal]);
  let file: FileHandle | null = null;
  try {
    const answer = await client.send(
      new GetObjectCommand({
        ...named(object, options),
        ...(state.have > 0 && state.have < object.size ? { Range: `bytes=${state.have}-` } : {}),
      }),
      { abortSignal },
    );
    // A server that knows no ranges sends all of it again.
    if (state.have > 0 && answer.ContentRange === undefined) {
      onBytes(-state.have);
      await startOver(part, state);
    }
    file = await open(part, 'a', 0o600);
    const body = answer.Body as Readable;
    abortSignal.addEventListener('abort', () => body.destroy(), { once: true });
    for await (const chunk of body as AsyncIterable<Buffer>) {
      watch.feed();
      await file.appendFile(chunk);
      add(state, chunk);
      onBytes(chunk.length);
    }
    abortSignal.throwIfAborted();
    await file.sync();
    return answer;
  } catch (error) {
    if (stalled.signal.aborted && !signal.aborted) throw new Stalled(stallMs);
    throw error;
  } finally {
    watch.stop();
    await file?.close();
  }
}

class CutOff extends Error {
  constructor(have: number, size: number) {
    super(`The connection ended after ${have} of ${size} bytes.`);
  }
}

class Stalled extends Error {
  constructor(ms: number) {
    super(`Nothing arrived for ${ms / 1000} seconds.`);
  }
}

function createWatch(ms: number, onStall: () => void) {
  let timer = setTimeout(onStall, ms);
  return {
    feed() {
      clearTimeout(timer);
      timer = setTimeout(onStall, ms);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Why the downloaded bytes cannot be the object; null: nothing speaks against them. */
function findFault(object: S3Object, { have, md5 }: PartState, answer: Answer): string | null {
  if (have !== object.size) return `${have} bytes arrived; ${object.size} were listed.`;
  if (!hasMd5(object, answer)) return null;
  const seen = md5.copy().digest('hex');
  return seen === object.etag ? null : `The bytes that arrived have the MD5 ${seen}; the server says ${object.etag}.`;
}

/** An ETag is the MD5 of what was put in one piece; encrypted with a key of KMS or the customer's it only looks like one. */
const hasMd5 = ({ etag }: S3Object, { ServerSideEncryption, SSECustomerAlgorithm }: Answer): boolean =>
  etag !== null &&
  /^[\da-f]{32}$/.test(etag) &&
  !ServerSideEncryption?.startsWith('aws:kms') &&
  SSECustomerAlgorithm === undefined;

const passing =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_STREAM_PREMATURE_CLOSE)$/;

/** Cuts, stalls, overload and the server's own troubles pass; a refusal does not. */
function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof Stalled || error instanceof CutOff) return true;
  if (!(error instanceof Error) || error instanceof EngineError) return false;
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429 || status === 408 || status >= 500) return true;
  return (
    passing.test(code ?? '') ||
    /^(TimeoutError|RequestTimeout|SlowDown)$/.test(error.name) ||
    /checksum/i.test(error.message)
  );
}

/** Refusals that mean: it is not any more what was listed. Anything else stays as it is. */
function asChanged(error: unknown, { key }: S3Object): unknown {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (status === 412)
    return new EngineError(
      'FAILED',
      'The object was changed after it was listed.',
      { at: key, hint: 'List the scope again: it is taken as it is then, or by its version.' },
      { cause: error },
    );
  if (status === 404)
    return new EngineError(
      'NOT_FOUND',
      'The object was deleted after it was listed.',
      { at: key, hint: 'In a bucket with versions, list deleted objects too.' },
      { cause: error },
    );
  return error;
}

function describe(object: S3Object, answer: Answer, state: PartState, requests: number): Acquired {
  return {
    size: state.have,
    sha256: state.sha256.digest('hex'),
    md5Checked: hasMd5(object, answer),
    etag: answer.ETag?.replaceAll('"', '') ?? object.etag,
    versionId: answer.VersionId ?? object.versionId,
    storageClass: answer.StorageClass ?? object.storageClass,
    encryption: answer.ServerSideEncryption ?? null,
    contentType: answer.ContentType ?? null,
    metadata: { ...answer.Metadata },
    requests,
  };
}
