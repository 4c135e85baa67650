// Hands records from memory to DuckDB as the table function `pugmark_records(feed)`, so that one INSERT … SELECT reads
// them without a copy through SQL text or values. Callbacks run on the JS thread: they only copy slices out of slabs.
import { type DuckDBConnection, DuckDBTableFunction, INTEGER, UINTEGER, UUID, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { indexStride } from '../ingest/parcel.ts';
import { bytesToUuid } from './uuid-words.ts';

export type FeedSlab = {
  bytes: Uint8Array;
  /** `indexStride` 32-bit words per record; see ingest/parcel.ts for their meaning. */
  index: Uint32Array;
  /** Ordinals of the records to hand over, ascending; absent: all. */
  picks?: Uint32Array;
};

const feeds = new Map<number, FeedSlab[]>();
let nextFeed = 1;

/** Makes slabs readable as `FROM pugmark_records(id)` until `drop` is called; may be read any number of times. */
export function addFeed(slabs: FeedSlab[]): { id: number; records: number; drop(): void } {
  const id = nextFeed++;
  feeds.set(id, slabs);
  const records = slabs.reduce((sum, slab) => sum + countRecords(slab), 0);
  return { id, records, drop: () => void feeds.delete(id) };
}

const countRecords = (slab: FeedSlab) => slab.picks?.length ?? slab.index.length / indexStride;

/** `doc` and `envelope` are empty text where the record has none of its own. */
const columns = [
  ['evidence_id', UINTEGER],
  ['record_no', UINTEGER],
  ['record_hash', UUID],
  ['raw', VARCHAR],
  ['doc', VARCHAR],
  ['envelope', VARCHAR],
] as const;

const hashColumn = 2;
/** Where the index has the hash. */
const hashWord = 8;

const chunkRows = 2048;
type Scan = { slabs: FeedSlab[]; slab: number; record: number; columns: number[] };
const empty = new Uint8Array(0);

/** Registers the table function for the whole instance. Call before settings are locked. */
export function registerRecordFeed(connection: DuckDBConnection): void {
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: 'pugmark_records',
      parameterTypes: [INTEGER],
      supportsProjectionPushdown: true,
      bindFunction(info) {
        for (const [name, type] of columns) info.addResultColumn(name, type);
        const slabs = feeds.get(Number(info.getParameter(0)));
        if (!slabs) return info.setError('pugmark_records is for the engine’s own use.');
        info.setBindData({ slabs });
        info.setCardinality(
          slabs.reduce((sum, slab) => sum + countRecords(slab), 0),
          true,
        );
      },
      initFunction(info) {
        const { slabs } = info.getBindData() as { slabs: FeedSlab[] };
        const scan: Scan = { slabs, slab: 0, record: 0, columns: info.getColumnIndexes() };
        info.setInitData(scan);
        info.setMaxThreads(2);
      },
      mainFunction(info, out) {
        out.rowCount = writeChunk(info.getInitData() as Scan, out.chunk);
      },
    }),
  );
}

function writeChunk(scan: Scan, chunk: duckdb.DataChunk): number {
  const vectors = scan.columns.map((_, i) => duckdb.data_chunk_get_vector(chunk, i));
  let row = 0;
  while (row < chunkRows && scan.slab < scan.slabs.length) {
    const slab = scan.slabs[scan.slab]!;
    const left = countRecords(slab) - scan.record;
    const take = Math.min(left, chunkRows - row);
    scan.columns.forEach((column, i) => {
      if (column === hashColumn) writeHashes(slab, scan.record, take, row, vectors[i]!);
      else if (column < hashColumn) writeNumbers(column, slab, scan.record, take, row, vectors[i]!);
      else writeTexts(column, slab, scan.record, take, row, vectors[i]!);
    });
    row += take;
    scan.record += take;
    if (take === left) {
      scan.slab++;
      scan.record = 0;
    }
  }
  return row;
}

/** Numbers are gathered here, then copied in one go: the vector's own memory cannot be written from JavaScript. */
const words = new Uint32Array(chunkRows * 4);

function writeNumbers(
  column: number,
  { index, picks }: FeedSlab,
  first: number,
  count: number,
  row: number,
  vector: duckdb.Vector,
): void {
  for (let i = 0; i < count; i++) words[i] = index[(picks ? picks[first + i]! : first + i) * indexStride + column]!;
  duckdb.copy_data_to_vector(vector, row * 4, words.buffer, 0, count * 4);
}

function writeHashes(
  { index, picks }: FeedSlab,
  first: number,
  count: number,
  row: number,
  vector: duckdb.Vector,
): void {
  for (let i = 0; i < count; i++)
    bytesToUuid(index, (picks ? picks[first + i]! : first + i) * indexStride + hashWord, words, i * 4);
  duckdb.copy_data_to_vector(vector, row * 16, words.buffer, 0, count * 16);
}

function writeTexts(
  column: number,
  { bytes, index, picks }: FeedSlab,
  first: number,
  count: number,
  row: number,
  vector: duckdb.Vector,
): void {
  const word = 2 + (column - 3) * 2;
  for (let i = 0; i < count; i++) {
    const at = (picks ? picks[first + i]! : first + i) * indexStride + word;
    const start = index[at]!;
    const length = index[at + 1]!;
    duckdb.vector_assign_string_element_len(
      vector,
      row + i,
      length === 0 ? empty : bytes.subarray(start, start + length),
    );
  }
}
