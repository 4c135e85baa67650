// Reads a Parquet file row by row as JSON, in an instance of its own that may read that file and nothing else.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteLiteral } from './quote.ts';

export type ParquetRows = {
  /** `[["name","VARCHAR"],…]` as JSON text. */
  layout: string;
  /** Each row as JSON text, in file order. */
  rows: string[];
};

/** Whether DuckDB takes the path for itself: with one of these characters it is a pattern. */
export const isPlainPath = (path: string) => !/[*?[]/.test(path);

/** @throws DuckDB's error when the file is damaged */
export async function* readParquet(path: string): AsyncGenerator<ParquetRows> {
  const temp = await mkdtemp(join(tmpdir(), 'pugmark-parquet-'));
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    threads: '1',
    memory_limit: '256MiB',
    temp_directory: temp,
  });
  try {
    const connection = await instance.connect();
    for (const statement of [
      "SET GLOBAL TimeZone = 'UTC'",
      `SET allowed_paths = [${quoteLiteral(path)}]`,
      'SET enable_external_access = false',
      'SET lock_configuration = true',
    ])
      await connection.run(statement);
    const literal = quoteLiteral(path);
    const described = await connection.runAndReadAll(`DESCRIBE FROM read_parquet(${literal})`);
    const layout = JSON.stringify(described.getRows().map(([name, type]) => [name, type]));
    const result = await connection.stream(`SELECT CAST(to_json(r) AS VARCHAR) FROM read_parquet(${literal}) r`);
    let any = false;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      any = true;
      yield { layout, rows: chunk.getColumnValues(0) as string[] };
    }
    if (!any) yield { layout, rows: [] };
    connection.closeSync();
  } finally {
    instance.closeSync();
    await rm(temp, { recursive: true, force: true });
  }
}
