// The work of one case done again in another: the same evidence from another place and in another order gives the same, a
// changed file gives the list.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReplayResult } from '../../../../shared/contract/replay.ts';
import { caseFiles } from '../../../../src-main/engine/cases/case-folder.ts';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { engine, loadCase } from '../../integrity/support/verify-case.ts';
import { makeTempDir } from '../../support/temp.ts';

const event = (n: number) => ({
  eventVersion: '1.11',
  eventTime: `2025-01-0${(n % 3) + 1}T03:04:05Z`,
  eventSource: 'iam.amazonaws.com',
  eventName: `Event${n}`,
  eventID: `id-${n}`,
  sourceIPAddress: `192.0.2.${n}`,
});
const records = (from: number, count: number) =>
  JSON.stringify({ Records: Array.from({ length: count }, (_, n) => event(from + n)) });

/** The second file has a record of the first too, which is a duplicate in whichever comes later. */
const files = { 'a.json': records(1, 5), 'b.json.gz': gzipSync(records(5, 4)), 'c.json': records(20, 3) };

function write(names: Record<string, string>, more: Record<string, string> = {}): string {
  const dir = makeTempDir();
  for (const [name, as] of Object.entries(names))
    writeFileSync(join(dir, as), more[name] ?? files[name as keyof typeof files]);
  return dir;
}

async function sql(text: string): Promise<void> {
  for await (const _ of await engine.client.console.run({ sql: text }));
}

async function replay(path: string): Promise<ReplayResult> {
  let result: ReplayResult | null = null;
  for await (const state of await engine.client.journal.replay({ path })) ({ result } = state);
  return result!;
}

let journal: string;
let manifest: string;
beforeAll(async () => {
  await loadCase(write({ 'a.json': 'a.json', 'b.json.gz': 'b.json.gz', 'c.json': 'c.json' }));
  await sql('SELECT * FROM cloudtrail; SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1');
  await sql(
    "CREATE TABLE scratch.found AS SELECT * FROM cloudtrail WHERE eventname < 'Event3'; SELECT count(*) FROM scratch.found",
  );
  await sql('SELECT nonsense FROM cloudtrail').catch(() => undefined);
  for (const format of ['csv', 'jsonl', 'parquet'] as const)
    for await (const state of await engine.client.exports.start({
      view: { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] },
      format,
      delimiter: ';',
    }))
      manifest = state.manifestPath ?? manifest;
  const copy = join(makeTempDir(), 'journal.jsonl');
  const saved = await engine.client.journal.save({ path: copy });
  journal = saved.path;
});

describe('another case', () => {
  test('with the same files from elsewhere, in another order, gives equal counts and hashes', async () => {
    await loadCase(write({ 'c.json': '0.json', 'b.json.gz': '1.json.gz', 'a.json': '2.json' }));
    const [first] = await requireCase(engine.state).db.use((c) =>
      c.rows('SELECT eventname FROM cloudtrail ORDER BY evidence_id, record_no LIMIT 1'),
    );
    const result = await replay(journal);
    expect(result).toMatchObject({
      kind: 'journal',
      isWhole: true,
      evidence: { isSame: true, missing: [], added: [] },
      counts: { same: 5, differs: 0, failed: 0, skipped: 1 },
    });
    // The order of loading did differ, and so does what a file holds in its own order.
    expect(first!.eventname).not.toBe('Event1');
    expect(result.steps.filter(({ reason }) => reason?.includes('their order'))).toHaveLength(3);
    expect((await replay(manifest)).counts).toEqual({ same: 1, differs: 0, failed: 0, skipped: 0 });
    const page = await engine.client.journal.entries({ offset: 0, limit: 100 });
    expect(page.entries[0]).toMatchObject({ action: 'replay', detail: { counts: { same: 1 } } });
    expect(page.entries.filter(({ action }) => action === 'sql' || action === 'export')).toEqual([]);
  });

  test('with a changed file gives the list of differences, with both values', async () => {
    const changed = files['c.json'].replace('192.0.2.21', '192.0.2.99');
    await loadCase(write({ 'a.json': 'a.json', 'b.json.gz': 'b.json.gz', 'c.json': 'c.json' }, { 'c.json': changed }));
    const result = await replay(journal);
    expect(result.evidence).toMatchObject({
      isSame: false,
      missing: [expect.any(String)],
      added: [expect.any(String)],
    });
    expect(result.counts).toEqual({ same: 1, differs: 4, failed: 0, skipped: 1 });
    for (const step of result.steps.filter(({ verdict }) => verdict === 'differs')) {
      expect(step.reason).toMatch(/the same number of rows with other content/);
      expect(step.here!.hashes).not.toEqual(step.recorded!.hashes);
    }
  });

  test('with a file less differs in counts; what cannot be done again is told', async () => {
    await loadCase(write({ 'a.json': 'a.json' }));
    await sql('CREATE TABLE scratch.found AS SELECT 1 AS one');
    const result = await replay(journal);
    expect(result.counts).toEqual({ same: 0, differs: 4, failed: 1, skipped: 1 });
    expect(result.steps[0]).toMatchObject({
      verdict: 'differs',
      reason: 'other counts of rows',
      recorded: { rows: [11, 11] },
      here: { rows: [5, 5] },
    });
    expect(result.steps.find(({ verdict }) => verdict === 'failed')!.reason).toMatch(/found/);
  });
});

test('an export that failed is in the journal, with what was asked', async () => {
  const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, where: [], sort: [] };
  const failing = async () => {
    for await (const _ of await engine.client.exports.start({ view, format: 'csv', path: 'not/absolute.csv' }));
  };
  await expect(failing()).rejects.toThrow(/absolute/);
  const { entries } = await engine.client.journal.entries({ offset: 0, limit: 1, groups: ['export'] });
  expect(entries[0]).toMatchObject({
    action: 'export.failed',
    detail: { code: 'INVALID', path: 'not/absolute.csv', view },
  });
});

test('a file that is no record is refused, and a broken journal is told', async () => {
  const other = join(makeTempDir(), 'x.json');
  writeFileSync(other, '{"a":1}');
  await expect(replay(other)).rejects.toThrow(/neither a journal nor the manifest/);
  writeFileSync(other, readFileSync(journal, 'utf8').replace('nonsense', 'nonsensX'));
  expect((await replay(other)).isWhole).toBe(false);
  expect(readFileSync(caseFiles(requireCase(engine.state).dir).journal, 'utf8')).toContain('"action":"replay"');
});
