// Runs a CREATE TABLE over text files, with DuckDB's default settings and a database file, and tells what it takes.
// Arguments: database file, the statement.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, sql] = process.argv.slice(2) as [string, string];
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();
await connection.run(sql);
connection.closeSync();
instance.closeSync();
