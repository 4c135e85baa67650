// Runs a statement with DuckDB's default settings on a database file, and prints its rows as JSON. Arguments: file, statement.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, sql] = process.argv.slice(2) as [string, string];
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);
console.log(JSON.stringify({ rows: reader.getRowObjectsJson() }));
connection.closeSync();
instance.closeSync();
