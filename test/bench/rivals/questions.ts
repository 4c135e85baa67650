// Asks statements of a case's database in plain DuckDB with default settings, each twice, and prints rows and times. Arguments: the
// database file, a statement that reads what they need (not measured), the statements as a JSON list.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, warmUp, statements] = process.argv.slice(2) as [string, string, string];
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`ATTACH '${file}' AS logs (READ_ONLY)`);
await connection.run('USE logs');
await connection.runAndReadAll(warmUp);
const answers = [];
for (const sql of JSON.parse(statements) as string[]) {
  const ms: number[] = [];
  let rows: unknown[] = [];
  for (let i = 0; i < 2; i++) {
    const began = performance.now();
    rows = (await connection.runAndReadAll(sql)).getRowsJson();
    ms.push(performance.now() - began);
  }
  answers.push({ ms, rows });
}
console.log(JSON.stringify(answers));
connection.closeSync();
instance.closeSync();
