// Every format's own samples, taken through the real transform: what the definition promises is what the table holds.
import { expect, test } from 'vitest';
import { formats } from '../../shared/formats/registry.ts';
import { storeBatch } from '../../src-main/engine/ingest/store/store-batch.ts';
import { makeBatch, makeSlab } from '../engine/support/batch.ts';
import { openTestCase } from '../engine/support/case.ts';

for (const format of formats)
  test(`${format.name}: rows hold what its samples expect`, async () => {
    const open = await openTestCase();
    await open.db.use(async (connection) => {
      const context = { genericTable: 'imported', madeTables: new Set<string>() };
      for (const [i, sample] of format.samples.entries()) {
        if (format.kind === 'json' && !('reject' in sample.expect))
          expect(format.recognise(JSON.parse(sample.record) as Record<string, unknown>)).toBe(true);
        const layout =
          format.kind === 'line'
            ? sample.header === undefined
              ? format.recogniseLine(sample.record)
              : format.recogniseHeader(sample.header)
            : null;
        if ('reject' in sample.expect && format.kind === 'line') continue; // Split off by the worker, before the transform.
        const batch = makeBatch([makeSlab(format.name, layout, i + 1, [{ raw: sample.record }])]);
        const stored = await storeBatch(connection, batch, context, async () => undefined);
        if ('reject' in sample.expect) {
          expect(stored.rejects.get(i + 1)).toBe(1);
          continue;
        }
        for (const [key, value] of Object.entries(sample.expect)) {
          const column = key
            .split('.')
            .map((part) => `"${part}"`)
            .join('.');
          expect(
            await connection.value(`SELECT (${column})::VARCHAR FROM "${format.name}" WHERE evidence_id = ${i + 1}`),
            `${format.name} sample ${i + 1}: ${key}`,
          ).toBe(value);
        }
      }
    });
  });
