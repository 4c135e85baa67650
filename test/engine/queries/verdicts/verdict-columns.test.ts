// What a verification says of files, on their rows: in pages, filters, search, order, facets, pivots, the record, the SQL that is
// shown and exports; before the first verification, after one, and after another that found something else.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Facet } from '../../../../shared/contract/charts.ts';
import type { ExportRequest } from '../../../../shared/contract/exports.ts';
import type { RowVerdicts } from '../../../../shared/integrity/row-verdicts.ts';
import { Pivot } from '../../../../shared/query/pivot.ts';
import { readPivot } from '../../../../shared/query/pivot-table.ts';
import type { Filter, View } from '../../../../shared/query/view.ts';
import { tampering } from '../../../generate/tamper.ts';
import { bucket, hours, type SignedArchive, writeSignedArchive } from '../../integrity/support/signed-archive.ts';
import { engine, loadCase, rows, verify } from '../../integrity/support/verify-case.ts';
import { makeTempDir } from '../../support/temp.ts';
import { column, view } from '../view-client.ts';

const verdict = column('verdict');
const reason = column('verdict_reason');
const is = (value: string): Filter => {
  return { id: 'f1', op: 'in', column: verdict, values: [value], negated: false, enabled: true };
};
const altered = view('cloudtrail', { where: [is('altered')] });
/** Of three records an hour and region: one file is gone, and a record of another one. */
const total = 2 * hours * 3 - 4;
const ofAltered = 2;
const whole = { verified: total - ofAltered, altered: ofAltered };

let archive: SignedArchive;
let request: { keys: string[]; signatures: string[] };

beforeAll(async () => {
  archive = writeSignedArchive();
  await tampering.editLog(archive.logs['us-east-1']![2]!);
  await tampering.remove(archive.logs['us-east-1']![5]!);
  await loadCase(archive.logsDir);
  request = { keys: [archive.keysFile], signatures: [archive.signaturesFile] };
});

async function open(wanted: View) {
  let last: { viewId: string; matched: number } | undefined;
  for await (const state of await engine.client.views.open({ view: wanted })) last = state;
  return last!;
}

async function read(wanted: View, ...columns: ReturnType<typeof column>[]): Promise<(string | null)[][]> {
  const { viewId } = await open(wanted);
  const page = await engine.client.views.page({ viewId, offset: 0, limit: 100, columns });
  await engine.client.views.close({ viewId });
  return JSON.parse(page.rows) as (string | null)[][];
}

async function facetOf(wanted: View): Promise<Record<string, number>> {
  let facet: Facet | null = null;
  for await (const news of await engine.client.charts.facets({ view: wanted, columns: [verdict] }))
    if (news.state === 'counted') facet = news.facet;
  return Object.fromEntries(facet!.values.map(({ value, count }) => [String(value), count]));
}

const out = makeTempDir();
let files = 0;
async function exported(more: Partial<ExportRequest>) {
  const path = join(out, `rows-${++files}`);
  let last: { manifestPath: string | null; rows: number } | undefined;
  for await (const state of await engine.client.exports.start({ view: altered, format: 'csv', ...more, path }))
    last = state;
  const manifest = JSON.parse(readFileSync(last!.manifestPath!, 'utf8')) as {
    rows: number;
    integrity: RowVerdicts & { statement: string };
    notEvidence: string[];
  };
  return { text: readFileSync(path, 'utf8'), ...manifest };
}

describe('before the first verification', () => {
  test('no row has a verdict, and exports say so', async () => {
    expect(await facetOf(view('cloudtrail'))).toEqual({ null: total });
    expect((await open(altered)).matched).toBe(0);
    const { integrity } = await exported({ view: view('cloudtrail') });
    expect(integrity).toEqual({
      statement: 'The log files of this case have not been verified against CloudTrail’s digests.',
      verification: null,
      rows: null,
    });
    expect(await engine.client.integrity.state()).toEqual({
      digests: 2 * hours,
      logs: 2 * hours - 1,
      unjudged: 0,
      keyFiles: 0,
      signatureFiles: 0,
      last: null,
    });
  });
});

