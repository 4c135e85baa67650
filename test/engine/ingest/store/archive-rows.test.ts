// The table of archives: once for each state of an archive, and complete when a load that was cut off is taken up again.
import { createHash } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { engine, loadCase, rows } from '../../integrity/support/verify-case.ts';
import { makeTempDir } from '../../support/temp.ts';
import { compact, makeEvents } from '../support/events.ts';
import { gzip, tar, zip } from '../support/pack.ts';

const [first, second] = [0, 3].map((from) =>
  Buffer.from(
    makeEvents(6)
      .slice(from, from + 3)
      .map(compact)
      .join('\n'),
  ),
);
const files = [
  { name: 'a.json', bytes: first! },
  { name: 'b.json', bytes: second! },
];
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const inner = zip(files);
const outer = gzip(tar([{ name: 'in.zip', bytes: inner }]));

let dir: string;
beforeEach(async () => {
  dir = makeTempDir();
  writeFileSync(join(dir, 'in.tgz'), outer);
  await loadCase(dir);
});
async function load() {
  const { loadId } = await engine.client.loads.start({ paths: [dir], as: 'auto' });
  let last = null;
  for await (const progress of await engine.client.loads.watch({ loadId })) last = progress;
  return last!;
}
const archives = () =>
  rows(
    'SELECT archive_id, load_id, member, kind, size::INTEGER AS size, sha256, file FROM evidence_archives ORDER BY archive_id',
  );
const change = (sql: string) => requireCase(engine.state).db.use((connection) => connection.run(sql));
const [ofInner, ofOuter] = [
  { load_id: 1, member: 'in.zip', kind: 'zip', size: inner.length, sha256: sha256(inner), file: null },
  { load_id: 1, member: null, kind: 'gzip › tar', size: outer.length, sha256: sha256(outer), file: null },
];
const both = [
  { archive_id: 1, ...ofInner },
  { archive_id: 2, ...ofOuter },
];

test('one row for each archive, beside the account and not in it; the same archive again adds none', async () => {
  expect(await archives()).toEqual(both);
  const [summary] = await engine.client.loads.list();
  expect(summary!.account.files).toMatchObject({ found: 2, loaded: 2 });
  expect(await load()).toMatchObject({ account: { files: { found: 1, skipped: 1 } } });
  // Read again, for whatever reason.
  await change("UPDATE logs.main.evidence SET outcome = 'failed'");
  await load();
  expect(await archives()).toEqual(both);
});

test('an archive that became another is another row', async () => {
  const other = zip(files.slice(1));
  writeFileSync(join(dir, 'in.tgz'), other);
  utimesSync(join(dir, 'in.tgz'), 1, 1);
  await load();
  expect(await archives()).toEqual([
    ...both,
    { archive_id: 3, load_id: 2, member: null, kind: 'zip', size: other.length, sha256: sha256(other), file: null },
  ]);
});

test('a load that was cut off between two members is taken up again, once', async () => {
  await change("DELETE FROM logs.main.evidence WHERE member LIKE '%b.json'");
  await change(
    'DELETE FROM logs.main.cloudtrail WHERE evidence_id NOT IN (SELECT evidence_id FROM logs.main.evidence)',
  );
  await change('DELETE FROM logs.main.evidence_archives');
  await change("UPDATE logs.main.loads SET state = 'interrupted'");
  const { account } = await load();
  expect(account.records).toMatchObject({ rows: 3, duplicates: 3 });
  expect(await rows('SELECT count(*) AS n FROM cloudtrail')).toEqual([{ n: 6 }]);
  expect(await archives()).toEqual(both.map((row) => ({ ...row, load_id: 2 })));
  expect(await load()).toMatchObject({ account: { files: { found: 1, skipped: 1 } } });
});
