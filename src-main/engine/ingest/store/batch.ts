// A batch gathers what workers delivered until it is worth a transaction: records grouped by table, rejects, and which
// evidence items began and ended.
import type { FeedSlab } from '../../duckdb/record-feed.ts';
import { type FoundArchive, type ItemReport, indexStride, type Parcel, type Reject, type Slab } from '../parcel.ts';
import type { RecordFilter } from './record-filter.ts';

/** Records of one table and one layout: those never seen before, and those that may be duplicates. */
export type Group = {
  format: string;
  layout: string | null;
  fresh: FeedSlab[];
  maybe: FeedSlab[];
  hasDocs: boolean;
  hasEnvelopes: boolean;
};

export type Batch = {
  groups: Map<string, Group>;
  rejects: Reject[];
  lossy: Slab['lossy'];
  begun: Parcel['begun'];
  items: ItemReport[];
  archives: FoundArchive[];
  /** Tasks of which nothing more comes. */
  filesDone: number[];
  records: number;
  bytes: number;
  /** Records and rejects per evidence item in this batch. */
  received: Map<number, { records: number; rejects: number }>;
};

export function createBatch(): Batch {
  return {
    groups: new Map(),
    rejects: [],
    lossy: [],
    begun: [],
    items: [],
    archives: [],
    filesDone: [],
    records: 0,
    bytes: 0,
    received: new Map(),
  };
}

/** @param filterOf the filter of the records that a format's table holds */
export function addParcel(batch: Batch, parcel: Parcel, filterOf: (format: string) => RecordFilter): void {
  for (const slab of parcel.slabs) addSlab(batch, slab, filterOf(slab.format));
  for (const reject of parcel.rejects) tally(batch, reject.evidenceId).rejects++;
  batch.rejects.push(...parcel.rejects);
  batch.begun.push(...parcel.begun);
  batch.items.push(...parcel.items);
  batch.archives.push(...parcel.archives);
  for (const { taskId } of parcel.filesDone) batch.filesDone.push(taskId);
}

function addSlab(batch: Batch, slab: Slab, filter: RecordFilter): void {
  const key = `${slab.format}\u0000${slab.layout ?? ''}`;
  let group = batch.groups.get(key);
  if (!group) {
    group = { format: slab.format, layout: slab.layout, fresh: [], maybe: [], hasDocs: false, hasEnvelopes: false };
    batch.groups.set(key, group);
  }
  const { index } = slab;
  const maybe: number[] = [];
  let last = { id: -1, count: { records: 0, rejects: 0 } };
  for (let record = 0, at = 0; record < slab.records; record++, at += indexStride) {
    if (index[at] !== last.id) last = { id: index[at]!, count: tally(batch, index[at]!) };
    last.count.records++;
    if (index[at + 5] !== 0) group.hasDocs = true;
    if (index[at + 7] !== 0) group.hasEnvelopes = true;
    if (filter.seen(index[at + 8]!, index[at + 9]!, index[at + 10]!, index[at + 11]!)) maybe.push(record);
  }
  if (maybe.length === 0) group.fresh.push({ bytes: slab.bytes, index });
  else {
    group.maybe.push({ bytes: slab.bytes, index, picks: Uint32Array.from(maybe) });
    const fresh = complement(slab.records, maybe);
    if (fresh.length > 0) group.fresh.push({ bytes: slab.bytes, index, picks: fresh });
  }
  batch.records += slab.records;
  batch.bytes += slab.bytes.byteLength + index.byteLength;
  batch.lossy.push(...slab.lossy);
}

/** The numbers below `count` that are not in the ascending list `left`. */
function complement(count: number, left: number[]): Uint32Array {
  const out = new Uint32Array(count - left.length);
  let skip = 0;
  for (let i = 0, o = 0; i < count; i++) {
    if (left[skip] === i) skip++;
    else out[o++] = i;
  }
  return out;
}

function tally(batch: Batch, evidenceId: number): { records: number; rejects: number } {
  let entry = batch.received.get(evidenceId);
  if (!entry) {
    entry = { records: 0, rejects: 0 };
    batch.received.set(evidenceId, entry);
  }
  return entry;
}
