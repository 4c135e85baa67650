// Downloads one object byte for byte: to a temporary name, hashed while it streams, resumed where it was cut off, checked,
// made durable, and only then given its name.
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../engine-error.ts';
import { asChanged, CutOff, isWorthAnotherTry, mismatch, occupied, WrongExtent } from './acquire-failures.ts';
import { type Check, type Checked, checkObject, checksumsToCompare, hasMd5, looksLikeMd5 } from './check-object.ts';
import { FetchFailure } from './fetch-problem.ts';
import type { S3Object } from './list-pages.ts';
import { createHashes, type Digests, hashFile, type ObjectHashes } from './object-hashes.ts';
import type { ObjectHead } from './object-head.ts';
import type { ObjectRequests } from './object-requests.ts';
import { createPartFile, lookAt, type PartFile } from './part-file.ts';

export type AcquireOptions = {
  requests: ObjectRequests;
  signal: AbortSignal;
  /** Tries of which none brought a further byte, before it is given up. */
  tries: number;
  /** First pause between tries; doubles up to half a minute. */
  pauseMs: number;
  /**
   * Told as bytes arrive or are found on the disk; less than nothing when they turned out wrong and begin again, or when
   * it is given up: the sum is what is acquired or under way.
   */
  onBytes(this: void, bytes: number): void;
  /** Told before each pause; `true` as it begins, `false` as it ends. */
  onPause?(this: void, begins: boolean): void;
};

export type Acquired = {
  size: number;
  sha256: string;
  /** What was compared, strongest first; `size` always. */
  checkedBy: Check[];
  /** What is odd about it, in words. */
  note: string | null;
  etag: string | null;
  versionId: string | null;
  storageClass: string;
  /** `AES256`, `aws:kms`, …; null: not told. */
  encryption: string | null;
  contentType: string | null;
  /** The object's own metadata (`x-amz-meta-…`), names in lower case; digest files keep their signature here. */
  metadata: Record<string, string>;
  /** Requests that were made for it. */
  requests: number;
};

/**
 * A file that is at `target` already is taken for the object when size, time and content say so, for a process can end
 * between the file and its record; it is never overwritten.
 *
 * @param target where the file goes; `target.HASH.part` beside it is used, and gone on with when an earlier process left it
 * @throws CANCELLED; FetchFailure when the object changed since it was listed, is not what its checksum says, or this
 *   computer's disk fails; else as `ObjectRequests.get`
 */
export async function acquireObject(object: S3Object, target: string, options: AcquireOptions): Promise<Acquired> {
  const state = createState(object, target, options);
  try {
    await findWhatIsThere(state);
    for (;;) {
      const acquired = await tryOnce(state);
      if (acquired) return acquired;
    }
  } catch (error) {
    setHave(state, 0);
    if (options.signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
    throw error;
  } finally {
    state.part.close();
  }
}

type State = {
  object: S3Object;
  target: string;
  options: AcquireOptions;
  part: PartFile;
  /** The bytes are in a file that has the object's name already. */
  isNamed: boolean;
  have: number;
  hashes: ObjectHashes;
  /** What the server said of the whole object; what it says of a range has no checksums. */
  whole: ObjectHead | null;
  /** SHA-256 of bytes that were found wrong; '' when there were not even as many as there should be. */
  rejected: string | null;
  requests: number;
  fruitless: number;
};

const createState = (object: S3Object, target: string, options: AcquireOptions): State => ({
  object,
  target,
  options,
  part: createPartFile(object, target),
  isNamed: false,
  have: 0,
  hashes: hashesBeforeAnswer(object),
  whole: null,
  rejected: null,
  requests: 0,
  fruitless: 0,
});

/** For bytes of which the server has said nothing yet. */
const hashesBeforeAnswer = (object: S3Object) => createHashes(looksLikeMd5(object) ? ['md5'] : []);

function setHave(state: State, have: number): void {
  if (have !== state.have) state.options.onBytes(have - state.have);
  state.have = have;
}

/** File systems keep times to two seconds at worst (FAT). */
const sameTimeMs = 2_000;

async function findWhatIsThere(state: State): Promise<void> {
  const { object, target, part } = state;
  const named = lookAt(target);
  if (named) {
    const isAlike =
      named.isFile() && named.size === object.size && Math.abs(named.mtimeMs - object.modified) <= sameTimeMs;
    if (!isAlike) throw occupied(target);
    state.isNamed = true;
  }
  const size = named ? named.size : part.size();
  if (size > object.size) part.remove();
  else if (size > 0) {
    await hashFile(named ? target : part.path, state.hashes);
    setHave(state, size);
  }
}

/** Null: it is to be tried again. */
async function tryOnce(state: State): Promise<Acquired | null> {
  const { object, options, part } = state;
  const before = state.have;
  try {
    options.signal.throwIfAborted();
    const head = await takeRest(state);
    const digests = await state.hashes.digest();
    const file = state.isNamed ? state.target : part.path;
    const checked = await checkObject(object, head, file, digests);
    return await settle(state, head, digests, checked);
  } catch (error) {
    if (error instanceof WrongExtent) return reject(state, '', error.message);
    if (options.signal.aborted || !isWorthAnotherTry(error)) throw giveUp(error, state);
    state.fruitless = state.have > before ? 0 : state.fruitless + 1;
    if (state.fruitless >= options.tries) throw error;
    part.close();
    options.onPause?.(true);
    const pause = Math.min(30_000, options.pauseMs * 2 ** Math.max(0, state.fruitless - 1));
    await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal: options.signal }).catch(() => undefined);
    options.onPause?.(false);
    return null;
  }
}

