// The same pages in plain DuckDB with default settings: ORDER BY … LIMIT 200 OFFSET n; and the answers for the checks.
// Argument: the case's database file. Prints one JSON object.
import { DuckDBInstance } from '@duckdb/node-api';
import { gridChecks } from '../grid-checks.ts';

const [file] = process.argv.slice(2) as [string];
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`ATTACH '${file}' AS c (READ_ONLY)`);
await connection.run('USE c');
const columns =
  'eventtime, eventname, eventsource, useridentity.arn, useridentity.accesskeyid, sourceipaddress, useragent, errorcode, awsregion, recipientaccountid, requestparameters, eventid';

async function ask(sql: string): Promise<{ rows: Record<string, unknown>[]; ms: number }> {
  const began = performance.now();
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowObjectsJson();
  return { rows, ms: performance.now() - began };
}

const total = Number((await ask('SELECT count(*)::INTEGER AS n FROM cloudtrail')).rows[0]!.n);
const pages = [];
for (const share of [0, 0.5, 1]) {
  const offset = Math.floor((total - 200) * share);
  const { ms } = await ask(`SELECT ${columns} FROM cloudtrail ORDER BY eventtime DESC LIMIT 200 OFFSET ${offset}`);
  pages.push({ offset, ms });
}
const checks: Record<string, unknown[]> = {};
for (const [name, { order }] of Object.entries(gridChecks)) {
  const sorted = `SELECT rowid AS r FROM cloudtrail ORDER BY ${order} LIMIT 200 OFFSET ${total - 200}`;
  const { rows } = await ask(
    `SELECT eventid FROM cloudtrail JOIN (SELECT r, row_number() OVER () AS n FROM (${sorted})) ON rowid = r ORDER BY n`,
  );
  checks[name] = rows.map((row) => row.eventid);
}
const search = await ask("SELECT count(*)::INTEGER AS n FROM cloudtrail WHERE contains(lower(raw), 'createchangeset')");
console.log(JSON.stringify({ total, pages, checks, search: { matched: search.rows[0]!.n, ms: search.ms } }));
connection.closeSync();
instance.closeSync();
