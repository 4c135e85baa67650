// Collects records into parcels and sends them; waits for credit so that what is under way stays bounded.
import { hash } from 'node:crypto';
import {
  type BegunItem,
  type FoundArchive,
  type ItemReport,
  indexStride,
  type LossyRecord,
  type Parcel,
  type Reject,
  slabBytes,
  slabSlackBytes,
  type WorkerLimits,
} from '../parcel.ts';

/** A stretch of bytes. */
export type Slice = { bytes: Buffer; start: number; end: number };

export type NewRecord = {
  format: string;
  layout: string | null;
  evidenceId: number;
  recordNo: number;
  raw: Slice;
  /** The record as a JSON document, where it is not one itself. */
  doc: Slice | null;
  envelope: Slice | null;
  /** Latin-1 text of the first bytes of the record's SHA-256, at least 16. */
  digest: string;
  lossy: Uint8Array | null;
};

export type ParcelWriter = {
  addRecord(record: NewRecord): void;
  addReject(reject: Reject): void;
  begin(item: BegunItem): void;
  finish(item: ItemReport): void;
  addArchive(archive: FoundArchive): void;
  fileDone(file: { taskId: number; size: number }): void;
  countRead(bytes: number): void;
  /** Sends what there is. */
  flush(): void;
  /** Resolves when more may be produced; null: at once. */
  room(): Promise<void> | null;
  /** The oldest parcel under way was taken. */
  acknowledge(): void;
  /** Memory of slabs that are stored, of `slabBytes` each, for the next ones: left to the garbage collector it would pile up. */
  reuse(buffers: ArrayBuffer[]): void;
};

type OpenSlab = {
  format: string;
  layout: string | null;
  bytes: Buffer;
  used: number;
  index: Uint32Array;
  records: number;
  lossy: LossyRecord[];
};

