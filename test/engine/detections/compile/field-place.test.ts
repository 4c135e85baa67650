// Fields whose names have dots: of a key that has them itself, and of a way into the record.
import { beforeAll, expect, it } from 'vitest';
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import { compileRule } from '../../../../src-main/engine/detections/compile/compile-rule.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { addParcel, createBatch } from '../../../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter } from '../../../../src-main/engine/ingest/store/record-filter.ts';
import { storeBatch } from '../../../../src-main/engine/ingest/store/store-batch.ts';
import { nodeOf } from '../../../shared/sigma/write-rule.ts';
import { loadBytes } from '../../ingest/support/load.ts';
import { openTestCase } from '../../support/case.ts';

const ends = { 'id.orig_h': '192.0.2.10', 'id.resp_h': '198.51.100.4', 'id.resp_p': 443 };
const json = JSON.stringify({ ts: 1741064767, uid: 'CEx1', ...ends, conn_state: 'SF', way: { in: 'deep' } });
const lines = [
  '#separator \\x09',
  '#path\tconn',
  '#fields\tts\tuid\tid.orig_h\tid.resp_h\tid.resp_p\tconn_state',
  '1741064768\tCEx2\t192.0.2.11\t198.51.100.4\t-\tS0',
].join('\n');

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
  const context = { genericTable: 'imported', madeTables: new Set<string>() };
  for (const text of [json, lines])
    await open.db.use(async (connection) => {
      const batch = createBatch();
      const filter = createRecordFilter();
      for (const parcel of (await loadBytes(text)).parcels) addParcel(batch, parcel, () => filter);
      await storeBatch(connection, batch, context, async () => undefined);
    });
});

it.each<[detection: Record<string, unknown>, uids: string[]]>([
  [{ 'id.orig_h': '192.0.2.10' }, ['CEx1']],
  [{ 'id.orig_h|startswith': '192.0.2.' }, ['CEx1', 'CEx2']],
  [{ 'ID.Resp_H': '198.51.100.4' }, ['CEx1', 'CEx2']],
  [{ 'id.resp_p': 443 }, ['CEx1']],
  [{ 'id.resp_p': null }, ['CEx2']],
  [{ 'id.resp_p|exists': true }, ['CEx1']],
  [{ 'way.in': 'deep' }, ['CEx1']],
])('%j', async (selection, uids) => {
  const detection = { selection, condition: 'selection' };
  const parsed = parseRule(nodeOf({ title: 'Test', logsource: { product: 'zeek', service: 'conn' }, detection }));
  if (parsed.kind !== 'rule' || parsed.rule.kind !== 'detection') throw new Error(JSON.stringify(parsed));
  const compiled = compileRule(parsed.rule);
  if (compiled.kind !== 'compiled') throw new Error(JSON.stringify(compiled));
  const rows = await open.db.use((connection) =>
    connection.rows(`SELECT uid FROM zeek WHERE ${compiled.condition} ORDER BY uid`),
  );
  expect(rows.map(({ uid }) => uid)).toEqual(uids);
});
