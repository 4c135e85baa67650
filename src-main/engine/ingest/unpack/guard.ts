// Bounds what one file on disk may expand to, over all its layers and members, so that a bomb harms nothing but itself.
import type { WorkerLimits } from '../parcel.ts';

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
export async function* guardChunks(
  chunks: AsyncIterable<Buffer>,
  guard: Guard,
  problem: (reason: string) => void,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    const reason =
      guard.spend(chunk.length) ??
      (size > guard.limits.maxMemberBytes
        ? `stopped: it expands to more than ${guard.limits.maxMemberBytes} bytes`
        : null);
    if (reason) return problem(reason);
    yield chunk;
  }
}