export function createParcelWriter(
  limits: WorkerLimits,
  send: (parcel: Parcel, transfer: ArrayBuffer[]) => void,
): ParcelWriter {
  let slabs = new Map<string, OpenSlab>();
  let last: OpenSlab | null = null;
  let parcel = emptyParcel();
  let size = 0;
  const underWay: number[] = [];
  let sent = 0;
  const spare: ArrayBuffer[] = [];
  let waiting: { promise: Promise<void>; resolve: () => void } | null = null;

  function slabFor(format: string, layout: string | null): OpenSlab {
    if (last && last.format === format && last.layout === layout) return last;
    const key = layout === null ? format : `${format}\u0000${layout}`;
    last = slabs.get(key) ?? null;
    if (!last) {
      last = {
        format,
        layout,
        // Not from Node's shared pool, so that the memory can be transferred to the other thread.
        bytes: slabs.size === 0 ? wholeSlab() : Buffer.allocUnsafeSlow(slabSlackBytes),
        used: 0,
        index: new Uint32Array(indexStride * 256),
        records: 0,
        lossy: [],
      };
      slabs.set(key, last);
    }
    return last;
  }

  function wholeSlab(): Buffer {
    const old = spare.pop();
    return old ? Buffer.from(old) : Buffer.allocUnsafeSlow(slabBytes(limits));
  }

  function reserve(slab: OpenSlab, bytes: number): void {
    if (slab.used + bytes > slab.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(slab.used + bytes, slab.bytes.length * 2));
      slab.bytes.copy(larger, 0, 0, slab.used);
      slab.bytes = larger;
    }
    if ((slab.records + 1) * indexStride > slab.index.length) {
      const larger = new Uint32Array(slab.index.length * 2);
      larger.set(slab.index);
      slab.index = larger;
    }
  }

  function put(slab: OpenSlab, slice: Slice | null, word: number): number {
    if (!slice) return 0;
    const length = slice.end - slice.start;
    slab.bytes.set(
      slice.start === 0 && slice.end === slice.bytes.length
        ? slice.bytes
        : slice.bytes.subarray(slice.start, slice.end),
      slab.used,
    );
    slab.index[word] = slab.used;
    slab.index[word + 1] = length;
    slab.used += length;
    return length;
  }

  function flush(): void {
    if (slabs.size === 0 && isEmpty(parcel)) return;
    const transfer: ArrayBuffer[] = [];
    for (const { format, layout, bytes, used, index, records, lossy } of slabs.values()) {
      parcel.slabs.push({
        format,
        layout,
        bytes: new Uint8Array(bytes.buffer, 0, used),
        index: index.subarray(0, records * indexStride),
        records,
        lossy,
      });
      transfer.push(bytes.buffer as ArrayBuffer, index.buffer as ArrayBuffer);
    }
    underWay.push(size);
    sent += size;
    send(parcel, transfer);
    slabs = new Map();
    last = null;
    parcel = emptyParcel();
    size = 0;
  }

  return {
    addRecord({ format, layout, evidenceId, recordNo, raw, doc, envelope, digest, lossy }) {
      const length = sizeOf(raw) + sizeOf(doc) + sizeOf(envelope);
      if (size > 0 && size + length > limits.parcelBytes) flush();
      const slab = slabFor(format, layout);
      reserve(slab, length);
      const at = slab.records * indexStride;
      const { index } = slab;
      index[at] = evidenceId;
      index[at + 1] = recordNo;
      put(slab, raw, at + 2);
      put(slab, doc, at + 4);
      put(slab, envelope, at + 6);
      for (let word = 0; word < 4; word++) {
        const k = word * 4;
        index[at + 8 + word] =
          digest.charCodeAt(k) |
          (digest.charCodeAt(k + 1) << 8) |
          (digest.charCodeAt(k + 2) << 16) |
          (digest.charCodeAt(k + 3) << 24);
      }
      if (lossy) slab.lossy.push({ evidenceId, recordNo, bytes: new Uint8Array(lossy) });
      slab.records++;
      size += length + indexStride * 4 + (lossy?.length ?? 0);
    },
    addReject(reject) {
      if (size > 0 && size + reject.bytes.length > limits.parcelBytes) flush();
      // A copy of its own: a view of a pooled Buffer would take the whole pool along.
      parcel.rejects.push({ ...reject, bytes: new Uint8Array(reject.bytes) });
      size += reject.bytes.length + 200;
    },
    begin: (item) => void parcel.begun.push(item),
    finish(item) {
      parcel.items.push(item);
      size += 400;
    },
    addArchive(archive) {
      parcel.archives.push(archive);
      size += 300;
    },
    fileDone: (file) => void parcel.filesDone.push(file),
    countRead(bytes) {
      parcel.bytesRead += bytes;
    },
    flush,
    room() {
      if (size >= limits.parcelBytes) flush();
      if (sent < limits.creditBytes) return null;
      if (!waiting) {
        let resolve = () => {};
        const promise = new Promise<void>((done) => {
          resolve = done;
        });
        waiting = { promise, resolve };
      }
      return waiting.promise;
    },
    reuse(buffers) {
      spare.push(...buffers);
    },
    acknowledge() {
      sent -= underWay.shift() ?? 0;
      if (waiting && sent < limits.creditBytes) {
        waiting.resolve();
        waiting = null;
      }
    },
  };
}

/** First 128 bits and more of SHA-256, in the form that `addRecord` takes. */
export function digestOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'binary');
}

const sizeOf = (slice: Slice | null) => (slice ? slice.end - slice.start : 0);

function emptyParcel(): Parcel {
  return { slabs: [], rejects: [], begun: [], items: [], archives: [], filesDone: [], bytesRead: 0 };
}

function isEmpty({ rejects, begun, items, archives, filesDone, bytesRead }: Parcel): boolean {
  return rejects.length + begun.length + items.length + archives.length + filesDone.length === 0 && bytesRead === 0;
}