describe('after a verification', () => {
  let id: number;
  beforeAll(async () => {
    id = (await verify(request)).verificationId;
  });

  test('a view that was open before finds the rows once it is opened again', async () => {
    expect(await read(altered, verdict, reason)).toEqual(
      Array.from({ length: ofAltered }, () => ['altered', 'hash-differs']),
    );
  });

  test('search, order, facets, values and pivots have it, in log tables, the timeline and the list of files', async () => {
    const search = (text: string) => view('cloudtrail', { query: { text } });
    expect((await open(search('verdict:altered'))).matched).toBe(ofAltered);
    expect((await open(search('-verdict:verified verdict_reason:hash-differs'))).matched).toBe(ofAltered);
    expect((await open(view('timeline', { where: [is('altered')] }))).matched).toBe(ofAltered);
    expect(await read(view('evidence', { where: [is('altered')] }), column('format'), reason)).toEqual([
      ['cloudtrail', 'hash-differs'],
    ]);
    expect(await facetOf(view('cloudtrail'))).toEqual(whole);
    expect(await facetOf(view('timeline'))).toEqual(whole);
    expect(await facetOf(view('cloudtrail_digest'))).toEqual({ verified: 2 * hours });
    const sorted = await read(view('cloudtrail', { sort: [{ column: verdict, descending: true }] }), verdict);
    expect(sorted.flat()).toEqual([...Array<string>(total - ofAltered).fill('verified'), 'altered', 'altered']);
    const pivot = Pivot.parse({ view: view('cloudtrail'), rows: [{ column: verdict }], values: [{ kind: 'count' }] });
    const table = readPivot(await engine.client.pivots.run({ pivot }), pivot);
    expect(table.rows.map((row) => [row.keys, table.cell(row.id, 0)?.figures])).toEqual(
      expect.arrayContaining([[[{ value: 'altered' }], [String(ofAltered)]]]),
    );
    const { sql } = await engine.client.views.sql({ view: { ...altered, columns: [verdict] } });
    expect(await rows(`SELECT verdict, count(*)::INT AS n FROM (${sql}) GROUP BY ALL`)).toEqual([
      { verdict: 'altered', n: ofAltered },
    ]);
    const { viewId } = await open(altered);
    const record = await engine.client.views.record({ viewId, index: 0 });
    expect(JSON.parse(record.values)).toMatchObject({ verdict: 'altered', verdict_reason: 'hash-differs' });
    expect(record.provenance?.verdict).toEqual({ verdict: 'altered', reason: 'hash-differs' });
  });

  test('exports count their rows by verdict, whichever way the rows are chosen', async () => {
    const one = { altered: ofAltered };
    const { integrity, rows: written } = await exported({ view: view('cloudtrail') });
    expect(integrity.rows).toEqual(whole);
    expect(Object.values(integrity.rows!).reduce((sum, count) => sum + count)).toBe(written);
    expect(integrity.verification).toMatchObject({ id, bucket: null });
    expect(integrity.verification!.keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(integrity.statement).toContain(`verification ${id} of`);
    expect(integrity.statement).toContain('with one public key): 42 verified, 2 altered.');
    expect((await exported({})).integrity.rows).toEqual(one);
    const sort = [{ column: column('eventid'), descending: true }];
    expect((await exported({ view: { ...altered, sort } })).integrity.rows).toEqual(one);
    expect((await exported({ view: view('timeline', { sort: [] }) })).integrity.rows).toEqual(whole);
    // What is dear to find is found once, for the rows and for the count.
    for (const format of ['jsonl', 'parquet'] as const) {
      const some = await exported({ format, view: view('cloudtrail', { query: { text: '"us-east-1 2"' } }) });
      expect([some.rows, some.integrity.rows]).toEqual([ofAltered, one]);
      const each = await exported({ format, view: view('cloudtrail', { query: { text: 'CreateUser' } }) });
      expect([each.rows, each.integrity.rows]).toEqual([total, whole]);
    }
    const { viewId } = await open(altered);
    const chosen = await exported({ viewId, selection: [1], columns: [column('eventid'), verdict] });
    expect(chosen.integrity.rows).toEqual({ altered: 1 });
    expect(chosen.notEvidence).toEqual(['verdict']);
    expect(chosen.text.split('\n')[1]).toContain(',altered');
    const noFiles = await exported({ view: view('verifications') });
    expect(noFiles.integrity.rows).toBeNull();
    expect(noFiles.integrity.statement).toContain('do not say which log files they are from');
  });

  test('files loaded since have no verdict, and another verification replaces what rows say', async () => {
    const before = await open(altered);
    const more = join(makeTempDir(), 'later.json');
    const record = {
      eventVersion: '1.11',
      eventTime: '2026-03-02T03:04:05Z',
      eventSource: 'a',
      eventName: 'B',
      eventID: 'later',
    };
    writeFileSync(more, JSON.stringify({ Records: [record] }));
    const { loadId } = await engine.client.loads.start({ paths: [more], as: 'auto' });
    for await (const _ of await engine.client.loads.watch({ loadId }));
    expect((await engine.client.integrity.state()).unjudged).toBe(1);
    expect((await exported({ view: view('cloudtrail') })).integrity.rows).toMatchObject({ 'not verified': 1 });

    await verify({ ...request, bucket: 'another-bucket' });
    expect((await open(altered)).matched).toBe(0);
    expect(await facetOf(view('cloudtrail'))).toEqual({ unverifiable: total, 'not covered': 1 });
    await verify({ ...request, bucket });
    expect((await open(altered)).matched).toBe(before.matched);
    expect((await engine.client.integrity.state()).unjudged).toBe(0);
  });
});
