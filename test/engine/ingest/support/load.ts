// Runs a file through the worker's own code, in process, and reads the parcels back.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formats } from '../../../../shared/formats/registry.ts';
import {
  type BegunItem,
  type FileTask,
  type ItemReport,
  indexStride,
  type LossyRecord,
  type Parcel,
  type Reject,
  type WorkerLimits,
} from '../../../../src-main/engine/ingest/parcel.ts';
import { createWorkshop } from '../../../../src-main/engine/ingest/read/create-workshop.ts';
import { createParcelWriter } from '../../../../src-main/engine/ingest/read/parcel-writer.ts';
import { runTask } from '../../../../src-main/engine/ingest/read/run-task.ts';

export const testLimits: WorkerLimits = {
  maxMemberBytes: 2 ** 40,
  maxRatio: 1200,
  maxDepth: 6,
  maxMembers: 10_000,
  parcelBytes: 4 * 1024 * 1024,
  creditBytes: 2 ** 40,
};

export type LoadedRecord = {
  format: string;
  layout: string | null;
  evidenceId: number;
  recordNo: number;
  raw: string;
  doc: string | null;
  envelope: string | null;
  hash: string;
};

export type Loaded = {
  records: LoadedRecord[];
  raws: string[];
  rejects: (Omit<Reject, 'bytes'> & { text: string; bytes: Uint8Array })[];
  items: ItemReport[];
  begun: BegunItem[];
  lossy: LossyRecord[];
  parcels: Parcel[];
};

export type LoadOptions = {
  as?: FileTask['as'];
  resume?: FileTask['resume'];
  limits?: Partial<WorkerLimits>;
  name?: string;
};

/** Loads bytes from a file of that content. */
export async function loadBytes(bytes: Buffer | string, options: LoadOptions = {}): Promise<Loaded> {
  const dir = mkdtempSync(join(tmpdir(), 'pugmark-load-'));
  const path = join(dir, options.name ?? 'file');
  try {
    writeFileSync(path, bytes);
    return await loadPath(path, options);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

export async function loadPath(path: string, options: LoadOptions = {}): Promise<Loaded> {
  const parcels: Parcel[] = [];
  const limits = { ...testLimits, ...options.limits };
  const writer = createParcelWriter(limits, (parcel) => parcels.push(parcel));
  let nextId = 1;
  const shop = createWorkshop(formats, writer, () => nextId++);
  const task: FileTask = { type: 'file', taskId: 7, path, as: options.as ?? 'auto' };
  if (options.resume) task.resume = options.resume;
  await runTask(shop, limits, task);
  writer.flush();
  return readParcels(parcels);
}

export function readParcels(parcels: Parcel[]): Loaded {
  const records = parcels.flatMap((parcel) => parcel.slabs.flatMap(readSlab));
  return {
    records,
    raws: records.map(({ raw }) => raw),
    rejects: parcels.flatMap((parcel) =>
      parcel.rejects.map((reject) => ({ ...reject, text: Buffer.from(reject.bytes).toString('utf8') })),
    ),
    items: parcels.flatMap((parcel) => parcel.items),
    begun: parcels.flatMap((parcel) => parcel.begun),
    lossy: parcels.flatMap((parcel) => parcel.slabs.flatMap((slab) => slab.lossy)),
    parcels,
  };
}

function readSlab({ format, layout, bytes, index, records }: Parcel['slabs'][number]): LoadedRecord[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (offset: number, length: number) =>
    length === 0 ? null : buffer.toString('utf8', offset, offset + length);
  return Array.from({ length: records }, (_, i) => {
    const words = index.subarray(i * indexStride, (i + 1) * indexStride);
    return {
      format,
      layout,
      evidenceId: words[0]!,
      recordNo: words[1]!,
      raw: text(words[2]!, words[3]!) ?? '',
      doc: text(words[4]!, words[5]!),
      envelope: text(words[6]!, words[7]!),
      hash: Buffer.from(words.slice(8, 12).buffer).toString('hex'),
    };
  });
}
