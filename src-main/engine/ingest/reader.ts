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

/** Where a record was cut from: its bytes, its place for people, and what is known of it already. */
export type Cut = {
  bytes: Buffer;
  start: number;
  end: number;
  /** `line 12`, `byte 345`, `row 3`. */
  place: string;
};
