// docs/acquire.md says what is recorded of each object: the columns that the table has, in the words that the grid shows.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { accountTables } from '../../../src-main/engine/queries/catalog/account-tables.ts';
import { openBench } from './support.ts';

it('lists every column of the table objects, with its meaning', async () => {
  const bench = await openBench();
  const columns = await bench.rows(
    "SELECT column_name AS name FROM duckdb_columns() WHERE database_name = 'logs' AND table_name = 'objects' ORDER BY column_index",
  );
  expect(columns.length).toBeGreaterThan(20);
  const { docs } = accountTables.objects!;
  const rows = columns.map(({ name }) => `| \`${String(name)}\` | ${docs[String(name)]} |`);
  const page = readFileSync('docs/acquire.md', 'utf8');
  const table = /\| column \| meaning \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(page)?.[1] ?? '';
  expect(table.trimEnd().split('\n')).toEqual(rows);
});
