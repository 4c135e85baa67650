// Tells compressed and archived bytes by their content. Names lie: plain files are called .gz, gzip files .json.
import { isTarHeader } from './tar.ts';

export type Packing = 'gzip' | 'zip' | 'tar' | 'zstd';

/** Bytes to look at. */
export const magicBytes = 512;

export function packingOf(head: Buffer): Packing | null {
  if (head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (head.length >= 4) {
    const word = head.readUInt32LE(0);
    if (word === 0xfd2fb528 || (word & 0xfffffff0) >>> 0 === 0x184d2a50) return 'zstd';
    // Local header, empty archive, and the marker that begins a split or streamed one.
    if (word === 0x04034b50 || word === 0x06054b50 || word === 0x08074b50) return 'zip';
  }
  return isTarHeader(head) ? 'tar' : null;
}
