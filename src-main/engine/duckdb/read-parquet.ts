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

export type Chosen = {
  /** For each column of the file its name in the document; null: it is one of the rest, undefined: it is left out. */
  names: (string | null | undefined)[];
  /** Texts that mean "no value". */
  nullTexts: string[];
};

/** Whether DuckDB takes the path for itself: with one of these characters it is a pattern. */
export const isPlainPath = (path: string) => !/[*?[]/.test(path);

/**
 * @param choose is told the columns of the file: what it chooses has rows written by it as well, `stop` reads none
 * @throws DuckDB's error when the file is damaged
 */
export async function* readParquet(
  path: string,
  choose: (names: string[]) => Chosen | null | 'stop' = () => null,
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
    const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
    const chosen = choose(columns.map(({ name }) => name));
    if (chosen === 'stop') return;
    const doc = chosen ? `, CAST(to_json(${documentSql(columns, chosen)}) AS VARCHAR)` : '';
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
function documentSql(columns: { name: string; type: string }[], { names, nullTexts }: Chosen): string {
  const member = (as: string, { name, type }: { name: string; type: string }) => {
    const value = `r.${nameIdentifier(name)}`;
    const texts = type === 'VARCHAR' ? nullTexts : [];
    return `${quoteLiteral(as)}: ${texts.reduce((sql, text) => `nullif(${sql}, ${quoteLiteral(text)})`, value)}`;
  };
  const members = columns.flatMap((column, i) => (names[i] == null ? [] : [member(names[i], column)]));
  const rest = columns.filter((_, i) => names[i] === null);
  if (rest.length > 0) members.push(`'extra': {${rest.map((column) => member(column.name, column)).join(', ')}}`);
  return `{${members.join(', ')}}`;
}
