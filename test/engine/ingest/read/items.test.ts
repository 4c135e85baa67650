import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { compact, flowLine, makeEvent, makeEvents } from '../support/events.ts';
import { loadBytes, loadPath } from '../support/load.ts';
import { gzip, tar, zip } from '../support/pack.ts';

const texts = makeEvents(5).map(compact);
const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('the account of an item', () => {
  it('hashes records by their bytes, without the blanks between tokens', async () => {
    const { records } = await loadBytes(`${texts[0]}\n${flowLine(1)}\n`.replace(`${texts[0]}\n`, ''));
    expect(records[0]!.hash).toBe(createHash('sha256').update(flowLine(1)).digest('hex').slice(0, 32));
    const json = await loadBytes(`{"Records":[${texts[0]}]}`);
    expect(json.records[0]!.hash).toBe(createHash('sha256').update(texts[0]!).digest('hex').slice(0, 32));
  });

  it('announces an item with its first record, and reports it at its end', async () => {
    const { begun, items } = await loadBytes(texts.join('\n'));
    expect(begun).toEqual([{ evidenceId: 1, taskId: 7, member: null, container: 'json-lines', format: 'cloudtrail' }]);
    expect(items[0]!.evidenceId).toBe(1);
  });

  it('sends many parcels for much data, each record once and in order', async () => {
    const many = makeEvents(300).map(compact);
    const { parcels, raws, records, items } = await loadBytes(many.join('\n'), { limits: { parcelBytes: 20_000 } });
    expect(parcels.length).toBeGreaterThan(8);
    for (const { slabs } of parcels)
      expect(slabs.reduce((sum, slab) => sum + slab.bytes.length, 0)).toBeLessThan(22_000);
    expect(raws).toEqual(many);
    expect(records.map(({ recordNo }) => recordNo)).toEqual(many.map((_, n) => n + 1));
    expect(items).toMatchObject([{ records: 300 }]);
  });

  it('goes on where an interrupted load stopped', async () => {
    const bad = `${texts[0]}\noops\n${texts[1]}\n${texts[2]}\nbad\n${texts[3]}`;
    const resume = [{ member: '', evidenceId: 77, skip: 3 }];
    const { records, rejects, items } = await loadBytes(bad, { resume });
    expect(records.map(({ recordNo, evidenceId, raw }) => [recordNo, evidenceId, raw])).toEqual([
      [4, 77, texts[2]],
      [6, 77, texts[3]],
    ]);
    expect(rejects).toMatchObject([{ evidenceId: 77, recordNo: 5, text: 'bad' }]);
    expect(items).toMatchObject([{ evidenceId: 77, records: 6, rejects: 2 }]);
    const archive = tar(texts.slice(0, 2).map((text, n) => ({ name: `${n}.json`, bytes: Buffer.from(text) })));
    const member = await loadBytes(archive, { resume: [{ member: '1.json', evidenceId: 9, skip: 1 }] });
    expect(member.items.map(({ evidenceId, records: count }) => [evidenceId, count])).toEqual([
      [1, 1],
      [9, 1],
    ]);
    expect(member.raws).toEqual([texts[0]]);
  });

  it('keeps records that are not UTF-8 readable, and their exact bytes besides', async () => {
    const [before, after] = texts[1]!.split('GetObject') as [string, string];
    const bad = bytesOf(before, [0xff, 0xfe, 0x41, 0xc3], after);
    const { raws, lossy, items, records } = await loadBytes(
      bytesOf(`{"Records":[${texts[0]},`, [...bad], `,${texts[2]}]}`),
    );
    expect(raws).toEqual([texts[0], `${before}\ufffd\ufffdA\ufffd${after}`, texts[2]]);
    expect(lossy).toEqual([{ evidenceId: 1, recordNo: 2, bytes: new Uint8Array(bad) }]);
    expect(records[1]!.hash).toBe(createHash('sha256').update(bad).digest('hex').slice(0, 32));
    expect(items).toMatchObject([{ outcome: 'loaded', records: 3 }]);
    const line = bytesOf(flowLine(1).replace('eni-', 'eni-X'), '\n', flowLine(2).slice(0, 2), flowLine(2).slice(2));
    line[20] = 0xff;
    expect((await loadBytes(line)).lossy).toHaveLength(1);
  });

  it('is not harmed by NUL, in escapes or raw', async () => {
    const nul = compact({ ...makeEvent(1), requestParameters: { a: 'x\u0000y' } });
    expect(nul).toContain('\\u0000');
    const { raws, rejects, items } = await loadBytes(
      `${texts[0]}\n${nul}\n${nul.replace('\\u0000', '\u0000')}\n\u0000\u0000\n${texts[1]}`,
    );
    expect(raws).toEqual([texts[0], nul, texts[1]]);
    expect(rejects).toHaveLength(2);
    expect(rejects[0]!.reason).toMatch(/^not JSON/);
    expect(items).toMatchObject([{ outcome: 'partly', records: 5, rejects: 2 }]);
  });

  it('takes the extremes: deep nesting, long records, thousands in one line', async () => {
    const deep = compact(makeEvent(1)).replace('"a/1"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    const long = compact({ ...makeEvent(2), requestParameters: { templateBody: 'A'.repeat(5_000_000) } });
    const many = makeEvents(14_000).map(compact);
    const { raws, items } = await loadBytes(gzip(Buffer.from(`{"Records":[${[deep, long, ...many].join(',')}]}`)));
    expect(raws.length).toBe(14_002);
    expect(raws[0]).toBe(deep);
    expect(raws[1]).toBe(long);
    expect(raws.at(-1)).toBe(many.at(-1));
    expect(items).toMatchObject([{ outcome: 'loaded', records: 14_002 }]);
  });

  it('rejects what is no record among records, and keeps its bytes', async () => {
    const other = compact({ level: 'info', msg: 'x' });
    const { raws, rejects, items } = await loadBytes(`[${other},${texts[0]},5,"text",null,[1],${other},{}]`);
    expect(raws).toEqual([texts[0]]);
    expect(
      rejects.map(({ recordNo, place, reason, text }) => [recordNo, place.replace(/\d+/, 'N'), reason, text]),
    ).toEqual([
      [1, 'byte N', 'not a record of a known format', other],
      [3, 'byte N', 'not an object', '5'],
      [4, 'byte N', 'not an object', '"text"'],
      [5, 'byte N', 'not an object', 'null'],
      [6, 'byte N', 'not a record of a known format', '[1]'],
      [7, 'byte N', 'not a record of a known format', other],
      [8, 'byte N', 'not a record of a known format', '{}'],
    ]);
    expect(items).toMatchObject([{ outcome: 'partly', records: 8, rejects: 7 }]);
    expect(items[0]!.reason).toContain('7 of 8 records rejected; byte 1: not a record');
  });

  it('cuts the bytes of a large reject, and says so', async () => {
    const { rejects } = await loadBytes(`${texts[0]}\n{"a":"${'x'.repeat(2_000_000)}"}\n`);
    expect(rejects[0]!.bytes.length).toBe(1024 * 1024);
    expect(rejects[0]!.reason).toBe('not a record of a known format (2000008 bytes, the first 1048576 are kept)');
  });

  it('fails an item that is known but holds nothing whole', async () => {
    const { items, rejects } = await loadBytes(`{"Records":[${texts[0]!.slice(0, -9)}`);
    expect(items).toMatchObject([{ outcome: 'failed', container: 's3-records', records: 1, rejects: 1 }]);
    expect(rejects).toHaveLength(1);
  });
});

describe('what is not known', () => {
  it.each([
    ['', 'skipped', 'empty file'],
    [' \n\t\n', 'skipped', 'no known log format: only blanks'],
    ['hello\nworld\n', 'skipped', 'no known log format: text that begins “hello”'],
    ['{"a":1,"b":2}', 'skipped', 'no known log format: JSON objects with the keys a, b; it can be loaded as json'],
    ['{"a":1}\n{"a":2}', 'skipped', 'no known log format: JSON objects with the keys a; it can be loaded as json'],
    ['[1,2]', 'skipped', 'no known log format: not JSON throughout (byte 1: not an object)'],
    ['a,b\n1,2\n', 'skipped', 'no known log format: CSV with the columns a, b; it can be loaded as csv'],
    ['{oops', 'skipped', 'no known log format: not JSON throughout (byte 0: not JSON at byte 1)'],
    ['{"a":"', 'failed', 'cut off at byte 6'],
    ['%PDF-1.7 …', 'skipped', 'no known log format: a PDF document'],
    ['<?xml version="1.0"?><a/>', 'skipped', 'no known log format: XML'],
    ['BZh91AY&SY', 'skipped', 'no known log format: bzip2-compressed data; unpack it first'],
    ['\u0001\u0002\u0003\u0004\u0005', 'skipped', 'no known log format: binary data'],
  ])('%j is %s: %s', async (text, outcome, reason) => {
    const { items, rejects, records } = await loadBytes(text);
    expect(items).toMatchObject([{ outcome, reason, records: 0, rejects: 0, size: Buffer.byteLength(text) }]);
    expect(items[0]!.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect([...rejects, ...records]).toEqual([]);
  });

  it('is not mistaken for a log by an empty list in it', async () => {
    const { items } = await loadBytes('{"id":1,"events":[]}\n{"id":2,"events":[{"x":1}]}\n');
    expect(items).toMatchObject([{ outcome: 'skipped', records: 0 }]);
  });

  it('is given up after much of it, but hashed to its end', async () => {
    const text = '{"level":"info"}\n'.repeat(100_000);
    const { items, rejects } = await loadBytes(text);
    expect(items).toMatchObject([
      { outcome: 'skipped', contentSha256: createHash('sha256').update(text).digest('hex') },
    ]);
    expect(items[0]!.reason).toContain('in its first');
    expect(rejects).toEqual([]);
  });
});

describe('generic rows', () => {
  it('as json: every object, from lines, arrays and lists', async () => {
    for (const text of ['{"a":1}\n{"a":2}\n', '[{"a":1},{"a":2}]', '{"a":1}{"a":2}', '{"results":[{"a":1},{"a":2}]}']) {
      const { records, items } = await loadBytes(text, { as: 'json' });
      expect(records.map(({ raw, format }) => [raw, format])).toEqual([
        ['{"a":1}', 'json'],
        ['{"a":2}', 'json'],
      ]);
      expect(items).toMatchObject([{ outcome: 'loaded', format: 'json', records: 2 }]);
    }
    const mixed = await loadBytes('{"a":1}\n7\n{"a":2', { as: 'json' });
    expect(mixed.raws).toEqual(['{"a":1}']);
    expect(mixed.rejects.map(({ reason }) => reason)).toEqual(['not a JSON object or array', 'cut off at byte 16']);
  });

  it('do not take the place of a known format', async () => {
    const { records } = await loadBytes(texts.join('\n'), { as: 'json' });
    expect(new Set(records.map(({ format }) => format))).toEqual(new Set(['cloudtrail']));
    expect((await loadBytes(`x,raw\n1,"${texts[0]!.replaceAll('"', '""')}"`, { as: 'csv' })).raws).toEqual([texts[0]]);
  });

  it('as csv: the record as it stands, and by column', async () => {
    const text = 'name,city,note\r\nAnn,"Köln, DE","said ""hi""\r\ntwice"\r\n\r\nBob,,""\r\nCy\r\nDee,x,y,z,"w"\r\n';
    const { records, items } = await loadBytes(text, { as: 'csv' });
    expect(records.map(({ raw }) => raw)).toEqual([
      'Ann,"Köln, DE","said ""hi""\r\ntwice"',
      'Bob,,""',
      'Cy',
      'Dee,x,y,z,"w"',
    ]);
    expect(records.map(({ doc }) => JSON.parse(doc!) as unknown)).toEqual([
      { name: 'Ann', city: 'Köln, DE', note: 'said "hi"\r\ntwice' },
      { name: 'Bob', city: null, note: '' },
      { name: 'Cy', city: null, note: null },
      { name: 'Dee', city: 'x', note: 'y', _extra: ['z', 'w'] },
    ]);
    expect(new Set(records.map(({ layout }) => layout))).toEqual(new Set(['["name","city","note"]']));
    expect(items).toMatchObject([{ outcome: 'loaded', format: 'csv', container: 'csv', records: 4 }]);
  });

  it.each([
    ['a;b\n1;2\n', ['a', 'b']],
    ['a\tb\n1\t2\n', ['a', 'b']],
    ['a|b|c\n1|2|3\n', ['a', 'b', 'c']],
    ['1,2\n3,4\n', ['column1', 'column2']],
    ['a,a,A\n1,2,3\n', ['column1', 'column2', 'column3']],
    ['only\n1\n', ['only']],
    ['__proto__,constructor\n1,2\n', ['__proto__', 'constructor']],
  ])('as csv: guesses delimiter and header of %j', async (text, columns) => {
    const { records } = await loadBytes(text, { as: 'csv' });
    expect(JSON.parse(records[0]!.layout!)).toEqual(columns);
    expect(Object.keys(JSON.parse(records[0]!.doc!) as object)).toEqual(columns);
  });

  it('as csv: an open quote at the end is a reject with its place', async () => {
    const { raws, rejects, items } = await loadBytes('a,b\n1,2\n3,"4\n5,6\n', { as: 'csv' });
    expect(raws).toEqual(['1,2']);
    expect(rejects).toMatchObject([{ place: 'line 3', reason: 'a quote is not closed', text: '3,"4\n5,6\n' }]);
    expect(items).toMatchObject([{ outcome: 'partly', records: 2, rejects: 1 }]);
  });

  it('as csv: a header alone is a table without rows', async () => {
    expect((await loadBytes('a,b,c\n', { as: 'csv' })).items).toMatchObject([{ outcome: 'loaded', records: 0 }]);
  });
});

describe('Parquet', () => {
  async function makeParquet(): Promise<Buffer> {
    const dir = mkdtempSync(join(tmpdir(), 'pugmark-parquet-test-'));
    try {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      await connection.run(
        `COPY (SELECT i AS n, 'é"' || i AS name, [i, NULL] AS list, {'a': DATE '2025-01-01'} AS s FROM range(3000) r(i))
         TO '${join(dir, 'x.parquet')}'`,
      );
      connection.closeSync();
      return readFileSync(join(dir, 'x.parquet'));
    } finally {
      rmSync(dir, { recursive: true });
    }
  }

  it('is read in file order, from a file and from inside an archive', async () => {
    const bytes = await makeParquet();
    const dir = mkdtempSync(join(tmpdir(), "pugmark-'[*]-"));
    try {
      writeFileSync(join(dir, 'od?d [x].parquet'), bytes);
      const loads = [
        await loadPath(join(dir, 'od?d [x].parquet'), { as: 'parquet' }),
        await loadBytes(zip([{ name: 'a.parquet', bytes }]), { as: 'parquet' }),
        await loadBytes(gzip(bytes), { as: 'parquet' }),
      ];
      for (const { records, items } of loads) {
        expect(items).toMatchObject([{ outcome: 'loaded', format: 'parquet', records: 3000 }]);
        expect(records[2999]).toMatchObject({
          raw: '{"n":2999,"name":"é\\"2999","list":[2999,null],"s":{"a":"2025-01-01"}}',
          recordNo: 3000,
          layout: '[["n","BIGINT"],["name","VARCHAR"],["list","BIGINT[]"],["s","STRUCT(a DATE)"]]',
        });
        expect(records.map(({ raw }) => (JSON.parse(raw) as { n: number }).n)).toEqual(records.map((_, n) => n));
        expect(items[0]!.contentSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('is skipped with advice unless asked for, and fails when damaged', async () => {
    const bytes = await makeParquet();
    expect((await loadBytes(bytes)).items).toMatchObject([
      {
        outcome: 'skipped',
        reason: expect.stringMatching(
          /^no known log format: a Parquet file with the columns .*; it can be loaded as parquet$/,
        ),
      },
    ]);
    const damaged = await loadBytes(bytes.subarray(0, bytes.length - 50), { as: 'parquet' });
    expect(damaged.items).toMatchObject([{ outcome: 'failed', records: 0 }]);
  });
});
