// What passes between the engine's thread and an ingest worker. A worker opens, hashes, unpacks and splits files; it sends
// parcels of records as byte slices with an index, and an account of what became of each evidence item.

/** 32-bit words per record in `Slab.index`; see `Slab`. */
export const indexStride = 12;

/** How to read what no format recognises: not at all, or as generic rows. */
export type ReadAs = 'auto' | 'json' | 'csv' | 'parquet';

export type FileTask = {
  type: 'file';
  taskId: number;
  /** Absolute path. */
  path: string;
  as: ReadAs;
  /** Items of this file that an earlier load left unfinished; `member` is '' for the file itself. */
  resume?: ResumePoint[];
  /** Unpack and hash, and look for no records. */
  hashOnly?: true;
};

/** The first `skip` records of the item (rejects included) are stored already: they are counted, but not sent again. */
export type ResumePoint = { member: string; evidenceId: number; skip: number };

/**
 * `ack` lets the worker go on: each releases the oldest parcel not acknowledged yet. `spare` hands memory of stored slabs
 * back for the next ones. `stop` drops what is under way.
 */
export type ToWorker =
  | FileTask
  | { type: 'ack'; bytes: number }
  | { type: 'spare'; buffers: ArrayBuffer[] }
  | { type: 'stop' };

export type FromWorker = { type: 'parcel'; parcel: Parcel };

export type WorkerLimits = {
  /** Bytes that one file or archive member may expand to. */
  maxMemberBytes: number;
  /** Bytes that a file on disk may expand to, per byte of it (counted above 64 MiB of output). */
  maxRatio: number;
  /** Archives and compressions inside one another. */
  maxDepth: number;
  /** Members of one file on disk, over all its nested archives. */
  maxMembers: number;
  /** Bytes of records after which a parcel is sent. */
  parcelBytes: number;
  /** Bytes of parcels sent but not acknowledged at which the worker waits. */
  creditBytes: number;
};

/** A parcel's first slab may pass the parcel's size by its last record; others begin small. */
export const slabSlackBytes = 65_536;
export const slabBytes = ({ parcelBytes }: WorkerLimits) => parcelBytes + slabSlackBytes;

export type WorkerData = {
  /** One Int32: the next evidence id, shared by all workers. */
  counter: SharedArrayBuffer;
  limits: WorkerLimits;
  /** Definitions of the user's own log types that the case keeps, as text. */
  ownFormats: string[];
};

/** A record (or its envelope) is not UTF-8: the slab holds it with U+FFFD in place of the bad bytes, this holds it exactly. */
export type LossyRecord = { evidenceId: number; recordNo: number; bytes: Uint8Array };

/**
 * Records of one format and one layout. `index` has `indexStride` words per record, offsets into `bytes`:
 * evidenceId, recordNo (1-based), rawOffset, rawLength, docOffset, docLength (0: the record itself is the document),
 * envelopeOffset, envelopeLength (0: none), hash0..hash3 (first half of SHA-256, little-endian words).
 */
export type Slab = {
  format: string;
  /** Column names of text records as a JSON array; null where records name their own fields. */
  layout: string | null;
  bytes: Uint8Array;
  index: Uint32Array;
  records: number;
  lossy: LossyRecord[];
};

export type Outcome = 'loaded' | 'partly' | 'skipped' | 'failed';

/** An evidence item is a plain file or an archive member; an archive is one only when it is damaged or yields none. */
export type ItemReport = {
  evidenceId: number;
  taskId: number;
  /** Path inside the archive, `inner.zip › dir/x.json` when nested; null for the file itself. */
  member: string | null;
  /** Names of the containers, outermost first: `json-lines › splunk`. Empty: not recognised. */
  container: string;
  /** Format of most of its records; null: none recognised. */
  format: string | null;
  /** Bytes as found: on disk, or as the archive gave them back. */
  size: number;
  /** Bytes after gzip or zstd, all members: what was split into records. */
  contentSize: number;
  sha256: string;
  contentSha256: string;
  mtimeMs: number | null;
  outcome: Outcome;
  /** Why it is not wholly loaded, or a note on one that is; null: nothing to say. */
  reason: string | null;
  /** Records found: rows to be, and rejects; with those that a resumed load skipped. */
  records: number;
  rejects: number;
};

/** An archive that opened whole: only its members are items, its own hash is here. */
export type FoundArchive = {
  taskId: number;
  /** As of an item: null is the file on disk. */
  member: string | null;
  /** What is around its members, outermost first: `gzip › tar`. */
  kind: string;
  /** As found, before any decompression. */
  size: number;
  sha256: string;
};

/** A record that cannot be loaded, with its bytes (the first MiB of them; the reason says when they are cut). */
export type Reject = { evidenceId: number; recordNo: number; place: string; reason: string; bytes: Uint8Array };

/** An item of which a first record is on its way. */
export type BegunItem = {
  evidenceId: number;
  taskId: number;
  member: string | null;
  container: string;
  format: string | null;
};

export type Parcel = {
  slabs: Slab[];
  rejects: Reject[];
  begun: BegunItem[];
  /** Items finished within this parcel. */
  items: ItemReport[];
  /** Each comes after all of its members. */
  archives: FoundArchive[];
  filesDone: { taskId: number; size: number }[];
  /** Bytes read from disk since the parcel before. */
  bytesRead: number;
};
