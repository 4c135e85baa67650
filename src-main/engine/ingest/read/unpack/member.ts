// A file inside an archive, as its reader hands it on.
import type { ByteSource } from './byte-source.ts';

export type Member = {
  /** Path inside the archive, as it stands there. */
  name: string;
  mtimeMs: number | null;
  /** Its bytes; null: they cannot be had, and `problems` says why. */
  source: ByteSource | null;
  /** What is wrong with it; grows while it is read. */
  problems: string[];
  /** Bytes that it takes in the archive, for progress; 0: not known. */
  packedSize: number;
  /** Why it is not to be loaded: a link, what macOS left behind. */
  skip: string | null;
};

/** Members up to this size are held whole. */
export const wholeMemberBytes = 8 * 1024 * 1024;

export function skipReason(name: string): string | null {
  return /(^|[/\\])(__MACOSX[/\\]|\.DS_Store$|\._[^/\\]*$)/.test(name) ? 'macOS metadata' : null;
}
