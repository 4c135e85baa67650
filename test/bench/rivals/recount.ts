// Reads a CSV back with DuckDB, all columns as text, and prints its number of rows. Argument: the file.
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2) as [string];
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(
  `SELECT count(*)::INTEGER FROM read_csv('${file}', all_varchar = true, header = true, quote = '"', escape = '"', max_line_size = 100000000)`,
);
console.log(JSON.stringify({ rows: reader.getRows()[0]![0] }));
connection.closeSync();
instance.closeSync();
