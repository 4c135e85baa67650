// What turns content into records: readers take the content in pieces of any size and report values, lines or rows.

/** Largest record; a larger one is rejected, not held. */
export const maxRecordBytes = 64 * 1024 * 1024;
/** Most bytes kept of a rejected record. */
export const maxRejectBytes = 1024 * 1024;

export type Reader = {
  /**
   * Takes what it can of `bytes`, which begin where the last call left off; answers how many bytes it is done with.
   * The rest is offered again with more behind it. With `final` nothing follows.
   */
  read(bytes: Buffer, final: boolean): number;
  /** After the final read: what is wrong with the content as a whole, or null. */
  trouble(): string | null;
};

/**
 * Feeds content to a reader in pieces, keeping what it leaves; one that makes no headway is given twice as much, so that
 * a large record is not gone through again and again. `pause` is asked after each piece: a promise to wait for, null to go
 * on, or `stop`.
 */
export async function feedReader(
  reader: Reader,
  chunks: AsyncIterable<Buffer>,
  pause: () => Promise<void> | null | 'stop',
): Promise<void> {
  let pieces: Buffer[] = [];
  let have = 0;
  let wanted = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    have += chunk.length;
    if (have < wanted) continue;
    const bytes = pieces.length === 1 ? chunk : Buffer.concat(pieces);
    const used = reader.read(bytes, false);
    const rest = bytes.subarray(used);
    pieces = rest.length > 0 ? [rest] : [];
    have = rest.length;
    wanted = used === 0 ? have * 2 : 0;
    const waiting = pause();
    if (waiting === 'stop') return;
    if (waiting) await waiting;
  }
  reader.read(Buffer.concat(pieces), true);
}
