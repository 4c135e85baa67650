// Rival (a): what a skilled user would paste into DuckDB, with its default settings and a database file.
// Arguments: folder of the archive, database file. Prints the number of rows.
import { DuckDBInstance } from '@duckdb/node-api';

const [dir, file] = process.argv.slice(2) as [string, string];
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE t AS SELECT unnest(Records) r FROM read_json('${dir}/**/*.json.gz', maximum_object_size=268435456)`,
);
const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM t');
console.log(JSON.stringify({ rows: reader.getRows()[0]![0] }));
connection.closeSync();
instance.closeSync();
