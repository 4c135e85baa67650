// DuckDB's own COPY of a query to CSV, with default settings. Arguments: database file, SELECT, CSV file.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, sql, out] = process.argv.slice(2) as [string, string, string];
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`ATTACH '${file}' AS c (READ_ONLY)`);
await connection.run('USE c');
const result = await connection.run(`COPY (${sql}) TO '${out}' (HEADER)`);
console.log(JSON.stringify({ rows: Number(result.rowsChanged) }));
connection.closeSync();
instance.closeSync();
