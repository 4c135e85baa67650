// Bounds what one file on disk may expand to, over all its layers and members, so that a bomb harms nothing but itself.
import type { WorkerLimits } from '../../parcel.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './byte-source.ts';

export type Guard = {
  readonly limits: WorkerLimits;
  /** Counts expanded bytes; answers why to stop, or null. */
  spend(bytes: number): string | null;
  /** Counts a member; answers why to stop, or null. */
  addMember(): string | null;
};

/** Below this much output no ratio is a bomb. */
const alwaysAllowed = 64 * 1024 * 1024;

/** @param fileSize bytes on disk */
export function createGuard(limits: WorkerLimits, fileSize: number): Guard {
  let bytes = 0;
  let members = 0;
  return {
    limits,
    spend(more) {
      bytes += more;
      if (bytes <= alwaysAllowed || bytes <= fileSize * limits.maxRatio) return null;
      return `stopped: it expands to more than ${limits.maxRatio} times the size of the file (a decompression bomb?)`;
    },
    addMember() {
      members++;
      return members <= limits.maxMembers ? null : `stopped: more than ${limits.maxMembers} members`;
    },
  };
}

/** Passes expanded bytes on until a limit is reached; `problem` is told why. */
export function guarded(source: ByteSource, guard: Guard, problem: (reason: string) => void): ByteSource {
  const { whole } = source;
  if (!whole) return sourceOfChunks(guardChunks(source.chunks(), guard, problem));
  const stop = guard.spend(whole.length);
  if (stop) problem(stop);
  else if (whole.length > guard.limits.maxMemberBytes) problem(tooLarge(guard.limits));
  else return source;
  return sourceOfBuffer(whole.subarray(0, stop ? 0 : guard.limits.maxMemberBytes));
}

async function* guardChunks(
  chunks: AsyncIterable<Buffer>,
  guard: Guard,
  problem: (reason: string) => void,
): AsyncGenerator<Buffer> {
  const { maxMemberBytes } = guard.limits;
  let room = maxMemberBytes;
  for await (const chunk of chunks) {
    const stop = guard.spend(chunk.length);
    if (stop) {
      problem(stop);
      return;
    }
    if (chunk.length > room) {
      problem(tooLarge(guard.limits));
      yield chunk.subarray(0, room);
      return;
    }
    room -= chunk.length;
    yield chunk;
  }
}

const tooLarge = ({ maxMemberBytes }: WorkerLimits) => `stopped: it expands to more than ${maxMemberBytes} bytes`;
