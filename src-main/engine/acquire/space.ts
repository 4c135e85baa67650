// Whether the case's disk can hold what is to come.
import { statfs } from 'node:fs/promises';
import { EngineError } from '../engine-error.ts';

/**
 * Bytes of rows and records in the database per byte of gzip'd log: a case is 0.28 to 0.33 of the decompressed bytes
 * (docs/benchmarks.md), and logs expand some ten times.
 */
const loadedPerByte = 3.3;
/** Left free: the database's own temporary files, and everybody else's. */
const reserve = 512 * 1024 * 1024;

export const spaceNeeded = (bytes: number, what: { keepCopy: boolean; load: boolean }): number =>
  Math.round(bytes * ((what.keepCopy ? 1 : 0) + (what.load ? loadedPerByte : 0)));

/** Bytes that may still be used, the reserve taken off. */
export async function freeSpace(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return Math.max(0, bavail * bsize - reserve);
}

/** REFUSED when the case's disk has not the space. */
export function refuseWithoutSpace(needed: number, free: number, dir: string): void {
  if (needed <= free) return;
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  throw new EngineError('REFUSED', `The disk has not the space: ${gib(needed)} are needed, ${gib(free)} are free.`, {
    at: dir,
    hint: 'Free some, choose less, or load without keeping a copy.',
  });
}
