// Streams the record hashes of a log table as little-endian words, four per record, straight out of DuckDB's vectors.
import duckdb from '@duckdb/node-bindings';
import type { Connection } from './connection.ts';
import { qualify } from './quote.ts';
import { uuidToBytes } from './uuid-words.ts';

export async function streamHashes(
  connection: Connection,
  table: string,
  signal: AbortSignal,
  take: (words: Uint32Array) => void,
): Promise<void> {
  const result = await connection.stream(`SELECT record_hash FROM ${qualify('logs', 'main', table)}`, { signal });
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, 0), chunk.rowCount * 16);
    const uuids = new Uint32Array(bytes.buffer, bytes.byteOffset, chunk.rowCount * 4);
    const words = new Uint32Array(uuids.length);
    for (let at = 0; at < words.length; at += 4) uuidToBytes(uuids, at, words, at);
    take(words);
  }
}
