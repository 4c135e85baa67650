// Batches as the workers would deliver them, from records written in a test.
import { createHash } from 'node:crypto';
import type { Layout } from '../../../src-main/engine/ingest/layout.ts';
import { indexStride, type Parcel, type Slab } from '../../../src-main/engine/ingest/parcel.ts';
import { addParcel, type Batch, createBatch } from '../../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter, type RecordFilter } from '../../../src-main/engine/ingest/store/record-filter.ts';

export type TestRecord = { raw: string; doc?: string; envelope?: string };

export function makeSlab(
  format: string,
  layout: Layout | string[] | null,
  evidenceId: number,
  records: TestRecord[],
  firstNo = 1,
): Slab {
  const parts: Buffer[] = [];
  let offset = 0;
  const add = (text: string | undefined): [number, number] => {
    const bytes = Buffer.from(text ?? '');
    parts.push(bytes);
    offset += bytes.length;
    return [offset - bytes.length, bytes.length];
  };
  const index = new Uint32Array(records.length * indexStride);
  records.forEach((record, i) => {
    const hash = createHash('sha256').update(record.raw).digest();
    index.set(
      [
        evidenceId,
        firstNo + i,
        ...add(record.raw),
        ...add(record.doc),
        ...add(record.envelope),
        ...[0, 4, 8, 12].map((at) => hash.readUInt32LE(at)),
      ],
      i * indexStride,
    );
  });
  return {
    format,
    layout: layout === null ? null : JSON.stringify(layout),
    bytes: new Uint8Array(Buffer.concat(parts)),
    index,
    records: records.length,
    lossy: [],
  };
}

export function makeBatch(slabs: Slab[], filters = new Map<string, RecordFilter>()): Batch {
  const batch = createBatch();
  const parcel: Parcel = { slabs, rejects: [], begun: [], items: [], archives: [], filesDone: [], bytesRead: 0 };
  addParcel(batch, parcel, (format) => {
    if (!filters.has(format)) filters.set(format, createRecordFilter());
    return filters.get(format)!;
  });
  return batch;
}
