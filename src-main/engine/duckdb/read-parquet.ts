// Reads a Parquet file row by row as JSON, in an instance of its own that may read that file and nothing else.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { nameIdentifier, quoteLiteral } from './quote.ts';

export type ParquetRows = {
  /** `[["name","VARCHAR"],…]` as JSON text. */
  layout: string;
  /** Each row as JSON text, in file order. */
  rows: string[];
  /** The same by the names chosen, with an object `extra` of the columns that got none; null: no names were chosen. */
  docs: string[] | null;
};

/** Whether DuckDB takes the path for itself: with one of these characters it is a pattern. */
export const isPlainPath = (path: string) => !/[*?[]/.test(path);

/**
 * @param choose is told the columns of the file: a name for each (null: none) has rows written by them as well, `stop` reads none
 * @throws DuckDB's error when the file is damaged
 */
export async function* readParquet(
  path: string,
  choose: (names: string[]) => (string | null)[] | null | 'stop' = () => null,
): AsyncGenerator<ParquetRows> {
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
    const names = described.getRows().map(([name]) => String(name));
    const chosen = choose(names);
    if (chosen === 'stop') return;
    const doc = chosen ? `, CAST(to_json(${documentSql(names, chosen)}) AS VARCHAR)` : '';
    const result = await connection.stream(`SELECT CAST(to_json(r) AS VARCHAR)${doc} FROM read_parquet(${literal}) r`);
    let any = false;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      any = true;
      yield {
        layout,
        rows: chunk.getColumnValues(0) as string[],
        docs: chosen ? (chunk.getColumnValues(1) as string[]) : null,
      };
    }
    if (!any) yield { layout, rows: [], docs: null };
    connection.closeSync();
  } finally {
    instance.closeSync();
    await rm(temp, { recursive: true, force: true });
  }
}

/** SQL of a struct with the columns that have a name, and the rest as `extra`. */
function documentSql(names: string[], chosen: (string | null)[]): string {
  const member = (as: string, name: string) => `${quoteLiteral(as)}: r.${nameIdentifier(name)}`;
  const rest = names.filter((_, i) => chosen[i] === null);
  const members = names.flatMap((name, i) => (chosen[i] == null ? [] : [member(chosen[i], name)]));
  if (rest.length > 0) members.push(`'extra': {${rest.map((name) => member(name, name)).join(', ')}}`);
  return `{${members.join(', ')}}`;
}
