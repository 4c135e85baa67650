// Whatever the bytes are: nothing throws, the sums add up, and hashes are of what was read.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compact, flowLine, inner, makeEvents, pretty } from '../support/events.ts';
import { loadBytes } from '../support/load.ts';
import { gzip, multiGzip, tar, zip, zstd } from '../support/pack.ts';

const events = makeEvents(8);
const texts = events.map(compact);
const sources: Buffer[] = [
  `{"Records":[${texts.join(',')}]}`,
  texts.join('\n'),
  `[${events.map(pretty).join(',\n')}]`,
  `{"Events":[${texts.map((text) => `{"CloudTrailEvent":"${inner(text)}"}`).join(',')}]}`,
  texts.map((text) => compact({ result: { _raw: text } })).join('\n'),
  `a,b\n${texts.map((text) => `1,"${text.replaceAll('"', '""')}"`).join('\n')}\n`,
  `version account-id interface-id\n${texts.map((_, n) => `2 ${n} eni-1`).join('\n')}\n`,
  texts.map((_, n) => flowLine(n)).join('\n'),
].map((text) => Buffer.from(text));

const packings: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes,
  gzip,
  (bytes) => multiGzip(bytes),
  (bytes) => zstd(bytes, 500),
  (bytes) => zip([{ name: 'a', bytes }]),
  (bytes) => zip([{ name: 'a', bytes }], { streamed: true }),
  (bytes) => tar([{ name: 'a', bytes }]),
  (bytes) => gzip(tar([{ name: 'a.gz', bytes: gzip(bytes) }])),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
];

const edit = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), count: fc.nat(40) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 20 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), count: fc.nat(300) }),
);

function apply(bytes: Buffer, change: typeof edit extends fc.Arbitrary<infer T> ? T : never): Buffer {
  const at = change.at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (change.kind === 'cut') return before;
  if (change.kind === 'drop') return Buffer.concat([before, after.subarray(change.count)]);
  if (change.kind === 'insert') return Buffer.concat([before, change.bytes, after]);
  if (change.kind === 'repeat') return Buffer.concat([before, after.subarray(0, change.count), after]);
  return Buffer.concat([before, Buffer.from([change.byte]), after.subarray(1)]);
}

it('keeps its account whatever is done to a file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.array(edit, { maxLength: 3 }),
      fc.constantFrom(...packings),
      fc.array(edit, { maxLength: 2 }),
      fc.constantFrom('auto' as const, 'json' as const, 'csv' as const),
      async (source, inside, pack, outside, as) => {
        const bytes = outside.reduce(apply, pack(inside.reduce(apply, source)));
        const { items, records, rejects, begun } = await loadBytes(bytes, { as, limits: { parcelBytes: 3000 } });
        expect(items.length).toBeGreaterThan(0);
        expect(new Set(items.map(({ evidenceId }) => evidenceId)).size).toBe(items.length);
        for (const item of items) {
          const own = (entry: { evidenceId: number }) => entry.evidenceId === item.evidenceId;
          const numbers = [...records.filter(own), ...rejects.filter(own)].map(({ recordNo }) => recordNo);
          expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: item.records }, (_, n) => n + 1));
          expect(rejects.filter(own).length).toBe(item.rejects);
          expect(begun.filter(own).length).toBe(item.records > item.rejects ? 1 : 0);
          expect(item.reason !== null || item.outcome === 'loaded').toBe(true);
          expect(item.outcome).not.toBe(item.records > item.rejects ? 'failed' : 'partly-without-records');
          if (item.member === null) {
            expect(item.size).toBe(bytes.length);
            expect(item.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
          }
        }
        if (inside.length + outside.length === 0 && as === 'auto') {
          expect(records).toHaveLength(8);
          expect(items).toMatchObject([{ outcome: 'loaded', records: 8 }]);
        }
      },
    ),
    { numRuns: Number(process.env.PUGMARK_RUNS ?? 100) },
  );
}, 600_000);
