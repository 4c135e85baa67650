import { expect, it } from 'vitest';
import { readUnloaded } from '../../../../src-main/engine/acquire/store/to-load.ts';
import { openTestCase } from '../../support/case.ts';

it('hands over what no load has taken to its end, an archive that was cut between two members among it', async () => {
  const { db, dir } = await openTestCase();
  await db.use(async (connection) => {
    const insert = (table: string, row: string) =>
      connection.run(`INSERT INTO logs.main.${table} BY NAME SELECT ${row}`);
    const same = "'s3://b/' || name AS path, 9 AS size, TIMESTAMP '2026-01-01' AS modified FROM";
    const names = "unnest(['new.gz', 'loaded.gz', 'cut.gz', 'whole.zip', 'between.zip', 'damaged.zip']) AS n(name)";
    await insert(
      'objects',
      `1 AS acquisition_id, row_number() OVER () AS object_no, name AS file, 'acquired' AS outcome, ${same} ${names}`,
    );
    const items: [string, string | null, boolean][] = [
      ['loaded.gz', null, false],
      ['cut.gz', null, true],
      ['whole.zip', 'a', false],
      ['between.zip', 'a', false],
      ['damaged.zip', 'a', false],
      ['damaged.zip', null, false],
    ];
    for (const [name, member, unfinished] of items) {
      const text = member === null ? 'NULL' : `'${member}'`;
      await insert(
        'evidence',
        `9 AS file_size, ${text} AS member, ${unfinished} AS unfinished, ${same.replace('9 AS size, ', '')} (SELECT '${name}' AS name)`,
      );
    }
    await insert(
      'evidence_archives',
      `9 AS file_size, ${same.replace('9 AS size, ', '')} (SELECT 'whole.zip' AS name)`,
    );
    const { files, next } = await readUnloaded(connection, 1, dir, 0);
    expect(files.map(({ kept }) => kept)).toEqual(['new.gz', 'cut.gz', 'between.zip']);
    expect(next).toBeNull();
  });
});