function giveUp(error: unknown, { object, part }: State): unknown {
  const known = asChanged(error, object.key);
  // Nobody can complete it any more.
  if (known instanceof FetchFailure && known.kind === 'changed') part.remove();
  return known;
}

/** Takes the bytes that are missing, and what the server says of the object. */
async function takeRest(state: State): Promise<ObjectHead> {
  const { object, part } = state;
  const { requests, signal } = state.options;
  let told: ObjectHead | null = null;
  // All of it was there when an earlier process ended: only what the server says of it is missing.
  if (state.have < object.size || !(state.isNamed || state.have > 0)) {
    state.requests++;
    await requests.get(object, {
      from: state.have,
      signal,
      onHead(head) {
        checkExtent(state, head);
        if (head.from === 0) {
          state.whole = head;
          beginAnew(state, head);
        }
        part.open();
        told = head;
      },
      onBytes(chunk) {
        if (state.have + chunk.length > object.size) throw new WrongExtent(`More than ${object.size} bytes arrived.`);
        part.write(chunk);
        state.hashes.update(chunk);
        setHave(state, state.have + chunk.length);
      },
    });
    if (state.have < object.size) throw new CutOff(state.have, object.size);
  }
  if (state.whole) return state.whole;
  if (told && hasMd5(object, told)) return told;
  state.requests++;
  state.whole = await requests.head(object, signal);
  return state.whole;
}

function checkExtent({ have, object }: State, { from, length }: ObjectHead): void {
  if (from !== 0 && from !== have)
    throw new WrongExtent(`The server sent bytes from ${from} on; those from ${have} on were wanted.`);
  if (length !== null && from + length !== object.size)
    throw new WrongExtent(`The server has ${from + length} bytes; ${object.size} were listed.`);
}

/** From the first byte on, which a server that knows no ranges sends again. */
function beginAnew(state: State, head: ObjectHead): void {
  if (state.have > 0) dropBytes(state);
  const { object } = state;
  state.hashes = createHashes([...checksumsToCompare(object, head), ...(hasMd5(object, head) ? ['md5' as const] : [])]);
}

function dropBytes(state: State): void {
  if (!state.isNamed) state.part.remove();
  state.isNamed = false;
  state.hashes = hashesBeforeAnswer(state.object);
  setHave(state, 0);
}

async function settle(state: State, head: ObjectHead, digests: Digests, checked: Checked): Promise<Acquired | null> {
  const { object, target, part } = state;
  const isSame = state.rejected === digests.sha256;
  if ('fault' in checked) {
    if (state.isNamed && !checked.byGzip) throw occupied(target);
    const isStored = checked.byGzip && isSame;
    if (!isStored && state.rejected !== null && lookAt(target)) throw occupied(target);
    if (!isStored) return reject(state, digests.sha256, checked.fault);
  }
  if (!state.isNamed) {
    // Only a file with these very bytes may be there by now.
    if (lookAt(target) && !isSame) throw occupied(target);
    await part.finish(object.modified);
  }
  const outcome =
    'fault' in checked
      ? { checkedBy: ['size' as const], note: 'the gzip data is damaged in S3 itself' }
      : { checkedBy: checked.checkedBy, note: null };
  return { ...describe(state, head, digests), ...outcome };
}

/** Once it is tried again from the first byte. */
function reject(state: State, sha256: string, fault: string): null {
  dropBytes(state);
  if (state.rejected !== null) throw mismatch(fault, state.object.key);
  state.rejected = sha256;
  return null;
}

function describe({ object, have, requests }: State, head: ObjectHead, { sha256 }: Digests) {
  return {
    size: have,
    sha256,
    etag: head.etag ?? object.etag,
    versionId: head.versionId ?? object.versionId,
    storageClass: head.storageClass ?? object.storageClass,
    encryption: head.encryption,
    contentType: head.contentType,
    metadata: head.metadata,
    requests,
  };
}
